"""Drawn characters -> runs of text as an OCR engine would find them: lines, cut where a gap is wider than a space."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from ocr.document import Box, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ocr.sources.pdf_process import Glyph

_CUT_EM = 1.0
"""A gap without a space character that separates cells; set by eye on tables whose columns are 1.2 em apart or more."""
_CUT_AT_SPACE_EM = 2.5
_SPACE_EM = 0.2
"""A gap that is a space although no character says so, beside a Latin letter or digit; kanji may be set wide."""
_SAME_LINE = 0.5
_SOLID_EM = 1.12
_STANDING_EM = 2.2
"""Of a column's pitch: wide enough for a space between two of its characters."""
_LEAST_COLUMN = 4
_ASIDE = 1.25
"""Times its pitch that a column's neighbours are off at least; vertical writing is set with half an em and more between
its columns, and rows with no more than half an em between their characters."""
_FIRST_CJK = 0x3000
_WIDE = 1 << 20
"""Quarters of an em across and down that a page has at most, so that one number is a character with its place."""
_AROUND = tuple(dx * _WIDE + dy for dx in (-1, 0, 1) for dy in (-1, 0, 1))
_LEAST_HEIGHT_EM = 0.6


def runs_of(glyphs: Iterable[Glyph], scale: float, width: int, height: int) -> tuple[Word, ...]:
    """Words of confidence 1.0 on a drawing of width x height pixels, scale pixels a point. Oblique text is left out."""
    level = [glyph for glyph in glyphs if abs(glyph.angle_deg) < 5 and glyph.is_visible]
    standing, lying = _standing(_once(level))
    runs = [run for line in _lines(lying) for run in _cut(line)]
    return tuple(word for run in (*_columns(runs), *standing) if (word := _word(run, scale, width, height)) is not None)


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Without the second drawing of characters that a program drew twice to make them bold."""
    seen: dict[int, Glyph] = {}
    kept = []
    for glyph in glyphs:
        step = max(glyph.em, 1.0) * 0.25
        at = (glyph.code * _WIDE + round(glyph.loose[0] / step)) * _WIDE + round(glyph.loose[1] / step)
        near = [seen[at + way] for way in _AROUND if at + way in seen]
        if near and not _is_space(glyph) and any(_overlaps(other, glyph) for other in near):
            continue
        seen[at] = glyph
        kept.append(glyph)
    return kept


def _standing(glyphs: list[Glyph]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Long columns of vertical writing, whose characters are nearer to the next one below than beside, and the rest."""
    inked = [glyph for glyph in glyphs if glyph.code >= _FIRST_CJK and not _is_space(glyph)]
    columns: list[list[Glyph]] = []
    for glyph in sorted(inked, key=lambda glyph: (round(_center(glyph)), _middle(glyph))):
        if columns and _is_below(glyph, columns[-1][-1], _STANDING_EM):
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    columns = [column for column in columns if len(column) >= _LEAST_COLUMN and _stands_apart(column, inked)]
    taken = {id(glyph) for column in columns for glyph in column}
    return columns, [glyph for glyph in glyphs if id(glyph) not in taken]


def _is_below(glyph: Glyph, above: Glyph, most_em: float) -> bool:
    """Whether a character stands under another, their middles most_em of its size apart at most."""
    down = _middle(glyph) - _middle(above)
    return abs(_center(above) - _center(glyph)) < 0.3 * glyph.em and 0 < down < most_em * glyph.em


def _stands_apart(column: list[Glyph], glyphs: list[Glyph]) -> bool:
    """Whether it is set solid, and the next characters to both sides are further off than those above and below."""
    pitch = float(np.median(np.diff([_middle(glyph) for glyph in column])))
    em, center = column[0].em, _center(column[0])
    top, bottom = _middle(column[0]) - em / 2, _middle(column[-1]) + em / 2
    beside = [
        abs(_center(g) - center) for g in glyphs if top < _middle(g) < bottom and abs(_center(g) - center) > em / 2
    ]
    return pitch < _SOLID_EM * em and min(beside, default=np.inf) > pitch * _ASIDE


