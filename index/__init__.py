"""Keep and find: the archive of originals, and the indexes that search it."""
