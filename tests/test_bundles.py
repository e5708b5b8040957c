"""Bundles: a document's combination of values in several fields tells each of them."""

from __future__ import annotations

import random

import numpy as np
import pytest
from small_segments import PlainDocument, segments_of

from index.engines.whoosh.executing import bundles
from index.engines.whoosh.executing.bundles import Bundle, bundled
from index.engines.whoosh.executing.wholecolumn import WholeColumn

CHANCE = random.Random(1)
VALUES = [
    {
        "one": tuple(CHANCE.sample("abcd", CHANCE.randint(0, 1))),
        "other": tuple(CHANCE.sample("xyz", CHANCE.randint(0, 1))),
        "few": tuple(sorted(CHANCE.sample("mnopq", CHANCE.randint(0, 3)))),
    }
    for _ in range(90)
]
SEGMENTS = segments_of(
    [
        [PlainDocument(str(number), values=VALUES[number]) for number in range(60)],
        [PlainDocument(str(number), values=VALUES[number]) for number in range(60, 90)],
        [PlainDocument("none")],
    ]
)
NAMES = ("one", "other", "few")


def _told(bundle: Bundle, firsts: dict[str, int], wholes: dict[str, WholeColumn]) -> list[dict[str, list[str]]]:
    """The values of every document by field, as its combination tells them."""
    told = []
    for code in bundle.codes.tolist():
        numbers = bundle.values[bundle.starts[code] : bundle.starts[code + 1]].tolist()
        told.append(
            {
                name: [
                    wholes[name].values[number - firsts[name]]
                    for number in sorted(numbers)
                    if 0 <= number - firsts[name] < len(wholes[name].values)
                ]
                for name in bundle.fields
            }
        )
    return told


@pytest.mark.parametrize("table", [0, 1 << 20])
@pytest.mark.parametrize("most", [1, 6, 1000])
def test_every_document_has_its_values(monkeypatch: pytest.MonkeyPatch, most: int, table: int) -> None:
    monkeypatch.setattr(bundles, "MOST_COMBINATIONS", most)
    monkeypatch.setattr(bundles, "_TABLE", table)
    wholes = {name: WholeColumn.of(name, SEGMENTS) for name in NAMES}
    counts = [len(whole.values) for whole in wholes.values()]
    firsts = dict(zip(NAMES, np.cumsum([0, *counts]).tolist(), strict=False))
    alone = [Bundle.of(name, wholes[name], SEGMENTS, firsts[name]) for name in NAMES]
    together = bundled(filter(None, alone))
    assert len(together) == {1: 3, 6: 3, 1000: 1}[most]
    for bundle in together:
        for told, values in zip(_told(bundle, firsts, wholes), [*VALUES, {}], strict=True):
            assert told == {name: [*values.get(name, ())] for name in bundle.fields}


def test_a_field_of_many_values_that_may_come_together_is_none() -> None:
    many = tuple(f"{number:03}" for number in range(bundles.MOST_SEVERAL + 1))
    segments = segments_of([[PlainDocument("a", values={"many": many})]])
    assert Bundle.of("many", WholeColumn.of("many", segments), segments, 0) is None
    assert len(WholeColumn.of("many", segments).values) > bundles.MOST_SEVERAL
