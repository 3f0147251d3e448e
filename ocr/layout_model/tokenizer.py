"""Text to tokens: characters, numbers by their shape, through the tokenizer file that ships with the model."""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

PAD, UNKNOWN, PAGE = "<pad>", "<unk>", "<page>"
"""Ids 0, 1 and 2; the last stands before a page's tokens and stands for all of it."""

_VOICING = ("ﾞ", "ﾟ")
"""Half-width marks that NFKC joins to the kana before them; the tokenizer's spans leave them out."""


class CharacterTokenizer:
    """transformers' fast tokenizer over one file, asked for one thing only."""

    def __init__(self, file: Path) -> None:
        self._tokenizer = _transformers().PreTrainedTokenizerFast(
            tokenizer_file=str(file), pad_token=PAD, unk_token=UNKNOWN, cls_token=PAGE
        )
        tokens = self._tokenizer.convert_ids_to_tokens(list(range(len(self._tokenizer))))
        self.letters: NDArray[np.bool_] = np.array([token == UNKNOWN or token.isalpha() for token in tokens])
        """(vocabulary,) which tokens are letters of any script; an unknown character is taken for one."""

    def tokens(self, texts: Sequence[str]) -> Iterator[tuple[list[int], list[tuple[int, int]]]]:
        """For each text, its tokens' ids and their [start, end) in it; white space has none."""
        found = self._tokenizer.backend_tokenizer.encode_batch(list(texts), add_special_tokens=False)
        for text, tokens in zip(texts, found, strict=True):
            yield tokens.ids, [(start, end + (text[end : end + 1] in _VOICING)) for start, end in tokens.offsets]


def read_classes(file: Path) -> tuple[list[str], list[str]]:
    """The names of the network's classes of tokens and of documents, in order, from its configuration."""
    config = _transformers().LayoutLMv3Config.from_json_file(file)
    return [config.id2label[n] for n in range(config.num_labels)], list(config.document_types)


def _transformers() -> Any:
    """The package takes a second to import, so it waits for the first page that is pointed at.

    It would say on stderr that torch is missing, which is how it should be.
    """
    logger = logging.getLogger("transformers")
    logger.addFilter(_silent)
    try:
        return importlib.import_module("transformers")
    finally:
        logger.removeFilter(_silent)


def _silent(_record: logging.LogRecord) -> bool:
    return False
