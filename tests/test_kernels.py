"""The kernels: every implementation keeps the contract and equals plain loops."""

from __future__ import annotations

import random
from types import SimpleNamespace

import numpy as np
import pytest
from small_segments import words_of

from index.engines.whoosh.executing.segment import occurrences
from index.engines.whoosh.kernels import AVAILABLE, keeps_contract
from index.engines.whoosh.kernels.contract import Joined, Kernels, Part, Scores
from index.engines.whoosh.segments.layout import Bytes, Shorts, Terms

COUNT = 300


def test_what_was_built_for_another_contract_is_left_aside() -> None:
    assert all(keeps_contract(each) for each in AVAILABLE if each.NAME == "C")
    assert not keeps_contract(SimpleNamespace(NAME="C", CONTRACT="00000000"))
    assert not keeps_contract(SimpleNamespace(NAME="C"))


def a_list(chance: random.Random, most: int = COUNT) -> tuple[Shorts, Scores]:
    """Some documents and scores that add up exactly."""
    docs = sorted(chance.sample(range(COUNT), chance.randint(0, most)))
    return np.array(docs, np.uint16), np.array([chance.randint(1, 9) for _ in docs], np.float32)


def a_spread(chance: random.Random) -> tuple[Bytes, Scores]:
    mask, scores = np.zeros(COUNT, np.uint8), np.zeros(COUNT, np.float32)
    docs, listed = a_list(chance)
    mask[docs], scores[docs] = 1, listed
    return mask, scores


def pairs(docs: Shorts, scores: Scores) -> dict[int, float]:
    assert docs.tolist() == sorted(set(docs.tolist()))
    return dict(zip(docs.tolist(), scores.tolist(), strict=True))


def some_parts(chance: random.Random) -> tuple[Part, ...]:
    """Lists, short and long, and masks, some of them without scores."""
    return tuple(
        (*chance.choice((a_list(chance, 5), a_list(chance), a_spread(chance))), chance.choice((1.0, 2.0)), None)
        if chance.random() < 0.8
        else (chance.choice((a_list(chance)[0], a_spread(chance)[0])), None, 3.0, None)
        for _ in range(chance.randint(1, 4))
    )


def outlined(parts: tuple[Part, ...], kernels: Kernels, chance: random.Random) -> tuple[Part, ...]:
    """The same parts, some of them with outlines."""
    return tuple(
        part if part[1] is None or chance.random() < 0.3 else (*part[:3], kernels.outline(part[0], part[1], COUNT))
        for part in parts
    )


def something_joined(kernels: Kernels, chance: random.Random) -> Joined:
    return (
        outlined(some_parts(chance), kernels, chance),
        chance.random() < 0.5,
        chance.choice((None, a_spread(chance)[0])),
        None,
    )


def plainly(joined: Joined) -> dict[int, float]:
    """The documents that a plain loop finds, with their scores."""
    parts, of_all, passing, _ = joined
    each = [_scores_of(part) for part in parts]
    combined = set.intersection(*map(set, each)) if of_all else set.union(*map(set, each))
    allowed = (doc for doc in sorted(combined) if passing is None or passing[doc])
    return {doc: sum(scores.get(doc, 0.0) for scores in each) for doc in allowed}


def _scores_of(part: Part) -> dict[int, float]:
    having, scores, factor, _ = part
    docs = having.tolist() if having.dtype == np.uint16 else np.flatnonzero(having).tolist()
    if scores is None:
        return dict.fromkeys(docs, factor)
    listed = scores if having.dtype == np.uint16 else scores[docs]
    return dict(zip(docs, (listed * np.float32(factor)).tolist(), strict=True))


def test_a_term_is_found_by_its_bytes(kernels: Kernels) -> None:
    terms = [b"", b"a", b"ab", b"b", "茶".encode(), "茶山".encode()]
    held = Terms.of(terms)
    assert [kernels.find(held.content, held.starts, term) for term in terms] == [*range(6)]
    for absent in (b"aa", b"abc", b"c", "海".encode(), "茶海".encode(), b"\xff"):
        assert kernels.find(held.content, held.starts, absent) == -1
    assert kernels.find(np.zeros(0, np.uint8), np.zeros(1, np.uint32), b"a") == -1


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("most", [200, 4000])
def test_a_term_is_scored_beside_its_documents_or_at_their_places(
    kernels: Kernels, chance: random.Random, wide: bool, most: int
) -> None:
    docs = np.array(sorted(chance.sample(range(5000), most)), np.uint16)
    lengths = np.array([chance.randrange(256) for _ in range(5000)], np.uint8)
    norms = np.linspace(0.3, 20, 256)
    counts = [chance.choice((1, 2, 7, 8, 200)) for _ in docs]
    freqs = np.array(counts, np.uint32) if wide else np.array(counts, np.uint8)
    expected = [
        np.float32(1.7 * (2.0 * count) / (2.0 * count + norms[lengths[doc]]))
        for doc, count in zip(docs.tolist(), counts, strict=True)
    ]
    listed, spread, mask = np.empty(len(docs), np.float32), np.zeros(5000, np.float32), np.zeros(5000, np.uint8)
    kernels.score(docs, freqs, lengths, norms, 1.7, 2.0, None, listed)
    assert listed.tolist() == expected
    kernels.score(docs, freqs, lengths, norms, 1.7, 2.0, mask, spread)
    assert (np.flatnonzero(mask).tolist(), spread[docs].tolist()) == (docs.tolist(), expected)


