"""The user's own list of vendors: what it may look like, and what it says of a paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocr.errors import ConfigError
from ocr.record import BankAccount, DocumentType, Field, Record, Review, Text, Value
from ocr.vendors.known import against_master
from ocr.vendors.master import Master

HEADING = "name,aliases,registration_number,phone,account_number,bank_name\n"
AKEBONO = "有限会社あけぼの製作所,アケボノ;あけぼの製作所 川崎工場,T7000012050002,03-1234-5678,0123456,みなと銀行\n"
MINATO = "株式会社みなと商会,,T4011001098993,06-1234-5678;0120-123-456,,\n"
LIST = HEADING + AKEBONO + MINATO


def load(folder: Path, text: str = LIST, encoding: str = "utf-8") -> Master:
    (folder / "vendors.csv").write_text(text, encoding=encoding)
    return Master.load(folder / "vendors.csv")


def held(master: Master, **values: str | BankAccount) -> Record:
    """An invoice whose fields vendor_* and bank_account are these."""

    def value(given: str | BankAccount) -> Value:
        return Text(text=given) if isinstance(given, str) else given

    names = {name: name if name == "bank_account" else f"vendor_{name}" for name in values}
    record = Record(
        document_id=f"{'0' * 64}-1-1",
        document_type=DocumentType(value="invoice", confidence=0.9),
        fields=tuple(Field(name=names[n], value=value(v), confidence=0.9) for n, v in values.items()),
        review=Review(needed=False),
        produced_by="denpyo 0",
        template="invoice@0",
    )
    new = against_master(record, master)
    assert new.fields == record.fields
    return new


def codes(record: Record) -> list[str]:
    return [finding.code for finding in record.findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize(
    ("said", "by"),
    [
        ({"registration_number": "T7000012050002"}, "登録番号が一致"),
        ({"phone": "(03) 1234-5678"}, "電話番号が一致"),
        ({"phone": "+81-3-1234-5678"}, "電話番号が一致"),
        ({"name": "㈲あけぼの製作所"}, "発行者名が一致"),
        ({"name": "あけぼの製作所川崎工場"}, "発行者名が一致"),
        ({"name": "ｱｹﾎﾞﾉ", "phone": "03-1234-5678"}, "電話番号が一致"),
    ],
)
def test_a_known_vendor_is_named_with_what_told(tmp_path: Path, encoding: str, said: dict[str, str], by: str) -> None:
    record = held(load(tmp_path, encoding=encoding), **said)
    assert codes(record) == ["vendor-known"]
    assert record.findings[0].severity == "info"
    assert by in record.findings[0].message
    assert "「有限会社あけぼの製作所」(2行目)" in record.findings[0].message
    assert not record.review.needed


@pytest.mark.parametrize("name", ["株式会社あけぼの製作所", "あけぼの", "株式会社ひかり堂"])
def test_a_name_that_contradicts_or_is_only_a_part_is_nobodys(tmp_path: Path, name: str) -> None:
    assert held(load(tmp_path), name=name).findings == ()


def test_one_vendors_number_under_anothers_name_is_a_doubt(tmp_path: Path) -> None:
    record = held(load(tmp_path), registration_number="T7000012050002", name="株式会社みなと商会")
    assert codes(record) == ["vendor-known", "vendor-mismatch"]
    assert record.findings[1].fields == ("vendor_registration_number", "vendor_name")
    assert "「株式会社みなと商会」(3行目)" in record.findings[1].message
    assert record.review.reasons == (record.findings[1].message,)


def test_a_number_that_is_not_the_vendors_is_a_doubt(tmp_path: Path) -> None:
    record = held(load(tmp_path), registration_number="T7000012050008", name="あけぼの製作所")
    assert codes(record) == ["vendor-known", "vendor-mismatch"]
    assert "T7000012050002" in record.findings[1].message


def test_a_name_misread_by_a_character_is_told_with_the_lists_spelling(tmp_path: Path) -> None:
    record = held(load(tmp_path), phone="03-1234-5678", name="有限会社あけほの製作所")
    assert codes(record) == ["vendor-known", "vendor-name-spelling"]
    assert "「有限会社あけぼの製作所」" in record.findings[1].message
    assert record.review.needed


def test_a_name_that_is_quite_another_is_no_misreading(tmp_path: Path) -> None:
    assert codes(held(load(tmp_path), phone="03-1234-5678", name="喫茶ひだまり")) == ["vendor-known"]


def test_a_shared_telephone_is_told_apart_by_the_name(tmp_path: Path) -> None:
    master = load(tmp_path, HEADING + "みなと商会,,,03-1234-5678,,\nみなと運輸,,,03-1234-5678,,\n")
    assert "みなと運輸" in held(master, phone="03-1234-5678", name="みなと運輸").findings[0].message
    assert held(master, phone="03-1234-5678").findings == ()


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        (BankAccount(bank_name="みなと銀行", account_number="０１２３４５６"), []),
        (BankAccount(bank_name="みなと", account_number="123456"), []),
        (BankAccount(account_number="0123456"), []),
        (BankAccount(bank_name="みなと銀行"), []),
        (BankAccount(bank_name="みなと銀行", account_number="7654321"), ["bank-account-changed"]),
        (BankAccount(bank_name="ひかり信用金庫", account_number="0123456"), ["bank-account-changed"]),
    ],
)
def test_an_account_that_is_not_the_vendors_is_a_doubt(
    tmp_path: Path, account: BankAccount, expected: list[str]
) -> None:
    record = held(load(tmp_path), name="アケボノ", bank_account=account)
    assert codes(record) == ["vendor-known", *expected]
    assert record.review.needed == bool(expected)


def test_a_vendor_without_an_account_is_asked_for_none(tmp_path: Path) -> None:
    account = BankAccount(account_number="1")
    assert codes(held(load(tmp_path), name="みなと商会", bank_account=account)) == ["vendor-known"]


def test_the_heading_may_be_japanese_and_the_name_alone(tmp_path: Path) -> None:
    assert codes(held(load(tmp_path, "取引先名\nみなと商会\n\n"), name="㈱みなと商会")) == ["vendor-known"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: name: missing"),
        ("aliases,phone\n", "line 1: name: missing"),
        ("name,alias\n", "line 1: alias: no such column; did you mean aliases?"),
        ("name,name\n", "line 1: name: appears twice"),
        (HEADING + ",x,,,,\n", "line 2: name: empty"),
        (HEADING + "株式会社,,,,,\n", "line 2: name: empty, or a legal form alone"),
        (HEADING + "みなと,,T123,,,\n", "line 2: registration_number: 'T123' is not T and 13 digits"),
        (HEADING + "みなと,,,12,,\n", "line 2: phone: '12' is no telephone number"),
        (HEADING + "みなと,,,,普通,\n", "line 2: account_number: '普通' has no digits"),
        (HEADING + "みなと,,,,,,\n", "line 2: 7 columns where the heading has 6"),
        (LIST + "別人,,T7000012050002,,,\n", "line 4: registration_number: line 2 has it too"),
    ],
)
def test_a_line_that_cannot_be_right_is_named_with_its_column(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=r"^vendors: .*vendors\.csv: line ") as error:
        load(tmp_path, text)
    assert message in str(error.value)


def test_bytes_of_no_known_encoding_are_named(tmp_path: Path) -> None:
    path = tmp_path / "vendors.csv"
    path.write_bytes("name,aliases\nみなと,".encode() + b"\x81 \n")
    with pytest.raises(ConfigError, match=r"line 2: column 2: neither UTF-8 nor CP932"):
        Master.load(path)
    with pytest.raises(ConfigError, match="No such file"):
        Master.load(tmp_path / "gone.csv")
