"""The inversion of a table: every number with all that have it, in order, however few are sorted at once."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from index.ledgers import inversion
from index.ledgers.inversion import invert
from index.ledgers.ledgerfile import LedgerFile

SCHEMA = """
CREATE TABLE told (id INTEGER PRIMARY KEY, numbers BLOB NOT NULL);
CREATE TABLE holder (number INTEGER NOT NULL, id INTEGER NOT NULL)
"""


def _inverted(folder: Path, rows: Mapping[int, list[int]]) -> list[tuple[int, int]]:
    LedgerFile.create(folder, (SCHEMA,))
    with LedgerFile.open(folder) as file:
        packed = ((id_, np.array(numbers, np.int64).tobytes()) for id_, numbers in rows.items())
        file.write_all("INSERT INTO told VALUES (?, ?)", packed)
        invert(file, "SELECT id, numbers FROM told", "INSERT INTO holder VALUES (?, ?)", np.int64)
        return [(number, id_) for number, id_ in file.rows("SELECT number, id FROM holder ORDER BY rowid")]


@pytest.mark.parametrize("at_once", [1, 7, 1000])
def test_all_are_there_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(inversion, "_AT_ONCE", at_once)
    monkeypatch.setattr(inversion, "_SAMPLED", 3)
    draw = random.Random(5)
    rows = {id_: [draw.randrange(-(2**63), 2**63) >> draw.choice((0, 58)) for _ in range(id_ % 9)] for id_ in range(60)}
    plain = sorted((number, id_) for id_, numbers in rows.items() for number in numbers)
    assert _inverted(tmp_path, rows) == plain


def test_of_nothing_there_is_nothing(tmp_path: Path) -> None:
    assert _inverted(tmp_path, {}) == []
