"""From a query tree to Whoosh's own query objects."""

from __future__ import annotations

from whoosh import query

from index.engines.whoosh.deadline import Deadline
from index.engines.whoosh.quoting import ExactText
from index.query import And, AsTyped, Node, Not, Or, Quotation, Word

FIELD_WEIGHTS = {"title": 4.0, "headings": 1.5, "body": 1.0}
AS_WRITTEN_WEIGHT = 3.0


def translate(node: Node | None, deadline: Deadline) -> query.Query:
    """Translate a tree; None asks for every document."""
    if node is None:
        return query.Every()
    if isinstance(node, Word):
        return query.Or([query.Term(name, node.text, boost=weight) for name, weight in FIELD_WEIGHTS.items()])
    if isinstance(node, Quotation):
        return ExactText(node.text, deadline)
    if isinstance(node, AsTyped):
        words = query.And([translate(word, deadline) for word in node.words])
        return query.Or([words, ExactText(node.whole.text, deadline, boost=AS_WRITTEN_WEIGHT)])
    if isinstance(node, Not):
        return query.And([query.Every(), query.Not(translate(node.part, deadline))])
    if isinstance(node, Or):
        return query.Or([translate(part, deadline) for part in node.parts])
    return _all_of(node, deadline)


def _all_of(node: And, deadline: Deadline) -> query.Query:
    excluded = [query.Not(translate(part.part, deadline)) for part in node.parts if isinstance(part, Not)]
    wanted = [translate(part, deadline) for part in node.parts if not isinstance(part, Not)]
    return query.And([*(wanted or [query.Every()]), *excluded])
