"""The command that makes samples/: `python -m training.make_samples [--seed N] [--only NAME] OUT`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from training.fonts import FontMissingError
from training.recipe import Made, make
from training.samples import RECIPES

SEED = 20261125


def write(made: Made, out: Path) -> Path:
    """Write OUT/<type>/<name>/<name><suffix> and expected.json beside it; returns the folder."""
    folder = out / made.document_type / made.recipe.name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{made.recipe.name}{made.recipe.suffix}").write_bytes(made.content)
    text = json.dumps(made.expected, ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(f"{text}\n", encoding="utf-8")
    return folder


def main(arguments: list[str] | None = None) -> int:
    """Make every sample, or the one named; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m training.make_samples", description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT", help="folder to write to, such as samples")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed makes other people, goods and sums")
    parser.add_argument("--only", metavar="NAME", help="make just this sample")
    options = parser.parse_args(arguments)
    recipes = [recipe for recipe in RECIPES if options.only in (None, recipe.name)]
    if not recipes:
        names = ", ".join(sorted(recipe.name for recipe in RECIPES))
        parser.error(f"no sample is called {options.only}; there are: {names}")
    try:
        for recipe in recipes:
            folder = write(make(recipe, options.seed), options.out)
            print(folder)
    except FontMissingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
