"""What scanners, copiers, fax machines and cameras do to a sheet. No step of training.wear or training.camera."""

from __future__ import annotations

import io
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.untuned.paper import pixels_per_mm, shaded
from training.wear import Scan


def lamp(scan: Scan, rng: np.random.Generator, reach: float = 0.9) -> Scan:
    """Light that falls off with the square of the distance from a lamp beside the sheet, warmer where it is bright."""
    height, width = scan.pixels.shape[:2]
    x, y = np.meshgrid(np.linspace(0, 1, width, dtype=np.float32), np.linspace(0, height / width, height))
    place = rng.uniform((-0.2, -0.2), (1.2, 0.6))
    light = 1 / (1 + ((x - place[0]) ** 2 + (y - place[1]) ** 2) / reach**2)
    light = light / light.max()
    return shaded(scan, np.asarray(np.stack([light, light**1.04, light**1.12], axis=-1), np.float32))


def book_edge(scan: Scan, *, width_mm: float = 22.0, depth: float = 0.75) -> Scan:
    """The dark gradient along the left edge of a sheet copied from a bound folder."""
    across = np.arange(scan.pixels.shape[1], dtype=np.float32) / pixels_per_mm(scan)
    return shaded(scan, np.broadcast_to(1 - depth * np.exp(-across / (0.35 * width_mm)), scan.pixels.shape[:2]))


def motion(scan: Scan, rng: np.random.Generator, length: int = 5) -> Scan:
    """A hand that moved: blur along a line, length pixels long."""
    kernel = np.zeros((length, length), np.float32)
    middle, angle = (length - 1) / 2, rng.uniform(0, np.pi)
    offset = middle * np.array([np.cos(angle), np.sin(angle)])
    ends = [tuple(int(v) for v in np.rint(middle + sign * offset)) for sign in (-1, 1)]
    cv2.line(kernel, ends[0], ends[1], (1.0,), 1)
    blurred = cv2.filter2D(scan.pixels, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE)
    return Scan(np.asarray(blurred, np.uint8), scan.matrix)


def diffused(scan: Scan, *, gamma: float = 1.0) -> Scan:
    """One bit a pixel by Floyd and Steinberg's error diffusion; gamma over 1 prints darker."""
    grey = cv2.cvtColor(scan.pixels, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    bits = Image.fromarray((255 * grey**gamma).astype(np.uint8)).convert("1")
    return Scan(np.repeat(np.asarray(bits.convert("L"))[..., None], 3, axis=2), scan.matrix)


def halftone(scan: Scan, *, pitch: float = 3.3, degrees: float = 27.0, strength: float = 0.5) -> Scan:
    """The screen of a printed copy scanned again: dots at an angle that beat with the scanner's pixels."""
    height, width = scan.pixels.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    cos, sin = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    screen = np.cos(2 * np.pi * (x * cos + y * sin) / pitch) * np.cos(2 * np.pi * (y * cos - x * sin) / pitch)
    grey = cv2.cvtColor(scan.pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    room = np.minimum(grey - 20, 275 - grey) / 128
    dots = np.clip(grey * 0.94 + 128 * strength * screen * np.clip(room + 0.25, 0, 1), 0, 255)
    return Scan(np.repeat(dots.astype(np.uint8)[..., None], 3, axis=2), scan.matrix)


def copies(scan: Scan, rng: np.random.Generator, generations: int = 3) -> Scan:
    """A copy of a copy: each time a little softer and larger, then harder, with more dust on the glass."""
    pixels, matrix = scan.pixels, scan.matrix
    height, width = pixels.shape[:2]
    for _ in range(generations):
        move = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.normal(0, 0.15)), 1.006)
        soft = cv2.warpAffine(pixels, move, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255,) * 3)
        soft = cv2.GaussianBlur(soft, (0, 0), 0.7).astype(np.float32)
        hard = 255 / (1 + np.exp(-(soft - 150) / 26))
        for x, y in rng.uniform(0, 1, (12, 2)) * (width, height):
            cv2.circle(hard, (int(x), int(y)), int(rng.integers(1, 3)), (60, 60, 60), -1)
        pixels, matrix = np.asarray(hard, np.uint8), np.vstack([move, [0, 0, 1]]) @ matrix
    return Scan(pixels, matrix)


def coarse(scan: Scan, *, dpi: int, of: int) -> Scan:
    """Scanned at fewer dots an inch than it was drawn at."""
    height, width = scan.pixels.shape[:2]
    size = (round(width * dpi / of), round(height * dpi / of))
    small = cv2.resize(scan.pixels, size, interpolation=cv2.INTER_AREA)
    return Scan(np.asarray(small, np.uint8), np.diag([size[0] / width, size[1] / height, 1.0]) @ scan.matrix)


