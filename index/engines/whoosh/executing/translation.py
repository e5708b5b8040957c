"""From a query tree to Whoosh's own query objects."""

from __future__ import annotations

from whoosh import query

from index.engines.whoosh.executing.beginnings import WordsBeginning
from index.engines.whoosh.executing.columnfilters import ColumnFilter
from index.engines.whoosh.executing.pairing import PairText
from index.engines.whoosh.executing.quoting import ExactText, NearTexts
from index.query import And, AsTyped, Dates, Filter, Leaf, Near, Node, Not, Or, Prefix, Question, Quotation

FIELD_WEIGHTS = {"title": 5.0, "brands": 2.0, "headings": 1.5, "lead": 0.5, "body": 1.0}
AS_WRITTEN_WEIGHT = 3.0
PAIR_WEIGHT = 0.5


def translate(node: Node | None) -> query.Query:
    """Translate a tree; None asks for every document."""
    if node is None:
        return query.Every()
    if isinstance(node, Leaf | Filter | Dates):
        return _leaf(node)
    if isinstance(node, AsTyped):
        words = query.And([translate(word) for word in node.words])
        whole = node.whole
        return query.Or([words, ExactText(whole.text, AS_WRITTEN_WEIGHT, in_title=whole.in_title)])
    if isinstance(node, Question):
        words = query.Or([query.Term("body", word.text) for word in node.words])
        pairs = query.Or([PairText(pair, PAIR_WEIGHT) for pair in node.pairs])
        return query.AndMaybe(words, pairs) if node.pairs else words
    if isinstance(node, Not):
        return query.And([query.Every(), query.Not(translate(node.part))])
    if isinstance(node, Or):
        return query.Or([translate(part) for part in node.parts])
    return _all_of(node)


def _leaf(node: Leaf | Filter | Dates) -> query.Query:
    if isinstance(node, Filter | Dates):
        return ColumnFilter(node)
    if isinstance(node, Near):
        return NearTexts(node)
    if isinstance(node, Quotation):
        return ExactText(node.text, in_title=node.in_title)
    weights = {"title": FIELD_WEIGHTS["title"]} if node.in_title else FIELD_WEIGHTS
    if isinstance(node, Prefix):
        return WordsBeginning(node.text, weights)
    return query.Or([query.Term(name, node.text, boost=weight) for name, weight in weights.items()])


def _all_of(node: And) -> query.Query:
    excluded = [query.Not(translate(part.part)) for part in node.parts if isinstance(part, Not)]
    wanted = [translate(part) for part in node.parts if not isinstance(part, Not)]
    return query.And([*(wanted or [query.Every()]), *excluded])
