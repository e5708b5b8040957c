"""Section masks: what holds within single sections, against a plain look at each of them."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from small_facts import parted

from index.document import Document, analysed
from index.engines.whoosh.executing.deadline import Deadline
from index.engines.whoosh.executing.sectionmasks import SectionMasks
from index.engines.whoosh.reader import open_index
from index.engines.whoosh.segments.layout import Bytes, SegmentArrays
from index.engines.whoosh.segments.segmentfile import arrays_of
from index.engines.whoosh.writer import WhooshWriter, create
from index.query import And, AsTyped, Near, Node, Not, Or, Prefix, Question, Quotation, Word
from index.text.analyzer import Analyzer
from index.text.normal import normalise
from index.text.proximity import near_spans

PARTS = ("法官", "人民法院", "茶山", "民法典", "板凳", "茶", "的", "，", "𠀀")
ROLES = ("做法", "成效", None)


def _documents(chance: random.Random) -> list[Document]:
    return [
        parted(str(number), *((chance.choice(ROLES), _text(chance)) for _ in range(chance.randint(1, 4))))
        for number in range(8)
    ]


def _text(chance: random.Random) -> str:
    return "".join(chance.choices(PARTS, k=chance.randint(2, 7))) + "。"


def _tree(chance: random.Random, depth: int) -> Node:
    if depth and chance.random() < 0.6:
        parts = tuple(_tree(chance, depth - 1) for _ in range(chance.randint(2, 3)))
        return chance.choice((And(parts), Or(parts), Not(parts[0])))
    text = "".join(chance.choices(PARTS[:7], k=2))
    near = Near(tuple(dict.fromkeys(chance.choices(PARTS[:5], k=2))), chance.randint(0, 4))
    typed = AsTyped((Word("法官"), Word("茶山")), Quotation("法官茶山"))
    question = Question((Word("法官"), Word("板凳")), ("茶山",))
    return chance.choice((Word("法官"), Word("法院"), Quotation(text), Prefix(text[:1]), near, typed, question))


def _holds(node: Node, texts: list[str], whole: list[str], analyzer: Analyzer, *, wanted: bool = True) -> bool:
    """The plain answer: within any one of some texts where it is wanted, in the whole where it is not."""
    if isinstance(node, Not):
        return not _holds(node.part, texts, whole, analyzer, wanted=not wanted)
    if isinstance(node, AsTyped):
        node = Or((And(node.words), node.whole))
    if isinstance(node, Question):
        node = Or(node.words)
    if isinstance(node, And | Or):
        every = (_holds(part, texts, whole, analyzer, wanted=wanted) for part in node.parts)
        return all(every) if isinstance(node, And) else any(every)
    return any(_stands(node, text, analyzer) for text in (texts if wanted else whole))


def _stands(node: Node, text: str, analyzer: Analyzer) -> bool:
    lines = text.split("\n")
    if isinstance(node, Quotation):
        return any(node.text in normalise(line) for line in lines)
    if isinstance(node, Near):
        return any(near_spans(normalise(line), node.parts, node.distance) for line in lines)
    assert isinstance(node, Word | Prefix)
    terms = {term.text for term in analyzer.terms(lines)}
    return node.text in terms if isinstance(node, Word) else any(term.startswith(node.text) for term in terms)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("roles", [(), ("做法",), ("成效", "其他")])
def test_random_trees_hold_where_a_plain_look_says(
    tmp_path: Path, analyzer: Analyzer, seed: int, roles: tuple[str, ...]
) -> None:
    chance = random.Random(seed)
    documents = _documents(chance)
    arrays = _written(tmp_path / "index", documents, analyzer)
    texts = [[f"{each.heading}\n{each.text}" for each in document.sections] for document in documents]
    allowed = [[not roles or (each.role or "其他") in roles for each in document.sections] for document in documents]

    def whole(node: Node) -> Bytes:
        return np.array([_holds(node, some, some, analyzer) for some in texts], np.uint8)

    masks = SectionMasks(arrays, roles, whole, Deadline(60))
    for _ in range(40):
        tree = _tree(chance, depth=3)
        passages = [
            is_allowed and _holds(tree, [text], some, analyzer)
            for some, allows in zip(texts, allowed, strict=True)
            for text, is_allowed in zip(some, allows, strict=True)
        ]
        assert masks.passages(tree).tolist() == passages, tree
        inside = [
            [text for text, is_allowed in zip(some, allows, strict=True) if is_allowed]
            for some, allows in zip(texts, allowed, strict=True)
        ]
        holders = [bool(some) and _holds(tree, some, texts[at], analyzer) for at, some in enumerate(inside)]
        assert masks.holders(tree).tolist() == holders, tree


def test_without_a_tree_every_section_of_the_roles_holds(tmp_path: Path, analyzer: Analyzer) -> None:
    documents = [parted("a", ("做法", "法官。"), (None, "茶山。")), parted("b", ("成效", "板凳。"))]
    arrays = _written(tmp_path / "index", documents, analyzer)
    masks = SectionMasks(arrays, ("做法",), lambda _: np.ones(2, np.uint8), Deadline(60))
    assert masks.passages(None).tolist() == [1, 0, 0]
    assert masks.holders(None).tolist() == [1, 0]


def _written(folder: Path, documents: list[Document], analyzer: Analyzer) -> SegmentArrays:
    create(folder)
    WhooshWriter(folder).write(analysed(document, analyzer) for document in documents)
    ((leaf, _),) = open_index(folder).searcher().leaf_searchers()
    return arrays_of(leaf.reader())
