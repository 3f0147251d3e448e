"""Forms and slips that ask for no record: parcel labels, payment slips, applications, bank slips."""

from __future__ import annotations

import random
from decimal import Decimal

from training.families import Drawing, family
from training.families.office_blocks import approvals, facts, party, title
from training.families.office_goods import firm, person, pool, signed, stem
from training.families.office_ink import GOTHIC, MINCHO, Ink, day_between
from training.families.office_letters import other, sentence


@family("other_parcel", "other")
def parcel(rng: random.Random) -> Drawing:
    """A carrier's slip: destination and sender in frames, content, size, day and hour of delivery, long number, fee."""
    ink = Ink(rng, *rng.choice(((150.0, 105.0), (110.0, 150.0), (210.0, 110.0))), faces=GOTHIC, sizes=(7.2, 9.0))
    w, h = ink.width, ink.height
    carrier = signed(rng, "{}急便", "{}運輸株式会社", "{}宅配便", "{}通運")
    title(ink, w * 0.3, 10, ink.pick("送り状", "宅配便伝票", "お届け票", "ご依頼主控", "受領書", "配達票"), size=12)
    ink.say(w - 8, 8, carrier.name, align="right", bold=True, fit=w * 0.4)
    ink.say(
        w - 8,
        14,
        ink.pick("お問合せ番号 ", "伝票番号 ", "送り状番号 "),
        "-".join(f"{rng.randint(1000, 9999)}" for _ in range(3)),
        align="right",
        fit=w * 0.55,
    )
    for n in range(40):
        ink.sheet.rule(w * 0.5 + n * 1.1, 18, w * 0.5 + n * 1.1, 24, rng.choice((0.4, 0.9, 1.6)), "#111111")
    y, high = 28.0, (h - 62) / 2
    for word in ("お届け先", "ご依頼主"):
        who = firm(rng)
        ink.sheet.panel(6, y, w - 12, high, weight=0.6)
        ink.say(8, y + 3, word, size=6.5)
        party(
            ink,
            26,
            y + 5,
            w - 40,
            [[f"〒{who.postal_code}　{who.address}"], [f"{ink.pick(who.name, person(rng))}　様"], [f"TEL {who.phone}"]],
            bold=1,
            room=high - 4,
        )
        y += high
    day = day_between(rng)
    cells = [
        ("品名", str(rng.choice(pool("letters", "goods")))),
        ("サイズ", ink.pick("60", "80", "100", "120")),
        ("受付日", f"{day.month}月{day.day}日"),
        ("配達希望日", ink.day(day_between(rng))),
        ("時間帯", ink.pick("午前中", "14-16時", "18-20時", "指定なし")),
        ("運賃", ink.money(Decimal(rng.randint(8, 30) * 100))),
    ]
    each = (w - 12) / 3
    for n, (word, value) in enumerate(cells):
        x, top = 6 + each * (n % 3), y + 3 + 13 * (n // 3)
        ink.sheet.panel(x, top, each, 13, weight=0.4)
        ink.say(x + 1.5, top + 3.2, word, size=6.2)
        ink.say(x + each / 2, top + 8.8, value, align="center", fit=each - 4)
    return other(ink)


@family("other_payment_slip", "other")
def payment_slip(rng: random.Random) -> Drawing:
    """納付書: the same slip three times side by side, boxed digits of the amount, due day, town or authority."""
    ink = Ink(rng, *rng.choice(((220.0, 110.0), (297.0, 105.0))), faces=GOTHIC, sizes=(6.5, 7.8))
    w, h = ink.width, ink.height
    tax, payer, day, amount = (
        str(rng.choice(pool("letters", "taxes"))),
        firm(rng),
        day_between(rng),
        rng.randint(1000, 999999),
    )
    number = f"{rng.randint(10**7, 10**8)}"
    each = w / 3
    for n, part in enumerate(
        (ink.pick("領収証書", "納付済通知書"), ink.pick("納付書", "納入書"), ink.pick("領収済通知書", "控"))
    ):
        x = n * each
        if n:
            for at in range(4, int(h) - 4, 4):
                ink.sheet.rule(x, at, x, at + 2, 0.4)
        ink.say(x + each / 2, 9, f"{tax} {part}", align="center", size=9, fit=each - 8)
        ink.say(x + 5, 17, ink.pick(f"{stem(rng)}市", "税務署", "会計管理者", "水道局"), fit=each * 0.4)
        y = facts(
            ink,
            x + 5,
            24,
            each - 10,
            [("", "年度", f"令和{rng.randint(5, 9)}年度"), ("", "通知書番号", number), ("", "納期限", ink.day(day))],
            form="boxed",
            leading=6,
        )
        ink.say(x + 5, y + 2, "金額")
        for k, digit in enumerate(f"{'¥' + str(amount):>9}"):
            ink.sheet.panel(x + 16 + k * (each - 22) / 9, y - 1.5, (each - 22) / 9, 7, weight=0.4)
            ink.say(x + 16 + (k + 0.5) * (each - 22) / 9, y + 2, digit.strip(), align="center", size=9)
        party(ink, x + 5, y + 13, each - 10, [[payer.address], [f"{payer.name}　様"]], bold=1)
        ink.say(x + 5, h - 16, ink.pick("上記のとおり領収しました。", "上記の金額を納付します。", "取りまとめ店"))
        ink.sheet.panel(x + each - 24, h - 22, 18, 18, weight=0.4)
        ink.say(x + each - 15, h - 20, "領収日付印", align="center", size=5)
    return other(ink)


@family("other_application", "other")
def application(rng: random.Random) -> Drawing:
    """A form to fill in: numbered label cells of uneven height, some filled, ticks, a block for the office below."""
    ink = Ink(rng, faces=GOTHIC + MINCHO, sizes=(8.5, 10.0))
    ink.say(20, 14, ink.pick("様式第1号", "（第3号様式）", "別記様式", "FORM-12", ""), size=7.5)
    if ink.maybe(0.4):
        approvals(ink, 192, 12)
    y = title(ink, 90, 26, str(rng.choice(pool("letters", "forms"))))
    ink.say(
        60 if ink.maybe(0.2) else 188,
        max(y, 40) + 3,
        ink.pick(ink.day(day_between(rng)), "令和　　年　　月　　日"),
        align="right",
    )
    ink.say(
        20,
        max(y, 40) + 10,
        ink.pick("市長　殿", "税務署長　殿", "代表取締役　殿", f"{firm(rng).name}　御中", "理事長　様"),
    )
    values = {
        "氏名": person(rng),
        "フリガナ": "サトウ　ハナコ",
        "住所": firm(rng).address,
        "電話番号": firm(rng).phone,
        "生年月日": ink.day(day_between(rng)),
        "勤務先": firm(rng).name,
        "所属": str(rng.choice(pool("expense", "departments"))),
        "届出の区分": "□新規　■変更　□廃止",
        "変更年月日": ink.day(day_between(rng)),
        "変更前": firm(rng).address,
        "理由": sentence(ink, pool("letters", "remarks")),
        "金融機関": f"汐見銀行　駅前支店　普通　{rng.randint(10**6, 10**7)}",
        "申請金額": ink.money(Decimal(rng.randint(10, 900) * 100)),
        "備考": "",
        "期間": f"{ink.day(day_between(rng))} から",
        "登録番号": f"第{rng.randint(1000, 99999)}号",
    }
    y = max(y, 40) + 18
    numbered = ink.maybe(0.3)
    for n, word in enumerate(rng.sample(list(values), rng.randint(6, 11)), 1):
        high = rng.choice((8.0, 8.0, 10.0, 14.0))
        ink.sheet.panel(20, y, 40, high, fill=ink.tint if ink.shaded else None, weight=ink.rule_weight)
        ink.sheet.panel(60, y, 130, high, weight=ink.rule_weight)
        ink.say(22, y + high / 2, f"{n} {word}" if numbered else word, fit=36)
        ink.say(63, y + high / 2, values[word] if ink.maybe(0.85) else "", fit=124)
        y += high
    y += 8
    if ink.maybe(0.6) and y < 240:
        ink.sheet.panel(20, y, 170, 24, weight=0.4)
        ink.say(22, y + 4, ink.pick("※事務処理欄", "【会社使用欄】", "受付欄"), size=7)
        facts(
            ink,
            24,
            y + 10,
            80,
            [("", "受付", ink.day(day_between(rng))), ("", "担当", person(rng))],
            form="colon",
            leading=6,
        )
    return other(ink)


@family("other_bank_slip", "other")
def bank_slip(rng: random.Random) -> Drawing:
    """A bank machine's or web bank's slip: day, kind of business, account, amount, fee, balance."""
    web = rng.random() < 0.4
    ink = Ink(
        rng,
        *((210.0, 297.0) if web else rng.choice(((80.0, 110.0), (100.0, 140.0)))),
        faces=GOTHIC,
        sizes=(8.0, 10.0),
        money=("yen", "plain", "en"),
    )
    w = ink.width
    bank = ink.pick("汐見銀行", "あけぼの信用金庫", "若葉台銀行", "みなと北洋銀行")
    y = title(
        ink,
        w / 2,
        14,
        ink.pick("ご利用明細", "振込受付書", "お取引明細票", "振込結果明細", "残高証明書", "ご利用明細票"),
        size=13,
    )
    ink.say(w / 2, y + 2, bank, align="center")
    amount, fee, receiver = Decimal(rng.randint(10, 9000) * 110), Decimal(rng.choice((110, 220, 330, 660))), firm(rng)
    entries = [
        ("", "取引日", ink.day(day_between(rng))),
        ("", "お取引内容", ink.pick("お振込", "お引出し", "ご入金", "総合振込")),
        ("", "お受取人", receiver.kana or receiver.name),
        ("", "振込先", f"{ink.pick('東都中央銀行', '汐見銀行')} 本店"),
        ("", "口座番号", f"*****{rng.randint(10, 99)}"),
        ("", "お振込金額", ink.money(amount)),
        ("", "手数料", ink.money(fee)),
        ("", "合計金額", ink.money(amount + fee)),
        ("", "残高", ink.money(Decimal(rng.randint(10**4, 10**7)))),
        ("", "ご依頼人", firm(rng).name),
        ("", "取扱番号", f"{rng.randint(1000, 9999)}"),
    ]
    keep = [item for item in entries if ink.maybe(0.8)]
    y = facts(
        ink,
        w * 0.1,
        y + 10,
        w * 0.8,
        keep,
        form=ink.pick("right", "tab", "boxed", "lined"),
        leading=min(7.0, (ink.height - y - 24) / 11),
    )
    ink.say(
        w / 2,
        y + 4,
        ink.pick("ご利用ありがとうございました", "手数料には消費税が含まれます", "印紙税申告納付につき税務署承認済"),
        align="center",
        fit=w * 0.8,
        size=7,
    )
    return other(ink)
