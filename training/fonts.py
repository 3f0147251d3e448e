"""The typefaces of the drawn documents: where Debian puts them, and what to install when one is missing.

Only TrueType outlines: reportlab cannot embed CFF, so Noto CJK and M+ 2 (both .otf/.ttc) are out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont


@dataclass(frozen=True, slots=True)
class Face:
    """One font file and the Debian package that brings it."""

    path: str
    package: str


_ROOT = Path("/usr/share/fonts")

FACES: dict[str, Face] = {
    "gothic": Face("opentype/ipaexfont-gothic/ipaexg.ttf", "fonts-ipaexfont-gothic"),
    "mincho": Face("opentype/ipaexfont-mincho/ipaexm.ttf", "fonts-ipaexfont-mincho"),
    "gothic-mono": Face("opentype/ipafont-gothic/ipag.ttf", "fonts-ipafont-gothic"),
    "mincho-mono": Face("opentype/ipafont-mincho/ipam.ttf", "fonts-ipafont-mincho"),
    "round": Face("truetype/vlgothic/VL-PGothic-Regular.ttf", "fonts-vlgothic"),
    "round-mono": Face("truetype/vlgothic/VL-Gothic-Regular.ttf", "fonts-vlgothic"),
    "ud": Face("truetype/bizud-gothic/BIZUDPGothic-Regular.ttf", "fonts-morisawa-bizud-gothic"),
    "ud-bold": Face("truetype/bizud-gothic/BIZUDPGothic-Bold.ttf", "fonts-morisawa-bizud-gothic"),
    "ud-mono": Face("truetype/bizud-gothic/BIZUDGothic-Regular.ttf", "fonts-morisawa-bizud-gothic"),
    "ud-mono-bold": Face("truetype/bizud-gothic/BIZUDGothic-Bold.ttf", "fonts-morisawa-bizud-gothic"),
    "ud-mincho": Face("truetype/bizud-mincho/BIZUDPMincho-Regular.ttf", "fonts-morisawa-bizud-mincho"),
    "brush": Face("truetype/kouzan-mouhitsu/kouzan-mouhitsu-gyosho.ttf", "fonts-kouzan-mouhitsu"),
    "hand": Face("truetype/seto/setofont.ttf", "fonts-seto"),
    "sans": Face("truetype/liberation/LiberationSans-Regular.ttf", "fonts-liberation"),
    "sans-bold": Face("truetype/liberation/LiberationSans-Bold.ttf", "fonts-liberation"),
    "serif": Face("truetype/liberation/LiberationSerif-Regular.ttf", "fonts-liberation"),
    "serif-bold": Face("truetype/liberation/LiberationSerif-Bold.ttf", "fonts-liberation"),
}

UNTUNED_FACES: dict[str, Face] = {
    "takao-gothic": Face("truetype/takao-gothic/TakaoPGothic.ttf", "fonts-takao-gothic"),
    "takao-mincho": Face("truetype/takao-mincho/TakaoPMincho.ttf", "fonts-takao-mincho"),
    "cedar": Face("truetype/motoya-l-cedar/MTLc3m.ttf", "fonts-motoya-l-cedar"),
    "maruberi": Face("truetype/motoya-l-maruberi/MTLmr3m.ttf", "fonts-motoya-l-maruberi"),
    "ume": Face("truetype/umeplus/umeplus-p-gothic.ttf", "fonts-umeplus"),
    "sawarabi-gothic": Face("truetype/sawarabi-gothic/sawarabi-gothic-medium.ttf", "fonts-sawarabi-gothic"),
    "dejavu": Face("truetype/dejavu/DejaVuSans.ttf", "fonts-dejavu-core"),
}
"""Of `training.untuned` alone: what is made for tuning or training uses none of them."""


class FontMissingError(Exception):
    """A typeface is not installed; the message names every package to install."""


def font_path(face: str) -> Path:
    """The font file of a face; raises FontMissingError."""
    faces = FACES if face in FACES else UNTUNED_FACES
    path = _ROOT / faces[face].path
    if not path.is_file():
        missing = sorted({f.package for f in faces.values() if not (_ROOT / f.path).is_file()})
        raise FontMissingError(f"{path} is missing; run: apt-get install {' '.join(missing)}")
    return path


@cache
def registered(face: str) -> str:
    """The name under which reportlab knows a face; loads the font once."""
    pdfmetrics.registerFont(TTFont(face, str(font_path(face))))
    return face


class _Advances(dict[str, float]):
    """Advance widths of one face's characters at size 1, each measured when it is first asked for."""

    def __init__(self, face: str) -> None:
        super().__init__()
        self._face = registered(face)

    def __missing__(self, char: str) -> float:
        self[char] = float(pdfmetrics.stringWidth(char, self._face, 1.0))
        return self[char]


@cache
def advances(face: str) -> Mapping[str, float]:
    """Advance width at size 1 of each character of a face."""
    return _Advances(face)


def text_width(text: str, face: str, size: float) -> float:
    """Advance width of text, in the unit of size."""
    return sum(map(advances(face).__getitem__, text)) * size


@cache
def has_glyph(face: str, char: str) -> bool:
    """Whether the face draws this character as anything but a blank box."""
    return ord(char) in pdfmetrics.getFont(registered(face)).face.charToGlyph
