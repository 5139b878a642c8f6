"""Find who is said to hold, take, lose or aim at a place."""

from dateline.extract.control.stage import find_control

__all__ = ["find_control"]
