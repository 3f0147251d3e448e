"""Run by path: stores papers in a forked child that is killed, again and again, and says how the archive took it.

`killed_writer.py moments ROOT PAPERS ROUNDS SEED` kills at random moments, one archive getting ahead all the while;
`killed_writer.py steps ROOT PAPERS` kills before each single step on the disk, a new archive every time.
One JSON line on stdout a kill.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.archive import Archive
from ocr.document import Document
from ocr.errors import StoreError
from ocr.record import Record

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.truncate"}


@dataclass(frozen=True)
class Paper:
    path: Path
    sha256: str
    items: list[tuple[Document, Record]]


def load(papers: Path) -> list[Paper]:
    def one(line: str) -> Paper:
        data = json.loads(line)
        items = [(Document.model_validate(d), Record.model_validate_json(r)) for d, r in data["items"]]
        return Paper(Path(data["path"]), data["sha256"], items)

    return [one(line) for line in papers.read_text().splitlines()]


def fork(work: Callable[[], None]) -> int:
    pid = os.fork()
    if not pid:
        try:
            work()
        finally:
            os._exit(0)
    return pid


def store(root: Path, papers: list[Paper], acknowledged: Path) -> None:
    with Archive.open(root, write=True) as archive, acknowledged.open("a") as log:
        for paper in papers:
            if not archive.add(paper.path, paper.sha256, paper.items, who="sato").already:
                log.write(f"{paper.sha256}\n")
                log.flush()


def report(root: Path, acknowledged: Path, *, alive: bool) -> None:
    """What a reader finds before anybody has opened the archive for writing again."""
    promised = acknowledged.read_text().split() if acknowledged.exists() else []
    try:
        with Archive.open(root) as archive:
            verification = archive.verify()
            problems = [str(problem) for problem in verification]
            lost = [sha256 for sha256 in promised if archive.knows(sha256) is None]
            notices = [str(notice) for notice in verification.notices]
    except StoreError:  # killed before there was an archive
        problems, lost, notices = [], promised, []
    found = {"problems": problems, "lost": lost, "notices": notices, "alive": alive}
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def at_moments(root: Path, papers: list[Paper], rounds: int, seed: int) -> None:
    """Each round dies somewhere within the second or third paper it stores, or while it opens the archive."""
    chance = random.Random(seed)
    acknowledged = root.with_suffix(".acknowledged")
    acknowledged.touch()
    began = time.monotonic()
    store(root.with_suffix(".trial"), papers[:4], root.with_suffix(".trial.acknowledged"))
    usual_s = (time.monotonic() - began) / 4
    for _ in range(rounds):
        enough = acknowledged.stat().st_size + chance.choice((0, 65))
        pid = fork(lambda: store(root, papers, acknowledged))
        while acknowledged.stat().st_size < enough:
            time.sleep(0.001)
        time.sleep(chance.uniform(0.0, usual_s))
        os.kill(pid, signal.SIGKILL)
        report(root, acknowledged, alive=os.WIFSIGNALED(os.waitpid(pid, 0)[1]))


def at_steps(root: Path, papers: list[Paper]) -> None:
    killed, step = True, 0
    while killed:
        step += 1
        at = root.with_name(f"{root.name}-{step}")
        acknowledged = at.with_suffix(".acknowledged")
        pid = fork(lambda at=at, step=step, acknowledged=acknowledged: die_at(step, at, papers, acknowledged))  # type: ignore[misc]
        killed = os.WIFSIGNALED(os.waitpid(pid, 0)[1])
        report(at, acknowledged, alive=killed)


def die_at(step: int, root: Path, papers: list[Paper], acknowledged: Path) -> None:
    """Make an archive, store, correct and void, killed before the n-th step on it."""
    left = step

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in STEPS and str(arguments[0]).startswith(f"{root}{os.sep}"):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    store(root, papers, acknowledged)
    with Archive.open(root, write=True) as archive:
        document, record = papers[0].items[0]
        archive.add(Path("again.pdf"), papers[0].sha256, (), who="sato")
        archive.correct(document.id, record.model_copy(update={"template": "invoice@1"}), who="sato", why="再抽出")
        archive.void(document.id, who="sato", why="二重登録")


if __name__ == "__main__":
    mode, where, listed, *rest = sys.argv[1:]
    if mode == "moments":
        at_moments(Path(where), load(Path(listed)), int(rest[0]), int(rest[1]))
    else:
        at_steps(Path(where), load(Path(listed)))
