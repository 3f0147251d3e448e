"""The public registry: its file as the agency publishes it, and numbers as of a paper's day."""

from __future__ import annotations

import datetime as dt
import os
import zipfile
from pathlib import Path

import pytest

from ocr.errors import ConfigError
from ocr.record import Date, DocumentType, Field, Record, Review, Text, Value
from ocr.template import load_templates
from ocr.vendors.registered import against_registry
from ocr.vendors.registry import Download, Registry
from ocr.vendors.registry_file import COLUMNS

NUMBER = "T7000012050002"
TEMPLATES = load_templates()


def line(number: str = NUMBER, **values: str) -> str:
    """One line without a heading, 24 columns."""
    given = {
        "sequenceNumber": "1",
        "registratedNumber": number,
        "process": "01",
        "registrationDate": "2023-10-01",
        "updateDate": "2023-09-15",
        "name": "有限会社あけぼの製作所",
    }
    return ",".join(f'"{(given | values).get(column, "")}"' for column in COLUMNS) + "\n"


def write(path: Path, *lines: str) -> Path:
    path.write_text("".join(lines), encoding="utf-8")
    return path


def held(registry: Registry, **values: Value) -> Record:
    """An invoice of 2026-10-20 with this registry's number, held against it."""
    usual: dict[str, Value] = {
        "issue_date": Date(date=dt.date(2026, 10, 20)),
        "vendor_name": Text(text="㈲あけぼの製作所"),
        "vendor_registration_number": Text(text=NUMBER),
    }
    record = Record(
        document_id=f"{'0' * 64}-1-1",
        document_type=DocumentType(value="invoice", confidence=0.9),
        fields=tuple(Field(name=n, value=v, confidence=0.9) for n, v in (usual | values).items()),
        review=Review(needed=False),
        produced_by="denpyo 0",
        template="invoice@0",
    )
    return against_registry(record, TEMPLATES["invoice"], registry)


def codes(record: Record) -> list[str]:
    return [finding.code for finding in record.findings]


def test_a_number_in_force_under_its_name_is_no_finding(tmp_path: Path) -> None:
    record = held(Registry.open(write(tmp_path / "zenken.csv", line())))
    assert record.findings == ()
    assert not record.review.needed


def test_a_number_that_is_not_there_is_a_doubt_with_the_day_of_the_file(tmp_path: Path) -> None:
    record = held(Registry.open(write(tmp_path / "zenken.csv", line("T4011001098993", updateDate="2026-11-02"))))
    assert codes(record) == ["registration-number-unknown"]
    assert "2026-11-02 現在" in record.findings[0].message
    assert record.review.needed


def test_a_paper_later_than_the_file_is_told_to_ask_a_newer_one(tmp_path: Path) -> None:
    record = held(Registry.open(write(tmp_path / "zenken.csv", line("T4011001098993"))))
    assert "新しい公表データ" in record.findings[0].message


@pytest.mark.parametrize(
    ("day", "end", "expected"),
    [
        (dt.date(2026, 3, 30), {"expireDate": "2026-03-31"}, []),
        (dt.date(2026, 3, 31), {"expireDate": "2026-03-31"}, ["registration-not-in-force"]),
        (dt.date(2026, 4, 1), {"disposalDate": "2026-03-31"}, ["registration-not-in-force"]),
        (dt.date(2024, 5, 1), {"registrationDate": "2024-05-01"}, []),
        (dt.date(2024, 4, 30), {"registrationDate": "2024-05-01"}, ["registration-not-in-force"]),
        (dt.date(2023, 9, 30), {"registrationDate": "2023-10-01"}, []),
    ],
)
def test_the_papers_day_decides_its_first_day_in_and_its_last_out(
    tmp_path: Path, day: dt.date, end: dict[str, str], expected: list[str]
) -> None:
    record = held(Registry.open(write(tmp_path / "zenken.csv", line(**end))), issue_date=Date(date=day))
    assert [code for code in codes(record) if code.startswith("registration")] == expected


