"""Shingles: sketches that a cut leaves alike, and imprints that never promise too little."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from index.knowledge.shingles import SHINGLE, SKETCH, Shingles

PIECES = ("茶山上的法庭", "板凳搬进茶园，", "渔排", "𠮷𠀀", "𠮷", "a1")


def _runs(letters: str) -> set[str]:
    return {letters[at : at + SHINGLE] for at in range(len(letters) - SHINGLE + 1)}


def test_a_cut_shares_most_of_its_sketch() -> None:
    draw = random.Random(1)
    text = "".join(chr(draw.randrange(0x4E00, 0x9000)) for _ in range(2000))
    whole, cut = Shingles.of(text), Shingles.of(text[:800])
    assert len(whole.sketch) == SKETCH
    assert len({*whole.sketch} & {*cut.sketch}) >= 6


@given(st.text(max_size=300))
def test_a_sketch_ascends(text: str) -> None:
    assert Shingles.of(text).sketch == tuple(sorted({*Shingles.of(text).sketch}))


@given(st.lists(st.sampled_from(PIECES), max_size=60), st.lists(st.sampled_from(PIECES), max_size=60))
def test_what_two_texts_share_is_never_more_than_was_said(some: list[str], others: list[str]) -> None:
    one, other = "".join(some), "".join(others)
    numbered = Shingles.of(one)
    assert numbered.imprint.count <= len(_runs(one))
    assert numbered.most_shared(Shingles.of(other).imprint) >= len(_runs(one) & _runs(other))


def test_strangers_share_little() -> None:
    draw = random.Random(2)
    one, other = (Shingles.of("".join(chr(draw.randrange(0x4E00, 0x9000)) for _ in range(1000))) for _ in range(2))
    assert one.most_shared(other.imprint) < 350


def test_a_stranger_that_is_much_longer_shares_less_than_a_copy_would() -> None:
    draw = random.Random(3)
    long, short = (Shingles.of("".join(chr(draw.randrange(0x4E00, 0x9000)) for _ in range(n))) for n in (2500, 1000))
    assert long.most_shared(short.imprint) < 650
