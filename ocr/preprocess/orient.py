"""Quarter turns: which of the four ways up a page is, by a small network that has seen text from all sides.

Where the network is in doubt, the page is read the way it came and upside down: only one of them makes sense.

The network's weights (PP-LCNet, Apache-2.0) ship in ocr/models. The code of the wheel they come from is not used: it
looks at one square in the middle of the page, and a receipt or a page with a picture there needs more than that.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr.document import Repair
from ocr.network import load_network, normalized
from ocr.preprocess.image import PageImage
from ocr.preprocess.ink import ink_share

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ocr.document import Turn
    from ocr.network import Network

    Legible = Callable[[NDArray[np.uint8]], tuple[float, float, float]]
    """Characters that an engine reads on (height, width, 3) RGB pixels, in lines across and in columns down, each
    counted with the engine's confidence in it, and the mean confidence in those across."""

_MODEL = Path(__file__).resolve().parent.parent / "models" / "orientation.onnx"
_SHA256 = "2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2"
_TURNS: tuple[Turn, ...] = (0, 270, 180, 90)
"""The network answers how far the page was turned clockwise (0, 90, 180, 270); this is what takes it back."""
_ROTATIONS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
_TILE = 224
_SHORT_SIDE = 672
"""The page's short side when cut into tiles: headings and the shape of lines survive, and three tiles span it."""
_LONGEST = 16 * _TILE
_MOST_TILES = 8
_FIRST_TILES, _AT_ONCE = 2, 0.85
"""The tiles with most edges, and the score at which they are believed if each of them says the same. Of 572 (143 pages,
four turns) none was wrong, where all tiles together had one wrong and one unsure, and 5 instead of 32 were in doubt."""
_WHOLE_SHORT_SIDE = 256
"""The short side that the network was trained on; pages that the larger tiles leave in doubt are seen whole as well."""
_SURE = 0.6
_DOUBT = 0.7
"""Score below which a page is read, where an engine is at hand: of 100 strips of a few lines four were wrong at 0.6
and more, of which the one that can be read scored 0.601. Of 126 whole business pages seven score less in some turn."""
_LEAST_SCORE = 0.5
"""Below it the page stays as it came: of 652 (163 pages, four turns) none was turned wrongly, 9 nearly blank stayed."""
_LEAST_LEGIBLE = 4.0
"""Characters, by confidence, that a page in doubt must show one way up."""
_CLEARLY = 1.5
"""Times the characters that the other way up shows: 2.5 to 8 times on eight pages and strips that were in doubt."""
_PLAIN_CHARACTERS, _PLAIN = 10.0, 0.9
"""Characters across, by confidence, and mean confidence from which a page need not be read upside down too: of 16
strips of other pages with ten characters or more 15 are read so upright, none of them so in any other turn."""
_EDGE_CONTRAST = 30
_LEAST_EDGES = 0.002


def upright(image: PageImage, legible: Legible | None = None) -> tuple[PageImage, Repair | None]:
    """The page with its text upright; amount: the clockwise turn, degrees. Blank and illegible pages stay as they came.

    legible is asked at most twice, and only about a page whose shapes leave its way up in doubt; without it such a page
    stays as it came. The turned page is a new source page: boxes found on it are boxes on the page as people read it.
    """
    scores = _scores(_tiles(image, _SHORT_SIDE))
    if 0 < scores.max() < _SURE:
        scores = (scores + _scores(_tiles(image, _WHOLE_SHORT_SIDE))) / 2
    doubted = 0 < scores.max() < _DOUBT and ink_share(image) > 0  # of a blank page an engine makes nothing, slowly
    turn = _by_reading(image.pixels, scores, legible) if legible and doubted else None
    if turn is None:
        best = int(np.argmax(scores))
        turn, reason = _TURNS[best] if scores[best] >= _LEAST_SCORE else 0, "text stood on its side or its head"
    else:
        reason = "text made sense this way up only"
    if turn == 0:
        return image, None
    source = PageImage.of_source(turned(image.pixels, turn))
    return replace(source, turned_deg=turn), Repair(step="upright", amount=turn, reason=reason)


