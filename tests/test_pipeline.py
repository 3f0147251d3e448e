"""From a file to Documents and Records, with the real engine."""

from __future__ import annotations

import hashlib
import itertools
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from ocr.document import Box, Document, Repair
from ocr.errors import InputError
from ocr.executor import EXECUTORS, make_reader
from ocr.pipeline import Reader
from ocr.recognize import Reading
from ocr.record import Record
from ocr.source import SourceLimits
from ocr.template import load_templates
from tests.papers import write_invoice, write_joined, write_lines

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr.pipeline import ReadDocument
    from ocr.preprocess.image import PageImage

SAMPLE = Path(__file__).parent / "data" / "engine_sample.png"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return make_reader("rapidocr", load_templates(), SourceLimits())


def read_one(reader: Reader, path: Path) -> ReadDocument:
    (found,) = reader.read(path)
    return found


def save(path: Path, pixels: NDArray[np.uint8]) -> Path:
    Image.fromarray(pixels).save(path, dpi=(200, 200))
    return path


@pytest.fixture(scope="module")
def paper() -> NDArray[np.uint8]:
    """The sample in the upper part of an upright page."""
    page = np.full((1270, 900, 3), 255, np.uint8)
    sample = np.asarray(Image.open(SAMPLE).convert("RGB"))
    page[60 : 60 + sample.shape[0]] = sample
    return page


def test_a_scan_becomes_a_document_and_a_record(reader: Reader) -> None:
    found = read_one(reader, SAMPLE)
    document, record = found.document, found.record
    assert document.sha256 == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    assert document.file == str(SAMPLE)
    assert document.media_type == "image/png"
    assert document.engine == "rapidocr PP-OCRv6 small"
    (page,) = document.pages
    assert (page.width, page.height, page.text_from, page.turned_deg) == (900, 360, "ocr", 0)
    assert record.document_id == document.id
    assert record.document_type.value == "invoice"


