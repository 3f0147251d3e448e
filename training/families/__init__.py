"""Families of layouts."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from training.content import Content
from training.page import Page

Drawing = tuple[Content, tuple[Page, ...]]


@dataclass(frozen=True, slots=True)
class Family:
    name: str
    document_type: str
    draw: Callable[[random.Random], Drawing]
    withheld: bool = False


FAMILIES: dict[str, Family] = {}


def family(name: str, document_type: str, *, withheld: bool = False):
    def register(draw):
        FAMILIES[name] = Family(name, document_type, draw, withheld)
        return draw

    return register
