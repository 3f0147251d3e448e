"""What a contract says in prose: its title, parties, days, price and court, clause by clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocr.extract.clauses.english import english_candidates
from ocr.extract.clauses.heading import court_candidates, english_titles, title_candidates
from ocr.extract.clauses.money import amount_candidates
from ocr.extract.clauses.parties import party_candidates
from ocr.extract.clauses.prose import Prose
from ocr.extract.clauses.terms import renewal_candidates, term_candidates
from ocr.extract.locate import candidates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocr.extract.locate import Candidate
    from ocr.extract.sheet import Sheet
    from ocr.template import Template


def clause_text(sheets: Sequence[Sheet]) -> str:
    """All that a contract says, as keys are: without white space, page numbers left out."""
    return Prose.tight(sheets).text


def contract_candidates(sheets: Sequence[Sheet], template: Template) -> dict[str, list[Candidate]]:
    """Candidates for the fields of a contract, best first; a field of which nothing sure is said has none."""
    prose = Prose.tight(sheets)
    if not prose.text:
        return {name: [] for name in template.fields}
    if prose.is_english:
        found = {"title": english_titles(sheets)} | english_candidates(Prose.spaced(sheets), template)
        if not found.get("contract_amount"):  # an order that calls itself a contract: a table and its total
            found["contract_amount"] = candidates(sheets, template.fields["contract_amount"], frozenset(), ())
        return {name: found.get(name, []) for name in template.fields}
    found = {"title": title_candidates(sheets, template)}
    found |= party_candidates(prose, sheets)
    found |= term_candidates(prose, template)
    found["auto_renewal"] = renewal_candidates(prose, template, found["expiry_date"])
    found["contract_amount"] = amount_candidates(prose, template.fields["contract_amount"])
    found["jurisdiction_court"] = court_candidates(prose, template.fields["jurisdiction_court"])
    return {name: found.get(name, []) for name in template.fields}
