"""Weigh how sure each speaker is of what they say: certainty, polarity, hedges."""

from dateline.extract.stance.stage import weigh_statements

__all__ = ["weigh_statements"]
