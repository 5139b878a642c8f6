"""Known actors by name: the reviewed lexicon and a file of the user's own, with dated roles."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import cast, get_args

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from dateline.errors import BadInput, BadLexicon
from dateline.gazetteer import fold_name
from dateline.lexicon import table
from dateline.vocabulary import EntityType

COLUMNS = ("name", "type", "nation", "aliases", "roles")
_NEEDED = frozenset(COLUMNS[:2])
# Where the actors of the user's own file are kept with a text while it is read.
_OWN = "dateline.actors"
_FIRST = "2000-01-01"  # a year or month is checked as its first day
_ROLE = re.compile(
    r"(?P<kind>[a-z]+(?: [a-z]+)*?)"
    r"(?: (?P<since>\d{4}(?:-\d\d){0,2})?\.\.(?P<until>\d{4}(?:-\d\d){0,2})?)?"
    r"(?: for (?P<whom>.+))?"
)


@dataclass(frozen=True, slots=True)
class Role:
    """What an actor is from `since` to `until`, both inclusive, None: open; `whom` it acts for."""

    kind: str
    since: str | None = None
    until: str | None = None
    whom: str | None = None

    def holds_on(self, day: str) -> bool:
        """Say whether it is this on a day (YYYY-MM-DD); a month or year counts whole."""
        return (self.since or "") <= day and (
            self.until is None or day[: len(self.until)] <= self.until
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """A row of the actor lexicon."""

    name: str
    type: EntityType
    nation: str | None
    roles: tuple[Role, ...] = ()
    own: bool = False  # from the user's own file


@cache
def packaged_actors() -> Mapping[str, Actor]:
    """Return folded name or alias -> the actor it stands for.

    Raises:
        BadLexicon: A row is none; the message names each.
    """
    problems: list[str] = []
    out: dict[str, Actor] = {}
    for name, row in table("actors").items():
        _enter(out, {"name": name, **row}, f"actors: {name!r}", problems, own=False)
    if problems:
        raise BadLexicon("; ".join(problems))
    return out


def own_actors(path: str | None) -> Mapping[str, Actor]:
    """Return the same for a file of the user's own; nothing where there is none.

    The file is a table with tabs between its cells: a header line with `name` and `type`, and
    `nation`, `aliases` (with | between) and `roles` where wanted; lines that begin with # are
    comments. It goes before the packaged lexicon.

    Raises:
        BadInput: The file cannot be used; the message names every line that is wrong.
    """
    if path is None:
        return {}
    problems: list[str] = []
    out: dict[str, Actor] = {}
    for number, row in _rows(path, problems):
        _enter(out, row, f"line {number}", problems, own=True)
    if problems:
        raise BadInput(f"{path}: " + "; ".join(problems))
    return out


def fingerprint(path: str) -> str:
    """Return 12 hex digits of what the user's file holds, which name it in a method."""
    return sha256(_read(path)).hexdigest()[:12]


def keep_with(doc: Doc, path: str | None) -> None:
    """Keep the actors of the user's own file with the text that is being read."""
    doc.user_data[_OWN] = own_actors(path)


def actor_named(name: Tokens) -> Actor | None:
    """Return the actor that goes by these words, the user's own first."""
    folded = fold_name(name.text)
    own: Mapping[str, Actor] = name.doc.user_data.get(_OWN, {})
    return own.get(folded) or packaged_actors().get(folded)


def role_on(actor: Actor, day: str | None) -> Role | None:
    """Return what an actor is on a day; None where its roles do not say, or differ by a day unknown."""
    if day is not None:
        return next((role for role in actor.roles if role.holds_on(day)), None)
    kinds = {(role.kind, role.whom) for role in actor.roles}
    return actor.roles[0] if len(kinds) == 1 else None


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as err:
        raise BadInput(f"{path}: cannot be read ({err.strerror}); give a file of actors") from err


def _rows(path: str, problems: list[str]) -> Iterator[tuple[int, dict[str, str | None]]]:
    try:
        text = _read(path).decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise BadInput(f"{path}: is not UTF-8 text (byte {err.start}); save it as UTF-8") from err
    header: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            if unknown := [c for c in header if c not in COLUMNS]:
                problems.append(f"line {number}: unknown columns {', '.join(map(repr, unknown))}")
            if lacking := sorted(_NEEDED - set(header)):
                problems.append(f"line {number}: the header lacks {' and '.join(lacking)}")
            if problems:
                return
        elif len(cells) != len(header):
            problems.append(f"line {number}: {len(cells)} cells, the header has {len(header)}")
        else:
            yield number, {k: v or None for k, v in zip(header, cells, strict=True)}
    if header is None:
        problems.append("has no header line; the first line names the columns, with tabs between")


def _enter(
    out: dict[str, Actor],
    row: Mapping[str, str | None],
    where: str,
    problems: list[str],
    *,
    own: bool,
) -> None:
    """Enter a row under all its names, or say what is wrong with it."""
    name, kind, nation = row.get("name"), row.get("type"), row.get("nation")
    wrong = list(_wrong(name, kind, nation))
    roles = []
    for part in (row.get("roles") or "").split("|"):
        if part.strip():
            role, problem = _role(part.strip())
            wrong += [problem] if problem else []
            roles += [role] if role else []
    names = [n.strip() for n in (name or "", *(row.get("aliases") or "").split("|")) if n.strip()]
    folded = list(dict.fromkeys(map(fold_name, names)))
    wrong += [f"{n!r} is {out[n].name!r} already" for n in folded if n in out]
    problems += [f"{where}: {problem}" for problem in wrong]
    if not wrong:
        actor = Actor(name or "", cast("EntityType", kind), nation, tuple(roles), own)
        out.update(dict.fromkeys(folded, actor))


def _wrong(name: str | None, kind: str | None, nation: str | None) -> Iterator[str]:
    if not name or not fold_name(name):
        yield "the name is empty"
    if kind not in get_args(EntityType):
        yield f"type {kind!r} is none of {', '.join(get_args(EntityType))}"
    if nation is not None and nation not in table("countries"):
        yield f"nation {nation!r} is no country code (two capitals, e.g. UA)"


def _role(text: str) -> tuple[Role | None, str | None]:
    """Return a role as written ("rebel group 1974..1990-03-08"), or what is wrong with it."""
    read = _ROLE.fullmatch(text)
    if read is None:
        return None, f"role {text!r} is not KIND [SINCE..UNTIL] [for WHOM]"
    role = Role(**read.groupdict())
    if role.kind not in table("actor_kinds"):
        return None, f"kind {role.kind!r} is none of {', '.join(table('actor_kinds'))}"
    if not all(map(_is_day, _given(role.since, role.until))):
        return None, f"role {text!r} has a day that is none"
    shared = min(map(len, _given(role.since, role.until)), default=0)
    if role.since and role.until and role.since[:shared] > role.until[:shared]:
        return None, f"role {text!r} ends before it begins"
    return role, None


def _given(*days: str | None) -> Iterable[str]:
    return (day for day in days if day is not None)


def _is_day(day: str) -> bool:
    try:
        date.fromisoformat(day + _FIRST[len(day) :])
    except ValueError:
        return False
    return True
