"""A few kills at random moments; `python -m bench.durability` does two hundred on each database."""

import os

import pytest
from bench import durability
from bench.durability import kill_many, make_world, sqlite_places

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


@needs_fork
@pytest.mark.slow
def test_a_file_that_is_written_to_survives_being_killed(tmp_path):
    with sqlite_places(tmp_path) as new_place:
        seen = kill_many(make_world(tmp_path, new_place), kills=8, seed=7)
    assert seen["lost"] == 0


@needs_fork
@pytest.mark.slow
def test_a_server_s_archive_survives_its_client_being_killed(tmp_path, postgres_empty):
    seen = kill_many(make_world(tmp_path, postgres_empty), kills=4, seed=7)
    assert seen["lost"] == 0


@needs_fork
@pytest.mark.slow
def test_a_decision_that_was_told_of_and_not_kept_is_found(tmp_path, monkeypatch):
    """The harness itself: it must see a loss where there is one."""

    def forgets(world, place, say):
        durability.child_review(world, place, say)
        say("one more")

    monkeypatch.setitem(durability.CHILDREN, "review", forgets)
    monkeypatch.setattr(durability, "DECISIONS", 2)
    with sqlite_places(tmp_path) as new_place:
        world = make_world(tmp_path, new_place)
        place = durability.prepare(world, "review")
        told, _, _ = durability.run_child(world, "review", place, None)
        with pytest.raises(durability.Lost, match="told"):
            durability.check(world, "review", place, told)
