"""Layouts of other papers: memos, cover letters and minutes."""

from __future__ import annotations

import random

from training.content import Letter
from training.formats import spaced
from training.page import Page, Sheet, wrap
from training.seals import company_seal
from training.style import Style
from training.tables import Cell, Column, table


def memo(letter: Letter, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """A company notice: reference and date right, recipient left, title, text, 記, points, 以上."""
    sheet = Sheet(face=style.body, size=style.size)
    sheet.text(186, 24, letter.reference, align="right")
    sheet.text(186, 31, style.day(letter.day), align="right")
    sheet.text(24, 42, letter.recipient)
    y = 53.0
    for line in letter.sender.split("|"):
        sheet.text(186, y, line, align="right")
        y += 6
    if style.extras.get("seal"):
        sheet.picture(company_seal(letter.sender.split("|")[0], rng), 170, 47, 20, 20, "角印")
    sheet.text(105, y + 10, letter.title, face=style.bold, size=style.size + 5, align="center")
    y += 23
    for paragraph in letter.paragraphs:
        for line in wrap(f"　{paragraph}", 162, style.body, style.size):
            sheet.text(24, y, line)
            y += 6.6
        y += 1.5
    sheet.text(105, y + 5, "記", align="center")
    y += 15
    for n, (label, value) in enumerate(letter.points, 1):
        sheet.text(34, y, f"{n}．{label}")
        sheet.text(72, y, value, fit=112)
        y += 8
    sheet.text(180, y + 4, "以上", align="right")
    return (sheet.page(),)


def minutes(letter: Letter, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """Minutes of a meeting: a head table, then headed paragraphs."""
    sheet = Sheet(face=style.body, size=style.size)
    sheet.text(105, 24, spaced(letter.title), face=style.bold, size=17, align="center")
    columns = (Column("label", "項目", 34, "center"), Column("value", "内容", 132))
    rows = [{"label": Cell(label), "value": Cell(value)} for label, value in letter.points]
    y = table(sheet, style, 22, 36, columns, rows, row_height=9, head=False) + 10
    for n, paragraph in enumerate(letter.paragraphs, 1):
        heading, body = paragraph.split("|")
        sheet.text(22, y, f"{n}. {heading}", face=style.bold)
        y += 7
        for line in wrap(body, 158, style.body, style.size):
            sheet.text(28, y, line)
            y += 6.4
        y += 4
    sheet.text(188, y + 4, letter.sender, align="right")
    return (sheet.page(),)
