"""Candidates: found for many texts at once as a plain look through all sketches finds them one by one."""

from __future__ import annotations

import heapq
import random
from collections import Counter, defaultdict
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from index.ledgers.candidates import Candidates
from index.ledgers.stories import FEWEST_SHARED, MOST_COMPARED, MOST_LOOKED_UP

Sketch = tuple[int, ...]
SKETCHES = st.lists(st.frozensets(st.integers(0, 12), max_size=8).map(sorted).map(tuple), max_size=40)


def _plainly(sketches: Sequence[Sketch]) -> list[list[int]]:
    """For each of some texts, numbered from 1 on."""
    having: defaultdict[int, list[int]] = defaultdict(list)
    found = []
    for text, sketch in enumerate(sketches, start=1):
        weights: Counter[int] = Counter()
        shared: Counter[int] = Counter()
        for number in sketch:
            first = having[number][:MOST_LOOKED_UP]
            for other in first:
                weights[other] += MOST_LOOKED_UP**2 // len(first)
                shared[other] += 1
            having[number].append(text)
        likely = [other for other in weights if shared[other] >= min(FEWEST_SHARED, len(sketch))]
        found.append(heapq.nsmallest(MOST_COMPARED, likely, key=lambda other: (-weights[other], other)))
    return found


def _in_batches(sketches: Sequence[Sketch], sizes: Sequence[int]) -> list[list[int]]:
    candidates, found = Candidates(), list[list[int]]()
    for size in (*sizes, len(sketches)):
        batch = sketches[len(found) : len(found) + size]
        if batch:
            found += candidates.of(len(found) + 1, batch)
    return found


@given(SKETCHES, st.lists(st.integers(1, 9), max_size=8))
def test_they_are_those_of_a_plain_look(sketches: list[Sketch], sizes: list[int]) -> None:
    assert _in_batches(sketches, sizes) == _plainly(sketches)


def test_they_are_those_of_a_plain_look_where_many_texts_share_much() -> None:
    draw = random.Random(4)
    sketches = [tuple(sorted(draw.sample(range(40), 20))) for _ in range(300)]
    assert _in_batches(sketches, [50] * 5) == _plainly(sketches)
