"""A phone photo of paper on a desk: perspective, uneven light, the photographer's shadow, a tired lens."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from training.wear import Scan


@dataclass(frozen=True, slots=True)
class Shot:
    """How a photo is taken: tilt is the share of the frame by which corners leave the rectangle."""

    width: int = 1700
    height: int = 2260
    desk: tuple[int, int, int] = (112, 84, 60)
    warmth: tuple[float, float, float] = (1.0, 0.97, 0.9)
    fill: float = 0.86
    tilt: float = 0.04
    shadow: float = 0.3
    dim: float = 0.25


def photograph(scan: Scan, rng: np.random.Generator, shot: Shot) -> Scan:
    """Lay the sheet on a desk and take its picture; the frame is shot.width x shot.height pixels."""
    height, width = scan.pixels.shape[:2]
    scale = shot.fill * min(shot.width / width, shot.height / height)
    half_w, half_h = width * scale / 2, height * scale / 2
    centre = np.array([shot.width / 2, shot.height / 2])
    corners = centre + np.array([[-half_w, -half_h], [half_w, -half_h], [half_w, half_h], [-half_w, half_h]])
    jitter = rng.uniform(-shot.tilt, shot.tilt, (4, 2)) * np.array([2 * half_w, 2 * half_h])
    target = (corners + jitter).astype(np.float32)
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    warp = cv2.getPerspectiveTransform(source, target)
    size = (shot.width, shot.height)
    sheet = cv2.warpPerspective(scan.pixels, warp, size, flags=cv2.INTER_AREA)
    cover = cv2.warpPerspective(np.full((height, width), 255, np.uint8), warp, size, flags=cv2.INTER_LINEAR)
    alpha = (cv2.GaussianBlur(cover, (0, 0), 0.8).astype(np.float32) / 255)[..., None]
    cast = cv2.GaussianBlur(np.roll(cover, (14, 10), (0, 1)), (0, 0), 14).astype(np.float32)[..., None] / 255
    desk = _desk(rng, shot) * (1 - 0.45 * cast)
    lit = (sheet * alpha + desk * (1 - alpha)) * _light(rng, shot) * np.array(shot.warmth, np.float32)
    lens = np.asarray(cv2.GaussianBlur(lit.astype(np.float32), (0, 0), 0.7), np.float32)
    sensor = lens + rng.normal(0, 3.0, lens.shape[:2]).astype(np.float32)[..., None]
    return Scan(np.clip(sensor, 0, 255).astype(np.uint8), np.asarray(warp, np.float64) @ scan.matrix)


def _desk(rng: np.random.Generator, shot: Shot) -> NDArray[np.float32]:
    """A wooden top: long grain across the frame."""
    grain = rng.normal(0, 1, (shot.height // 6, 5)).astype(np.float32)
    wood = cv2.resize(grain, (shot.width, shot.height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.array(shot.desk, np.float32) + 7 * wood[..., None], np.float32)


def _light(rng: np.random.Generator, shot: Shot) -> NDArray[np.float32]:
    """Brightness falling off from one corner, and a soft shadow from another side."""
    ys = np.arange(shot.height, dtype=np.float32)[:, None]
    xs = np.arange(shot.width, dtype=np.float32)[None, :]
    angle = rng.uniform(0, 2 * np.pi)
    along = np.cos(angle) * (xs / shot.width - 0.5) + np.sin(angle) * (ys / shot.height - 0.5)
    light = 1.0 - shot.dim * (along + 0.5)
    frame = np.array([shot.width, shot.height], np.float64)
    outline = np.array([[0, 0.55], [0.42, 0.7], [0.6, 1.0], [0, 1.0]]) + rng.normal(0, 0.05, (4, 2))
    mask = np.zeros((shot.height, shot.width), np.uint8)
    cv2.fillPoly(mask, [(outline * frame).astype(np.int32)], 255)
    soft = cv2.GaussianBlur(mask, (0, 0), shot.width / 28).astype(np.float32) / 255
    return np.asarray((light * (1 - shot.shadow * soft))[..., None], np.float32)
