"""The tokenizer of the layout model: every character it may meet, and the shapes of numbers.

python -m training.layout_model.vocabulary [FILE]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import WordLevel

from ocr.layout_model.tokenizer import PAD, PAGE, UNKNOWN

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "ocr/models/fields.tokenizer.json"
_TEXTS = ("ocr/business_words.txt", "training/pools/*.toml", "training/**/*.py", "templates/*.toml")
"""Where words of our papers are written down."""
_IN_NAMES = "髙﨑栁濵塚德瀨增彅昻祐"
"""Forms of kanji in people's names that JIS X 0208 has no place for."""
_LONGEST_RUN = 14
"""Digits: T and 13 of them, and a card's shortest run above; longer ones are cut."""
_MOST_GROUPS = 3
"""Of three digits after the first: up to 999 thousand million."""


def characters() -> tuple[str, ...]:
    """ASCII, kana, the symbols and kanji of JIS X 0208, and what our texts hold beside, as the model sees them."""
    found = {chr(code) for code in (*range(0x21, 0x7F), *range(0x3041, 0x30FF))} | set(_IN_NAMES)
    for row in (*range(1, 3), *range(16, 85)):
        for cell in range(1, 95):
            found |= set(bytes((0xA0 + row, 0xA0 + cell)).decode("euc_jp", "ignore"))
    for pattern in _TEXTS:
        for path in ROOT.glob(pattern):
            found |= set(path.read_text(encoding="utf-8"))
    seen = _normalizer().normalize_str("".join(sorted(found)))
    return tuple(sorted(c for c in set(seen) if not c.isspace() and c.isprintable() and c != "0"))


def number_shapes() -> tuple[str, ...]:
    """Digits as zeros: runs by their length, and amounts grouped in threes."""
    runs = ["0" * n for n in range(1, _LONGEST_RUN + 1)]
    return (*runs, *("0" * first + ",000" * n for n in range(1, _MOST_GROUPS + 1) for first in range(1, 4)))


def vocabulary() -> dict[str, int]:
    """The tokens of the file that ships, with their ids: what networks are made for."""
    found: dict[str, int] = json.loads(FILE.read_text(encoding="utf-8"))["model"]["vocab"]
    return found


def tokenizer() -> Tokenizer:
    """Characters folded by NFKC and to lower case, digits to zeros; the longest shape of a number is one token."""
    tokens = [PAD, UNKNOWN, PAGE, *number_shapes(), *characters()]
    made = Tokenizer(WordLevel({token: n for n, token in enumerate(tokens)}, unk_token=UNKNOWN))
    made.normalizer = _normalizer()
    pieces = Regex(rf"0{{1,3}}(?:,000){{1,{_MOST_GROUPS}}}(?!0)|0{{1,{_LONGEST_RUN}}}|\S")
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"\s+"), "removed"),
            pre_tokenizers.Split(pieces, "isolated"),
        ]
    )
    return made


def _normalizer() -> normalizers.Sequence:
    return normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace(Regex("[0-9]"), "0")])


def main() -> None:
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    made = tokenizer()
    made.save(str(file))
    print(f"{file}: {made.get_vocab_size()} tokens")


if __name__ == "__main__":
    main()
