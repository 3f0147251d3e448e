"""Build and query times of the indexes at 20,000 documents of about 1,500 characters.

python -m benchmarks.index_bench [--documents N] [--elasticsearch URL]
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from index.search import ElasticSettings, Entry, Index, Query, open_index

_ROUNDS = 200
_NAMES = ("サクラ", "髙橋", "ミドリ", "北斗", "東雲", "若葉", "青空", "富士見", "みなと", "瑞穂")
_TRADES = ("商事", "工業", "商店", "運輸", "電機", "食品", "印刷", "建設", "製作所", "薬局")
# fmt: off
_WORDS = (
    "請求書", "納品書", "見積書", "領収書", "株式会社", "御中", "合計金額", "消費税", "小計", "単価", "数量", "品名",
    "摘要", "備考", "支払期日", "振込先", "普通預金", "口座番号", "登録番号", "食パン", "牛乳", "複写用紙",
    "ボールペン", "交通費", "宿泊費", "会議費", "通信費", "保守料", "作業費", "部品", "電池", "ケーブル", "契約期間",
    "甲", "乙", "第三者", "秘密保持", "損害賠償", "東京都", "大阪府", "名古屋市", "中央区", "一丁目", "電話",
    "担当者", "発行日", "有効期限", "納入場所", "検収", "軽減税率", "対象", "内訳", "前回御請求額", "繰越金額",
)
# fmt: on


def _entries(count: int) -> Iterator[Entry]:
    rng = random.Random(1)
    rare = [chr(0x4E00 + n) + chr(0x4E00 + (n * 7) % 3000) for n in range(3000)]
    for n in range(count):
        name = "株式会社" + rng.choice(_NAMES) + rng.choice(_TRADES)
        lines = [name, *(_line(rng, rare) for _ in range(40))]
        yield Entry(
            document_id=f"{hashlib.sha256(str(n).encode()).hexdigest()}-1-1",
            version=1,
            sequence=n + 1,
            document_type=rng.choice(("invoice", "receipt", "quotation", "contract")),
            date=dt.date(2020, 1, 1) + dt.timedelta(days=rng.randrange(2500)),
            amount=Decimal(rng.randrange(100, 1_000_000)),
            currency="JPY",
            counterparty=name,
            present=("date", "amount", "counterparty"),
            file=f"in/scan_{n:06d}.pdf",
            pages=(1, 1),
            text="\n".join(lines),
            values=(name,),
        )


def _line(rng: random.Random, rare: list[str]) -> str:
    words = [*rng.choices(_WORDS, k=7), rng.choice(rare), rng.choice(rare)]
    return " ".join(words) + f" {rng.randrange(1_000_000):,}"


_QUESTIONS: dict[str, Query] = {
    "a common word, 10 newest": Query(words=("請求書",), limit=10),
    "2 characters of a name, by relevance": Query(words=("若葉",), sort="relevance", limit=10),
    "1 character": Query(words=("若",), limit=10),
    "a rare word and an amount": Query(words=("三上",), amount_min=Decimal(1000), limit=10),
    "date, amount and counterparty": Query(
        counterparty="㈱高橋商店",
        date_from=dt.date(2023, 1, 1),
        date_to=dt.date(2023, 12, 31),
        amount_min=Decimal(10_000),
        amount_max=Decimal(500_000),
        limit=10,
    ),
    "nothing but the order, 10 largest": Query(sort="amount", limit=10),
}


def _times_ms(action: Callable[[], object], rounds: int) -> tuple[float, float]:
    """p50 and p95."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return times[rounds // 2], times[rounds * 95 // 100]


def _measure(name: str, index: Index, documents: int) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    index.rebuild(_entries(documents), position=documents)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{name}: {documents:,} documents")
    print(f"  build {wall:.0f} s, {cpu:.0f} s CPU of this process ({documents / wall:.0f}/s), peak RSS {peak:.0f} MB")
    (one,) = index.search(Query(limit=1))
    (entry,) = [e for e in _entries(documents) if e.document_id == one.document_id]
    print("  put one document: p50 {:.0f} ms, p95 {:.0f} ms".format(*_times_ms(lambda: index.put([entry]), 20)))
    for what, query in _QUESTIONS.items():
        p50, p95 = _times_ms(lambda query=query: list(index.search(query)), _ROUNDS)  # type: ignore[misc]
        print(f"  {what}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, of {index.count(query):,} hits")
    wall, cpu = time.perf_counter(), time.process_time()
    hits = sum(1 for _ in index.search(Query(words=("請求書",))))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"  all {hits:,} hits with snippets: {wall:.1f} s, {cpu:.1f} s CPU of this process")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--elasticsearch", metavar="URL")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = open_index(Path(folder) / "index")
        _measure("embedded", index, options.documents)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        print(f"  {size / 1e6:.0f} MB on disk")
        index.close()
    if options.elasticsearch:
        server = open_index(options.elasticsearch, ElasticSettings(name="denpyo-bench"))
        _measure("elasticsearch", server, options.documents)
        server.close()


if __name__ == "__main__":
    main()