def test_a_lapse_is_told_with_its_days(tmp_path: Path) -> None:
    registry = Registry.open(write(tmp_path / "zenken.csv", line(expireDate="2026-03-31")))
    message = held(registry).findings[0].message
    assert "2026-10-20" in message
    assert "登録 2023-10-01 失効 2026-03-31" in message


def test_without_a_day_only_the_number_is_judged(tmp_path: Path) -> None:
    registry = Registry.open(write(tmp_path / "zenken.csv", line(expireDate="2026-03-31")))
    fields = {"issue_date": Text(text="?")}
    assert held(registry, **fields).findings == ()
    assert codes(held(registry, **fields, vendor_registration_number=Text(text="T4011001098993"))) == [
        "registration-number-unknown"
    ]


def test_another_name_is_told_and_sends_nobody_to_the_paper(tmp_path: Path) -> None:
    registry = Registry.open(write(tmp_path / "zenken.csv", line(tradeName="レストラン月見")))
    other = held(registry, vendor_name=Text(text="株式会社みなと商会"))
    assert [(f.code, f.severity) for f in other.findings] == [("registered-name-differs", "info")]
    assert not other.review.needed
    assert held(registry, vendor_name=Text(text="レストラン月見 駅前店")).findings == ()


def test_a_name_a_character_from_the_registered_one_is_a_doubt(tmp_path: Path) -> None:
    record = held(
        Registry.open(write(tmp_path / "zenken.csv", line())), vendor_name=Text(text="有限会社あけほの製作所")
    )
    assert [(f.code, f.severity) for f in record.findings] == [("registered-name-differs", "warning")]
    assert "「有限会社あけぼの製作所」" in record.findings[0].message
    assert record.review.needed


def test_persons_have_no_name_in_the_file(tmp_path: Path) -> None:
    assert held(Registry.open(write(tmp_path / "kojin.csv", line(name="")))).findings == ()


def test_a_later_line_holds_whatever_the_order(tmp_path: Path) -> None:
    ended = line(process="03", expireDate="2026-03-31", updateDate="2026-04-02")
    for order in ((line(), ended), (ended, line())):
        assert codes(held(Registry.open(write(tmp_path / "zenken.csv", *order)))) == [
            "registration-not-in-force",
        ]
        (tmp_path / "zenken.csv").unlink()


def test_a_number_taken_again_has_two_registrations(tmp_path: Path) -> None:
    again = line(registrationDate="2026-07-01", updateDate="2026-07-01")
    registry = Registry.open(write(tmp_path / "zenken.csv", line(expireDate="2025-03-31"), again))
    assert len(registry.find(NUMBER)) == 2
    assert held(registry).findings == ()
    assert codes(held(registry, issue_date=Date(date=dt.date(2025, 6, 1)))) == ["registration-not-in-force"]


def test_a_number_taken_out_was_never_there_until_it_comes_again(tmp_path: Path) -> None:
    out = line(process="99", registrationDate="", updateDate="2026-05-01")
    back = line(updateDate="2026-06-01", registrationDate="2026-06-01")
    assert Registry.open(write(tmp_path / "a.csv", out, line())).find(NUMBER) == ()
    assert [r.first for r in Registry.open(write(tmp_path / "b.csv", line(), out, back)).find(NUMBER)] == [
        dt.date(2026, 6, 1)
    ]


def test_a_folder_of_a_zip_and_a_difference_is_one_registry(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "zenken.zip", "w") as packed:
        packed.writestr("houjin_1.csv", line())
        packed.writestr("houjin_2.csv", line("T4011001098993", name="株式会社みなと商会"))
        packed.writestr("houjin_1.csv.asc", "signature")
    write(tmp_path / "sabun.csv", line(process="03", expireDate="2026-03-31", updateDate="2026-04-02"))
    registry = Registry.open(tmp_path)
    assert registry.find("T4011001098993")[0].names == ("株式会社みなと商会",)
    assert registry.find(NUMBER)[0].expired == dt.date(2026, 3, 31)
    assert registry.as_of == dt.date(2026, 4, 2)


