"""Write src/dateline/_data/basemap.json: the land, borders and country names behind the map.

The lines are Natural Earth 1:50m (public domain) as the npm package `world-atlas` carries them; no
name or point of a country comes from it, but from `lexicons/countries.tsv`. `--fetch` gets the
package with `npm pack`; without it the copy in build/ is used, and where there is none what is
committed stays. Rings that cross the antimeridian are cut there, so that no line runs across the
whole map. Lines that states disagree over are dashed: `tools/disputed_borders.tsv`.
"""

import argparse
import hashlib
import itertools
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from build_lexicons import read_tsv

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "dateline" / "_data" / "basemap.json"
PACKAGE = "world-atlas@2.0.2"
ARCHIVE = ROOT / "build" / "world-atlas-2.0.2.tgz"
MEMBER = "package/countries-50m.json"
SHA256 = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"
# One hundredth of a degree is at most 1.1 km: finer than lines drawn at 1:50 million are true.
DECIMALS = 2
# An islet smaller than this (square degrees) is a speck on every zoom level the map offers.
SMALLEST_RING = 0.0015

Point = tuple[float, float]
Line = list[Point]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fetch", action="store_true", help=f"npm pack {PACKAGE} first")
    if parser.parse_args().fetch:
        ARCHIVE.parent.mkdir(exist_ok=True)
        subprocess.run(["npm", "pack", PACKAGE], cwd=ARCHIVE.parent, check=True)
    if not ARCHIVE.is_file():
        print(f"{OUT.relative_to(ROOT)} stays as it is: no {ARCHIVE.name} in build/ (see --fetch)")
        return 0
    with tarfile.open(ARCHIVE) as archive:
        stream = archive.extractfile(MEMBER)
        raw = stream.read() if stream else b""
    if hashlib.sha256(raw).hexdigest() != SHA256:
        print(f"{ARCHIVE}: {MEMBER} is not the file this was written for", file=sys.stderr)
        return 1
    OUT.write_text(json.dumps(draw(json.loads(raw)), separators=(",", ":"), ensure_ascii=False))
    return 0


def draw(atlas: dict[str, Any]) -> dict[str, Any]:
    """Return the layers of the map, as GeoJSON geometries and labels."""
    arcs = list(unpack(atlas))
    countries = atlas["objects"]["countries"]["geometries"]
    land = [
        polygon
        for piece in atlas["objects"]["land"]["geometries"]
        for rings in polygons(piece)
        for polygon in close(rings, arcs)
    ]
    agreed, disputed = borders(countries, arcs)
    return {
        "credit": "Natural Earth 1:50m by way of world-atlas 2.0.2; labels: lexicons/countries.tsv",
        "land": {"type": "MultiPolygon", "coordinates": land},
        "borders": {"type": "MultiLineString", "coordinates": agreed},
        "disputed": {"type": "MultiLineString", "coordinates": disputed},
        "labels": [
            [row["name"], float(row["lat"]), float(row["lon"]), RANKS.get(code, 5)]
            for code, row in read_tsv(ROOT / "lexicons" / "countries.tsv").items()
        ],
    }


def unpack(atlas: dict[str, Any]) -> Iterator[Line]:
    """Yield the arcs in degrees. Source: the TopoJSON specification, 2.1.3 (delta encoding)."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        yield line


def polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Return the polygons of a geometry, each a list of rings of arc numbers."""
    kind = geometry["type"]
    if kind == "Polygon":
        return [geometry["arcs"]]
    return geometry["arcs"] if kind == "MultiPolygon" else []


def close(rings: list[list[int]], arcs: list[Line]) -> Iterator[list[Line]]:
    """Yield the polygons that a polygon is once it is cut at the antimeridian."""
    whole = [unroll(join(ring, arcs)) for ring in rings]
    for shift in (-360, 0, 360):
        cut = [clip([(x + shift, y) for x, y in ring]) for ring in whole]
        kept = [tidy(ring) for ring in cut if len(ring) > 3 and abs(area(ring)) > SMALLEST_RING]
        if kept and kept[0]:
            yield [ring for ring in kept if ring]


