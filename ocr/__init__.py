"""denpyo: paper in, facts that can point at their own ink out."""

__version__ = "0.1.0"
