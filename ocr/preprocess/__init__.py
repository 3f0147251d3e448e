"""Image repair: each step is one function in its own file, from a PageImage to a PageImage and what was done to it."""
