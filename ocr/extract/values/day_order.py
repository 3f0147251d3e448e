"""Whether 04/05/2026 on this paper is a day of May or of April: by its other dates, else by what its country writes."""

from __future__ import annotations

import re
import unicodedata

_CJK = re.compile(r"[ぁ-ヿ一-龠々]")
_MOST_CJK = 0.1
"""Share of a page's characters; Japanese papers put the year first."""
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d./-])")
_DAY_FIRST = re.compile(
    r"\bSDN\b|\bBHD\b|\bRM\b|\bRM\d|\bGST\b|\bMYR\b|\bPTE\b|\bSGD\b|S\$|£|\bGBP\b|\bVAT\b|€|\bEUR\b|\bAUD\b|\bABN\b|\bNZD\b|\bINR\b|₹|\bGSTIN\b|\bPTY\b"
    r"|\bGmbH\b|\bUnited Kingdom\b|\bAustralia\b|\bMalaysia\b|\bSingapore\b|\bIndia\b|\bNew Zealand\b|\bIreland\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"\bUSD\b|US\$|\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
    r",?\s+\d{5}(?:-\d{4})?\b|\(\d{3}\)\s?\d{3}-\d{4}|\bUnited States\b|\bState of [A-Z][a-z]+|\bDelaware\b|\bU\.S\.A\b"
)


def day_order(text: str) -> bool | None:
    """True where the day comes before the month, False where it follows it, None where nothing tells.

    Dates that can be read in one way only outweigh everything else, as long as they agree.
    """
    folded = unicodedata.normalize("NFKC", text)
    if len(_CJK.findall(folded)) > _MOST_CJK * len(folded):
        return None
    pairs = [(int(m[1]), int(m[3])) for m in _NUMERIC.finditer(folded)]
    day_first = any(first > 12 >= second > 0 and first <= 31 for first, second in pairs)
    month_first = any(second > 12 >= first > 0 and second <= 31 for first, second in pairs)
    if day_first != month_first:
        return day_first
    votes = len(_DAY_FIRST.findall(folded)) - len(_MONTH_FIRST.findall(folded))
    return None if votes == 0 else votes > 0
