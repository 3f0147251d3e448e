"""Contract drafts: pools/clauses.toml with the facts of one contract set in."""

from __future__ import annotations

from training.content import Clause
from training.pools import table


def filled(draft: str, **facts: str) -> tuple[Clause, ...]:
    """The clauses of a draft, every {fact} replaced."""
    return tuple(
        Clause(
            clause["heading"],
            tuple(text.format(**facts) for text in clause["body"]),
            tuple(clause.get("tags", ())),
        )
        for clause in table("clauses")[draft]
    )
