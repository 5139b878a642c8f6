"""Addresses of the views, for the page that is served and for the site that is written to files."""

import hashlib
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Links:
    """`root` leads from the page at hand to the overview's folder; `frozen` is a site of files."""

    root: str = "/"
    frozen: bool = False

    def overview(self, query: str = "") -> str:
        """Return the address of the overview."""
        return f"{self.root}index.html" if self.frozen else f"{self.root}{query}"

    def incident(self, id: str) -> str:
        """Return the address of an incident."""
        return f"{self.root}incident/{quote(id, safe='')}{self._end}"

    def article(self, report: str, fact: str = "") -> str:
        """Return the address of a report, at the words of a fact; "" where files hold no texts."""
        if self.frozen:
            return ""
        return f"{self.root}article/{quote(report, safe='')}" + (
            f"#t-{quote(fact)}" if fact else ""
        )

    def fact(self, report: str, fact: str) -> str:
        """Return the address of where a fact comes from."""
        return f"{self.root}article/{quote(report, safe='')}/fact/{quote(fact, safe='')}"

    def place(self, key: str) -> str:
        """Return the address of a place by its key, COUNTRY/NAME."""
        if self.frozen:  # names may hold what a file's name must not
            return f"{self.root}place/{hashlib.sha256(key.encode()).hexdigest()[:16]}.html"
        return f"{self.root}place/{quote(key)}"

    def speaker(self, name: str) -> str:
        """Return the address of a speaker; "" in a site of files, which names nobody so."""
        return "" if self.frozen else f"{self.root}speaker/{quote(name, safe='')}"

    @property
    def _end(self) -> str:
        return ".html" if self.frozen else ""


def place_key(country: str | None, name: str) -> str:
    """Return the key that a place is filed under."""
    return f"{country or '-'}/{name}"


def read_place_key(key: str) -> tuple[str | None, str]:
    """Return the country and the name of a place's key."""
    country, _, name = key.partition("/")
    return (None if country == "-" else country), name
