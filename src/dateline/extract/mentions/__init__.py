"""Find the people, bodies and groups the text names, one entity each, and the book of them."""

from dateline.extract.mentions.book import EntityBook
from dateline.extract.mentions.stage import find_entities

__all__ = ["EntityBook", "find_entities"]
