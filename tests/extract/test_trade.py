"""Papers of sellers and buyers: blocks beside a table, two prices, who is addressed, English addresses."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ocr.classify import classify
from ocr.extract import extract
from ocr.extract.sheet import sheets
from ocr.record import Amount, Number, Record, Row, TaxBreakdown, TaxLine, Text, Value
from ocr.template import load_templates
from tests.extract.paper import paper

TEMPLATES = load_templates()


def read(text: str) -> Record:
    document = paper(text)
    level = sheets(document)
    return extract(document, level, classify(level, TEMPLATES), TEMPLATES)


def cells(row: Row) -> dict[str, Value | None]:
    return {cell.name: cell.value for cell in row.cells}


def test_what_stands_beside_a_table_is_no_part_of_it() -> None:
    record = read("""
                     注文書
品名                 数量    単価      金額              仕入先
トナー               2       37,000    74,000            株式会社鳥原設備 御中
電池 単3             5       2,000     10,000            注文者
コピー用紙           1       1,647     1,647             有限会社竹口運輸
                     小計              85,647            〒650-0099
""")
    assert [cells(row)["amount"] for row in record.rows] == [Amount(amount=n) for n in (74000, 10000, 1647)]
    assert record.value("vendor_name") == Text(text="株式会社鳥原設備")


def test_the_second_of_two_prices_is_the_amount() -> None:
    record = read("""
発注書
数量    作業内容      単価        価格
2       鋼板 t9       ¥15,000     ¥30,000
小計    ¥30,000
""")
    (row,) = map(cells, record.rows)
    assert row["quantity"] == Number(number=2)
    assert row["unit_price"] == Amount(amount=15000)
    assert row["amount"] == Amount(amount=30000)


@pytest.mark.parametrize(
    "lines",
    [
        "株式会社青凪食品 東京支店あて",
        "（宛先）株式会社青凪食品 東京支店 御中",
        "お客様名：株式会社青凪食品 東京支店　御中",
        "送付先：株式会社青凪食品 東京支店 殿",
        "（あて先）株式会社青凪食品 東京支店   様",
        "株式会社青凪食品 東京支店樣",
        "株式会社青凪食品 東京支店\n店舗開発部 代表取締役 片桐明 様",
        "株式会社青凪食品 東京支店\n店舗開発部片桐明様",
        "株式会社青凪食品 東京支店\n店舗開発部\n代表取締役    片桐明  様",
        "株式会社青凪食品 東京支店   総務課  御中",
        "取引先：株式会社青凪食品 東京支店 様",
        "購入者：株式会社青凪食品 東京支店 様",
    ],
)
def test_who_is_addressed(lines: str) -> None:
    record = read(f"請求書\n\n{lines}\n\n請求日  2026年1月3日\nご請求金額  403,788円")
    assert record.value("buyer_name") == Text(text="株式会社青凪食品 東京支店")


@pytest.mark.parametrize("lines", ["小野寺  千鶴子  様", "小野寺  千鶴子様", "お客様名    小野寺  千鶴子  様"])
def test_a_person_is_addressed_by_both_names(lines: str) -> None:
    record = read(f"請求書\n\n{lines}\n\n請求日  2026年1月3日\nご請求金額  403,788円")
    assert record.value("buyer_name") == Text(text="小野寺 千鶴子")


@pytest.mark.parametrize(
    "name", ["商号富洋園芸株式会社", "名称 富洋園芸株式会社", "富洋園芸株式会社\n発行者：寺岡 ゆかり"]
)
def test_who_issues_is_the_company_without_the_label_before_it(name: str) -> None:
    record = read(f"請求書\n株式会社青凪食品 御中\n\n{name}\n電話番号  0853-75-5156\nご請求金額  403,788円")
    assert record.value("vendor_name") == Text(text="富洋園芸株式会社")


@pytest.mark.parametrize(
    "lines",
    [
        "        滋賀県草津市杉本町29丁目14-15\n               中央ビル 5階",
        "滋賀県草津市杉本町29丁目14-15  中央ビル 5階",
        "本店所在地滋賀県草津市杉本町29丁目14-15\n中央ビル 5階",
    ],
)
def test_an_address_goes_on_with_its_building(lines: str) -> None:
    record = read(
        f"請求書\n株式会社青凪食品 御中\n\n\n\n富洋園芸株式会社\n{lines}\nTEL 0853-75-5156\nご請求金額  403,788円"
    )
    assert record.value("vendor_address") == Text(text="滋賀県草津市杉本町29丁目14-15 中央ビル 5階")


@pytest.mark.parametrize("label", ["税別合計", "税抜請求額", "工事価格"])
def test_a_subtotal_by_other_words(label: str) -> None:
    record = read(f"""