def turned(pixels: NDArray[np.uint8], clockwise_deg: Turn) -> NDArray[np.uint8]:
    """The pixels (height, width, 3) turned by so many degrees; a quarter of the time of a copy of numpy's view."""
    return pixels if clockwise_deg == 0 else np.asarray(cv2.rotate(pixels, _ROTATIONS[clockwise_deg]), np.uint8)


def _by_reading(pixels: NDArray[np.uint8], scores: NDArray[np.float64], legible: Legible) -> Turn | None:
    """The turn after which the page makes sense; None if it makes none, or as much upside down.

    An engine reads the columns of a page by turning them to the left, so it also reads a page that was turned to the
    right, and columns that lie on their left side pass for lines. Between those two the network's scores decide.
    """
    across, down, confidence = legible(pixels)
    if across >= _PLAIN_CHARACTERS and across >= _CLEARLY * down and confidence >= _PLAIN:
        across_180 = down_180 = 0.0
    else:
        across_180, down_180, _ = legible(turned(pixels, 180))
    ways: tuple[tuple[float, float, tuple[Turn, Turn]], ...] = (
        (across, across_180, (0, 90)),
        (down, down_180, (270, 0)),
        (across_180, across, (180, 270)),
        (down_180, down, (90, 180)),
    )
    most, otherwise, turns = max(ways)
    if most < max(_LEAST_LEGIBLE, _CLEARLY * otherwise):
        return None
    return max(turns, key=lambda turn: scores[_TURNS.index(turn)])


def _scores(tiles: list[NDArray[np.uint8]]) -> NDArray[np.float64]:
    """The mean of the tiles' probabilities, in the order of `_TURNS`; zeros for no tiles.

    Where the first tiles are of one mind and sure, it is theirs, and no other is looked at.
    """
    if not tiles:
        return np.zeros(len(_TURNS))
    found = _shares(tiles[:_FIRST_TILES])
    if len(tiles) > _FIRST_TILES and found[:, found.mean(axis=0).argmax()].min() < _AT_ONCE:
        found = np.concatenate([found, _shares(tiles[_FIRST_TILES:])])
    scores: NDArray[np.float64] = np.mean(found, axis=0, dtype=np.float64)
    return scores


def _shares(tiles: list[NDArray[np.uint8]]) -> NDArray[np.float32]:
    """(n, ways) probabilities of each tile."""
    return _network()(np.stack([normalized(tile) for tile in tiles]))[0]


def _tiles(image: PageImage, short_side: int) -> list[NDArray[np.uint8]]:
    """The squares of the scaled page that hold most edges, which is where text is; none for a blank page."""
    page = _scaled(image, short_side)
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    edges = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8)) > _EDGE_CONTRAST
    corners = [(top, left) for top in _starts(page.shape[0]) for left in _starts(page.shape[1])]
    shares = {(top, left): float(edges[top : top + _TILE, left : left + _TILE].mean()) for top, left in corners}
    inked = sorted((corner for corner in corners if shares[corner] > _LEAST_EDGES), key=lambda corner: -shares[corner])
    return [page[top : top + _TILE, left : left + _TILE] for top, left in inked[:_MOST_TILES]]


def _scaled(image: PageImage, short_side: int) -> NDArray[np.uint8]:
    """The page with its short side that long; a strip has its long side bounded and is widened to a tile."""
    height, width = image.pixels.shape[:2]
    scale = min(short_side / min(height, width), _LONGEST / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    page = image.halved_to(*size) if scale < 1 else cv2.resize(image.pixels, size, interpolation=cv2.INTER_LINEAR)
    below, beside = max(0, _TILE - size[1]), max(0, _TILE - size[0])
    return np.asarray(cv2.copyMakeBorder(page, 0, below, 0, beside, cv2.BORDER_REPLICATE), np.uint8)


def _starts(length: int) -> list[int]:
    """Where tiles begin so that they span a side evenly."""
    count = math.ceil(length / _TILE)
    return [round((length - _TILE) * n / max(count - 1, 1)) for n in range(count)]


@cache
def _network() -> Network:
    return load_network(_MODEL, _SHA256)
