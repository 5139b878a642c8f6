"""A few kills at random moments; `python -m bench.durability` does two hundred on each database."""

import os

import pytest
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
