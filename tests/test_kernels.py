"""The kernels: every implementation keeps the contract and equals plain loops."""

from __future__ import annotations

import random

import numpy as np
import pytest
from small_segments import exact_of, numbers_of, words_of

from index.engines.whoosh.executing.segment import occurrences
from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels, Scores
from index.engines.whoosh.segments.layout import Bytes, Shorts

COUNT = 300


@pytest.fixture(params=AVAILABLE, ids=lambda kernels: kernels.NAME)
def kernels(request: pytest.FixtureRequest) -> Kernels:
    chosen: Kernels = request.param
    return chosen


@pytest.fixture(params=range(5))
def chance(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.param)


def a_list(chance: random.Random, most: int = COUNT) -> tuple[Shorts, Scores]:
    """Some documents and scores that add up exactly."""
    docs = sorted(chance.sample(range(COUNT), chance.randint(0, most)))
    return np.array(docs, np.uint16), np.array([chance.randint(1, 9) for _ in docs], np.float32)


def a_spread(chance: random.Random) -> tuple[Bytes, Scores]:
    mask, scores = np.zeros(COUNT, np.uint8), np.zeros(COUNT, np.float32)
    docs, listed = a_list(chance)
    mask[docs], scores[docs] = 1, listed
    return mask, scores


def some_ranks(chance: random.Random) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array(chance.sample(range(COUNT), COUNT), np.int32)


def pairs(docs: Shorts, scores: Scores) -> dict[int, float]:
    assert docs.tolist() == sorted(set(docs.tolist()))
    return dict(zip(docs.tolist(), scores.tolist(), strict=True))


def room() -> tuple[Shorts, Scores]:
    return np.empty(COUNT, np.uint16), np.empty(COUNT, np.float32)


def test_lists_meet(kernels: Kernels, chance: random.Random) -> None:
    for _ in range(20):
        one, other = a_list(chance, chance.choice((5, COUNT))), a_list(chance, chance.choice((5, COUNT)))
        expected = pairs(*one)
        gains = pairs(*other)
        left = kernels.meet(*one, *other, 2.0)
        assert pairs(one[0][:left], one[1][:left]) == {
            doc: score + 2 * gains[doc] for doc, score in expected.items() if doc in gains
        }


def test_lists_have_documents_in_common(kernels: Kernels, chance: random.Random) -> None:
    for _ in range(20):
        one, other = a_list(chance, chance.choice((5, COUNT)))[0], a_list(chance)[0]
        expected = sorted(set(one.tolist()) & set(other.tolist()))
        assert one[: kernels.common(one, other)].tolist() == expected


def test_a_list_meets_a_spread(kernels: Kernels, chance: random.Random) -> None:
    one, (mask, gains) = a_list(chance), a_spread(chance)
    expected = {doc: score + 3 * gains[doc] for doc, score in pairs(*one).items() if mask[doc]}
    left = kernels.meet_spread(*one, mask, gains, 3.0)
    assert pairs(one[0][:left], one[1][:left]) == expected


def test_a_list_is_sifted_into_another_and_into_itself(kernels: Kernels, chance: random.Random) -> None:
    one, (mask, _) = a_list(chance), a_spread(chance)
    expected = {doc: score for doc, score in pairs(*one).items() if mask[doc]}
    into = room()
    left = kernels.sift(*one, mask, *into)
    assert pairs(into[0][:left], into[1][:left]) == expected
    left = kernels.sift(*one, mask, *one)
    assert pairs(one[0][:left], one[1][:left]) == expected


def test_lists_are_joined(kernels: Kernels, chance: random.Random) -> None:
    one, other = a_list(chance), a_list(chance)
    docs, scores = np.empty(2 * COUNT, np.uint16), np.empty(2 * COUNT, np.float32)
    left = kernels.join(*one, *other, 2.0, docs, scores)
    first, second = pairs(*one), pairs(*other)
    expected = {doc: first.get(doc, 0) + 2 * second.get(doc, 0) for doc in first.keys() | second.keys()}
    assert pairs(docs[:left], scores[:left]) == expected


def test_a_spread_takes_lists_and_spreads(kernels: Kernels, chance: random.Random) -> None:
    spread, other, listed = a_spread(chance), a_spread(chance), a_list(chance)
    expected = spread[1] + 2 * other[1]
    expected[listed[0]] += 3 * listed[1]
    kernels.blend(*spread, *other, 2.0)
    kernels.pour(*spread, *listed, 3.0)
    assert spread[1].tolist() == expected.tolist()
    assert spread[0].tolist() == (expected > 0).tolist()


def test_a_spread_is_drawn_as_a_list(kernels: Kernels, chance: random.Random) -> None:
    mask, scores = a_spread(chance)
    into = room()
    left = kernels.draw(mask, scores, 2.0, *into)
    assert pairs(into[0][:left], into[1][:left]) == {doc: 2 * scores[doc] for doc in np.flatnonzero(mask).tolist()}


