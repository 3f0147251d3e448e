"""A wire to a server that a test can cut, stall and mend."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class Proxy:
    """Passes bytes on between 127.0.0.1 and a server, as long as it is whole."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._server = (str(parts.hostname), int(parts.port or 80))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._state = "whole"
        self._wires: set[socket.socket] = set()
        self._threads = [threading.Thread(target=self._accept)]

    def cut(self) -> None:
        """Break every connection, and each new one."""
        self._state = "cut"
        for wire in list(self._wires):
            _close(wire)

    def stall(self) -> None:
        """Take connections and say nothing."""
        self._state = "stalled"

    def mend(self) -> None:
        self._state = "whole"

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        _close(self._listener)
        self.cut()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:  # closed
                return
            self._wires.add(near)
            if self._state == "cut":
                _close(near)
            elif self._state == "whole":
                far = socket.create_connection(self._server)
                self._wires.add(far)
                for source, target in ((near, far), (far, near)):
                    thread = threading.Thread(target=_pass_on, args=(source, target))
                    thread.start()
                    self._threads.append(thread)


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):  # cut
        while data := source.recv(65536):
            target.sendall(data)
    _close(source)
    _close(target)


def _close(wire: socket.socket) -> None:
    with suppress(OSError):  # it was never connected, or the other end was first
        wire.shutdown(socket.SHUT_RDWR)
    wire.close()
