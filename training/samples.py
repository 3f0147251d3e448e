"""All samples, one recipe each."""

from __future__ import annotations

from training import samples_contract, samples_invoice, samples_office, samples_order, samples_receipt
from training.recipe import Recipe

RECIPES: tuple[Recipe, ...] = (
    *samples_invoice.RECIPES,
    *samples_order.RECIPES,
    *samples_receipt.RECIPES,
    *samples_office.RECIPES,
    *samples_contract.RECIPES,
)
