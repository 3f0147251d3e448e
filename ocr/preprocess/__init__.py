"""Image repair: each step is one PageImage -> PageImage function in its own file."""
