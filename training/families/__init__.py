"""Families of layouts: structurally different ways to draw a document, each full of chance, under one registry.

A module of this package registers its families when it is imported; `families()` imports every module once.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from training.content import Content
from training.page import Page

Drawing = tuple[Content, tuple[Page, ...]]
Draw = Callable[[random.Random], Drawing]

TRADE = "trade"
"""The document type of a family that draws invoices, quotations, delivery notes and purchase orders alike."""


@dataclass(frozen=True, slots=True)
class Family:
    """One layout grammar: draw gives another document of it with every chance.

    document_type is the contract's, or TRADE. A withheld family is kept out of training, to measure on layouts that
    nothing was trained on; a fitting one too, to fit on what follows the network.
    """

    name: str
    document_type: str
    draw: Draw
    withheld: bool = False
    fitting: bool = False


FAMILIES: dict[str, Family] = {}
"""What the modules imported so far have registered; `families()` is complete."""


def family(name: str, document_type: str, *, withheld: bool = False, fitting: bool = False) -> Callable[[Draw], Draw]:
    """Register the decorated function; raises ValueError when the name is taken."""

    def register(draw: Draw) -> Draw:
        if name in FAMILIES:
            raise ValueError(f"two families are called {name}")
        FAMILIES[name] = Family(name, document_type, draw, withheld, fitting)
        return draw

    return register


@cache
def families(*, withheld: bool = False, fitting: bool = False) -> tuple[Family, ...]:
    """All families that are withheld, or for fitting, or else for training, in order of name."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    kind = withheld, fitting
    return tuple(
        FAMILIES[name] for name in sorted(FAMILIES) if (FAMILIES[name].withheld, FAMILIES[name].fitting) == kind
    )
