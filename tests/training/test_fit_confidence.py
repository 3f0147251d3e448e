"""The fit finds the sign that tells, gives no sign a weight below 0, and does not take a clean record for certainty."""

from __future__ import annotations

import random
from pathlib import Path

from ocr.extract.calibration import GROUPS, Signs
from ocr.layout_model.witness import layout_witness
from ocr.template import load_templates
from training.fit_confidence import Observation, fit, observe
from training.recorded import recorded

ROOT = Path(__file__).resolve().parents[2]


def observations(*, misleading: bool = False, all_right: bool = False) -> list[Observation]:
    chance = random.Random(3)
    made = []
    for n in range(300):
        found = chance.random()
        right = all_right or chance.random() < (1 - found if misleading else 0.3 + 0.7 * found)
        made.append(Observation(str(n), "name", Signs(found, 1.0), right))
    return made


def test_a_sign_that_tells_gets_weight_and_one_never_seen_none() -> None:
    _, found, _, *unseen = fit(observations())["name"]
    assert found > 2
    assert unseen == [0.0] * 4


def test_a_sign_that_misleads_gets_no_weight() -> None:
    assert fit(observations(misleading=True))["name"][1] == 0.0


def test_values_that_were_all_right_are_not_certain() -> None:
    base, found, lead, *_ = fit(observations(all_right=True))["name"]
    assert 3 < base + 0.5 * found + lead < 7


def test_what_is_observed_is_what_the_truth_can_judge() -> None:
    papers = recorded(ROOT / "samples", ROOT / "tests/golden/samples")
    case, document = next(paper for paper in papers if paper[0].id.startswith("invoice/"))
    seen = list(observe(case.truth, document, layout_witness().testify(document), load_templates()))
    assert len(seen) > 8
    assert {one.group for one in seen} <= set(GROUPS.values())
    assert sum(one.right for one in seen) >= len(seen) - 1
