"""Gram lists: in which stretches of texts pairs of units begin, against a plain look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.segments import gramlists
from index.engines.whoosh.segments.eliasfano import head_at
from index.engines.whoosh.segments.gramlists import GramLists, inverted_text, unpacked
from index.engines.whoosh.segments.layout import END_OF_LINE, Exact


def _inverted(texts: Sequence[str], stretch: int) -> Exact:
    units = [np.frombuffer(f"{text}\n".encode("utf-16-le"), np.uint16) for text in texts]
    with mock.patch.object(gramlists, "STRETCH", stretch), mock.patch.object(gramlists, "_NUMBERS_AT_A_TIME", 10):
        return inverted_text(np.concatenate(units), np.array([len(each) for each in units], np.uint32))


def _stretches(text: str, stretch: int) -> list[tuple[bool, str]]:
    """The stretches of a text, and whether each is of its title."""
    title, _, body = text.partition("\n")
    parts = ((True, f"{title}\n"), (False, body))
    return [
        (is_title, part[at : at + stretch]) for is_title, part in parts for at in range(0, len(part), stretch)
    ]  # fmt: skip


@given(st.lists(st.text("茶山法\n", max_size=12), min_size=1, max_size=5), st.sampled_from([1, 2, 3, 256]))
def test_every_pair_begins_in_its_stretches(texts: list[str], stretch: int) -> None:
    exact = _inverted(texts, stretch)
    cut = [(doc, *each) for doc, text in enumerate(texts) for each in _stretches(f"{text}\n", stretch)]
    assert exact.stretch_docs.tolist() == [doc for doc, _, _ in cut]
    assert exact.stretch_titles.tolist() == [is_title for _, is_title, _ in cut]
    assert np.diff(exact.stretch_starts).tolist() == [len(part) for _, _, part in cut]
    every = "".join(part for _, _, part in cut)
    assert exact.text.tobytes().decode("utf-16-le") == every
    assert exact.text_starts.tolist() == [0, *np.cumsum([len(text) + 1 for text in texts]).tolist()]
    expected: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for number, (doc, _, part) in enumerate(cut):
        start = int(exact.stretch_starts[number])
        for at, character in enumerate(part, start):
            if ord(character) != END_OF_LINE:
                expected[ord(character) << 16 | ord(every[at + 1])][number] = doc
    assert exact.grams.tolist() == sorted(expected)
    for number, gram in enumerate(exact.grams.tolist()):
        having = expected[gram]
        assert unpacked(exact, number, number + 1).tolist() == [*having]
        size, spare = head_at(exact.lists, int(exact.starts[number]))
        assert (size, size - spare) == (len(having), len(set(having.values())))
        assert exact.find(gram) == number


def test_whole_lists_are_taken_out_of_all() -> None:
    lists = GramLists.of(_inverted(["茶山茶山茶", "山茶"], 2))
    every = lists[0 : int(lists.starts[-1])].tolist()
    assert len(every) == lists.starts[-1]
    for first, last in ((0, 1), (1, 3), (2, 2)):
        at = slice(int(lists.starts[first]), int(lists.starts[last]))
        assert lists[at].tolist() == every[at]


@pytest.mark.parametrize("gram", [0, 0x8336FFFF])
def test_what_no_text_has_is_not_found(gram: int) -> None:
    assert _inverted(["茶山"], 256).find(gram) == -1
