"""Write src/dateline/_data/lexicons/*.json from lexicons/*.yaml and *.tsv.

YAML: any value. TSV: `#` comments, a header line; the first column is the key, further columns
make the row (empty = null). Every source names its source and licence in its first five lines;
duplicate keys are refused with their line. Output is deterministic.
"""

import json
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "dateline" / "_data" / "lexicons"


class _Strict(yaml.SafeLoader):
    """A YAML loader that refuses a key written twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=deep)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise ValueError(f"{node.start_mark.name}:{line}: {key!r} is written twice")
            seen.add(key)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> Any:
    with path.open(encoding="utf-8") as stream:
        value = yaml.load(stream, _Strict)  # noqa: S506  # subclass of SafeLoader
    if isinstance(value, list) and len(value) != len(set(map(str, value))):
        twice = sorted({str(v) for v in value if value.count(v) > 1})
        raise ValueError(f"{path}: written twice: {', '.join(twice)}")
    return value


def read_tsv(path: Path) -> dict[str, Any]:
    out: dict[str, Any] = {}
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            continue
        if len(cells) != len(header):
            raise ValueError(f"{path}:{number}: {len(cells)} cells, the header has {len(header)}")
        if cells[0] in out:
            raise ValueError(f"{path}:{number}: {cells[0]!r} is written twice")
        out[cells[0]] = {k: v or None for k, v in zip(header[1:], cells[1:], strict=True)}
    return out


def main() -> int:
    OUT.mkdir(parents=True, exist_ok=True)
    wanted = set()
    for path in sorted((ROOT / "lexicons").iterdir()):
        if path.suffix not in (".yaml", ".tsv"):
            continue
        head = "\n".join(path.read_text(encoding="utf-8").splitlines()[:5]).lower()
        if "source:" not in head or "licence:" not in head:
            print(
                f"{path}: the first five lines must name `Source:` and `Licence:`", file=sys.stderr
            )
            return 1
        try:
            value = read_yaml(path) if path.suffix == ".yaml" else read_tsv(path)
        except (ValueError, yaml.YAMLError) as err:
            print(err, file=sys.stderr)
            return 1
        target = OUT / f"{path.stem}.json"
        target.write_text(json.dumps(value, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        wanted.add(target)
    for stale in set(OUT.glob("*.json")) - wanted:
        stale.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
