"""Distances on the globe."""

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0

Vector = tuple[float, float, float]


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two (latitude, longitude) points in degrees.

    Example:
        >>> round(distance_km((50.45, 30.52), (49.84, 24.03)))
        467
    """
    lat_a, lat_b = radians(a[0]), radians(b[0])
    half = sin((lat_a - lat_b) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin(radians(a[1] - b[1]) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


@lru_cache(maxsize=8192)
def unit_vector(lat: float, lon: float) -> Vector:
    """Return the point as a vector from the centre of a globe of radius 1.

    Many distances from few points are cheaper so: see `chord_km`.
    """
    flat = cos(radians(lat))
    return flat * cos(radians(lon)), flat * sin(radians(lon)), sin(radians(lat))


def chord_km(a: Vector, b: Vector) -> float:
    """Return the straight distance through the globe: the great-circle one within 1 % to 3000 km."""
    x, y, z = a[0] - b[0], a[1] - b[1], a[2] - b[2]
    return EARTH_KM * sqrt(x * x + y * y + z * z)
