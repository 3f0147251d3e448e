"""Layouts of expense reports: an Excel sheet, a ruled form with advance, and a list under a heading."""

from __future__ import annotations

import random
from collections.abc import Sequence

from training.blocks import Entry, boxed_entries, entries, label_tags
from training.content import Expense, ExpenseReport
from training.formats import DATES, spaced
from training.page import Page, Sheet
from training.seals import date_stamp, pen_note
from training.style import Style
from training.sums import approvals
from training.tables import Cell, Column, Row, table


def _row(expense: Expense, n: int, style: Style) -> Row:
    name = f"line_items.{n}."
    day = DATES[style.extras.get("row_date", "month-day")](expense.day)
    return {
        "no": Cell(str(n + 1)),
        "date": Cell(day, (f"{name}date",)),
        "category": Cell(expense.category, (f"{name}category",)),
        "description": Cell(expense.description, (f"{name}description",)),
        "payee": Cell(expense.payee, (f"{name}payee",)),
        "amount": Cell(style.money(expense.amount), (f"{name}amount",)),
    }


def _rows(report: ExpenseReport, style: Style) -> Sequence[Row]:
    return [_row(expense, n, style) for n, expense in enumerate(report.expenses)]


def _period(report: ExpenseReport, style: Style, sheet: Sheet, x: float, y: float) -> None:
    if report.period:
        token = sheet.text(x, y, style.day(report.period[0]), "period_start")
        token = sheet.text(token.left + token.width + 1.5, y, "～")
        sheet.text(token.left + token.width + 1.5, y, style.day(report.period[1]), "period_end")


def _seals(style: Style) -> list[str]:
    return style.extras.get("seals", "").split("|")


