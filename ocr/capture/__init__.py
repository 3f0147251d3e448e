"""Whether the picture of a page will do: for the law on scans, and for whoever must read it."""
