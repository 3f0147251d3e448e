"""Layouts of contracts: flowing clauses in Japanese and English, and a schedule table before them."""

from __future__ import annotations

import random

from training.content import Clause, Contract
from training.formats import spaced
from training.page import Page, Sheet, wrap
from training.seals import revenue_stamp, round_seal
from training.style import Style

LEFT, RIGHT, TOP, BOTTOM = 27.0, 183.0, 30.0, 268.0


class _Flow:
    """Prints lines down one sheet after another."""

    def __init__(self, style: Style, leading: float) -> None:
        self._style, self._leading = style, leading
        self._sheets: list[Sheet] = []
        self.next_sheet()

    def next_sheet(self) -> None:
        self.sheet = Sheet(face=self._style.body, size=self._style.size)
        self._sheets.append(self.sheet)
        self.y = TOP

    def room(self, height: float) -> None:
        """Start a new sheet unless height mm are left."""
        if self.y + height > BOTTOM:
            self.next_sheet()

    def paragraph(self, text: str, *tags: str, indent: float = 0.0, hang: float = 0.0, face: str | None = None) -> None:
        """Wrapped text; tags go to every line, hang indents all lines but the first."""
        face = face or self._style.body
        first = True
        for line in wrap(text, RIGHT - LEFT - indent - hang, face, self._style.size):
            self.room(self._leading)
            self.sheet.text(LEFT + indent + (0 if first else hang), self.y, line, *tags, face=face)
            self.y += self._leading
            first = False

    def pages(self, numbers: bool) -> tuple[Page, ...]:
        """All sheets, with page numbers at the foot when asked."""
        if numbers:
            for n, sheet in enumerate(self._sheets, 1):
                sheet.text(105, 283, f"{n} / {len(self._sheets)}", align="center", size=self._style.size - 1.5)
        return tuple(sheet.page() for sheet in self._sheets)


def articles(contract: Contract, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """A Japanese contract: preamble, 第n条, closing, date, 甲 and 乙 with seals; schedule rows from style.extras."""
    flow = _Flow(style, leading=6.4)
    sheet = flow.sheet
    if stamp := style.extras.get("stamp"):
        sheet.picture(revenue_stamp(int(stamp), rng), 22, 14, 18, 23, "収入印紙")
        sheet.picture(round_seal(contract.party_a, rng), 32, 23, 16, 16, "消印")
    flow.y = 28.0 if not stamp else 36.0
    gap = style.extras.get("gap", "　")
    sheet.text(105, flow.y, spaced(contract.title, gap), "title", face=style.bold, size=16, align="center")
    flow.y += 15
    flow.paragraph(contract.preamble, "party_a", "party_b", indent=0)
    flow.y += 2
    for n, clause in enumerate(contract.clauses, 1):
        _article(flow, style, n, clause)
    flow.y += 3
    flow.room(92)
    flow.paragraph(contract.closing)
    flow.y += 5
    flow.sheet.text(LEFT + 4, flow.y, style.day(contract.contract_date), "contract_date")
    flow.y += 12
    _signatures(flow, contract, style, rng)
    return flow.pages(numbers=style.extras.get("numbers", "yes") == "yes")


def _article(flow: _Flow, style: Style, n: int, clause: Clause) -> None:
    flow.room(20)
    flow.sheet.text(LEFT, flow.y, f"第{n}条（{clause.heading}）", face=style.bold)
    flow.y += 6.4
    for k, text in enumerate(clause.body, 1):
        number = f"{k}　" if len(clause.body) > 1 else ""
        flow.paragraph(f"{number}{text}", *clause.tags, indent=4, hang=4 if number else 0)
    flow.y += 2.5


def _signatures(flow: _Flow, contract: Contract, style: Style, rng: random.Random) -> None:
    sides = list(
        zip("甲乙", (contract.party_a, contract.party_b), contract.addresses, contract.signatories, strict=True)
    )
    if style.extras.get("order") == "乙甲":
        sides.reverse()
    for side, name, address, signatory in sides:
        sheet, tag = flow.sheet, "party_a" if side == "甲" else "party_b"
        sheet.text(95, flow.y, side, face=style.bold)
        sheet.text(103, flow.y, address, fit=82)
        sheet.text(103, flow.y + 7, name, tag)
        sheet.text(103, flow.y + 14, signatory)
        sheet.picture(round_seal(name, rng), 160, flow.y + 2, 18, 18, "丸印")
        flow.y += 27


def english(contract: Contract, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """An English agreement: numbered sections, two signature blocks side by side."""
    flow = _Flow(style, leading=5.4)
    sheet = flow.sheet
    flow.y = 30.0
    sheet.text(105, flow.y, contract.title.upper(), "title", face=style.bold, size=15, align="center")
    flow.y += 14
    for text in contract.preamble.split("|"):
        flow.paragraph(text, "party_a", "party_b", "effective_date")
        flow.y += 2.4
    for n, clause in enumerate(contract.clauses, 1):
        flow.room(18)
        flow.sheet.text(LEFT, flow.y, f"{n}. {clause.heading}", face=style.bold)
        flow.y += 5.6
        for text in clause.body:
            flow.paragraph(text, *clause.tags, indent=5)
        flow.y += 2.6
    flow.room(70)
    flow.paragraph(contract.closing)
    flow.y += 8
    _side_by_side(flow, contract, style)
    return flow.pages(numbers=True)


def _side_by_side(flow: _Flow, contract: Contract, style: Style) -> None:
    sheet, y = flow.sheet, flow.y
    names = (contract.party_a, contract.party_b)
    for n, (name, address, signatory) in enumerate(zip(names, contract.addresses, contract.signatories, strict=True)):
        left, tag = LEFT + 82 * n, ("party_a", "party_b")[n]
        sheet.text(left, y, name.upper() if style.extras.get("caps") else name, tag, face=style.bold, fit=74)
        sheet.text(left, y + 6, address, size=style.size - 1, fit=74)
        for k, (label, value) in enumerate(
            (("By:", ""), ("Name:", signatory), ("Date:", style.day(contract.contract_date)))
        ):
            row = y + 18 + 9 * k
            sheet.text(left, row, label)
            sheet.text(left + 16, row, value, *(("contract_date",) if label == "Date:" else ()))
            sheet.rule(left + 14, row + 2.6, left + 72, row + 2.6, 0.4)
    flow.y = y + 48
