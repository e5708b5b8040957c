"""Questions: a query of which any part may do, for texts so long that hardly an article has all of their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from index.query.tree import And, AsTyped, Dates, Filter, Node, Or, Query, Question, Quotation, Word, joined
from index.text.analyzer import Analyzer

# A name of fewer words is meant as a whole: any one of them says too little of it.
FEWEST_WORDS = 3
LONG = 8
_PAIR = 2


def with_any_part(query: Query, typed: Query, analyzer: Analyzer, *, paired: bool = True, quoted: bool = True) -> Query:
    """The same query content with any one of its parts; filters stay, and what was combined by hand stays whole.

    ``typed`` is the query before other names were added to it.  Of a text of FEWEST_WORDS words or more, the words
    within words among them, each word is a part, and its pairs count where ``paired``; else what stands between white
    space is a part. The words of a quotation are parts beside it, but where nothing else was typed and it was
    ``quoted`` by hand; a text with marks inside is none of that sort.
    """
    if typed.has_operators:
        return query
    pieces = list(_pieces(typed.tree))
    texts = [piece for piece in pieces if _is_text(piece) or _is_quotation(piece)]
    if quoted and not any(map(_is_text, pieces)):
        texts = []
    question = Question(_words_of(texts, analyzer), _pairs_of(texts, analyzer) if paired else ())
    if len(question.words) < FEWEST_WORDS:
        return _any_piece(query)
    apart = [piece for piece in pieces if not _is_text(piece) and not _is_filter(piece)]
    filters = [piece for piece in pieces if _is_filter(piece)]
    parts = tuple(dict.fromkeys((question, *apart, *_other_names(query, typed))))
    either = Or(parts) if len(parts) > 1 else question
    return replace(query, tree=joined(And, [either, *filters]))


def word_count(query: Query) -> int:
    """How many different words were typed, those in quotation marks and of the title left out."""
    return len({word for piece in _pieces(query.tree) if _is_text(piece) for word in _words(piece)})


def _any_piece(query: Query) -> Query:
    pieces = list(_pieces(query.tree))
    texts = [piece for piece in pieces if not _is_filter(piece)]
    filters = [piece for piece in pieces if _is_filter(piece)]
    return replace(query, tree=joined(And, [Or(tuple(texts)), *filters])) if len(texts) > 1 else query


def _words_of(texts: list[Node], analyzer: Analyzer) -> tuple[Word, ...]:
    typed = [text for piece in texts for text in _words(piece, analyzer)]
    return tuple(map(Word, dict.fromkeys(term.text for text in typed for term in analyzer.terms([text]))))


def _pairs_of(texts: list[Node], analyzer: Analyzer) -> tuple[str, ...]:
    wholes = ["".join(_words(piece, analyzer)) for piece in texts]
    return tuple(dict.fromkeys(whole[at : at + _PAIR] for whole in wholes for at in range(len(whole) - 1)))


def _other_names(query: Query, typed: Query) -> Iterator[Node]:
    """What was added to the query: other names of its pieces."""
    before = set(_pieces(typed.tree))
    for piece in _pieces(query.tree):
        if isinstance(piece, Or) and piece not in before:
            yield from piece.parts[1:]


def _pieces(tree: Node | None) -> tuple[Node, ...]:
    if isinstance(tree, And):
        return tree.parts
    return () if tree is None else (tree,)


def _is_text(piece: Node) -> bool:
    """Whether a piece is plain text, asked of no field."""
    return (isinstance(piece, AsTyped) and not piece.whole.in_title) or (isinstance(piece, Word) and not piece.in_title)


def _is_quotation(piece: Node) -> bool:
    """Whether a piece is to stand as written, because it was quoted or has marks inside."""
    return isinstance(piece, Quotation) and not piece.in_title


def _words(piece: Node, analyzer: Analyzer | None = None) -> Iterator[str]:
    if isinstance(piece, AsTyped):
        yield from (word.text for word in piece.words)
    elif isinstance(piece, Word):
        yield piece.text
    elif isinstance(piece, Quotation) and analyzer is not None:
        yield from analyzer.words(piece.text)


def _is_filter(piece: Node) -> bool:
    return isinstance(piece, Filter | Dates)
