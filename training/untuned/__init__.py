"""Pages that no parameter was tuned on: other fonts, seals and wear than the samples'. For measuring, nothing else."""
