"""Forty documents, each with its type, seal and wear. Chosen once and not looked at while anything is tuned."""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from training import wear
from training.conditions import Condition
from training.recipe import Drawing, Recipe
from training.samples import RECIPES as SAMPLES
from training.untuned import device, paper
from training.untuned.device import View
from training.untuned.dress import Press, Stamp, refaced, seal_names, sealed
from training.wear import Scan

_BY_NAME = {recipe.name: recipe for recipe in SAMPLES}


@dataclass(frozen=True, slots=True)
class Wear:
    """One thing that happens to a page."""

    function: Callable[..., Scan]
    options: Mapping[str, Any]

    def __call__(self, scan: Scan, rng: np.random.Generator) -> Scan:
        by_chance = "rng" in inspect.signature(self.function).parameters
        return self.function(scan, *([rng] if by_chance else []), **self.options)

    @property
    def name(self) -> str:
        shown = (f"{value:g}" for value in self.options.values() if isinstance(value, int | float))
        return ":".join((self.function.__name__, *shown))


def by(function: Callable[..., Scan], **options: object) -> Wear:
    return Wear(function, options)


@dataclass(frozen=True, slots=True)
class Untuned:
    """A sample's layout and content, made again by another chance, in other faces, sealed and worn as said here."""

    sample: str
    suffix: str
    faces: tuple[str, str]
    wears: tuple[Wear, ...] = ()
    press: Press | None = None
    stamp: Stamp | None = None
    dpi: int | None = 200
    quality: int = 55
    exif_orientation: int | None = None
    notes: dict[str, Any] = field(default_factory=dict)

    def recipe(self, name: str) -> Recipe:
        """With its notes filled in when it is drawn."""
        sample = _BY_NAME[self.sample]
        notes: dict[str, Any] = dict(sample.notes)

        def draw(rng: random.Random) -> Drawing:
            content, pages = sample.draw(rng)
            pages = refaced(pages, *self.faces)
            pages, under = sealed(content.document_type, pages, self.press, self.stamp, rng)
            seals = [seal for page in pages for seal in seal_names(page.marks)]
            notes.update({"seals": seals, "under_seal": list(under)} if seals else {})
            return content, pages

        condition = Condition(
            " + ".join(step.name for step in self.wears) or "clean",
            self.dpi,
            self.wears,
            self.quality,
            self.exif_orientation,
        )
        return Recipe(name, sample.layout, self.suffix, condition, draw, notes)


_GOTHIC, _MINCHO = ("takao-gothic", "cedar"), ("takao-mincho", "takao-mincho")
_CEDAR, _ROUND, _UME = ("cedar", "cedar"), ("maruberi", "maruberi"), ("ume", "takao-gothic")
_SAWARABI, _SERIF = ("sawarabi-gothic", "sawarabi-gothic"), ("takao-mincho", "maruberi")
_CRIMSON, _ORANGE, _ROSE, _BROWN = (168, 20, 40), (226, 78, 36), (206, 62, 96), (150, 48, 34)
_BLUE_BLACK, _VIOLET = (34, 40, 70), (96, 50, 140)
_RECEIVED = Stamp(("受領", "26.11.18", "経理課"), 152, 258, 22, _VIOLET)
_PAID = Stamp(("支払", "R8.11.30", "済"), 20, 250, 26, (30, 90, 150))

