"""Find the places the text names, tell what each mention is used for, put them on the map."""

from dateline.extract.places.stage import find_places

__all__ = ["find_places"]
