"""docs/archive.md tells the truth: its recipe passes a sound archive and finds what is wrong with another."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from index.archive import Archive
from index.journal import HEAD, JOURNAL, Event, Line

if TYPE_CHECKING:
    from tests.index.conftest import MakePaper, Paper

DOCS = (Path(__file__).parents[2] / "docs" / "archive.md").read_text()
RECIPE, WITH_JQ, QUESTIONS = re.findall(r"```bash\n(.*?)```", DOCS, re.DOTALL)
FILES = RECIPE.index("files()"), RECIPE.index("\n", RECIPE.index("files()"))
RECIPES = {"coreutils": RECIPE}
if shutil.which("jq"):
    RECIPES["jq"] = RECIPE[: FILES[0]] + WITH_JQ.rstrip() + RECIPE[FILES[1] :]


@pytest.fixture
def stored(tmp_path: Path, paper: MakePaper) -> tuple[Path, Paper]:
    root = tmp_path / "archive"
    one, other = paper('"path":"x","sha256":"y".pdf', b"a" * 99, ((1, 1), (2, 2))), paper("請求書\\ .tif", b"b")
    with Archive.open(root, write=True) as archive:
        archive.add(one.path, one.sha256, one.items, who="sato")
        archive.add(other.path, other.sha256, other.items, who="sato")
        archive.correct(one.document_id, one.priced(7), who="sato", why="桁の\n読み違い")
        archive.correct(one.document_id, one.items[0][1], who="sato", why="元が正しい")
        archive.void(other.document_id, who="sato", why="二重登録")
    return root, one


def run(script: str, root: Path, **variables: str) -> str:
    done = subprocess.run(["bash", "-c", script], cwd=root, env=variables or None, capture_output=True, text=True)
    return done.stdout + done.stderr


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_recipe_is_silent_on_a_sound_archive(stored: tuple[Path, Paper], recipe: str) -> None:
    assert run(RECIPES[recipe], stored[0]) == ""


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_recipe_finds_what_verify_finds(stored: tuple[Path, Paper], recipe: str) -> None:
    root, one = stored
    original = root / "originals" / one.sha256[:2] / f"{one.sha256}.pdf"
    damages = {
        "FAILED": (original, b"x" * 99),
        "planted": (root / "records" / "planted", b""),
        "breaks the chain": (root / JOURNAL, (root / JOURNAL).read_bytes().replace("元が".encode(), "偽が".encode())),
        "does not match": (root / HEAD, b"{}"),
    }
    for said, (path, data) in damages.items():
        before = path.read_bytes() if path.exists() else None
        path.unlink(missing_ok=True)
        path.write_bytes(data)
        assert said in run(RECIPES[recipe], root)
        path.unlink()
        if before is not None:
            path.write_bytes(before)
    original.unlink()
    assert "No such file" in run(RECIPES[recipe], root)


def test_the_questions_for_jq_have_answers(stored: tuple[Path, Paper]) -> None:
    root, one = stored
    for question in QUESTIONS.split("\n\n") if "jq" in RECIPES else ():
        answer = run(question, root, id=one.document_id, PATH="/usr/local/bin:/usr/bin:/bin")
        assert len(answer.splitlines()) == 3, answer


def test_the_keys_and_events_are_those_of_the_journal(stored: tuple[Path, Paper]) -> None:
    table = re.findall(r"^\| `([a-z0-9]+)` \|", DOCS, re.MULTILINE)
    keys, events = table[: len(Line.model_fields)], table[len(Line.model_fields) :]
    assert keys == list(Line.model_fields)
    assert events == list(get_args(Event))
    for line in (stored[0] / JOURNAL).read_bytes().splitlines():
        assert [key for key in keys if key in json.loads(line)] == list(json.loads(line))