def join(numbers: Iterable[int], arcs: list[Line]) -> Line:
    """Return the line that arcs make end to end; a negative number runs an arc backwards."""
    line: Line = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += arc[1:] if line else arc
    return line


def unroll(ring: Line) -> Line:
    """Return a ring without jumps of 360 degrees; one round a pole is closed along the edge."""
    out = [ring[0]]
    for x, y in ring[1:]:
        last = out[-1][0]
        out.append((x + 360 * round((last - x) / 360), y))
    if abs(out[-1][0] - out[0][0]) > 180:  # Antarctica
        out += [(out[-1][0], -90.0), (out[0][0], -90.0), out[0]]
    return out


def clip(ring: Line) -> Line:
    """Return the part of a ring between 180 W and 180 E (Sutherland and Hodgman 1974)."""
    for edge, sign in ((-180.0, 1), (180.0, -1)):
        out: Line = []
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            inside1, inside2 = (x1 - edge) * sign >= 0, (x2 - edge) * sign >= 0
            if inside1 != inside2:
                at = y1 + (y2 - y1) * (edge - x1) / (x2 - x1)
                out += [(edge, at), (x2, y2)] if inside2 else [(edge, at)]
            elif inside2:
                out.append((x2, y2))
        if not out:
            return []
        ring = out if out[0] == out[-1] else [*out, out[0]]
    return ring


def area(ring: Line) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring)) / 2


def tidy(line: Line) -> Line:
    """Return the line rounded, without points that rounding made the same."""
    rounded = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in line]
    return [point for point, _ in itertools.groupby(rounded)]


def borders(countries: list[dict[str, Any]], arcs: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the arcs that two countries share: those agreed on, and those disputed."""
    sides: dict[int, set[str]] = {}
    for country in countries:
        for number in itertools.chain.from_iterable(itertools.chain(*polygons(country))):
            key = number if number >= 0 else ~number
            sides.setdefault(key, set()).add(country["properties"]["name"])
    rows = list(read_tsv(ROOT / "tools" / "disputed_borders.tsv").values())
    known = {country["properties"]["name"] for country in countries}
    for row in rows:
        if not {row["left"], row["right"]} <= known:
            raise ValueError(f"disputed_borders.tsv: the atlas has no such neighbours: {row}")
    agreed: list[Line] = []
    disputed: list[Line] = []
    for number, names in sorted(sides.items()):
        if len(names) == 2:
            boxes = [row for row in rows if {row["left"], row["right"]} == names]
            for dashed, points in itertools.groupby(
                itertools.pairwise(tidy(arcs[number])),
                lambda step, boxes=boxes: in_box(step[0], boxes),
            ):
                steps = list(points)
                (disputed if dashed else agreed).append([steps[0][0], *(b for _, b in steps)])
    return agreed, disputed


def in_box(point: Point, boxes: list[dict[str, Any]]) -> bool:
    x, y = point
    return any(
        float(b["west"]) <= x <= float(b["east"]) and float(b["south"]) <= y <= float(b["north"])
        for b in boxes
    )


# The zoom from which a country's name has room: read off the map, country by country.
RANKS = {
    **dict.fromkeys("RU CA US CN BR AU IN AR KZ DZ CD SA MX ID SD LY IR MN PE TD NE AO ML ZA".split(), 2),
    **dict.fromkeys(
        "CO ET BO MR EG TZ NG VE NA MZ PK TR CL ZM MM AF SO CF UA MG BW KE FR YE TH ES TM CM PG "
        "SE UZ MA IQ PY ZW JP DE CG FI VN MY NO CI PL OM IT PH BF NZ GA GN GB GH RO LA UG GY SS".split(),
        3,
    ),
    **dict.fromkeys(
        "BY KG SN SY KH UY TN SR NP BD TJ GR NI KP ER BJ HN LR BG CU GT IS KR MW HU PT JO AZ AT "
        "CZ PA SL AE GE IE LK LT LV TG HR BA CR SK DO BT EE DK NL CH MD BE LS AM AL GQ BI HT RW "
        "MK DJ SV IL SI KW FJ TL ME VU QA LB CY PS XK RS TW EH GM JM GW".split(),
        4,
    ),
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
