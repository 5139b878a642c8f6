"""Find what happened: type, who to whom, where, when, and whether it is a fact."""

from dateline.extract.events.stage import find_events

__all__ = ["find_events"]
