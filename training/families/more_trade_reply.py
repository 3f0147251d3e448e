"""Replies: letters that quote, bill, order or announce goods, their lines in a table."""

from __future__ import annotations

import random

from training.families import TRADE, Drawing, family
from training.families import more_trade_foot as foot
from training.families import more_trade_parts as parts
from training.families import more_trade_sums as sums
from training.families.more_trade_deal import deal, spelled
from training.families.more_trade_official import MARKS, day_line
from training.families.office_blocks import Row, boxes
from training.families.trade_classic import finish
from training.families.trade_deal import Desk
from training.families.trade_parts import amount_text

_ACTS = {"invoice": "ご請求", "quotation": "お見積り", "delivery_note": "納品", "purchase_order": "ご注文"}
_OPENINGS = (
    "拝啓　時下ますますご清栄のこととお慶び申し上げます。",
    "平素は格別のご高配を賜り、厚く御礼申し上げます。",
    "いつも大変お世話になっております。",
)
_CONDITIONS = (
    ("納期", ("別途ご相談", "受注後3週間", "10月末日")),
    ("受渡場所", ("貴社ご指定場所", "車上渡し")),
    ("有効期間", ("60日", "本年末", "ご提示後2週間")),
    ("支払条件", ("従来どおり", "月末締め翌月末払い")),
)


@family("more_reply", TRADE)
def reply(rng: random.Random) -> Drawing:
    """A letter: day and number at the right, sentences, then facts and a table of the lines under 記."""
    made = deal(rng, "quotation", "quotation", "purchase_order", "invoice", "delivery_note", most=6, sizes=(9.0, 10.5))
    ink, trade, x = made.ink, made.trade, rng.uniform(18, 26)
    width = ink.width - 2 * x
    y = 18.0
    if trade.number and ink.maybe(0.7):
        word = made.named("document_number", "number") if ink.maybe(0.4) else ""
        ink.say(x + width, y, word, " ", (trade.number, "document_number"), align="right")
        y += 6
    y = day_line(made, x, y, width, right=True) + 3
    y = parts.receiver(made, x, y, width * 0.6, form=ink.pick("plain", "above", "person")) + 2
    y = parts.sender(made, x + width * 0.5, y, width * 0.5, form=ink.pick("lines", "compact", "lines")) + 6
    about = trade.subject or ink.pick("ご依頼の件", "下記商品", "本年度分")
    act = _ACTS[trade.document_type]
    heading = ink.pick(f"{about}　{made.title}", f"{made.title}（{about}）", f"{about}の{act}について", made.title)
    ink.say(ink.width / 2, y, heading, size=ink.size + 3, bold=True, align="center", fit=width)
    y += 9
    key = "greetings" if trade.document_type == "invoice" else f"greetings_{trade.document_type}"
    for sentence in (ink.pick(*_OPENINGS), spelled(made, key))[ink.maybe(0.3) :]:
        ink.say(x, y, f"　{sentence}", fit=width)
        y += ink.size * 0.65
    if ink.maybe(0.8):
        ink.say(ink.width / 2, y + 3, "記", align="center", size=ink.size + 1)
        y += 10
    y = _facts(made, x + 8, y, width - 16)
    y = sums.lines(made, x, y + 3, width, ruling=ink.pick("full", "lines", "head"), row=ink.size * 0.68)
    y = sums.sums(made, x + width * 0.5, y + 1, width * 0.5, form=ink.pick("right", "boxed", "lined"))
    y = foot.bank(made, x, y + 2, width, form=ink.pick("line", "sentence", "lines"))
    ink.say(x + width, y + 4, "以上", align="right")
    return finish(made)


def _facts(made: Desk, x: float, y: float, width: float) -> float:
    """Total, due day and conditions, numbered or in ruled cells."""
    ink = made.ink
    items: list[Row] = []
    if ink.maybe(0.8):
        items.append((made.named("total_amount", "total"), ((amount_text(made), "total_amount"),)))
    if made.trade.due_date:
        items.append((made.named("due_date"), ((ink.day(made.trade.due_date), "due_date"),)))
    for word, values in _CONDITIONS:
        if ink.maybe(0.35):
            items.append((word, (ink.pick(*values),)))
    ink.rng.shuffle(items)
    if ink.maybe(0.3):
        return boxes(ink, x, y, width, items) + 3
    mark = ink.rng.choice(MARKS)
    for n, (name, run) in enumerate(items, 1):
        ink.say(x, y, mark.format(n), name, fit=46)
        ink.say(x + 50, y, *run, fit=width - 52)
        y += ink.size * 0.75
    return y
