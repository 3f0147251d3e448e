"""A probability is bounded, rises with every sign, and sends to a person what is more doubtful than asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.config import Settings
from ocr.extract.calibration import GROUPS, LEAST, MOST, Signs, after_failed_check, weights_for
from ocr.extract.confidence import REVIEW_TARGET, doubted, review
from ocr.record import DocumentType, Field, Finding, Text
from ocr.template import load_templates

TEMPLATES = load_templates()
SHARE = st.floats(0.0, 1.0)
SIGNS = st.builds(Signs, SHARE, SHARE, SHARE, SHARE, SHARE, SHARE)
SURE = DocumentType(value="invoice", confidence=0.995)


def fields(**confidences: float) -> tuple[Field, ...]:
    names = ("issue_date", "vendor_name", "total_amount", "buyer_name")
    return tuple(Field(name=n, value=Text(text="架空"), confidence=confidences.get(n, 0.99)) for n in names)


@given(st.sampled_from(sorted(GROUPS)), st.booleans(), SIGNS, st.sampled_from(Signs.__slots__), SHARE)
def test_no_sign_that_speaks_for_a_value_makes_it_less_likely(
    kind: str, witnessed: bool, signs: Signs, sign: str, more: float
) -> None:
    better = replace(signs, **{sign: max(more, getattr(signs, sign))})
    weights = weights_for(kind, witnessed=witnessed)
    least, most = weights.probability(signs), weights.probability(better)
    assert LEAST <= least <= most <= MOST < 1.0


@given(SHARE, st.floats(0.0, 10.0))
def test_a_failed_check_only_takes(probability: float, taken: float) -> None:
    assert after_failed_check(probability, taken) <= probability


def test_rows_that_do_not_add_up_doubt_a_total_less_than_a_sum_that_is_wrong() -> None:
    def total_after(code: str) -> float:
        finding = Finding(code=code, severity="warning", message="合いません", fields=("total_amount",))
        return doubted(fields(), (finding,))[2].confidence

    assert total_after("total-mismatch") < 0.75 < 0.95 < total_after("rows-mismatch") < 0.99


def test_every_kind_of_field_has_its_weights() -> None:
    kinds = {field.kind for template in TEMPLATES for field in template.fields.values()}
    assert kinds <= GROUPS.keys()


def test_signs_stay_within_0_and_1() -> None:
    assert Signs.of(1.2, -0.5, 1.0) == Signs(found=1.0, lead=1.0, legible=1.0)
    behind = Signs.of(0.3, 0.6, 0.9, proven=True, again=True)
    assert (behind.lead, behind.proven, behind.again) == (0.0, 1.0, 1.0)
    assert behind.legible == pytest.approx(1 / 3)


def test_a_sure_document_passes_and_a_doubtful_key_field_is_named() -> None:
    assert not review(SURE, fields(), (), TEMPLATES["invoice"]).needed
    found = review(SURE, fields(vendor_name=0.8), (), TEMPLATES["invoice"])
    assert found.reasons == ("vendor_name の読み取りが確かではありません (正しい見込み 80%)",)


def test_a_field_that_is_no_key_sends_nothing_to_review() -> None:
    assert not review(SURE, fields(buyer_name=0.3), (), TEMPLATES["invoice"]).needed


def test_small_doubts_add_up_and_the_largest_is_named() -> None:
    doubts = fields(issue_date=0.93, vendor_name=0.9, total_amount=0.95)
    assert review(SURE, doubts, (), TEMPLATES["invoice"], 0.25).reasons == ()
    found = review(SURE, doubts, (), TEMPLATES["invoice"], 0.15)
    assert found.reasons == ("vendor_name の読み取りが確かではありません (正しい見込み 90%)",)


def test_a_warning_or_an_unsure_type_sends_to_review_at_any_target() -> None:
    warning = Finding(code="rows-mismatch", severity="warning", message="明細の合計が一致しません")
    assert review(SURE, fields(), (warning,), TEMPLATES["invoice"], 0.9).reasons == (warning.message,)
    unsure = DocumentType(value="invoice", confidence=0.5)
    assert "種類" in review(unsure, fields(), (), TEMPLATES["invoice"]).reasons[0]


def test_the_setting_begins_where_extraction_does() -> None:
    assert Settings().review_target == REVIEW_TARGET
