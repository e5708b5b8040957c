"""Scores of a gold set and their floors."""

from __future__ import annotations

from pathlib import Path

import pytest
from scores import Outcome, Score, fallen, raised, read_floors, score, table, write_floors

RIGHT, WRONG, MISSING, INVENTED, SILENT = Outcome


def mixed() -> Score:
    """A score of six pages: two right, one each of the rest."""
    return score("author", [RIGHT, RIGHT, WRONG, MISSING, INVENTED, SILENT])


def test_precision_is_of_what_was_read_and_recall_of_the_gold() -> None:
    assert (mixed().precision, mixed().recall) == (0.5, 0.5)
    assert score("author", [RIGHT, MISSING]).marks == (1.0, 0.5)
    assert score("author", [RIGHT, INVENTED]).marks == (0.5, 1.0)


def test_what_no_page_has_is_right() -> None:
    assert score("views", [SILENT]).marks == (1.0, 1.0)


def test_wrong_missing_and_invented_are_counted_apart() -> None:
    assert (mixed().values, mixed().wrong, mixed().missing, mixed().invented) == (4, 1, 1, 1)


def test_a_table_has_a_row_for_each_score() -> None:
    assert table([mixed()]).split("\n")[2:] == ["| author | 4 | 1 | 1 | 1 | 0.500 | 0.500 |"]


def test_marks_are_rounded_down_so_that_a_floor_made_of_them_holds() -> None:
    two_thirds = score("title", [RIGHT, RIGHT, WRONG])
    assert two_thirds.marks == (0.666, 0.666)
    assert fallen(raised({}, [two_thirds]), [two_thirds]) == []


@pytest.mark.parametrize("floor", [[0.51, 0.5], [0.5, 0.501]])
def test_a_score_below_its_floor_is_named(floor: list[float]) -> None:
    assert fallen({"author": floor}, [mixed()]) == [f"author: precision and recall (0.5, 0.5) are below {tuple(floor)}"]


def test_a_floor_without_a_score_has_fallen() -> None:
    assert fallen({"title": [0.9, 0.9]}, [mixed()]) != []


def test_floors_rise_and_never_sink() -> None:
    assert raised({"author": [0.4, 0.9]}, [mixed()]) == {"author": [0.5, 0.9]}


def test_floors_are_kept_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    assert read_floors(path) == {}
    write_floors(path, {"pages": raised({}, [mixed()])})
    assert read_floors(path) == {"pages": {"author": [0.5, 0.5]}}