UNTUNED: tuple[Untuned, ...] = (
    Untuned("system-maintenance", ".pdf", _GOTHIC, press=Press("square", 24, _CRIMSON), dpi=None),
    Untuned("請求書_令和8年10月", ".jpg", _MINCHO, (by(wear.skew, degrees=-2.9), by(device.sensor, gain=0.7)),
            Press("round", 16, _ORANGE), _RECEIVED),
    Untuned("book-design", ".jpg", _SERIF, (by(paper.coffee), by(wear.skew, degrees=1.4), by(device.jpeg_twice)),
            Press("personal", 9, _CRIMSON, 1.0)),
    Untuned("steel-october", ".pdf", _CEDAR, (by(device.book_edge), by(wear.skew, degrees=-0.7), by(wear.grey)),
            Press("square", 20, _BROWN, 3.0)),
    Untuned("office-goods", ".pdf", _UME, (by(device.halftone), by(wear.skew, degrees=0.5))),
    Untuned("visitor-survey", ".jpg", _GOTHIC, (by(paper.marker, colour=(1.0, 0.98, 0.45)), by(paper.staple),
            by(wear.skew, degrees=2.2), by(device.sensor))),
    Untuned("roof-repair", ".jpg", _ROUND, (by(device.snapshot, view=View(curl=0.03)), by(device.lamp),
            by(device.motion, length=3)), Press("square", 18, _ROSE), quality=70),
    Untuned("flyer-printing", ".jpg", _SAWARABI, (by(paper.ink_jet), by(wear.skew, degrees=-1.1), by(wear.grey)),
            Press("round", 20, _CRIMSON)),
    Untuned("charter-truck", ".webp", _UME, (by(paper.crumple), by(wear.skew, degrees=0.9), by(device.sensor)),
            Press("square", 22, _ORANGE, 3.0)),
    Untuned("greengrocer", ".tif", _GOTHIC, (by(wear.skew, degrees=0.8), by(device.diffused, gamma=1.1)),
            Press("square", 21, _CRIMSON)),
    Untuned("yearend-cleaning", ".pdf", _SAWARABI, press=Press("round", 17, _ROSE), dpi=None),
    Untuned("outer-wall", ".jpg", _MINCHO, (by(device.snapshot, view=View(tilt=0.07, curl=0.0)), by(device.lamp),
            by(device.sensor)), Press("square", 23, _ORANGE), quality=75),
    Untuned("catalogue-2027", ".jpg", _CEDAR, (by(device.lid_open), by(wear.quarter_turns, turns=2)),
            Press("personal", 11, _BROWN)),
    Untuned("steel-slip", ".jpg", _UME, (by(paper.tint, colour=(1.0, 0.86, 0.88)), by(device.copies),
            by(wear.skew, degrees=1.8)), stamp=Stamp(("検収", "11.20", "倉庫"), 150, 112, 20, _VIOLET)),
    Untuned("parts-without-prices", ".jpg", _ROUND, (by(device.coarse, dpi=100, of=200),
            by(wear.skew, degrees=-0.6))),
    Untuned("stationery", ".jpg", _GOTHIC, (by(paper.ball_pen, colour=(40, 50, 130)),
            by(wear.quarter_turns, turns=1), by(device.jpeg_twice)), Press("square", 20, _CRIMSON)),
    Untuned("kitchen-stores", ".pdf", _SERIF, (by(device.copies, generations=4), by(wear.skew, degrees=-1.9),
            by(wear.grey)), Press("square", 19, _CRIMSON)),
    Untuned("machine-parts", ".pdf", _CEDAR, (), Press("square", 25, _ROSE, 3.0), dpi=200, quality=85),
    Untuned("server-renewal", ".jpg", _SAWARABI, (by(paper.marker, colour=(1.0, 0.62, 0.8)),
            by(paper.crumple, depth=0.1), by(wear.skew, degrees=-2.3)), Press("round", 18, _CRIMSON)),
    Untuned("warehouse-steel", ".tif", _UME, (by(wear.skew, degrees=-0.8), by(device.diffused, gamma=0.9))),
    Untuned("supermarket", ".jpg", _ROUND, (by(paper.thermal_streaks),
            by(device.snapshot, view=View(1300, 2500, curl=0.02)), by(device.lamp)), dpi=250, quality=70),
    Untuned("coffee-shop", ".jpg", _CEDAR, (by(paper.thermal_streaks, ink=0.4), by(wear.skew, degrees=-1.6),
            by(device.sensor)), dpi=250),
    Untuned("taxi", ".jpg", _UME, (by(paper.thermal_streaks, ink=0.75), by(paper.crumple, facets=12),
            by(device.lid_open, side=60), by(wear.quarter_turns, turns=3)), dpi=250),
    Untuned("lunch-boxes", ".jpg", _MINCHO, (by(device.lamp, reach=0.6), by(wear.skew, degrees=1.2)),
            Press("square", 20, _CRIMSON)),
    Untuned("hall-hire", ".jpg", _SERIF, (by(paper.coffee, strength=0.5), by(wear.skew, degrees=-1.0), by(wear.grey),
            by(device.sensor)), Press("round", 22, _BROWN)),
    Untuned("guest-house", ".jpg", _GOTHIC, (by(device.snapshot, view=View(2000, 1600, curl=0.04, tilt=0.03)),
            by(device.sensor)), quality=70),
    Untuned("hotel-cleaning", ".pdf", _MINCHO, (by(device.book_edge, depth=0.6), by(wear.skew, degrees=0.6),
            by(wear.grey)), Press("round", 17, _CRIMSON), quality=45),
    Untuned("remote-monitoring", ".tif", _SERIF, (by(wear.skew, degrees=-0.4), by(device.diffused)),
            Press("round", 18, _CRIMSON)),
    Untuned("packing-machines", ".pdf", _GOTHIC, (by(paper.staple), by(device.halftone, pitch=4.1, degrees=45.0),
            by(wear.skew, degrees=1.0)), quality=60),
    Untuned("gripper-units", ".pdf", _MINCHO, (by(device.copies, generations=2), by(wear.skew, degrees=-1.3),
            by(wear.grey))),
    Untuned("general-affairs", ".jpg", _ROUND, (by(paper.ball_pen, colour=(30, 30, 36), strokes=7),
            by(device.lid_open, side=110), by(wear.grey)), Press("personal", 10, _ORANGE, 1.0), _PAID),
    Untuned("hiroshima-trip", ".jpg", _UME, (by(device.snapshot, view=View(curl=-0.025, twist=0.02)),
            by(device.lamp), by(device.motion, length=4)), Press("personal", 10, _CRIMSON, 1.0), quality=70),
    Untuned("seminar", ".jpg", _SAWARABI, (by(wear.skew, degrees=3.0), by(device.lamp, reach=1.4),
            by(wear.quarter_turns, turns=3))),
    Untuned("sales-november", ".jpg", _CEDAR, (by(device.snapshot, view=View(fill=1.03, tilt=0.02, curl=0.015)),
            by(device.lamp, reach=0.7), by(wear.quarter_turns, turns=3)), quality=70, exif_orientation=6),
    Untuned("yearend-closing", ".jpg", _SERIF, (by(device.coarse, dpi=120, of=200), by(device.jpeg_twice, first=60))),
    Untuned("covering-letter", ".pdf", _ROUND, dpi=None),
    Untuned("safety-committee", ".jpg", _UME, (by(paper.tint, colour=(0.98, 0.95, 0.8)), by(paper.crumple),
            by(device.lamp), by(wear.skew, degrees=-2.6))),
    Untuned("system-maintenance", ".jpg", _MINCHO, (), Press("round", 19, _ORANGE, 3.0), dpi=150, quality=85),
    Untuned("machine-parts", ".jpg", _ROUND, (by(device.halftone, pitch=2.9, strength=0.35),
            by(wear.skew, degrees=1.6)), Press("square", 22, _CRIMSON), _RECEIVED),
    Untuned("charter-truck", ".jpg", _GOTHIC,
            (by(device.snapshot, view=View(curl=0.05, tilt=0.03, ground=(40, 34, 30))), by(device.sensor, gain=1.2)),
            Press("square", 21, _BLUE_BLACK), quality=70),
)  # fmt: skip