@pytest.mark.parametrize("most", [1, 3, 10, COUNT])
def test_the_best_of_a_list_and_of_a_spread_come_in_order(kernels: Kernels, chance: random.Random, most: int) -> None:
    mask, scores = a_spread(chance)
    scores[mask == 0] = 99
    ranks = some_ranks(chance)
    docs = np.flatnonzero(mask).astype(np.uint16)
    expected = sorted(docs.tolist(), key=lambda doc: (-scores[doc], ranks[doc]))[:most]
    into = room()
    found = kernels.best(docs, scores[docs], ranks, most, *into)
    assert into[0][:found].tolist() == expected
    assert into[1][:found].tolist() == scores[expected].tolist()
    found = kernels.best_spread(mask, scores, ranks, most, *into)
    assert into[0][:found].tolist() == expected
    assert into[1][:found].tolist() == scores[expected].tolist()


def test_scores_below_nought_have_their_best_too(kernels: Kernels, chance: random.Random) -> None:
    mask, ranks = a_spread(chance)[0], some_ranks(chance)
    newness = -ranks.astype(np.float32)
    into = room()
    found = kernels.best_spread(mask, newness, ranks, 7, *into)
    assert into[0][:found].tolist() == sorted(np.flatnonzero(mask).tolist(), key=ranks.__getitem__)[:7]


@pytest.mark.parametrize("wide", [False, True])
def test_codes_are_counted(kernels: Kernels, chance: random.Random, wide: bool) -> None:
    mask, _ = a_spread(chance)
    docs = np.flatnonzero(mask).astype(np.uint16)
    codes = numbers_of([chance.randrange(7) for _ in range(COUNT)], wide=wide)
    expected = np.bincount(codes[docs], minlength=7) + 1
    one, other = np.ones(7, np.uint32), np.ones(7, np.uint32)
    kernels.tally(docs, codes, one)
    kernels.tally_spread(mask, codes, other)
    assert one.tolist() == other.tolist() == expected.tolist()


@pytest.mark.parametrize("wide", [False, True])
def test_several_codes_of_a_document_are_counted_each(kernels: Kernels, chance: random.Random, wide: bool) -> None:
    several = [chance.sample(range(7), chance.randint(0, 3)) for _ in range(COUNT)]
    starts = np.cumsum([0, *map(len, several)]).astype(np.uint32)
    codes = numbers_of([code for some in several for code in some], wide=wide)
    docs, _ = a_list(chance)
    counts = np.zeros(7, np.uint32)
    kernels.tally_several(docs, starts, codes, counts)
    assert counts.tolist() == [sum(code in several[doc] for doc in docs.tolist()) for code in range(7)]


@pytest.mark.parametrize("gap", [1, 70_000])
def test_words_that_stand_side_by_side_are_found(kernels: Kernels, chance: random.Random, gap: int) -> None:
    """Some documents are long enough for large frequencies, and positions may need four bytes."""
    texts = [
        [(chance.choice("ab" if long else "abcd"), n + (gap if n > 3 else 0)) for n in range(900 if long else 6)]
        for long in chance.choices((False, True), weights=(50, 1), k=COUNT)
    ]
    words = words_of(texts)
    for phrase in ("ab", "aa", "abc", "dcba", "aaaa"):
        wanted = [chr(97 + number) for number in map("abcd".index, phrase)]
        held = [{word for word, _ in text} for text in texts]
        docs = np.array([doc for doc in range(COUNT) if held[doc] >= set(wanted)], np.uint16)
        scores = docs.astype(np.float32)
        stand = [occurrences(words, words.terms.find(word.encode())) for word in wanted]
        left = kernels.adjacent(docs, scores, stand)
        expected = [doc for doc, text in enumerate(texts) if _stands(wanted, text)]
        assert docs[:left].tolist() == scores[:left].tolist() == expected


def _stands(wanted: list[str], text: list[tuple[str, int]]) -> bool:
    at = {position: word for word, position in text}
    return any(all(at.get(first + n) == word for n, word in enumerate(wanted)) for first in at)


@pytest.mark.parametrize("needle", ["ab", "a", "aba", "𠮷a", "bb"])
def test_a_string_is_counted_in_titles_and_bodies(kernels: Kernels, chance: random.Random, needle: str) -> None:
    texts = [["".join(chance.choices("ab𠮷", k=chance.randint(0, 30))) for _ in range(3)] for _ in range(COUNT)]
    exact = exact_of(texts)
    docs, weights = a_list(chance)
    units = np.frombuffer(needle.encode("utf-16-le"), np.uint16)
    for in_body in (1.0, 0.0):
        kernels.occurrences(exact.text, exact.text_starts, docs, units, 5.0, in_body, weights)
        expected = [
            5 * texts[doc][0].count(needle) + in_body * sum(line.count(needle) for line in texts[doc][1:])
            for doc in docs.tolist()
        ]
        assert weights.tolist() == expected
