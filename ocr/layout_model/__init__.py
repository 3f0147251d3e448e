"""The layout model: which characters of a page are which field's value, by what is written where. It points, only."""
