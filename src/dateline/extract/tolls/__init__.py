"""Find counts of people harmed, as ranges, each with the voice that gives it."""

from dateline.extract.tolls.stage import find_tolls

__all__ = ["find_tolls"]