def test_a_heading_tells_the_columns(tmp_path: Path) -> None:
    heading = "\ufeffname,registratedNumber,registrationDate,expireDate\n"
    path = write(tmp_path / "ours.csv", heading, f"有限会社あけぼの製作所,{NUMBER},2023-10-01,\n")
    assert Registry.open(path).find(NUMBER)[0].names == ("有限会社あけぼの製作所",)


def test_the_file_is_read_once_and_again_when_it_changes(tmp_path: Path) -> None:
    path = write(tmp_path / "zenken.csv", line())
    built: list[int] = []
    for _ in range(2):
        registry = Registry.open(path, lambda: built.append(1))
    assert len(built) == 1
    write(path, line("T4011001098993"))
    os.utime(path, ns=(1, 1))
    registry = Registry.open(path, lambda: built.append(1))
    assert (len(built), registry.find(NUMBER)) == (2, ())
    registry.cache.write_bytes(b"damaged" * 1000)
    assert Registry.open(path, lambda: built.append(1)).find("T4011001098993")
    assert len(built) == 3
    assert sorted(file.name for file in tmp_path.iterdir()) == ["zenken.csv", "zenken.csv.registry.sqlite"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([line(), "1,T123\n"], "zenken.csv: line 2: 2 columns where 24 are expected"),
        ([line("7000012050002")], "zenken.csv: line 1: registratedNumber is '7000012050002', not T and 13 digits"),
        ([line(expireDate="2026/3/31")], "line 1: expireDate is '2026/3/31', not a day as 2023-10-01"),
        ([line(registrationDate="2023-02-30")], "line 1: registrationDate is '2023-02-30', not a day"),
        ([line(registrationDate="")], "line 1: registrationDate is empty"),
        (["registratedNumber,name\n"], "line 1: the heading has no registrationDate"),
        ([line(), '"open'], "line 2: "),
    ],
)
def test_a_line_that_is_none_stops_everything_and_is_named(tmp_path: Path, lines: list[str], message: str) -> None:
    path = write(tmp_path / "zenken.csv", *lines)
    with pytest.raises(ConfigError, match=r"^registry: ") as error:
        Registry.open(path)
    assert message in str(error.value)
    assert [file.name for file in tmp_path.iterdir()] == ["zenken.csv"]


def test_what_is_no_download_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        Registry.open(tmp_path / "gone.csv")
    with pytest.raises(ConfigError, match="without"):
        Registry.open(tmp_path)
    (tmp_path / "a.zip").write_bytes(b"PK no zip")
    with pytest.raises(ConfigError, match="download it again"):
        Registry.open(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as packed:
        packed.writestr("houjin.xml", "<x/>")
    with pytest.raises(ConfigError, match=r"no \*\.csv inside"):
        Registry.open(tmp_path / "b.zip")
    (tmp_path / "c.csv").write_bytes(line().encode("cp932"))
    with pytest.raises(ConfigError, match="not UTF-8"):
        Registry.open(tmp_path / "c.csv")


def test_a_download_is_looked_at_without_reading_its_lines(tmp_path: Path) -> None:
    folder = tmp_path / "registry"
    folder.mkdir()
    file = write(folder / "zenken.csv", line(updateDate="2026-10-30"))
    os.utime(file, (1_790_000_000, 1_790_000_000))
    before = Download.at(folder)
    assert (before.files, before.size, before.as_of) == (1, file.stat().st_size, None)
    assert before.changed == dt.datetime.fromtimestamp(1_790_000_000).date()
    assert list(folder.iterdir()) == [file]
    Registry.open(folder)
    assert Download.at(folder).as_of == dt.date(2026, 10, 30)
    write(folder / "more.csv", line("T8000012050001"))
    assert Download.at(folder).as_of is None
