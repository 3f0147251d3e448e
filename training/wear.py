"""What paper goes through between printer and archive: scanners, fax lines, thumbs and phone cameras.

Every step takes a Scan and gives another; its matrix takes page millimetres to pixels, so boxes survive any chain.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """Pixels (height, width, 3) RGB and the homography (3, 3) from millimetres on the page to them."""

    pixels: Pixels
    matrix: Matrix

    def quad(self, box: tuple[float, float, float, float]) -> Matrix:
        """The corners (4, 2) in pixels of a box in millimetres, clockwise from its top left."""
        left, top, right, bottom = box
        corners = np.array([[left, top, 1], [right, top, 1], [right, bottom, 1], [left, bottom, 1]], np.float64)
        out = corners @ self.matrix.T
        return np.asarray(out[:, :2] / out[:, 2:], np.float64)


def fresh(pixels: Pixels, width_mm: float) -> Scan:
    """A page just rasterised."""
    scale = pixels.shape[1] / width_mm
    return Scan(pixels, np.diag([scale, scale, 1.0]))


def _u8(values: NDArray[np.float64] | NDArray[np.float32]) -> Pixels:
    return np.clip(values, 0, 255).astype(np.uint8)


def paper(
    scan: Scan, rng: np.random.Generator, tone: tuple[int, int, int] = (250, 249, 245), grain: float = 2.0
) -> Scan:
    """Tint the white and give the sheet a faint uneven texture."""
    height, width = scan.pixels.shape[:2]
    cloud = cv2.resize(rng.normal(0, 1, (12, 9)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    fine = rng.normal(0, grain, (height, width)).astype(np.float32)
    sheet = scan.pixels.astype(np.float32) * (np.array(tone, np.float32) / 255)
    return Scan(_u8(sheet + (cloud * grain + fine)[..., None]), scan.matrix)


def toner(scan: Scan, rng: np.random.Generator, loss: float = 0.25) -> Scan:
    """Let dark strokes fade in patches."""
    height, width = scan.pixels.shape[:2]
    cloud = cv2.resize(rng.random((10, 8)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    keep = 1 - loss * np.clip(cloud, 0, 1)[..., None] * (0.6 + 0.8 * rng.random((height, width, 1), np.float32))
    return Scan(_u8(255 - (255 - scan.pixels.astype(np.float32)) * np.clip(keep, 0, 1)), scan.matrix)


def skew(scan: Scan, degrees: float, border: int = 252) -> Scan:
    """Turn the sheet on the glass; positive is clockwise. The frame keeps its size."""
    height, width = scan.pixels.shape[:2]
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0), [0, 0, 1]])
    pixels = cv2.warpAffine(
        scan.pixels, turn[:2], (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT,
        borderValue=(border, border, border),
    )  # fmt: skip
    return Scan(pixels.astype(np.uint8), turn @ scan.matrix)


def quarter_turns(scan: Scan, turns: int) -> Scan:
    """Turn by 90 degrees clockwise, turns times."""
    pixels, matrix = scan.pixels, scan.matrix
    for _ in range(turns % 4):
        height = pixels.shape[0]
        matrix = np.array([[0, -1, height], [1, 0, 0], [0, 0, 1]], np.float64) @ matrix
        pixels = np.ascontiguousarray(np.rot90(pixels, -1))
    return Scan(pixels, matrix)


def blur(scan: Scan, sigma: float) -> Scan:
    """Lose focus."""
    return Scan(cv2.GaussianBlur(scan.pixels, (0, 0), sigma).astype(np.uint8), scan.matrix)


def noise(scan: Scan, rng: np.random.Generator, sigma: float) -> Scan:
    """Sensor noise, the same on all three channels."""
    grain = rng.normal(0, sigma, scan.pixels.shape[:2])[..., None]
    return Scan(_u8(scan.pixels + grain), scan.matrix)


def grey(scan: Scan) -> Scan:
    """Drop the colour."""
    one = cv2.cvtColor(scan.pixels, cv2.COLOR_RGB2GRAY)
    return Scan(np.repeat(one[..., None], 3, axis=2).astype(np.uint8), scan.matrix)


def punch_holes(scan: Scan, x_mm: float = 12.0, apart_mm: float = 80.0) -> Scan:
    """Two filing holes at the left edge, dark as a scanner lid shows them."""
    pixels = scan.pixels.copy()
    scale = scan.matrix[0, 0]
    middle = pixels.shape[0] / 2
    for side in (-1, 1):
        centre = (round(x_mm * scale), round(middle + side * apart_mm * scale / 2))
        cv2.circle(pixels, centre, round(3.0 * scale), (62, 60, 58), -1, cv2.LINE_AA)
        cv2.circle(pixels, centre, round(3.0 * scale), (150, 148, 146), 2, cv2.LINE_AA)
    return Scan(pixels, scan.matrix)


def fold(scan: Scan, rng: np.random.Generator, at: float = 0.5) -> Scan:
    """A horizontal crease at a share of the height: a dark line with a lit edge."""
    height, width = scan.pixels.shape[:2]
    ys = np.arange(height, dtype=np.float32)[:, None] - at * height - rng.normal(0, 1.2)
    shade = -26 * np.exp(-((ys / 2.5) ** 2)) + 12 * np.exp(-(((ys - 9) / 7) ** 2)) - 5 * (ys > 0)
    return Scan(_u8(scan.pixels + np.broadcast_to(shade[..., None], (height, width, 1))), scan.matrix)


def bleed(scan: Scan, strength: float = 0.07) -> Scan:
    """Print of the back side, mirrored, showing through."""
    back = cv2.GaussianBlur(np.ascontiguousarray(scan.pixels[:, ::-1]), (0, 0), 3.0)
    back = np.roll(back, 37, axis=0)
    return Scan(_u8(scan.pixels - strength * (255 - back.astype(np.float32))), scan.matrix)


def streaks(scan: Scan, rng: np.random.Generator, count: int = 2) -> Scan:
    """Thin vertical lines of a dirty feeder glass."""
    pixels = scan.pixels.copy()
    for _ in range(count):
        x = int(rng.integers(pixels.shape[1] // 10, pixels.shape[1]))
        column = pixels[:, x : x + 1].astype(np.float32) * (0.62 + 0.2 * rng.random((pixels.shape[0], 1, 1)))
        pixels[:, x : x + 1] = _u8(column)
    return Scan(pixels, scan.matrix)


def thermal(scan: Scan, rng: np.random.Generator, ink: int = 105) -> Scan:
    """Faded thermal print: grey ink, unevenly gone, on paper a little yellow."""
    height, width = scan.pixels.shape[:2]
    cloud = cv2.resize(rng.random((14, 3)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    dark = (255 - cv2.cvtColor(scan.pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)) / 255
    faded = dark * (255 - ink) / 255 * (0.72 + 0.28 * np.clip(cloud, 0, 1))
    return Scan(_u8(np.array([249, 247, 240], np.float32) * (1 - faded[..., None])), scan.matrix)


def margin(scan: Scan, pixels: int, colour: tuple[int, int, int]) -> Scan:
    """The scanner bed or table around a small sheet."""
    out = cv2.copyMakeBorder(scan.pixels, pixels, pixels, pixels, pixels, cv2.BORDER_CONSTANT, value=colour)
    shift = np.array([[1, 0, pixels], [0, 1, pixels], [0, 0, 1]], np.float64)
    return Scan(out.astype(np.uint8), shift @ scan.matrix)


def fax(scan: Scan, rng: np.random.Generator, threshold: int = 168) -> Scan:
    """One bit a pixel, with specks and a ragged edge to the strokes."""
    one = cv2.cvtColor(scan.pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    one += rng.normal(0, 14, one.shape)
    bits = np.where(one < threshold, 0, 255).astype(np.uint8)
    for _ in range(one.size // 60000):
        y, x = int(rng.integers(bits.shape[0])), int(rng.integers(bits.shape[1]))
        bits[y : y + int(rng.integers(1, 3)), x : x + int(rng.integers(1, 4))] = 0
    return Scan(np.repeat(bits[..., None], 3, axis=2), scan.matrix)
