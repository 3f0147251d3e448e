"""Invented companies, people, places and banks. Towns are invented too, inside real cities."""

from __future__ import annotations

import random
from dataclasses import dataclass

STEMS = (
    ("青凪", "アオナギ"), ("霧ヶ丘", "キリガオカ"), ("白樺台", "シラカバダイ"), ("夕凪", "ユウナギ"), ("月浜", "ツキハマ"),
    ("楓川", "カエデガワ"), ("双海", "フタミ"), ("千鳥原", "チドリハラ"), ("鷹取台", "タカトリダイ"), ("ひなた", "ヒナタ"),
    ("ソラノ", "ソラノ"), ("みつば", "ミツバ"), ("雲居", "クモイ"), ("藤代原", "フジシロハラ"), ("竹取", "タケトリ"),
    ("銀杏坂", "イチヨウザカ"), ("瑞野", "ミズノ"), ("カワセミ", "カワセミ"), ("北辰野", "ホクシンノ"), ("常磐木", "トキワギ"),
    ("あさひ野", "アサヒノ"), ("朝露", "アサツユ"), ("鶴見原", "ツルミハラ"), ("三輪田", "ミワタ"),
)  # fmt: skip

TRADES = {
    "food": ("食品", "シヨクヒン"),
    "produce": ("青果", "セイカ"),
    "print": ("印刷", "インサツ"),
    "systems": ("システムズ", "システムズ"),
    "steel": ("鋼材", "コウザイ"),
    "building": ("工務店", "コウムテン"),
    "office": ("事務機", "ジムキ"),
    "cleaning": ("美装", "ビソウ"),
    "freight": ("運輸", "ウンユ"),
    "parts": ("精機", "セイキ"),
    "estate": ("不動産", "フドウサン"),
    "trading": ("商会", "シヨウカイ"),
    "hotel": ("観光", "カンコウ"),
}

FORMS = {"株式会社": "カ", "有限会社": "ユ", "合同会社": "ド"}

PLACES = (
    ("980-0099", "宮城県仙台市青葉区若菜町", "022"), ("330-0099", "埼玉県さいたま市大宮区桜森町", "048"),
    ("105-0099", "東京都港区汐見坂", "03"), ("160-0099", "東京都新宿区木下町", "03"), ("231-0099", "神奈川県横浜市中区海岸台", "045"),
    ("380-0999", "長野県長野市りんご町", "026"), ("420-0999", "静岡県静岡市葵区茶畑町", "054"),
    ("460-0099", "愛知県名古屋市中区金鈴", "052"), ("530-0099", "大阪府大阪市北区梅枝", "06"),
    ("600-0999", "京都府京都市下京区灯籠町", "075"), ("650-0099", "兵庫県神戸市中央区風見通", "078"),
    ("730-0099", "広島県広島市中区楓橋町", "082"), ("810-0099", "福岡県福岡市中央区千代浜", "092"),
    ("920-0999", "石川県金沢市雪見町", "076"),
)  # fmt: skip

BUILDINGS = ("汐風ビル3F", "第二みどりビル", "木漏れ日タワー12階", "サンライト会館201", "青葉ビルディング5階")

SURNAMES = (
    ("有馬", "アリマ"), ("逢坂", "オウサカ"), ("笹原", "ササハラ"), ("鳥居", "トリイ"), ("芦田", "アシダ"), ("真鍋", "マナベ"),
    ("沢渡", "サワタリ"), ("小野寺", "オノデラ"), ("神林", "カンバヤシ"), ("時田", "トキタ"), ("仲村", "ナカムラ"),
    ("柏木", "カシワギ"), ("堂島", "ドウジマ"), ("早乙女", "サオトメ"),
)  # fmt: skip
GIVEN = (
    ("美咲", "ミサキ"), ("健太", "ケンタ"), ("由紀", "ユキ"), ("大輔", "ダイスケ"), ("千尋", "チヒロ"), ("蓮", "レン"),
    ("彩子", "アヤコ"), ("直樹", "ナオキ"), ("恵", "メグミ"), ("翔平", "シヨウヘイ"),
)  # fmt: skip

