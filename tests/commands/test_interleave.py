"""Fronts and backs from two passes through the feeder, put in the order of reading."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ocr.commands.interleave import interleave
from ocr.errors import InputError, UsageError
from ocr.source import SourceLimits
from tests.command_line import denpyo

LIMITS = SourceLimits()


def scanned(path: Path, *texts: str, **options: object) -> Path:
    """A PDF with a page for each text; pages that are backs ("2b") are A5, to be told apart by size as well."""
    canvas = Canvas(str(path), invariant=True, **options)
    for text in texts:
        canvas.setPageSize(A5 if text.endswith("b") else A4)
        canvas.drawString(72, 300, text)
        canvas.showPage()
    canvas.save()
    return path


def texts(path: Path) -> list[str]:
    return [page.get_textpage().get_text_bounded().strip() for page in PdfDocument(path)]


def test_one_file_of_fronts_then_backs_last_sheet_first(tmp_path: Path) -> None:
    stack = scanned(tmp_path / "stack.pdf", "1", "2", "3", "3b", "2b", "1b")
    made = tmp_path / "made.pdf"
    assert interleave([stack], made, LIMITS, backs_in_order=False) == 6
    assert texts(made) == ["1", "1b", "2", "2b", "3", "3b"]
    assert [round(page.get_width()) for page in PdfDocument(made)] == [round(A4[0]), round(A5[0])] * 3


def test_two_files_one_of_each_side(tmp_path: Path) -> None:
    fronts, backs = scanned(tmp_path / "a.pdf", "1", "2"), scanned(tmp_path / "b.pdf", "2b", "1b")
    interleave([fronts, backs], tmp_path / "made.pdf", LIMITS, backs_in_order=False)
    assert texts(tmp_path / "made.pdf") == ["1", "1b", "2", "2b"]


def test_backs_may_come_in_order(tmp_path: Path) -> None:
    stack = scanned(tmp_path / "stack.pdf", "1", "2", "1b", "2b")
    interleave([stack], tmp_path / "made.pdf", LIMITS, backs_in_order=True)
    assert texts(tmp_path / "made.pdf") == ["1", "1b", "2", "2b"]


def test_a_back_that_is_missing_is_not_guessed(tmp_path: Path) -> None:
    odd, even = scanned(tmp_path / "odd.pdf", "1", "2", "1b"), scanned(tmp_path / "even.pdf", "2b", "1b")
    for files, counts in (([odd], "2 fronts and 1 backs"), ([even, odd], "2 fronts and 3 backs")):
        with pytest.raises(InputError, match=counts):
            interleave(files, tmp_path / "made.pdf", LIMITS, backs_in_order=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["even.pdf", "odd.pdf"]


def test_what_is_no_readable_pdf_is_refused_by_name(tmp_path: Path) -> None:
    broken, text = tmp_path / "broken.pdf", tmp_path / "page.tif"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    text.write_bytes(b"II*\0" + bytes(60))
    locked = scanned(tmp_path / "locked.pdf", "1", "1b", encrypt=StandardEncryption("user", "owner"))
    for path, problem in (
        (broken, "damaged"),
        (text, "not a PDF"),
        (locked, "encrypted"),
        (tmp_path, "cannot be read"),
    ):
        with pytest.raises(InputError, match=rf"^{path}: .*{problem}"):
            interleave([path], tmp_path / "made.pdf", LIMITS, backs_in_order=False)


def test_a_pdf_over_a_limit_is_refused(tmp_path: Path) -> None:
    stack = scanned(tmp_path / "stack.pdf", "1", "1b")
    for limits in (SourceLimits(max_bytes=100), SourceLimits(max_memory_bytes=10_000_000)):
        with pytest.raises(InputError):
            interleave([stack], tmp_path / "made.pdf", limits, backs_in_order=False)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    stack = scanned(tmp_path / "stack.pdf", "1", "1b")
    for to, problem in ((stack, "is there already"), (tmp_path / "none" / "made.pdf", "no such folder")):
        with pytest.raises(UsageError, match=problem):
            interleave([stack], to, LIMITS, backs_in_order=False)
    with pytest.raises(UsageError, match="more than two"):
        interleave([stack] * 3, tmp_path / "made.pdf", LIMITS, backs_in_order=False)
    assert texts(stack) == ["1", "1b"]


def test_the_same_stack_makes_the_same_file(tmp_path: Path) -> None:
    stack = scanned(tmp_path / "stack.pdf", "1", "2", "2b", "1b")
    made = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for to in made:
        interleave([stack], to, LIMITS, backs_in_order=False)
    assert made[0].read_bytes() == made[1].read_bytes()


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    stack = scanned(tmp_path / "stack.pdf", "1", "2", "2b", "1b")
    ran = denpyo("interleave", stack, "--to", tmp_path / "made.pdf")
    assert (ran.code, ran.out) == (0, "")
    assert "made.pdf: 4 pages" in ran.err
    assert all(a < b for a, b in itertools.pairwise(texts(tmp_path / "made.pdf")))
    assert denpyo("interleave", stack, "--to", tmp_path / "made.pdf").code == 2
    assert denpyo("interleave", stack, stack, stack, "--to", tmp_path / "new.pdf").code == 2
