"""Put clusters together that would be drawn over one another: cells of a grid end anywhere."""

import math
from collections.abc import Sequence
from dataclasses import replace

from dateline.store.overview import Cluster

# Two marks nearer than this, in pixels, cannot both be read or hit.
LEAST_APART = 46
# Beyond this many, comparing each with each takes longer than the reader would wait.
MOST = 800
_LAST_LATITUDE = 85.0511


def uncrowd(clusters: Sequence[Cluster], zoom: int) -> list[Cluster]:
    """Return the clusters with near neighbours put together; areas stay as they are.

    Together they hold the same incidents, and each still stands inside its own box.
    """
    cells = [c for c in clusters if not c.area]
    if len(cells) > MOST:
        return list(clusters)
    kept: list[Cluster] = []
    for cluster in sorted(cells, key=lambda c: (-c.n, c.lat, c.lon)):
        near = next(
            (
                number
                for number, other in enumerate(kept)
                if _apart(cluster, other, zoom) < LEAST_APART
            ),
            None,
        )
        if near is None:
            kept.append(cluster)
        else:
            kept[near] = _together(kept[near], cluster)
    return [*kept, *(c for c in clusters if c.area)]


def _together(left: Cluster, right: Cluster) -> Cluster:
    (w1, s1, e1, n1), (w2, s2, e2, n2) = left.box, right.box
    box = (min(w1, w2), min(s1, s2), max(e1, e2), max(n1, n2))
    same = left.place_key is not None and left.place_key == right.place_key
    return replace(
        left,
        n=left.n + right.n,
        box=box,
        place=left.place if same else None,
        place_key=left.place_key if same else None,
        radius_km=left.radius_km if same else None,
        disputed=left.disputed + right.disputed,
    )


def _apart(left: Cluster, right: Cluster, zoom: int) -> float:
    (x1, y1), (x2, y2) = _pixels(left, zoom), _pixels(right, zoom)
    return math.hypot(x1 - x2, y1 - y2)


def _pixels(cluster: Cluster, zoom: int) -> tuple[float, float]:
    bent = math.radians(max(-_LAST_LATITUDE, min(_LAST_LATITUDE, cluster.lat)))
    down = (1 - math.log(math.tan(bent) + 1 / math.cos(bent)) / math.pi) / 2
    side = 256 * 2**zoom
    return (cluster.lon + 180) / 360 * side, down * side
