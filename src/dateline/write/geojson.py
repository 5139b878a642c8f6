"""Incidents on the map: a point each, with how far the place may reach as a radius.

Source: RFC 7946; longitude comes first, and what has no point has a null geometry.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.write.public import NOTE, Audience, PublicIncident


def geojson_parts(incidents: Iterable[PublicIncident], audience: Audience) -> Iterator[str]:
    """Yield the parts of one FeatureCollection, a line for each incident."""
    head = {"type": "FeatureCollection", "audience": audience, "note": NOTE}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "features": ['
    for number, incident in enumerate(incidents):
        yield ",\n" if number else "\n"
        yield json.dumps(_feature(incident), ensure_ascii=False)
    yield "\n]}\n"


def _feature(incident: PublicIncident) -> dict[str, Any]:
    about = dict(incident.summary)
    lat, lon = about.pop("lat"), about.pop("lon")
    return {
        "type": "Feature",
        "id": about["incident"],
        "geometry": None if lat is None else {"type": "Point", "coordinates": [lon, lat]},
        "properties": about,
    }
