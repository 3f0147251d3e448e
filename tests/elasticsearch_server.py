"""A real Elasticsearch for the tests that ask for one: started once, stopped when the last test is over.

A server that cannot be had fails the test; it is never skipped.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_SCRIPT = Path(__file__).parents[1] / ".ci" / "elasticsearch"
_ENVIRONMENT = dict(os.environ)
"""As it was before tests began to change it: the script looks for ELASTICSEARCH_CACHE and a JDK."""


class Server:
    """One server in a folder of its own, which keeps its data over a stop."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="denpyo-elasticsearch-"))  # the server's user must get there
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        done = self._run("start", str(self._folder), str(self._port), str(os.getpid()))
        if done.returncode:
            pytest.fail(f"no Elasticsearch for the tests: {done.stderr.strip()[-2000:]}")

    def stop(self) -> None:
        self._run("stop", str(self._folder))

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(_SCRIPT), *arguments], env=_ENVIRONMENT, capture_output=True, text=True, timeout=280, check=False
        )


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """The address of a running server; every test keeps to an index name of its own."""
    server = Server()
    try:
        server.start()
        yield server.url
    finally:
        server.remove()