def test_what_is_joined_is_gathered_as_a_list(kernels: Kernels, chance: random.Random) -> None:
    for _ in range(60):
        joined = something_joined(kernels, chance)
        docs, scores = np.empty(4 * COUNT, np.uint16), np.empty(4 * COUNT, np.float32)
        left = kernels.gather(joined, docs, scores)
        assert pairs(docs[:left], scores[:left]) == plainly(joined)


def test_a_list_for_which_there_is_no_room_is_not_written(kernels: Kernels) -> None:
    joined = ((np.arange(9, dtype=np.uint16), None, 1.0, None),), True, None, None
    with pytest.raises(ValueError, match=r"."):
        kernels.gather(joined, np.empty(8, np.uint16), np.empty(8, np.float32))


def test_what_is_joined_is_spread_over_all_documents(kernels: Kernels, chance: random.Random) -> None:
    for _ in range(60):
        joined = something_joined(kernels, chance)
        mask, scores = np.full(COUNT, 7, np.uint8), np.full(COUNT, 7, np.float32)
        kernels.spread(joined, mask, scores)
        expected = plainly(joined)
        assert np.flatnonzero(mask).tolist() == [*expected]
        assert scores.tolist() == [expected.get(doc, 0.0) for doc in range(COUNT)]
        mask[:] = 7
        kernels.spread(joined, mask, None)
        assert np.flatnonzero(mask).tolist() == [*expected]


@pytest.mark.parametrize("most", [0, 1, 3, 10, 3 * COUNT])
@pytest.mark.parametrize("by_rank", [False, True])
@pytest.mark.parametrize("factors", [None, np.tile(np.array([0, 0.5, 1, 1.25, 1.5], np.float32), 3 * COUNT)])
def test_the_best_of_all_segments_come_in_order(
    kernels: Kernels, chance: random.Random, most: int, by_rank: bool, factors: Scores | None
) -> None:
    ranks = np.array(chance.sample(range(3 * COUNT), 3 * COUNT), np.int32)
    for _ in range(20):
        found = tuple((first, something_joined(kernels, chance)) for first in (0, COUNT, 2 * COUNT))
        scores = {first + doc: score for first, joined in found for doc, score in plainly(joined).items()}
        if factors is not None:
            scores = {doc: score * float(factors[doc]) for doc, score in scores.items()}
        expected = sorted(scores, key=lambda doc: (0 if by_rank else -scores[doc], ranks[doc]))[:most]
        total, docs, listed = kernels.best(found, ranks, by_rank, most, factors, 1.5)
        assert (total, docs, listed) == (len(scores), expected, [scores[doc] for doc in expected])


def test_a_mask_is_listed_where_there_is_room(kernels: Kernels, chance: random.Random) -> None:
    mask, _ = a_spread(chance)
    docs = np.empty(COUNT, np.uint16)
    assert docs[: kernels.listed(mask, docs)].tolist() == np.flatnonzero(mask).tolist()
    with pytest.raises(ValueError, match=r"."):
        kernels.listed(np.ones(COUNT, np.uint8), docs[1:])


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
        held = [[doc for doc, text in enumerate(texts) if word in {word for word, _ in text}] for word in wanted]
        listed = tuple((np.array(docs, np.uint16), np.array(docs, np.float32), 1.0, None) for docs in held)
        standing = tuple(occurrences(words, words.terms.find(word.encode())) for word in wanted)
        expected = [doc for doc, text in enumerate(texts) if _stands(wanted, text)]
        for parts in (listed, outlined(listed, kernels, chance), tuple(map(_as_spread, listed))):
            joined = parts, True, None, standing
            docs, scores = np.empty(COUNT, np.uint16), np.empty(COUNT, np.float32)
            left = kernels.gather(joined, docs, scores)
            assert pairs(docs[:left], scores[:left]) == {doc: doc * len(wanted) for doc in expected}
            mask = np.empty(COUNT, np.uint8)
            kernels.spread(joined, mask, scores)
            assert np.flatnonzero(mask).tolist() == expected
            ranks = np.arange(COUNT, dtype=np.int32)
            assert kernels.best(((0, joined),), ranks, True, COUNT, None, 1.0)[:2] == (len(expected), expected)


def _as_spread(part: Part) -> Part:
    mask, scores = np.zeros(COUNT, np.uint8), np.zeros(COUNT, np.float32)
    assert part[1] is not None
    mask[part[0]], scores[part[0]] = 1, part[1]
    return mask, scores, part[2], None


def _stands(wanted: list[str], text: list[tuple[str, int]]) -> bool:
    at = {position: word for word, position in text}
    return any(all(at.get(first + n) == word for n, word in enumerate(wanted)) for first in at)
