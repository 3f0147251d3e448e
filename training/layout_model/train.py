"""Train the layout model from shards, on one thread; stopped and started again, it goes on from its last checkpoint.

    python -m training.layout_model.train CHECKPOINT FOLDER... --minutes 60 [--hidden 256 --layers 4 | --shipped]

A new checkpoint begins anew, or with the weights that ship. The rate falls to nothing over the minutes given, counted
over all runs of a checkpoint.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ocr.layout_model.pointed import LABEL
from ocr.layout_model.tokenizer import UNKNOWN
from training.layout_model.examples import Example, load
from training.layout_model.labels import TAGS
from training.layout_model.network import NO_CLASS, Batch, LayoutModel, Outputs, batch, config
from training.layout_model.shipped import shipped_network
from training.layout_model.vocabulary import vocabulary

_RATE, _BIAS_RATE = 8e-4, 30.0
"""Of Adam, and how many times that for the relative biases: at the common rate they hardly leave their random start,
and F1 on unseen structures was 0.45 instead of 0.64 after as much work."""
_WARM_UP = 150
"""Steps."""
_LEAST = 0.02
"""Share of the rate that is left at the end."""
_TOKENS = 3600
"""Of a batch, padding included."""
_ROWS, _TYPES = 0.5, 0.2
"""What a token's row start and a page's type weigh against a token's tag."""
_STRANGE = 0.03
"""Share of kanji, kana and letters that any other takes the place of: real paper is written with all of them."""
_STRANGE_NAMES, _STRANGERS = 0.5, 0.3
"""The same share in names and labels, of this share of windows: names outside our pools fell to pieces without it."""
_UNREAD = 0.04
"""Share of tokens that are made unknown, so that no single word decides."""
_STRETCH = 0.25
"""At most this much of a window's width and of its height is taken away, each by chance: no column has its place."""
_NAMES = (
    *("vendor_name", "buyer_name", "addressee", "applicant_name", "party_a", "party_b", "vendor_address"),
    *("bank_account.bank_name", "bank_account.branch_name", "bank_account.account_holder", "purpose", "proviso"),
    *("line_items.description", "line_items.payee", "department"),
)
_SAVE_EVERY = 120.0
"""Seconds."""
_REPORT_EVERY = 50


class Run:
    """A network being trained, with all it takes to go on."""

    def __init__(self, checkpoint: Path, begin: Callable[[], LayoutModel]) -> None:
        self.file = checkpoint
        kept: dict[str, Any] = torch.load(checkpoint, weights_only=False) if checkpoint.exists() else {}
        self.network = LayoutModel(config(*kept["size"])) if kept else begin()
        self.optimizer = torch.optim.AdamW(
            [
                {"params": self.network.others(), "times": 1.0},
                {"params": self.network.biases(), "times": _BIAS_RATE, "weight_decay": 0.0},
            ],
            lr=_RATE,
            weight_decay=0.01,
            betas=(0.9, 0.98),
        )
        self.steps, self.windows = kept.get("steps", 0), kept.get("windows", 0)
        self.seconds: float = kept.get("seconds", 0.0)
        self.used: Counter[str] = kept.get("used", Counter())
        if kept:
            self.network.load_state_dict(kept["network"])
            self.optimizer.load_state_dict(kept["optimizer"])

    def save(self) -> None:
        """Whole or not at all."""
        part = self.file.with_suffix(".part")
        torch.save(
            {
                "size": (self.network.config.hidden_size, self.network.config.num_hidden_layers),
                "network": self.network.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "steps": self.steps,
                "windows": self.windows,
                "seconds": self.seconds,
                "used": self.used,
            },
            part,
        )
        part.rename(self.file)

    def step(self, given: Batch, rate: float) -> tuple[float, float]:
        """Learn from one batch; its loss, and the share of its tokens with a field that got their tag."""
        self.network.train()
        for group in self.optimizer.param_groups:
            group["lr"] = rate * group["times"]
        with torch.autocast("cpu", torch.bfloat16):
            found = self.network(given.ids, given.boxes, given.facts, given.mask)
        loss = _loss(found, given)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.steps += 1
        self.windows += len(given.ids)
        tagged = given.classes > 0
        right = (found.tags.argmax(-1) == given.classes)[tagged]
        return loss.item(), float(right.float().mean()) if len(right) else 1.0