def spreadsheet(report: ExpenseReport, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """An Excel sheet printed: grid everywhere, grey labels, total above the table."""
    sheet = Sheet(face=style.body, size=style.size)
    sheet.text(15, 20, style.extras.get("title", "経費精算書"), face=style.bold, size=17)
    approvals(sheet, ("部長", "課長", "経理"), _seals(style), 195, 12, rng, cell=16)
    left: list[Entry] = [
        ("申請日", style.day(report.application_date), ("application_date",)),
        ("部署", report.department, ("department",)),
        ("氏名", report.applicant.name, ("applicant_name",)),
    ]
    y = boxed_entries(sheet, style, left, 15, 38, (24, 62), row_height=7)
    if report.purpose:
        y = boxed_entries(sheet, style, [("目的", report.purpose, ("purpose",))], 15, y, (24, 156), row_height=7)
    if report.period:
        y = boxed_entries(sheet, style, [("対象期間", "", ())], 15, y, (24, 156), row_height=7)
        _period(report, style, sheet, 41, y - 3.5)
    sheet.panel(120, 41, 30, 13, fill=style.tint, weight=1.0)
    sheet.panel(150, 41, 45, 13, weight=1.0)
    sheet.text(135, 47.5, "精算金額合計", "label.total_amount", align="center", face=style.bold)
    sheet.text(192, 47.5, style.big(report.total_amount), "total_amount", align="right", face=style.bold, size=14)
    heads = (
        Column("no", "No", 9, "center"), Column("date", "日付", 22, "center"), Column("category", "勘定科目", 29),
        Column("description", "内容", 58), Column("payee", "支払先", 36), Column("amount", "金額(税込)", 26, "right"),
    )  # fmt: skip
    y = table(sheet, style, 15, y + 6, heads, _rows(report, style), row_height=7, least=18)
    sheet.panel(15, y, 154, 7, fill=style.tint)
    sheet.panel(169, y, 26, 7)
    sheet.text(92, y + 3.5, "合計", "label.total_amount", align="center", face=style.bold)
    sheet.text(193.6, y + 3.5, style.money(report.total_amount), "total_amount", align="right")
    sheet.text(15, y + 13, "※領収書は裏面に貼付すること。", size=style.size - 1)
    return (sheet.page(),)


def travel_form(report: ExpenseReport, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """A pre-printed ruled form: title in wide letters, advance and settlement at the foot, stamps and a pen note."""
    sheet = Sheet(face=style.body, size=style.size)
    sheet.text(105, 24, spaced(style.extras.get("title", "旅費精算書")), face=style.bold, size=19, align="center")
    sheet.rule(62, 30, 148, 30, 0.8)
    sheet.text(190, 38, f"申請日　{style.day(report.application_date)}", "application_date", align="right")
    y = 46.0
    sheet.panel(20, y, 170, 27, weight=1.0)
    for n, (label, value, tag) in enumerate(
        (("所属", report.department, "department"), ("氏名", report.applicant.name, "applicant_name"))
    ):
        sheet.text(24 + 85 * n, y + 4.5, label, f"label.{tag}", size=style.size)
        sheet.text(42 + 85 * n, y + 4.5, value, tag, size=style.size + 1.5)
    sheet.rule(20, y + 9, 190, y + 9, 0.4)
    sheet.text(24, y + 13.5, "出張目的", "label.purpose")
    sheet.text(46, y + 13.5, report.purpose, "purpose")
    sheet.rule(20, y + 18, 190, y + 18, 0.4)
    sheet.text(24, y + 22.5, "出張期間", "label.period_start")
    _period(report, style, sheet, 46, y + 22.5)
    heads = (
        Column("date", "月日", 18, "center"), Column("category", "区分", 24, "center"),
        Column("description", "摘要（経路・内容）", 66), Column("payee", "支払先", 34),
        Column("amount", "金額", 28, "right"),
    )  # fmt: skip
    y = table(sheet, style, 20, y + 33, heads, _rows(report, style), row_height=8, least=12)
    pairs: list[Entry] = [("合計金額", style.money(report.total_amount), ("total_amount",))]
    if report.advance is not None:
        pairs.append(("仮払金額", style.money(report.advance), ("advance_amount",)))
        label = "返納額" if report.settlement < 0 else "差引支給額"
        pairs.append((label, style.money(report.settlement), ("settlement_amount",)))
    boxed_entries(sheet, style, pairs, 120, y + 4, (36, 34), row_height=8, align="right")
    approvals(sheet, ("承認", "経理", "申請者"), _seals(style), 75, y + 4, rng, cell=18)
    stamp = style.extras.get("stamp")
    if stamp:
        top, middle, bottom = stamp.split("|")
        sheet.picture(date_stamp((top, middle, bottom), rng), 84, y + 6, 22, 22, "日付印")
    if note := style.extras.get("pen"):
        sheet.picture(pen_note(note, rng), 24, y + 36, 46, 9, "手書き")
    return (sheet.page(),)


def plain_list(report: ExpenseReport, style: Style, rng: random.Random) -> tuple[Page, ...]:
    """A word processor's page: labels and colons, a half-ruled table, the sum under it."""
    sheet = Sheet(face=style.body, size=style.size)
    sheet.text(188, 22, f"申請日：{style.day(report.application_date)}", "application_date", align="right")
    sheet.text(22, 34, style.extras.get("title", "立替金精算申請書"), face=style.bold, size=16, colour=style.accent)
    sheet.rule(22, 40, 188, 40, 1.4, style.accent)
    pairs: list[Entry] = [
        ("申請者", report.applicant.name, ("applicant_name",)),
        ("所属部門", report.department, ("department",)),
    ]
    if report.purpose:
        pairs.append(("件名", report.purpose, ("purpose",)))
    y = 49.0
    for label, value, tags in pairs:
        sheet.text(22, y, f"{label}：", *label_tags(tags))
        sheet.text(44, y, value, *tags)
        y += 6.5
    if report.period:
        sheet.text(22, y, "対象期間：", "label.period_start")
        _period(report, style, sheet, 44, y)
        y += 6.5
    sheet.text(22, y + 4, "下記の立替払いについて精算を申請します。")
    heads = (
        Column("date", "利用日", 26, "center"), Column("category", "費目", 30), Column("description", "内容", 54),
        Column("payee", "支払先", 32), Column("amount", "金額", 24, "right"),
    )  # fmt: skip
    y = table(sheet, style, 22, y + 12, heads, _rows(report, style), row_height=8.5)
    y = entries(sheet, style, [("精算額合計", style.big(report.total_amount), ("total_amount",))], 120, y + 8, 68)
    approvals(sheet, ("上長", "経理"), _seals(style), 188, y + 12, rng)
    return (sheet.page(),)
