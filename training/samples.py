"""All samples, one recipe each."""

from __future__ import annotations

from training import samples_other, samples_trade
from training.recipe import Recipe

RECIPES: tuple[Recipe, ...] = (*samples_trade.RECIPES, *samples_other.RECIPES)
