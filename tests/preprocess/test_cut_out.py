"""Several sheets in one picture: found where they lie apart, and each cut out without the others."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ocr.document import Page, Word
from ocr.papers import lying_apart
from ocr.preprocess.cut_out import cut_out
from ocr.preprocess.flatten import flatten
from ocr.preprocess.outline import find_sheets
from tests.preprocess.drawn import image, text_page, worn

Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
SIZE = (600, 1040)
SQUARE = np.array([[0, 0], [600, 0], [600, 1040], [0, 1040]], np.float32)
LEFT = np.array([[150, 160], [760, 130], [800, 1180], [190, 1210]], np.float32)
RIGHT = np.array([[900, 200], [1500, 220], [1530, 1240], [870, 1220]], np.float32)


def warp(quad: np.ndarray) -> np.ndarray:
    """From the letter to where it lies."""
    return np.asarray(cv2.getPerspectiveTransform(SQUARE, quad), np.float64)


def desk(*corners: np.ndarray, ground: int = 70, sheet: Pixels | None = None) -> Pixels:
    """Letters lying there on a table top."""
    picture = np.full((1400, 1650, 3), ground, np.uint8)
    letter = text_page(*SIZE) if sheet is None else sheet
    for quad in corners:
        cv2.warpPerspective(letter, warp(quad), picture.shape[1::-1], dst=picture, borderMode=cv2.BORDER_TRANSPARENT)
    return worn(picture)


def blank(turned_deg: int = 0) -> Page:
    return Page.model_validate({"number": 1, "width": 1650, "height": 1400, "turned_deg": turned_deg})


@pytest.mark.parametrize("ground", [10, 70, 170])
def test_sheets_on_a_darker_ground_are_found(ground: int) -> None:
    found = sorted(find_sheets(image(desk(LEFT, RIGHT, ground=ground))), key=lambda hull: float(hull[:, 0].min()))
    assert len(found) == 2
    for hull, quad in zip(found, (LEFT, RIGHT), strict=True):
        assert np.abs(hull.min(axis=0) - quad.min(axis=0)).max() < 8
        assert np.abs(hull.max(axis=0) - quad.max(axis=0)).max() < 8


def test_one_sheet_none_and_sheets_that_touch_are_not_several() -> None:
    touching = np.array([[750, 400], [1400, 380], [1400, 1300], [790, 1320]], np.float32)
    assert len(find_sheets(image(desk(LEFT)))) == 1
    assert find_sheets(image(worn(text_page()))) == ()
    assert find_sheets(image(np.full((1400, 1650, 3), 70, np.uint8))) == ()
    assert len(find_sheets(image(desk(LEFT, touching)))) < 2


def test_a_sheet_is_cut_out_without_its_neighbour_and_knows_its_place() -> None:
    picture = np.full((400, 600, 3), 90, np.uint8)
    picture[100:300, 50:250] = 255
    picture[100:300, 270:500] = (255, 0, 0)
    hulls = [np.array([[x, 100], [y, 100], [y, 300], [x, 300]], float) for x, y in ((50, 250), (270, 500))]
    piece = cut_out(image(picture), hulls, 0, 40)
    assert piece.pixels.shape == (280, 280, 3)
    assert not (piece.pixels == (255, 0, 0)).all(axis=2).any()
    assert (piece.pixels[:, -20:] == 90).all()
    assert piece.points_on_source(np.array([[40.0, 40.0]]))[0] == pytest.approx([50, 100])
    assert piece.points_from_source(np.array([[50.0, 100.0]]))[0] == pytest.approx([40, 40])


def test_a_sheet_cut_out_is_made_flat_and_finds_its_way_home() -> None:
    letter = text_page(*SIZE)
    letter[500:520, 300:320] = (255, 0, 0)
    picture = desk(LEFT, RIGHT, sheet=letter)
    (_, piece) = sorted(lying_apart(image(picture), blank()), key=lambda piece: float(piece.to_source[0, 2]))
    flat, repair = flatten(piece)
    assert repair is not None
    expected = cv2.perspectiveTransform(np.array([[[310.0, 510.0]]]), warp(RIGHT))[0, 0]
    ys, xs = np.nonzero((flat.pixels[..., 0] > 140) & (flat.pixels[..., 1] < 120))
    assert flat.points_on_source(np.array([[xs.mean(), ys.mean()]]))[0] == pytest.approx(expected, abs=3)
    assert flat.points_from_source(expected[None])[0] == pytest.approx([xs.mean(), ys.mean()], abs=3)


def test_each_sheet_is_turned_upright_by_itself() -> None:
    found = lying_apart(image(desk(LEFT, np.roll(RIGHT, 2, axis=0))), blank())
    assert [piece.turned_deg for piece in found] == [0, 180]
    middle = np.array([[found[1].pixels.shape[1] / 2, found[1].pixels.shape[0] / 2]])
    assert found[1].points_on_source(middle)[0] == pytest.approx((1650, 1400) - RIGHT.mean(axis=0), abs=20)


def test_words_beside_the_sheets_keep_the_page_whole() -> None:
    words = (Word.model_validate({"text": "x" * 20, "box": [20, 1300, 500, 1340], "confidence": 0.9}),)
    assert len(lying_apart(image(desk(LEFT, RIGHT)), blank())) == 2
    assert lying_apart(image(desk(LEFT, RIGHT)), blank().model_copy(update={"words": words})) == ()