def _overlaps(one: Glyph, other: Glyph) -> bool:
    across = min(one.loose[2], other.loose[2]) - max(one.loose[0], other.loose[0])
    down = min(one.loose[3], other.loose[3]) - max(one.loose[1], other.loose[1])
    return across > 0.7 * (one.loose[2] - one.loose[0]) and down > 0.7 * (one.loose[3] - one.loose[1])


def _lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Characters whose middles are level, left to right; in whatever order the file draws them."""
    lines: list[list[Glyph]] = []
    middles: list[float] = []
    for middle, glyph in sorted(((_middle(glyph), glyph) for glyph in glyphs), key=itemgetter(0)):
        # Characters of another size on the same baseline still belong to a line.
        for n in range(len(lines) - 1, max(-1, len(lines) - 6), -1):
            if middle - middles[n] < _SAME_LINE * min(lines[n][0].em, glyph.em):
                lines[n].append(glyph)
                break
        else:
            lines.append([glyph])
            middles.append(middle)
    for line in lines:
        line.sort(key=lambda glyph: (glyph.loose[0] + glyph.loose[2]) / 2)
    return lines


def _middle(glyph: Glyph) -> float:
    return (glyph.loose[1] + glyph.loose[3]) / 2


def _cut(line: list[Glyph]) -> list[list[Glyph]]:
    """The line cut at wide gaps; a cut run neither begins nor ends with a space."""
    runs: list[list[Glyph]] = []
    last: Glyph | None = None
    space: Glyph | None = None
    for glyph in line:
        if _is_space(glyph):
            space = glyph
            continue
        gap_em = (glyph.loose[0] - last.loose[2]) / max(min(last.em, glyph.em), 1.0) if last else 0.0
        if last is None or gap_em > (_CUT_AT_SPACE_EM if space else _CUT_EM):
            runs.append([glyph])
        elif space is not None:
            runs[-1].extend([space, glyph])
        elif gap_em > _SPACE_EM and min(last.code, glyph.code) < 0x250:
            runs[-1].extend([glyph._replace(code=0x20), glyph])
        else:
            runs[-1].append(glyph)
        last, space = glyph, None
    return runs


def _center(glyph: Glyph) -> float:
    return (glyph.loose[0] + glyph.loose[2]) / 2


def _columns(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Vertical writing: characters set solid, one below the other, become one run; table rows lie further apart."""
    is_single = [len(run) == 1 and run[0].code >= _FIRST_CJK for run in runs]
    singles = sorted(
        (run for run, single in zip(runs, is_single, strict=True) if single),
        key=lambda run: (round(_center(run[0])), _middle(run[0])),
    )
    columns: list[list[Glyph]] = []
    for run in singles:
        glyph = run[0]
        if columns and _is_below(glyph, columns[-1][-1], _SOLID_EM):
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    return [run for run, single in zip(runs, is_single, strict=True) if not single] + columns


def _word(run: list[Glyph], scale: float, width: int, height: int) -> Word | None:
    """None for a run that lies off the page."""
    inked = [glyph for glyph in run if not _is_space(glyph)]
    edges = np.array([glyph.tight if glyph.tight[2] > glyph.tight[0] else glyph.loose for glyph in inked])
    left, top, right, bottom = (
        edges[:, 0].min(),
        edges[:, 1].min(),
        edges[:, 2].max(),
        edges[:, 3].max(),
    )
    em = float(np.median([glyph.em for glyph in inked]))
    if bottom - top < _LEAST_HEIGHT_EM * em:  # only dashes or dots
        middle = float(np.median([_middle(glyph) for glyph in inked]))
        top, bottom = min(top, middle - em / 2), max(bottom, middle + em / 2)
    if right * scale <= 0 or bottom * scale <= 0 or left * scale >= width or top * scale >= height:
        return None
    box = Box.around(np.array([[left, top], [right, bottom]]) * scale, width, height)
    return Word(text="".join(map(_text, run)), box=box, confidence=1.0)


def _text(glyph: Glyph) -> str:
    return " " if _is_space(glyph) and glyph.code != 0x3000 else chr(glyph.code)


def _is_space(glyph: Glyph) -> bool:
    return glyph.code <= 0x20 or glyph.code in (0xA0, 0x3000) or 0x2000 <= glyph.code <= 0x200B