def lid_open(scan: Scan, rng: np.random.Generator, side: int = 70) -> Scan:
    """A scan with the lid open: a black surround, wider on one side, that lightens towards the sheet."""
    left, top, right, bottom = (int(v) for v in rng.integers(side // 4, side, 4))
    bed = cv2.copyMakeBorder(scan.pixels, top, bottom, left, right, cv2.BORDER_CONSTANT, value=(14, 14, 16))
    noise = rng.gamma(2.0, 4.0, bed.shape[:2])[..., None]
    inside = np.zeros(bed.shape[:2], bool)
    inside[top : top + scan.pixels.shape[0], left : left + scan.pixels.shape[1]] = True
    dark = np.where(inside[..., None], bed, np.clip(bed + noise, 0, 255)).astype(np.uint8)
    return Scan(dark, np.array([[1, 0, left], [0, 1, top], [0, 0, 1]], np.float64) @ scan.matrix)


def jpeg_twice(scan: Scan, first: int = 45, second: int = 60) -> Scan:
    """Saved strongly compressed, moved by three pixels and saved again."""
    once = _jpeg(scan.pixels, first)
    moved = np.pad(once, ((3, 0), (3, 0), (0, 0)), mode="edge")
    return Scan(_jpeg(moved, second), np.array([[1, 0, 3], [0, 1, 3], [0, 0, 1]], np.float64) @ scan.matrix)


def sensor(scan: Scan, rng: np.random.Generator, gain: float = 0.9) -> Scan:
    """Shot noise: more of it where there is more light, of its own in each colour."""
    light = scan.pixels.astype(np.float32)
    noisy = light + rng.normal(0, 1, light.shape).astype(np.float32) * np.sqrt(light + 4) * gain * 0.45
    return Scan(np.clip(noisy, 0, 255).astype(np.uint8), scan.matrix)


@dataclass(frozen=True, slots=True)
class View:
    """How a bent sheet is looked at: curl is the height of its bend, tilt the shift of its corners, shares of width."""

    width: int = 1800
    height: int = 2400
    fill: float = 0.88
    tilt: float = 0.05
    curl: float = 0.03
    twist: float = 0.0
    ground: tuple[int, int, int] = (54, 66, 84)


def snapshot(scan: Scan, rng: np.random.Generator, view: View) -> Scan:
    """A picture of the sheet on cloth, bent like a page that was rolled up; its matrix leaves the bend out."""
    height, width = scan.pixels.shape[:2]
    scale = view.fill * min(view.width / width, view.height / height)
    half = np.array([width, height]) * scale / 2
    corners = np.array([view.width, view.height]) / 2 + half * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    corners = corners + rng.uniform(-view.tilt, view.tilt, (4, 2)) * 2 * half[0]
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    onto = cv2.getPerspectiveTransform(flat, corners.astype(np.float32)).astype(np.float64)
    x, y = np.meshgrid(np.arange(view.width, dtype=np.float32), np.arange(view.height, dtype=np.float32))
    home = np.linalg.inv(onto) @ np.stack([x.ravel(), y.ravel(), np.ones(x.size)])
    across, down = (home[:2] / home[2]).reshape(2, view.height, view.width)
    share, depth = across / width, down / height
    down = down - width * (view.curl + view.twist * (depth - 0.5)) * np.sin(np.pi * np.clip(share, 0, 1) ** 0.85)
    across, down = across.astype(np.float32), down.astype(np.float32)
    sheet = cv2.remap(scan.pixels, across, down, cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    within = (across >= 0) & (across < width) & (down >= 0) & (down < height)
    cover = cv2.GaussianBlur(within.astype(np.float32), (0, 0), 0.9)[..., None]
    slope = 1 - 2.2 * view.curl * np.cos(np.pi * np.clip(share, 0, 1)).astype(np.float32)[..., None]
    picture = sheet * slope * cover + _cloth(rng, view) * (1 - cover)
    return Scan(np.clip(picture, 0, 255).astype(np.uint8), onto @ scan.matrix)


def _cloth(rng: np.random.Generator, view: View) -> NDArray[np.float32]:
    """Woven threads, crosswise."""
    x, y = np.arange(view.width, dtype=np.float32), np.arange(view.height, dtype=np.float32)[:, None]
    weave = 5 * np.sin(x * 0.9) * np.sin(y * 0.9) + rng.normal(0, 3, (view.height, view.width))
    return np.asarray(np.array(view.ground, np.float32) + weave[..., None], np.float32)


def _jpeg(pixels: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=quality)
    return np.asarray(Image.open(out).convert("RGB"), np.uint8)