def test_a_scan_in_grey_is_a_finding_on_an_important_paper(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "grey.png"
    Image.open(SAMPLE).convert("L").save(path, dpi=(200, 200))
    found = read_one(reader, path)
    (page,) = found.document.pages
    assert page.stored is not None
    assert (page.stored.width, page.stored.bits, page.stored.colour, page.stored.dpi) == (900, 8, "grey", 200)
    assert "capture-colour" in [finding.code for finding in found.record.findings]
    assert not any("24ビットカラー" in reason for reason in found.record.review.reasons)


def test_every_value_is_the_ink_it_points_at(reader: Reader) -> None:
    found = read_one(reader, SAMPLE)
    pointing = [field for field in found.record.fields if field.evidence and not field.derived]
    assert pointing
    for field in pointing:
        assert found.document.quote(field.evidence) == field.raw


def test_documents_and_records_survive_json(reader: Reader) -> None:
    found = read_one(reader, SAMPLE)
    assert Document.model_validate_json(found.document.model_dump_json()) == found.document
    assert Record.model_validate_json(found.record.model_dump_json()) == found.record


@pytest.mark.parametrize("turned_deg", [90, 180, 270])
def test_a_page_scanned_lying_is_turned_upright(
    reader: Reader,
    paper: NDArray[np.uint8],
    tmp_path: Path,
    turned_deg: int,
) -> None:
    (page,) = read_one(reader, save(tmp_path / "lying.png", np.rot90(paper, turned_deg // 90))).document.pages
    assert page.turned_deg == turned_deg
    assert (page.width, page.height) == (900, 1270)
    amount = next(word for word in page.words if "441,648" in word.text)
    assert abs(amount.box.left - 418) < 15 and abs(amount.box.top - 325) < 20


def test_a_page_scanned_askew_keeps_its_boxes_on_the_paper(
    reader: Reader,
    paper: NDArray[np.uint8],
    tmp_path: Path,
) -> None:
    askew = np.asarray(
        Image.fromarray(paper).rotate(-3, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=(255, 255, 255))
    )
    (page,) = read_one(reader, save(tmp_path / "askew.png", askew)).document.pages
    assert abs(page.skew_deg - 3.0) < 0.3
    amount = next(word for word in page.words if "441,648" in word.text).box
    ink = askew[amount.top : amount.bottom, amount.left : amount.right].min(axis=2) < 128
    assert ink.mean() > 0.05
    rows = [word.text for word in page.words]
    assert rows.index("合計金額") + 1 == next(n for n, text in enumerate(rows) if "441,648" in text)


def test_dpi_comes_from_the_file(
    reader: Reader,
    paper: NDArray[np.uint8],
    tmp_path: Path,
) -> None:
    (page,) = read_one(reader, save(tmp_path / "scan.png", paper)).document.pages
    assert page.dpi_basis == "file"
    assert page.dpi == pytest.approx(200, abs=0.1)


def test_a_born_digital_page_is_not_recognized(reader: Reader, tmp_path: Path) -> None:
    found = read_one(reader, write_invoice(tmp_path / "invoice.pdf", number=7))
    (page,) = found.document.pages
    assert (page.text_from, page.turned_deg, page.skew_deg) == ("text-layer", 0, 0.0)
    tops = [word.box.y_center for word in page.words]
    assert all(later > earlier - 10 for earlier, later in itertools.pairwise(tops))
    total = found.record.value("total_amount")
    assert total is not None and total.kind == "amount" and total.amount == 110_000


def test_a_separating_sheet_parts_what_would_be_one_document(reader: Reader, tmp_path: Path) -> None:
    invoice, more, sheet = (
        write_invoice(tmp_path / "invoice.pdf", number=7),
        write_lines(
            tmp_path / "more.pdf", (11, 60, 760, "部品一式"), (11, 60, 740, "組立調整費"), (11, 60, 720, "運搬費")
        ),
        Path(__file__).parents[1] / "docs" / "separator.pdf",
    )
    joined = reader.read(write_joined(tmp_path / "joined.pdf", invoice, more))
    assert [len(found.document.pages) for found in joined] == [2]
    parted = reader.read(write_joined(tmp_path / "parted.pdf", invoice, sheet, more))
    assert [found.document.pages[0].number for found in parted] == [1, 3]


def test_signs_of_life_come_with_every_page(reader: Reader, tmp_path: Path) -> None:
    pages = [Image.open(SAMPLE).convert("L") for _ in range(3)]
    path = tmp_path / "three.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:])
    told: list[int] = []
    found = reader.read(path, told.append)
    assert told == [1, 1, 2, 2, 3, 3]
    assert [(one.document.page_count, len(one.document.pages)) for one in found] == [(3, 1)] * 3


def test_a_page_of_many_pixels_keeps_them_as_its_frame(
    reader: Reader,
    paper: NDArray[np.uint8],
    tmp_path: Path,
) -> None:
    large = paper.repeat(5, axis=0).repeat(5, axis=1)
    (page,) = read_one(reader, save(tmp_path / "large.png", large)).document.pages
    assert (page.width, page.height) == (4500, 6350)
    amount = next(word for word in page.words if "441,648" in word.text)
    assert abs(amount.box.left - 5 * 418) < 75


def test_a_blank_page_is_a_document_of_type_other(reader: Reader, tmp_path: Path) -> None:
    blank = save(tmp_path / "blank.png", np.full((1200, 800, 3), 255, np.uint8))
    found = read_one(reader, blank)
    assert found.document.pages[0].words == ()
    assert found.record.document_type.value == "other"
    assert found.record.review.needed


def test_a_blank_page_is_not_searched_for_regions(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ocr.pipeline.find_regions", None)
    blank = save(tmp_path / "blank.png", np.full((1200, 800, 3), 255, np.uint8))
    assert read_one(reader, blank).document.pages[0].regions == ()


def test_a_back_that_the_front_shines_through_is_blank(
    reader: Reader, paper: NDArray[np.uint8], tmp_path: Path
) -> None:
    back = (250 - (255.0 - paper[:, ::-1]) * 0.3).astype(np.uint8)
    found = read_one(reader, save(tmp_path / "back.png", back))
    assert [finding.code for finding in found.record.findings] == ["blank-pages"]


def test_faint_print_is_print(reader: Reader, paper: NDArray[np.uint8], tmp_path: Path) -> None:
    faint = (250 - (255.0 - paper) * 0.3).astype(np.uint8)
    found = read_one(reader, save(tmp_path / "faint.png", faint))
    assert found.record.document_type.value == "invoice"


def test_a_bad_file_is_a_result_of_run_and_an_error_of_read(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "zip.pdf"
    path.write_bytes(b"PK\x03\x04" + bytes(200))
    assert isinstance(reader.run(path), InputError)
    with pytest.raises(InputError):
        reader.read(path)


def test_a_name_in_shift_jis_is_shown_as_it_was_meant(reader: Reader, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "請求書.png".encode("cp932")))
    path.write_bytes(SAMPLE.read_bytes())
    assert read_one(reader, path).document.file == f"{tmp_path}/請求書.png"


def test_a_worker_reads_as_this_process_does(reader: Reader) -> None:
    make = partial(make_reader, "rapidocr", load_templates(), SourceLimits())
    assert list(EXECUTORS["processes"]([SAMPLE], make)) == [(SAMPLE, reader.read(SAMPLE))]


class _Stamped:
    """An engine that reads a name and, in the seal on it, a character."""

    name = "stamped 1"

    def read(self, pixels: NDArray[np.uint8]) -> list[Reading]:
        places = {"見本商事株式会社": (100, 120, 420, 160), "印": (420, 140, 450, 180)}
        corners = {
            text: np.array([(a, b), (c, b), (c, d), (a, d)], np.float64) for text, (a, b, c, d) in places.items()
        }
        return [Reading(text, quad, 0.9) for text, quad in corners.items()]


@pytest.mark.parametrize(("lifted", "texts"), [(False, ["見本商事株式会社"]), (True, ["見本商事株式会社", "印"])])
def test_a_seal_that_could_not_be_lifted_has_no_words(tmp_path: Path, lifted: bool, texts: list[str]) -> None:
    def find_seal(image: PageImage) -> tuple[PageImage, Repair | None]:
        stamped = replace(image, seals=(Box(left=380, top=100, right=480, bottom=200),))
        return stamped, Repair(step="seal", reason="lifted") if lifted else None

    reader = Reader(_Stamped(), load_templates(), steps=(find_seal,))
    page = read_one(reader, save(tmp_path / "scan.png", np.full((800, 600, 3), 240, np.uint8))).document.pages[0]
    assert [word.text for word in page.words] == texts
    assert len(page.seals) == 1