BANKS = ("汐見銀行", "東都中央銀行", "あけぼの信用金庫", "若葉台銀行", "みなと北洋銀行", "さざなみ銀行")
BRANCHES = ("本店営業部", "駅前支店", "中央支店", "西口支店", "港町支店", "大手通支店")


@dataclass(frozen=True, slots=True)
class Company:
    """A firm or a sole trader, with what a letterhead prints."""

    name: str
    kana: str
    postal_code: str
    address: str
    building: str
    phone: str
    fax: str
    registration_number: str

    @property
    def full_address(self) -> str:
        return f"{self.address} {self.building}".strip()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's name with its reading."""

    surname: str
    given: str
    kana: str

    @property
    def name(self) -> str:
        return f"{self.surname} {self.given}"


@dataclass(frozen=True, slots=True)
class Bank:
    """Where money goes, as the remittance line prints it."""

    bank_name: str
    branch_name: str
    account_type: str
    account_number: str
    account_holder: str


def registration_number(rng: random.Random) -> str:
    """T and 13 digits whose first is the right check digit (平成26年財務省令70号 2条)."""
    base = f"{rng.randint(1, 10**12 - 1):012}"
    return f"T{check_digit(base)}{base}"


def check_digit(base: str) -> int:
    """The check digit of the 12 digits of a 法人番号 after the first: weights 1, 2 from the right, modulo 9."""
    return 9 - sum(int(digit) * (1 + n % 2) for n, digit in enumerate(reversed(base))) % 9


def wrong_registration_number(rng: random.Random) -> str:
    """A registration number that its check digit gives away."""
    right = registration_number(rng)
    return f"T{int(right[1]) % 9 + 1}{right[2:]}"


def company(rng: random.Random, trade: str, form: str = "株式会社", *, leading: bool | None = None) -> Company:
    """A firm of a trade in TRADES; leading puts the legal form first."""
    stem, reading = rng.choice(STEMS)
    name, kana = TRADES[trade]
    leading = rng.random() < 0.5 if leading is None else leading
    mark = FORMS[form]
    full = f"{form}{stem}{name}" if leading else f"{stem}{name}{form}"
    holder = f"{mark}){reading}{kana}" if leading else f"{reading}{kana}({mark}"
    return _letterhead(rng, full, holder)


def sole_trader(rng: random.Random, person: Person, trade_name: str = "") -> Company:
    """A freelancer: trade name and own name are one vendor name."""
    return _letterhead(rng, f"{trade_name} {person.name}".strip(), person.kana)


def shop(rng: random.Random, name: str) -> Company:
    """A shop by its sign."""
    return _letterhead(rng, name, "")


def person(rng: random.Random) -> Person:
    """Somebody."""
    (surname, kana), (given, given_kana) = rng.choice(SURNAMES), rng.choice(GIVEN)
    return Person(surname, given, f"{kana} {given_kana}")


def bank(rng: random.Random, holder: str) -> Bank:
    """An account of holder (kana)."""
    kind = rng.choice(("普通", "普通", "当座"))
    return Bank(rng.choice(BANKS), rng.choice(BRANCHES), kind, f"{rng.randint(1000000, 9999999)}", holder)


def _letterhead(rng: random.Random, name: str, kana: str) -> Company:
    postal_code, place, area = rng.choice(PLACES)
    address = f"{place}{rng.randint(1, 9)}-{rng.randint(1, 20)}-{rng.randint(1, 30)}"
    building = rng.choice((*BUILDINGS, "", "", ""))
    exchange = rng.randint(200, 999) if len(area) == 3 else rng.randint(2000, 9999)
    line = rng.randint(1000, 9000)
    phone, fax = f"{area}-{exchange}-{line}", f"{area}-{exchange}-{line + 1}"
    return Company(name, kana, postal_code, address, building, phone, fax, registration_number(rng))
