"""What happens to a sheet before it is scanned: stains, pens, creases, worn-out printers. No step of training.wear."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from training.wear import Pixels, Scan

Shade = NDArray[np.float32]


def shaded(scan: Scan, shade: Shade) -> Scan:
    """Multiply the page by shade, (height, width) or (height, width, 3), 1 for no change."""
    factor = shade if shade.ndim == 3 else shade[..., None]
    return Scan(_u8(scan.pixels.astype(np.float32) * factor), scan.matrix)


def pixels_per_mm(scan: Scan) -> float:
    """Of a page that is not distorted much."""
    return float(np.sqrt(abs(np.linalg.det(scan.matrix[:2, :2]))))


def coffee(scan: Scan, rng: np.random.Generator, strength: float = 0.35) -> Scan:
    """The ring and the spill of a cup, brown, darkest at its rim."""
    x, y = _grid(scan)
    unit = pixels_per_mm(scan)
    height, width = scan.pixels.shape[:2]
    centre = rng.uniform((0.3 * width, 0.2 * height), (0.8 * width, 0.7 * height))
    angle = np.arctan2(y - centre[1], x - centre[0])
    wobble = 1 + 0.02 * np.sin(3 * angle + rng.uniform(0, 6)) + 0.012 * np.sin(7 * angle + rng.uniform(0, 6))
    distance = np.hypot(x - centre[0], y - centre[1]) / unit / wobble
    ring = np.exp(-(((distance - 38) / 1.3) ** 2)) * (0.6 + 0.4 * np.cos(angle + rng.uniform(0, 6)))
    stain = strength * (ring + 0.18 / (1 + np.exp((distance - 37.5) / 0.4)))
    brown = np.array([0.35, 0.62, 0.95], np.float32)
    return shaded(scan, np.asarray(1 - stain[..., None] * brown, np.float32))


def crumple(scan: Scan, rng: np.random.Generator, facets: int = 26, depth: float = 0.16) -> Scan:
    """Facets of a crushed and smoothed sheet: each tilts to the light, and moves its print by a pixel or two."""
    height, width = scan.pixels.shape[:2]
    seeds = rng.uniform(0, 1, (facets, 2)) * (width, height)
    small = (width // 8, height // 8)
    x, y = np.meshgrid(np.arange(small[0]) * 8.0, np.arange(small[1]) * 8.0)
    nearest = np.argmin([np.hypot(x - a, y - b) for a, b in seeds], axis=0)
    tilt = rng.normal(0, 1, facets)[nearest].astype(np.float32)
    relief = cv2.resize(cv2.GaussianBlur(tilt, (0, 0), 1.2), (width, height), interpolation=cv2.INTER_LINEAR)
    soft = cv2.GaussianBlur(relief, (0, 0), 30)
    across, down = _grid(scan)
    moved = cv2.remap(scan.pixels, across + 1.6 * soft, down - 1.4 * soft, cv2.INTER_LINEAR, borderValue=(255,) * 3)
    edge = np.abs(cv2.Laplacian(relief, cv2.CV_32F))
    shade = 1 - depth * np.clip(0.35 * np.abs(relief) + 2.2 * cv2.GaussianBlur(edge, (0, 0), 1.0), 0, 1)
    return shaded(Scan(np.asarray(moved, np.uint8), scan.matrix), np.asarray(shade, np.float32))


def ball_pen(scan: Scan, rng: np.random.Generator, colour: tuple[int, int, int], strokes: int = 5) -> Scan:
    """Ticks, loops and a signature drawn by a ball pen, some of them across print."""
    pixels = scan.pixels.copy()
    unit = pixels_per_mm(scan)
    height, width = pixels.shape[:2]
    for _ in range(strokes):
        start = rng.uniform((0.08 * width, 0.1 * height), (0.85 * width, 0.9 * height))
        turns = rng.normal(0, 0.5, 40).cumsum() + rng.uniform(0, 6)
        steps = np.column_stack([np.cos(turns), 0.6 * np.sin(turns)]) * unit * rng.uniform(0.4, 1.0)
        path = np.rint(start + steps.cumsum(axis=0)).astype(np.int32)
        cv2.polylines(pixels, [path], False, colour, max(1, round(0.35 * unit)), cv2.LINE_AA)
    return Scan(pixels, scan.matrix)


def marker(scan: Scan, rng: np.random.Generator, colour: tuple[float, float, float], bands: int = 3) -> Scan:
    """Highlighter over parts of a few lines; colour is the share of red, green and blue that passes."""
    shade = np.ones_like(scan.pixels, np.float32)
    unit = pixels_per_mm(scan)
    height, width = shade.shape[:2]
    for _ in range(bands):
        left, top = int(rng.uniform(0.08, 0.5) * width), int(rng.uniform(0.12, 0.85) * height)
        right = min(width, left + int(rng.uniform(35, 80) * unit))
        shade[top : top + int(5 * unit), left:right] = colour
    return shaded(scan, np.asarray(cv2.GaussianBlur(shade, (0, 0), 0.3 * unit), np.float32))


def staple(scan: Scan, rng: np.random.Generator) -> Scan:
    """A staple in the top left corner with its shadow, and the two holes of an earlier one."""
    pixels = scan.pixels.copy()
    unit = pixels_per_mm(scan)
    foot = np.array([9 * unit, 8 * unit]) + rng.uniform(-2, 2, 2) * unit
    reach = 12 * unit * np.array([np.cos(0.6), -np.sin(0.6)])
    thick = max(2, round(0.6 * unit))
    for offset, colour in ((0.9 * unit, (168, 166, 164)), (0.0, (92, 92, 96))):
        ends = [tuple(int(v) for v in np.rint(point + offset)) for point in (foot, foot + reach)]
        cv2.line(pixels, ends[0], ends[1], colour, thick, cv2.LINE_AA)
    for hole in (foot + 6 * unit, foot + 6 * unit + reach):
        cv2.circle(pixels, [int(v) for v in np.rint(hole)], max(1, round(0.4 * unit)), (70, 68, 66), -1, cv2.LINE_AA)
    return Scan(pixels, scan.matrix)


def thermal_streaks(scan: Scan, rng: np.random.Generator, ink: float = 0.55, dead: int = 6) -> Scan:
    """Thermal print that fades towards one side and has white lines where dots of the head are dead."""
    height, width = scan.pixels.shape[:2]
    dark = 1 - cv2.cvtColor(scan.pixels, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    across = ink * (1 - 0.45 * np.linspace(0, 1, width, dtype=np.float32) ** 1.5)
    for column in rng.integers(0, width, dead):
        across[column : column + max(1, round(0.12 * pixels_per_mm(scan)))] = 0.05
    bands = 1 - 0.15 * np.abs(np.sin(np.linspace(0, 40, height, dtype=np.float32) + rng.uniform(0, 6)))
    ink_left = dark * across[None, :] * bands[:, None]
    tone = np.array([251, 249, 243], np.float32) - ink_left[..., None] * np.array([235, 238, 190], np.float32)
    return Scan(_u8(tone), scan.matrix)


def ink_jet(scan: Scan, rng: np.random.Generator, pitch_mm: float = 5.4, loss: float = 0.55) -> Scan:
    """A clogged ink-jet head: pale bands across the page at its swath's pitch."""
    height = scan.pixels.shape[0]
    rows = np.arange(height, dtype=np.float32) / pixels_per_mm(scan)
    phase = (rows + rng.uniform(0, pitch_mm)) % pitch_mm / pitch_mm
    keep = 1 - loss * np.exp(-(((phase - 0.5) / 0.07) ** 2)) - 0.12
    ink = (255 - scan.pixels.astype(np.float32)) * keep[:, None, None]
    return Scan(_u8(255 - ink), scan.matrix)


def tint(scan: Scan, colour: tuple[float, float, float]) -> Scan:
    """Coloured paper: pink, yellow or blue slips of a carbon set."""
    return shaded(scan, np.broadcast_to(np.array(colour, np.float32), scan.pixels.shape))


def _grid(scan: Scan) -> tuple[Shade, Shade]:
    height, width = scan.pixels.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return x, y


def _u8(values: NDArray[np.float32]) -> Pixels:
    return np.clip(values, 0, 255).astype(np.uint8)
