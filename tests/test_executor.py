"""The executor: random trees give the documents of a plain scan and the scores of unmodified Whoosh."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from small_segments import TEXT_FIELDS, PlainDocument, segments_of
from vanilla_whoosh import Scanned, replaced, scores_of, searcher_of
from whoosh import query
from whoosh.searching import Searcher
from whoosh.util.numeric import byte_to_length, length_to_byte

from index.engines.whoosh.executing.beginnings import WordsBeginning
from index.engines.whoosh.executing.columnfilters import ColumnFilter
from index.engines.whoosh.executing.deadline import Deadline
from index.engines.whoosh.executing.executor import Executor
from index.engines.whoosh.executing.matches import as_list
from index.engines.whoosh.executing.pairing import B as PAIR_B
from index.engines.whoosh.executing.pairing import PairText
from index.engines.whoosh.executing.quoting import ExactText, NearTexts
from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels
from index.query import Dates, Filter, Near
from index.text.proximity import near_spans

WORDS = ("茶", "茶山", "法", "法官", "法院", "海")
LETTERS = "茶山法官𠮷"
URLS = "abcdefghijkl"
COURTS = ("青榕", "临沚", "")
LATER = Deadline(3600)
# Each writes an index; trees fall apart well enough to be read without being shrunk.
EXAMPLES = 60


@st.composite
def documents(draw: st.DrawFn, url: str) -> PlainDocument:
    """A document; some have a word more often than a byte can count."""
    words = {name: _text(draw(st.lists(st.sampled_from(WORDS), max_size=8))) for name in TEXT_FIELDS}
    if draw(st.integers(0, 9)) == 0:
        words["body"] = _text([*["茶"] * draw(st.sampled_from((254, 255, 300))), "法官"])
    lines = draw(st.lists(st.text(LETTERS, max_size=9), min_size=1, max_size=3))
    values = {
        "court": (draw(st.sampled_from(COURTS)),),
        "published": (
            draw(
                st.sampled_from(("", "2020-05-06T07")),
            ),
        ),
    }
    return PlainDocument(url, words, lines, {name: some for name, some in values.items() if some != ("",)})


def _text(words: Sequence[str]) -> list[tuple[str, int]]:
    return [(word, number * 2 if number > 5 else number) for number, word in enumerate(words)]


@st.composite
def batches(draw: st.DrawFn) -> list[list[PlainDocument]]:
    """One to three commits, later ones in place of documents of earlier ones."""
    urls = st.lists(st.sampled_from(URLS), min_size=1, max_size=9, unique=True)
    return [[draw(documents(url)) for url in draw(urls)] for _ in range(draw(st.integers(1, 3)))]


BOOSTS = st.sampled_from((1.0, 0.5, 3.0))
terms = st.builds(query.Term, st.sampled_from(TEXT_FIELDS), st.sampled_from(("雪", *WORDS)), boost=BOOSTS)
quotations = st.builds(
    lambda text, in_title: ExactText(text, in_title=in_title),
    st.text(LETTERS, min_size=1, max_size=3),
    st.booleans(),
)
nearness = st.builds(
    lambda parts, distance, in_title: NearTexts(Near(tuple(parts), distance, in_title)),
    st.lists(st.text(LETTERS, min_size=1, max_size=2), min_size=2, max_size=2, unique=True),
    st.integers(0, 3),
    st.booleans(),
)
pairs = st.builds(PairText, st.text("茶山法官", min_size=2, max_size=2), BOOSTS)
weights = st.sampled_from(({"title": 4.0}, {"title": 4.0, "headings": 1.5, "body": 1.0}))
leaves = st.one_of(
    terms,
    terms,
    quotations,
    nearness,
    pairs,
    st.builds(WordsBeginning, st.sampled_from(("茶", "法", "雪")), weights),
    st.builds(query.Phrase, st.just("body"), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), boost=BOOSTS),
    st.builds(query.Every, boost=BOOSTS),
    st.sampled_from((ColumnFilter(Filter("court", "榕")), ColumnFilter(Dates("2020-01-01", None)))),
)


def _compound(parts: st.SearchStrategy[query.Query]) -> st.SearchStrategy[query.Query]:
    several = st.lists(parts, min_size=1, max_size=4)
    return st.one_of(
        st.builds(query.And, several, boost=BOOSTS),
        st.builds(query.Or, several, boost=BOOSTS),
        st.builds(query.Not, parts),
        st.builds(query.AndNot, parts, parts),
        st.builds(query.AndMaybe, parts, parts),
    )


trees = st.recursive(leaves, _compound, max_leaves=6)


def _whooshs(searcher: Searcher, asked: query.Query) -> dict[str, float]:
    """The scores of Whoosh; none where its own list of matches is asked beyond its end, as in some trees it is."""
    try:
        return scores_of(searcher, asked)
    except IndexError:
        return {}


@pytest.mark.parametrize("kernels", AVAILABLE, ids=lambda kernels: kernels.NAME)
def test_random_trees_give_the_documents_of_a_scan_and_the_scores_of_whoosh(
    kernels: Kernels, tmp_path_factory: pytest.TempPathFactory
) -> None:
    @given(batches(), st.lists(trees, min_size=1, max_size=6))
    @settings(phases=[Phase.generate], max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    def _agree(written: list[list[PlainDocument]], asked: list[query.Query]) -> None:
        with searcher_of(tmp_path_factory.mktemp("vanilla"), written) as searcher:
            executor = _executor(written, searcher, kernels)
            for tree in asked:
                found = _found(executor, tree)
                assert found.keys() == _scan(tree, _current(written)), tree
                expected = _whooshs(searcher, replaced(tree, lambda leaf: _plain(leaf, written)))
                for url in found.keys() & expected.keys():
                    assert found[url] == pytest.approx(expected[url], rel=1e-5, abs=1e-7), tree

    _agree()


def _executor(written: list[list[PlainDocument]], searcher: Searcher, kernels: Kernels) -> Executor:
    leaves = [leaf for leaf, _ in searcher.leaf_searchers()]
    segments = [replace(segment, searcher=leaves[segment.number]) for segment in segments_of(written)]
    return Executor(segments, kernels)


def _found(executor: Executor, asked: query.Query) -> dict[str, float]:
    """The scores of the documents that answer and were not dropped."""
    found = {}
    for segment, matches in executor.answers(asked, LATER):
        listed = as_list(matches, executor.kernels)
        urls = segment.arrays.columns["url"]
        for doc, score in zip(listed.docs.tolist(), (listed.scores * listed.factor).tolist(), strict=True):
            if segment.live is None or segment.live[doc]:
                found[urls.values[urls.codes[doc]].decode()] = score
    return found


def _current(written: list[list[PlainDocument]]) -> list[PlainDocument]:
    return list({document.url: document for batch in written for document in batch}.values())


def _scan(asked: query.Query, current: Sequence[PlainDocument]) -> set[str]:
    """The plain answer: every document is looked at."""
    everything = {document.url for document in current}
    if isinstance(asked, query.And):
        return set.intersection(*(_scan(part, current) for part in asked.subqueries))
    if isinstance(asked, query.Or):
        return set.union(*(_scan(part, current) for part in asked.subqueries))
    if isinstance(asked, query.Not):
        return everything - _scan(asked.query, current)
    if isinstance(asked, query.AndNot):
        return _scan(asked.a, current) - _scan(asked.b, current)
    if isinstance(asked, query.AndMaybe):
        return _scan(asked.a, current)
    return {document.url for document in current if _holds(asked, document)}


def _holds(asked: query.Query, document: PlainDocument) -> bool:
    if isinstance(asked, query.Term):
        return asked.text in dict(document.words[asked.fieldname])
    if isinstance(asked, query.Phrase):
        at = {position: word for word, position in document.words[asked.fieldname]}
        return any(all(at.get(first + n) == word for n, word in enumerate(asked.words)) for first in at)
    if isinstance(asked, ColumnFilter):
        wanted = asked.condition
        values = document.values.get(wanted.field if isinstance(wanted, Filter) else "published", ())
        return any(wanted.value in value for value in values) if isinstance(wanted, Filter) else bool(values)
    return isinstance(asked, query.Every) or _weight(asked, document) > 0


def _weight(asked: query.Query, document: PlainDocument) -> float:
    """How much a document speaks for one of our own leaves."""
    if isinstance(asked, WordsBeginning):
        words = {name: [word for word, _ in document.words[name]] for name in asked.weights}
        return sum(asked.weights[name] * sum(w.startswith(asked.beginning) for w in words[name]) for name in words)
    title, *body = document.lines
    if isinstance(asked, PairText):
        return float(any(asked.asked[0] in line for line in document.lines))
    if isinstance(asked, NearTexts):
        places = [len(near_spans(line, asked.needles, asked.distance)) for line in document.lines]
        return (5 * places[0] + (0 if asked.in_title else sum(places[1:]))) / len(asked.needles)
    assert isinstance(asked, ExactText)
    if len(asked.needle.encode("utf-16-le")) == 2 and not asked.in_title:
        return float(any(asked.needle in line for line in document.lines))
    in_body = 0 if asked.in_title else sum(line.count(asked.needle) for line in body)
    return 5 * title.count(asked.needle) + in_body


def _plain(leaf: query.Query, written: list[list[PlainDocument]]) -> query.Query:
    """Our own leaves as a scan finds and scores them, dropped documents counting for how rare things are."""
    if isinstance(leaf, ColumnFilter):
        return Scanned(dict.fromkeys(_scan(leaf, _current(written)), 0.0))
    if not isinstance(leaf, ExactText | NearTexts | PairText | WordsBeginning):
        return leaf
    every = [document for batch in written for document in batch]
    if isinstance(leaf, PairText):
        return Scanned(_pair_scores(leaf, every, _current(written)))
    frequency = _commonest(leaf, every) if isinstance(leaf, WordsBeginning) else _rarest(leaf, every)
    idf = math.log(len(every) / (frequency + 1)) + 1
    weights = {document.url: _weight(leaf, document) for document in _current(written)}
    return Scanned({url: idf * leaf.boost * w * 2.2 / (w + 1.2) for url, w in weights.items() if w})


def _pair_scores(asked: PairText, every: Sequence[PlainDocument], current: Sequence[PlainDocument]) -> dict[str, float]:
    """BM25 of a word that stands once where the pair does, in texts as long as Whoosh remembers them."""
    having = sum(_weight(asked, document) > 0 for document in every)
    telling = math.log(1 + (len(every) - having + 0.5) / (having + 0.5)) * asked.boost
    average = sum(len(document.words["body"]) for document in every) / len(every) or 1.0
    shares = {
        d.url: byte_to_length(length_to_byte(len(d.words["body"]))) / average for d in current if _holds(asked, d)
    }
    return {url: telling * 2.2 / (1 + 1.2 * (1 - PAIR_B + PAIR_B * share)) for url, share in shares.items()}


def _commonest(asked: WordsBeginning, every: Sequence[PlainDocument]) -> int:
    having = Counter(
        (name, word)
        for document in every
        for name in asked.weights
        for word in {word for word, _ in document.words[name]}
        if word.startswith(asked.beginning)
    )
    return max(having.values(), default=0)


def _rarest(asked: ExactText | NearTexts, every: Sequence[PlainDocument]) -> int:
    """How many documents have the rarest pair of UTF-16 code units, or lone one, of the strings."""
    needles = [needle.encode("utf-16-le") for needle in asked.needles]
    grams = {needle[at : at + 4] for needle in needles for at in range(0, max(len(needle) - 2, 1), 2)}
    return min(sum(any(_has(line, gram) for line in d.lines) for d in every) for gram in grams)


def _has(line: str, gram: bytes) -> bool:
    units = line.encode("utf-16-le")
    return any(units[at : at + len(gram)] == gram for at in range(0, len(units), 2))
