"""A model that cannot be used is named, with what to do."""

import shutil
from pathlib import Path

import pytest

from dateline.article import model
from dateline.article.model import load_model
from dateline.errors import MissingModel


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(MissingModel, match=r"no spaCy model there; give a folder that holds"):
        load_model(str(tmp_path))
    with pytest.raises(MissingModel, match="no spaCy model there"):
        load_model(str(tmp_path / "none"))


def test_without_any_model_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setattr(model, "PACKAGES", ("a_package_that_nobody_has",))
    with pytest.raises(MissingModel, match="reinstall dateline with pip, or give one"):
        load_model()


@pytest.mark.parametrize(
    ("config", "says"),
    [("", "no [nlp] section"), ("[nlp", "is not a usable spaCy 3.8 model"), ("[nlp]", "(")],
)
def test_what_is_no_model_is_refused_in_one_line(config, says, tmp_path):
    (tmp_path / "config.cfg").write_text(config, encoding="utf-8")
    (tmp_path / "meta.json").write_text('{"lang": "en", "name": "x", "version": "1"}')
    with pytest.raises(MissingModel) as info:
        load_model(str(tmp_path))
    assert says in str(info.value)
    assert "\n" not in str(info.value)


@pytest.mark.parametrize(
    ("language", "says"),
    [("de", "reads 'de', dateline reads English"), ("en", "has no lemmatizer and no ner and no")],
)
def test_a_model_that_does_not_do_the_work_is_refused(language, says, tmp_path):
    spacy = pytest.importorskip("spacy")
    spacy.blank(language).to_disk(tmp_path / "model")
    with pytest.raises(MissingModel, match=says):
        load_model(str(tmp_path))


@pytest.mark.model
def test_the_model_says_its_name_version_and_hash(tmp_path):
    """Two files that differ never have the same hash; the same files elsewhere do."""
    installed = load_model()
    assert set(installed.facts) == {"name", "version", "sha256"}
    assert installed.facts["name"].startswith("en_core_web_")
    copy = tmp_path / "copy"
    shutil.copytree(Path(installed.nlp.path), copy)
    assert load_model(str(copy)).facts == installed.facts
    (copy / "notes.txt").write_text("changed", encoding="utf-8")
    assert model._hash(copy) != installed.facts["sha256"]