def train(run: Run, folders: Sequence[Path], seconds: float, rate: float) -> None:
    """Learn from the shards of the folders, least used first, until the run has taken that many seconds in all."""
    chance = random.Random(run.steps)
    strange = _Strangers(run.steps)
    report: list[tuple[float, float]] = []
    saved = clock = time.monotonic()
    while run.seconds < seconds:
        shard = min((s for f in folders for s in f.glob("*.npz")), key=lambda s: (run.used[str(s)], str(s)))
        run.used[str(shard)] += 1
        for examples in batches(load(shard), chance):
            now = time.monotonic()
            run.seconds, clock = run.seconds + now - clock, now
            if run.seconds >= seconds:
                break
            share = max(_LEAST, 1 - run.seconds / seconds)
            given = batch(examples)
            strange.among(given)
            _squeeze(given, strange.chance)
            report.append(run.step(given, rate * share * min(1.0, (run.steps + 1) / _WARM_UP)))
            if run.steps % _REPORT_EVERY == 0:
                loss, right = np.mean(report[-_REPORT_EVERY:], axis=0)
                print(
                    f"{time.strftime('%H:%M:%S')} step {run.steps} windows {run.windows} {run.seconds:.0f} s "
                    f"loss {loss:.3f} tagged right {right:.3f}",
                    flush=True,
                )
            if now - saved > _SAVE_EVERY:
                run.save()
                saved = now
    run.save()


def batches(examples: list[Example], chance: random.Random) -> Iterator[list[Example]]:
    """The examples in batches of like length, in random order."""
    ordered = sorted(examples, key=lambda e: len(e.encoding) + chance.random() * 40)
    made: list[list[Example]] = [[]]
    for one in ordered:
        if made[-1] and (len(made[-1]) + 1) * (len(one.encoding) + 41) > _TOKENS:
            made.append([])
        made[-1].append(one)
    chance.shuffle(made)
    yield from made


class _Strangers:
    """Puts characters of the vocabulary in place of a few of those that are there: kanji for kanji, kana for kana,
    letters for letters; and makes a few unknown."""

    def __init__(self, seed: int) -> None:
        tokens = vocabulary()
        self._scripts = []
        for first, last in ("一龥", "ァヺ", "az"):
            ids = torch.tensor(sorted(n for token, n in tokens.items() if len(token) == 1 and first <= token <= last))
            belongs = torch.zeros(len(tokens), dtype=torch.bool)
            belongs[ids] = True
            self._scripts.append((ids, belongs))
        self._in_name = torch.tensor([tag[2:] in _NAMES or tag[2:].startswith(LABEL) for tag in TAGS])
        self._unknown = tokens[UNKNOWN]
        self.chance = torch.Generator().manual_seed(seed)

    def among(self, given: Batch) -> None:
        """Change the batch's ids."""
        ids = given.ids
        chosen = torch.rand((len(ids), 1), generator=self.chance) < _STRANGERS
        names = self._in_name[given.classes.clamp(min=0)] & chosen
        strange = torch.rand(ids.shape, generator=self.chance) < torch.where(names, _STRANGE_NAMES, _STRANGE)
        for script, belongs in self._scripts:
            places = belongs[ids] & strange
            ids[places] = script[torch.randint(len(script), (int(places.sum()),), generator=self.chance)]
        ids[(torch.rand(ids.shape, generator=self.chance) < _UNREAD) & (given.classes != NO_CLASS)] = self._unknown


def _squeeze(given: Batch, chance: torch.Generator) -> None:
    """Make every window of the batch narrower and flatter, each by another share."""
    kept = 1 - _STRETCH * torch.rand((len(given.boxes), 1, 2), generator=chance)
    tokens = given.boxes[:, 1:]  # the page's own token stays as large as the page
    tokens.copy_((tokens * torch.cat((kept, kept), dim=-1)).long())


def _loss(found: Outputs, given: Batch) -> Tensor:
    tags = functional.cross_entropy(
        found.tags.float().view(-1, len(TAGS)), given.classes.view(-1), ignore_index=NO_CLASS
    )
    tokens = given.classes != NO_CLASS
    rows = functional.binary_cross_entropy_with_logits(found.starts.float()[tokens], given.starts[tokens].float())
    types = functional.cross_entropy(found.types.float(), given.types)
    return tags + _ROWS * rows + _TYPES * types


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--minutes", type=float, required=True, help="over all runs of this checkpoint")
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--shipped", action="store_true", help="begin with the network in ocr/models")
    parser.add_argument("--rate", type=float, default=_RATE, help="of Adam, at the beginning")
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    begin = shipped_network if given.shipped else lambda: LayoutModel(config(given.hidden, given.layers))
    train(Run(given.checkpoint, begin), given.folders, given.minutes * 60, given.rate)


if __name__ == "__main__":
    main()