請求書
品名                 数量    単価      金額
トナー               2       37,000    74,000
{label}                                74,000
消費税・地方消費税                     7,400
合計                                   81,400
""")
    assert record.value("subtotal") == Amount(amount=74000)
    assert len(record.rows) == 1


def test_a_label_is_no_name_of_a_party() -> None:
    record = read("""
納品伝票
差出人                        住所
富洋園芸 名古屋支社           〒814-7262 滋賀県草津市杉本町29丁目14-15
電話番号                      インボイス番号
0853-75-5156                  T1337306506486
発行日  2024/2/23             納品書No.  K202701-338
""")
    assert record.value("vendor_name") == Text(text="富洋園芸 名古屋支社")


@pytest.mark.parametrize("town", ["Leeds LS1 5AB", "Austin, TX 78701", "53000 Kuala Lumpur"])
def test_an_english_address_is_a_street_and_its_town(town: str) -> None:
    record = read(f"""
INVOICE                                  Marigold Partners Pty Ltd
                                         790 Market Square, Unit 14
                                         {town}
                                         T +44 20 7946 0958
Bill to: Dovecote Bakery Inc.
Invoice number: 4711
Total  $120.00
""")
    assert record.value("vendor_address") == Text(text=f"790 Market Square, Unit 14 {town}")
    assert record.value("vendor_phone") is not None


def test_labels_are_no_part_of_the_name_and_the_address_they_were_read_with() -> None:
    record = read("""
請求書
商号社会福祉法人北岡繊維                 株式会社青凪食品 御中
本店所在地福島県郡山市西町36-14-35
連絡先 0422-24-9292
ご請求金額  403,788円
""")
    assert record.value("vendor_name") == Text(text="社会福祉法人北岡繊維")
    assert record.value("vendor_address") == Text(text="福島県郡山市西町36-14-35")


def test_the_building_of_a_centred_letterhead_belongs_to_its_address() -> None:
    record = read("""
見積書
株式会社青凪食品 御中                 株式会社鳥原設備
                                  沖縄県那覇市信春台26-24
                                      サンプラザ201号
                                     TEL 048-658-1620
合計金額  403,788円
""")
    assert record.value("vendor_address") == Text(text="沖縄県那覇市信春台26-24 サンプラザ201号")


def test_tax_summary_with_its_rates_in_the_top_row() -> None:
    record = read("""
請求書
税抜合計       消費税額       合計
¥2,147,714     ¥171,917       ¥2,319,631
               10%            8%
対象金額       ¥5,000         ¥2,142,714
消費税         ¥500           ¥171,417
""")
    lines = (
        TaxLine(rate=Decimal("0.1"), taxable_amount=Decimal(5000), tax_amount=Decimal(500)),
        TaxLine(rate=Decimal("0.08"), taxable_amount=Decimal(2142714), tax_amount=Decimal(171417)),
    )
    assert record.value("tax_breakdown") == TaxBreakdown(lines=lines)


def test_a_running_balance_is_no_price_and_what_was_carried_over_no_line_item() -> None:
    record = read("""
請求明細書
月日    品名                 数量   単位   月額       料金        残高
        繰越残高                                                  115,470
1/15    ヘルプデスク         23     PC     5,500      126,500     241,970
1/30    SSL証明書更新        2      基     34,000     68,000      309,970
今回税抜額   194,500
""")
    assert [(cells(row)["unit_price"], cells(row)["amount"]) for row in record.rows] == [
        (Amount(amount=5500), Amount(amount=126500)),
        (Amount(amount=34000), Amount(amount=68000)),
    ]


def test_the_only_price_is_the_amount_if_it_may_be_either() -> None:
    record = read("""
納品書
品名                 数量   料金
トナー               6      ¥1,726,572
パイプ式ファイル     26     ¥166,400
小計                        ¥1,892,972
""")
    assert [cells(row)["amount"] for row in record.rows] == [Amount(amount=1726572), Amount(amount=166400)]


@pytest.mark.parametrize(
    "below", ["課長  湯浅 剛  様", "財務経理グループ\n江口 勇気 様", "東京支店\n総務部\nご担当 湯浅史郎様"]
)
def test_who_is_addressed_below_a_company_is_not_the_party(below: str) -> None:
    record = read(f"請求書\n\n愛知県名古屋市中区金鈴2-6-9\n株式会社青凪食品\n{below}\n\n\nご請求金額  403,788円")
    assert record.value("buyer_name") == Text(text="株式会社青凪食品")


def test_somebody_below_a_title_is_the_party() -> None:
    record = read("株式会社青凪食品\n請求書\n湯浅 剛 様\n\n\nご請求金額  403,788円")
    assert record.value("buyer_name") == Text(text="湯浅 剛")
