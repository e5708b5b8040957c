"""Generations: which one serves, what a switch leaves behind, who may write, what a state file must say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.generations import (
    Generations,
    IndexBusy,
    IndexMissing,
    IndexOutdated,
    State,
    read_state,
    require_readable,
    write_state,
)

STATE = State(schema=1, analyzer="jieba", revision=7)


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    (tmp_path / "index").mkdir()
    return Generations(tmp_path / "index")


def _built(generations: Generations) -> Path:
    made = generations.new_folder()
    made.mkdir()
    generations.switch_to(made)
    return made


def _names(generations: Generations) -> list[str]:
    return sorted(path.name for path in generations.current().parent.glob("generation-*"))


def test_before_the_first_build_nothing_serves(generations: Generations) -> None:
    assert not generations.exists
    with pytest.raises(IndexMissing, match=r"There is no index yet: run `tashan index`\.$"):
        generations.current()


def test_where_there_is_no_folder_nothing_serves(tmp_path: Path) -> None:
    assert not Generations(tmp_path / "none").exists


def test_what_was_switched_to_serves(generations: Generations) -> None:
    made = _built(generations)
    assert generations.current() == made


def test_a_new_generation_serves_only_after_the_switch(generations: Generations) -> None:
    serving = _built(generations)
    generations.new_folder().mkdir()
    assert generations.current() == serving


def test_every_generation_has_a_name_of_its_own(generations: Generations) -> None:
    assert _built(generations) != _built(generations)


def test_the_generation_before_stays_for_those_who_still_read_it(generations: Generations) -> None:
    _, second, third = (_built(generations) for _ in range(3))
    assert _names(generations) == [second.name, third.name]


def test_what_a_killed_build_left_is_cleared_by_the_next(generations: Generations) -> None:
    _built(generations)
    leftover = generations.new_folder()
    leftover.mkdir()
    (leftover / "half a segment").write_text("x")
    assert generations.new_folder() == leftover
    assert not leftover.exists()


def test_what_a_killed_first_build_left_is_cleared_too(generations: Generations) -> None:
    generations.new_folder().mkdir()
    assert not generations.new_folder().exists()


def test_clearing_leaves_the_serving_generation(generations: Generations) -> None:
    serving = _built(generations)
    generations.new_folder()
    assert serving.exists()


@pytest.mark.parametrize("pointer", [b"", b"somewhere else", b"generation-", b"\xff\xfe", b"../../etc"])
def test_a_damaged_pointer_points_nowhere_and_the_next_build_mends_it(generations: Generations, pointer: bytes) -> None:
    folder = _built(generations).parent
    (folder / "CURRENT").write_bytes(pointer)
    assert not generations.exists
    mended = _built(generations)
    assert generations.current() == mended


def test_only_one_may_rebuild(generations: Generations) -> None:
    with generations.rebuilding(), pytest.raises(IndexBusy, match="by another process"), generations.rebuilding():
        pass


def test_after_a_rebuild_another_may_follow(generations: Generations) -> None:
    for _ in range(2):
        with generations.rebuilding():
            pass


def test_writing_goes_on_while_another_rebuilds(generations: Generations) -> None:
    with generations.rebuilding(), generations.writing():
        pass


def test_locks_make_the_folder_they_stand_in(tmp_path: Path) -> None:
    with Generations(tmp_path / "data" / "index").writing():
        assert (tmp_path / "data" / "index").is_dir()


def test_a_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_state(tmp_path, STATE)
    assert read_state(tmp_path) == STATE


def test_a_state_is_replaced_whole(tmp_path: Path) -> None:
    write_state(tmp_path, STATE)
    write_state(tmp_path, State(schema=1, analyzer="jieba", revision=8))
    assert read_state(tmp_path).revision == 8
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", '{"schema": 1}', json.dumps({"schema": 1, "analyzer": "x", "revision": 1, "more": 1})]
)
def test_a_damaged_state_is_an_outdated_index(tmp_path: Path, text: str) -> None:
    (tmp_path / "state.json").write_text(text)
    with pytest.raises(IndexOutdated, match="does not say what it holds: run `tashan index --rebuild`"):
        read_state(tmp_path)


@pytest.mark.parametrize("junk", [b"\xff\x00", b"\x80\x80"])
def test_a_state_that_is_no_text_is_an_outdated_index(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "state.json").write_bytes(junk)
    with pytest.raises(IndexOutdated):
        read_state(tmp_path)


def test_a_missing_state_is_an_outdated_index(tmp_path: Path) -> None:
    with pytest.raises(IndexOutdated):
        read_state(tmp_path)


def test_an_index_built_in_the_same_way_is_readable(tmp_path: Path) -> None:
    write_state(tmp_path, STATE)
    assert require_readable(tmp_path, schema=1, analyzer="jieba") == STATE


@pytest.mark.parametrize(
    ("schema", "analyzer", "why"),
    [(2, "jieba", "has schema 1, this program reads 2"), (1, "other", "was cut by jieba")],
)
def test_an_index_built_in_another_way_is_outdated(tmp_path: Path, schema: int, analyzer: str, why: str) -> None:
    write_state(tmp_path, STATE)
    with pytest.raises(IndexOutdated, match=why):
        require_readable(tmp_path, schema=schema, analyzer=analyzer)
