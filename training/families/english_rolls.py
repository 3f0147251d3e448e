"""English receipts on rolls: a till's with every kind of adjustment, a card terminal's slip."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal

from training.content import Value
from training.families import Drawing, family
from training.families.english_deal import CENT, Bill
from training.families.english_houses import pattern, pool, somebody
from training.families.office_ink import Facts, Ink, Piece, label

ROLL_FACES = (
    ("ud-mono", "ud-mono-bold"),
    ("gothic-mono", "gothic-mono"),
    ("sans", "sans-bold"),
    ("ud-mono", "ud-mono"),
)
CARDS = ("VISA", "MASTERCARD", "Card", "AMEX", "Visa Debit", "CREDIT CARD", "Contactless", "Mastercard")


class Roll:
    """A narrow receipt written downwards: a shop of some country, its money, what it noted as printed."""

    def __init__(self, rng: random.Random, *goods: str) -> None:
        self.bill = Bill(rng, "receipt", sell=goods, most=9, size=(rng.choice((58.0, 72.0, 80.0)), 620.0), extras=False)
        self.ink = Ink(
            rng, self.bill.ink.width, 620.0, faces=ROLL_FACES, sizes=(6.8, 8.8), days=self.bill.country["days"]
        )
        self.rng, self.margin, self.y = rng, rng.uniform(2.5, 5), 8.0
        self.step = self.ink.size * rng.uniform(0.47, 0.62)
        self.values: dict[str, Value] = {}
        self.signed = self.ink.maybe(0.4)

    def put(self, field: str, shown: Value, text: str) -> Piece:
        """A value to print, noted."""
        self.values[field] = shown
        return text, field

    def money(self, value: Decimal) -> str:
        """With or without the currency, as this till prints."""
        return self.bill.money(value, bare=not self.signed)

    def line(self, *left: Piece, right: tuple[Piece, ...] = (), big: float = 1.0, bold: bool = False) -> None:
        """Something at the left, perhaps something at the right."""
        ink, room, size = self.ink, self.ink.width - 2 * self.margin, self.ink.size * big
        ink.say(self.margin, self.y, *left, size=size, bold=bold, fit=room * (0.6 if right else 1))
        ink.say(self.margin + room, self.y, *right, size=size, bold=bold, align="right", fit=room * 0.38)
        self.y += self.step * (1 + (big - 1) * 0.9)

    def middle(self, *pieces: Piece, big: float = 1.0, bold: bool = False) -> None:
        """Something in the middle."""
        self.ink.say(
            self.ink.width / 2,
            self.y,
            *pieces,
            align="center",
            size=self.ink.size * big,
            bold=bold,
            fit=self.ink.width - 2 * self.margin,
        )
        self.y += self.step * big

    def cut(self) -> None:
        """A line of dashes, stars or nothing across."""
        form = self.ink.pick("dashes", "rule", "none", "typed")
        if form == "dashes":
            self.ink.sheet.dashes(self.margin, self.ink.width - self.margin, self.y)
        elif form == "typed":
            mark = self.ink.pick("-", "=", "*")
            count = int((self.ink.width - 2 * self.margin) / self.ink.wide((mark,)))
            self.ink.say(self.margin, self.y, mark * count)
        elif form == "rule":
            self.ink.sheet.rule(self.margin, self.y, self.ink.width - self.margin, self.y, 0.4)
        self.y += self.step * 0.9

    def head(self) -> None:
        """The shop: name, street, town, telephone, tax number, some left out."""
        ink, shop = self.ink, self.bill.seller
        write = self.middle if ink.maybe(0.8) else self.line
        write(
            self.put("vendor_name", shop.name, shop.name.upper() if ink.maybe(0.3) else shop.name),
            big=self.rng.choice((1.0, 1.3, 1.5)),
            bold=ink.maybe(0.7),
        )
        for text in (shop.street, shop.town):
            if ink.maybe(0.85):
                write(text)
        if ink.maybe(0.7):
            word = ink.pick("Tel: ", "TEL ", "Ph: ", "Phone: ", "T ", "")
            write(label("vendor_phone", word) if word else "", self.put("vendor_phone", shop.phone, shop.phone))
        if ink.maybe(0.75):
            write(shop.number)
        self.y += self.step * 0.5

    def when(self) -> tuple[Piece, ...]:
        """The day, perhaps labelled, and the time."""
        ink, rng, day = self.ink, self.rng, self.bill.day
        time = rng.choice(
            (
                f"{rng.randint(7, 22):02}:{rng.randint(0, 59):02}",
                f"{rng.randint(1, 12)}:{rng.randint(10, 59)} PM",
                f"{rng.randint(7, 22):02}:{rng.randint(0, 59):02}:{rng.randint(10, 59)}",
            )
        )
        word = ink.pick("", "", "Date: ", "DATE ", "Date/Time: ")
        said = self.put("issue_date", day, ink.day(day))
        return (label("issue_date", word) if word else "", said, ink.pick("  ", " "), time)

    def done(self, rows: tuple[dict[str, Value], ...] = ()) -> Drawing:
        """Facts and the roll, cut below the last line."""
        return Facts("receipt", self.values, rows, self.bill.currency), (self.ink.page(self.y + 8),)


@family("english_adjusted_till", "receipt")
def adjusted_till(rng: random.Random) -> Drawing:
    """Articles with discount, service charge, tax on top or inside, rounding, cash and change or a card."""
    roll = Roll(rng, "meals", "groceries")
    ink, bill = roll.ink, roll.bill
    meals = bill.sells == "meals"
    roll.head()
    roll.middle(
        ink.pick("TAX INVOICE", "RECEIPT", "Sales receipt", "VAT RECEIPT", "GUEST CHECK", "Customer copy", "Bill"),
        bold=True,
    )
    extra = rng.sample(
        [f"Table {rng.randint(1, 60)}", f"Server: {rng.choice(pool('givens'))}", f"Guests: {rng.randint(1, 9)}"]
        if meals
        else [f"Till {rng.randint(1, 12)}", f"Operator {rng.randint(100, 999)}", f"Store #{rng.randint(100, 2000)}"],
        2,
    )
    top = ink.maybe(0.65)
    number = f"{ink.pick('Receipt', 'Trans', 'Check #', 'Inv No', 'Order')} {rng.randint(100, 10**7)}"
    roll.line(number, right=(extra[0],))
    roll.line(*(roll.when() if top else (extra[1],)))
    roll.cut()
    form, code = ink.pick("before", "under", "x", "none"), "" if ink.maybe(0.7) else " A"
    rows: list[dict[str, Value]] = []
    lines = [
        (item.description, rng.choice((1, 1, 1, 2, rng.randint(2, 6))), Decimal(rng.randint(60, 4200)) * CENT)
        for item in bill.items
    ]
    for n, (text, count, price) in enumerate(lines):
        price = (price * (100 if bill.one == 1 else 1)).quantize(bill.one)
        amount, name = count * price, f"line_items.{n}."
        rows.append({"description": text, "quantity": Decimal(count), "amount": amount})
        what, total = (text, f"{name}description"), ((roll.money(amount), f"{name}amount"), code)
        if form == "before":
            roll.line((f"{count}", f"{name}quantity"), "  ", what, right=total)
        elif form == "under" and count > 1:
            roll.line(what)
            roll.line("   ", (f"{count}", f"{name}quantity"), " @ ", roll.money(price), right=total)
        elif form == "x" and count > 1:
            roll.line(what, " x", (f"{count}", f"{name}quantity"), right=total)
        else:
            roll.line(what, right=total)
    gross = sum((Decimal(str(row["amount"])) for row in rows), Decimal(0))
    roll.cut()
    _pay(roll, gross, meals=meals)
    if not top:
        roll.line(*roll.when())
    for text in rng.sample(
        [
            "Thank you, please come again",
            "Goods may be returned within 28 days",
            "You were served by " + somebody(rng),
            "Survey code: " + pattern(rng, "####-####"),
            "* * * *",
            "www.example.com",
        ],
        rng.randint(1, 3),
    ):
        roll.middle(text)
    return roll.done(tuple(rows))


def _pay(roll: Roll, gross: Decimal, *, meals: bool) -> None:
    """From the sum of the articles to what was paid and how."""
    ink, bill, rng = roll.ink, roll.bill, roll.rng
    tax_word = rng.choice(bill.country["taxes"])
    inside = bill.currency in ("AUD", "GBP", "EUR", "SGD", "JPY") and ink.maybe(0.75)
    total, lines = gross, list[tuple[str, Decimal]]()
    if ink.maybe(0.2):
        off = (gross / 10).quantize(bill.one, ROUND_HALF_UP)
        lines.append((ink.pick("Discount 10%", "Member savings", "Promo", "Coupon"), -off))
        total -= off
    if meals and ink.maybe(0.45):
        charge = (total * rng.choice((10, 10, 12)) / 100).quantize(bill.one, ROUND_HALF_UP)
        lines.append((ink.pick("Service charge", "Svc Chg 10%", "SERVICE CHARGE 10%", "Optional service"), charge))
        total += charge
    rate, tax = bill.rate, Decimal(0)
    if rate and not inside:
        tax = (total * rate / 100).quantize(bill.one, ROUND_HALF_UP)
        total += tax
    elif rate:
        tax = (total * rate / (100 + rate)).quantize(bill.one, ROUND_HALF_UP)
    if lines or (tax and not inside) or ink.maybe(0.4):
        roll.line(ink.pick("Subtotal", "SUB TOTAL", "Sub-Total", "Items total", "SUBTOTAL"), right=(roll.money(gross),))
    for word, value in lines:
        roll.line(word, right=(roll.money(value),))
    taxed = f"{tax_word}{ink.pick('', f' {rate.normalize():f}%')}"
    if tax and not inside:
        roll.line(label("tax_amount", taxed), right=(roll.put("tax_amount", tax, roll.money(tax)),))
    due = total
    if bill.currency in ("AUD", "MYR", "SGD", "CAD") and ink.maybe(0.5):
        due = (total * 20).quantize(Decimal(1), ROUND_HALF_UP) / 20
        due = due.quantize(CENT)
        if ink.maybe(0.5):
            roll.line(ink.pick("Total before rounding", "Amount", "Bill total"), right=(roll.money(total),))
        roll.line(
            ink.pick("Rounding", "ROUNDING ADJ", "Rounding adjustment", "Round"), right=(roll.money(due - total),)
        )
    word = ink.pick(
        "TOTAL", "Total", "AMOUNT DUE", "Grand Total", "BALANCE DUE", "TOTAL DUE", "Net Total", "Total to pay", "TO PAY"
    )
    roll.line(
        label("total_amount", word),
        right=(roll.put("total_amount", due, roll.bill.money(due)),),
        big=rng.choice((1.0, 1.3, 1.5)),
        bold=ink.maybe(0.8),
    )
    if tax and inside:
        word = ink.pick(
            f"{tax_word} included",
            f"Includes {tax_word}",
            f"{tax_word} incl. {rate.normalize():f}%",
            f"Total includes {tax_word} of",
        )
        roll.line(label("tax_amount", word), right=(roll.put("tax_amount", tax, roll.money(tax)),))
    if ink.maybe(0.15):
        for word in ("Tip", "Total"):
            roll.line(word, right=("__________",))
        return
    if ink.maybe(0.5):
        roll.values["payment_method"] = "cash"
        note = Decimal(rng.choice((5, 10, 20)) * (1 if bill.one == CENT else 100))
        given = due if ink.maybe(0.2) else ((due / note).quantize(Decimal(1), ROUND_UP) * note).quantize(bill.one)
        roll.line(
            (ink.pick("Cash", "CASH", "Cash tendered", "CASH TENDERED"), "payment_method"), right=(roll.money(given),)
        )
        roll.line(ink.pick("Change", "CHANGE", "Change due", "CHANGE DUE"), right=(roll.money(given - due),))
        return
    roll.values["payment_method"] = "credit_card"
    roll.line((rng.choice(CARDS), "payment_method"), right=(roll.money(due),))
    for text in rng.sample(
        [
            f"**** **** **** {rng.randint(1000, 9999)}",
            f"Auth code {rng.randint(10**5, 10**6)}",
            f"AID A00000000{rng.randint(10, 99)}010",
            f"Merchant {rng.randint(10**6, 10**7)}",
            "Contactless",
        ],
        rng.randint(0, 3),
    ):
        roll.line(text)


@family("english_card_slip", "receipt")
def card_slip(rng: random.Random) -> Drawing:
    """A card terminal's slip: merchant and terminal numbers, card, approval; amount, perhaps a tip, and the total."""
    roll = Roll(rng, "meals")
    ink, bill = roll.ink, roll.bill
    roll.signed = ink.maybe(0.85)
    roll.head()
    roll.middle(
        ink.pick("SALE", "PURCHASE", "CUSTOMER COPY", "*** SALE ***", "Cardholder receipt", "MERCHANT COPY"),
        bold=ink.maybe(0.5),
    )
    technical = [
        ("TID", pattern(rng, "########")),
        ("MID", pattern(rng, "###########")),
        ("Batch", pattern(rng, "0####")),
        ("Invoice", pattern(rng, "0#####")),
        ("RRN", pattern(rng, "############")),
        ("Stan", pattern(rng, "######")),
        ("AID", pattern(rng, "A0000000##1010")),
        ("Entry", "Chip"),
        ("Clerk", pattern(rng, "##")),
    ]
    for word, text in rng.sample(technical, rng.randint(2, 4)):
        roll.line(f"{word}{ink.pick(':', '', ' #')}", right=(text,))
    roll.line(*roll.when())
    card = roll.put(
        "payment_method", "credit_card", rng.choice(("VISA", "VISA CREDIT", "MASTERCARD", "Mastercard Debit", "AMEX"))
    )
    if ink.maybe(0.5):
        roll.line(card, right=(f"************{rng.randint(1000, 9999)}",))
    else:
        roll.line(card)
        roll.line(
            f"XXXX XXXX XXXX {rng.randint(1000, 9999)}", right=(f"Exp {rng.randint(1, 12):02}/{rng.randint(26, 31)}",)
        )
    roll.y += roll.step * 0.6
    amount = (Decimal(rng.randint(300, 60000)) * CENT * (100 if bill.one == 1 else 1)).quantize(bill.one)
    tip, form = Decimal(0), ink.pick("plain", "tip", "blank", "plain")
    if form == "tip":
        tip = (amount * rng.choice((10, 15, 18, 20)) / 100).quantize(bill.one)
    shown = roll.put("total_amount", amount + tip, roll.money(amount + tip))
    if form == "plain":
        roll.line(
            label("total_amount", ink.pick("AMOUNT", "Total", "TOTAL", "Purchase amount", "SALE AMOUNT")),
            right=(shown,),
            big=1.3,
            bold=ink.maybe(0.7),
        )
    else:
        base: tuple[Piece, ...] = (shown,) if form == "blank" else (roll.money(amount),)
        said = ink.pick("AMOUNT", "Base amount", "Subtotal")
        roll.line(label("total_amount", said) if form == "blank" else said, right=base)
        roll.line(ink.pick("TIP", "Gratuity", "Tip:"), right=(roll.money(tip) if tip else "________",))
        total = ("TOTAL", "label.total_amount") if tip else "TOTAL"
        roll.line(total, right=(shown if tip else "________",), bold=True)
    roll.cut()
    for text in rng.sample(
        [
            f"APPROVED {pattern(rng, '######')}",
            "PIN VERIFIED",
            "NO SIGNATURE REQUIRED",
            "Please retain for your records",
            f"APPR CODE: {pattern(rng, '0#####')}",
            "Thank you",
        ],
        rng.randint(1, 3),
    ):
        roll.middle(text)
    return roll.done()
