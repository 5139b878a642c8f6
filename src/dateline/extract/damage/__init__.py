"""Find harm to things: what was destroyed or damaged, where, how far, and who says so."""

from dateline.extract.damage.stage import find_damage

__all__ = ["find_damage"]
