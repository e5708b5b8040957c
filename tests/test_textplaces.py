"""Places of strings in texts: every implementation of the kernels finds what a plain look finds."""

from __future__ import annotations

import random

import numpy as np
import pytest

from index.engines.whoosh.kernels.contract import Kernels


@pytest.mark.parametrize("needle", ["ab", "a", "aba", "𠮷a", "bb"])
@pytest.mark.parametrize("step", [1, 3, 7, 200])
def test_a_string_is_counted_where_its_unit_of_some_place_is(
    kernels: Kernels, chance: random.Random, needle: str, step: int
) -> None:
    text, wanted = _units("".join(chance.choices("ab𠮷", k=200)) + "c" * 100 + "ab"), _units(needle)
    starts = [*range(0, len(text), step), len(text)]
    stretches = sorted(chance.sample(range(len(starts) - 1), len(starts) // 2))
    docs = [stretch // 4 for stretch in stretches]
    for place in range(len(wanted)):
        counts, behind = [], 0
        for stretch in stretches:
            counts.append(0)
            for at in range(max(behind, starts[stretch] - place), starts[stretch + 1] - place):
                if at >= behind and text[at : at + len(wanted)] == wanted:
                    counts[-1], behind = counts[-1] + 1, at + len(wanted)
        holding = {
            doc: n for n, doc in reversed([*enumerate(docs)]) if _is_there(text, wanted, starts, stretches[n], place)
        }
        once = [int(holding.get(doc) == n) for n, doc in enumerate(docs)]
        arrays = np.array(text, np.uint16), np.array(starts, np.uint32), np.array(stretches, np.uint32)
        for is_counted, expected in ((True, counts), (False, once)):
            into = np.full(len(stretches), 7, np.uint32)
            needed = np.array(docs, np.uint16), np.array(wanted, np.uint16)
            kernels.places(*arrays, *needed, place, is_counted, into)
            assert into.tolist() == expected


def _units(text: str) -> list[int]:
    units: list[int] = np.frombuffer(text.encode("utf-16-le"), np.uint16).tolist()
    return units


def _is_there(text: list[int], wanted: list[int], starts: list[int], stretch: int, place: int) -> bool:
    begins = range(max(0, starts[stretch] - place), starts[stretch + 1] - place)
    return any(text[at : at + len(wanted)] == wanted for at in begins)


@pytest.mark.parametrize(("first", "last"), [(0, 0), (0, 1), (-1, 0), (-3, -2), (2, 5)])
def test_numbers_are_kept_that_have_another_one_near(
    kernels: Kernels, chance: random.Random, first: int, last: int
) -> None:
    for most in (0, 3, 40):
        numbers, others = (np.array(sorted(chance.sample(range(60), most)), np.uint32) for _ in range(2))
        near = set(others.tolist())
        expected = [n for n in numbers.tolist() if any(n + step in near for step in range(first, last + 1))]
        left = kernels.narrow(numbers, others, first, last)
        assert numbers[:left].tolist() == expected


def test_documents_of_stretches_are_told_once(kernels: Kernels, chance: random.Random) -> None:
    docs = np.array(sorted(chance.choices(range(40), k=100)), np.uint16)
    for most in (0, 1, 30, 100):
        stretches = np.array(sorted(chance.sample(range(100), most)), np.uint32)
        into = np.empty(most, np.uint16)
        expected = sorted({int(docs[stretch]) for stretch in stretches})
        assert into[: kernels.documents(stretches, docs, into)].tolist() == expected
    with pytest.raises(ValueError, match=r"."):
        kernels.documents(np.arange(100, dtype=np.uint32), np.arange(100, dtype=np.uint16), into[:99])
