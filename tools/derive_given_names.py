"""Write lexicons/given_names.yaml from the names that PyPI's Faker carries for some 70 countries.

Run by hand when Faker grows: `pip install faker==40.* unidecode && python tools/derive_given_names.py`.
Cyrillic names are transliterated; names that are also English words, months, countries or large
towns are left out, since the list is used to tell a person from a body or a place.
"""

import importlib
import pkgutil
import re
from pathlib import Path

import faker.providers.person as people
from unidecode import unidecode

from dateline.gazetteer import fold_name, load_gazetteer
from dateline.lexicon import table

OUT = Path(__file__).resolve().parent.parent / "lexicons" / "given_names.yaml"
LISTS = (
    "first_names",
    "first_names_male",
    "first_names_female",
    "first_names_nonbinary",
    "first_romanized_names",
)
# A town of this many people is what news means by its name, until a surname follows.
LARGE_TOWN = 150_000
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]{3,}(?:[-'’][A-Za-z\u00c0-\u024f]+)?")
CYRILLIC = re.compile(r"[\u0400-\u04ff]{3,}")
HEAD = """\
# Given names, folded (lower case, no marks): with a second capital after one, it is a person.
# Source: the name lists of PyPI Faker, by tools/derive_given_names.py. Cyrillic ones transliterated.
# Licence: MIT (Faker).
"""


def collected() -> set[str]:
    """Return every given name of every country Faker knows, in Latin letters, folded."""
    found = set()
    for module in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"{people.__name__}.{module.name}").Provider
        for name_list in LISTS:
            names = getattr(provider, name_list, ())
            for name in names if isinstance(names, (list, tuple, dict)) else ():
                if LATIN.fullmatch(name):
                    found.add(fold_name(name))
                elif CYRILLIC.fullmatch(name):
                    found.add(fold_name(unidecode(name)))
    return found


def main() -> None:
    """Write the list, sorted, some on each line."""
    gazetteer = load_gazetteer()
    common = {word for part in ("lower", "shared") for word in table("casing")[part].split()}
    names = sorted(
        name
        for name in collected()
        if name not in common
        and not any(
            entry.kind == "country" or entry.population >= LARGE_TOWN
            for entry in gazetteer.lookup(name, sound=False)
        )
    )
    lines, line = [], "["
    for name in names:
        piece = f'"{name}", ' if name in ("no", "yes", "on", "off", "null", "true") else f"{name}, "
        if len(line) + len(piece) > 120:
            lines.append(line.rstrip())
            line = " "
        line += piece
    OUT.write_text(HEAD + "\n".join([*lines, line.rstrip(", ") + "]"]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
