"""What may be typed, at random: that parsing never fails nor loses a letter, and that every mark is exact.

``python -m benchmarks.queries [--parses 100000] [--hits 10000] [--seed 0]``
"""

from __future__ import annotations

import argparse
import html
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from index import building
from index.article import Article
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.document import document_of
from index.query import QUOTATION_MARKS, Leaf, Near, Node, Not, Prefix, Query, Quotation, Word, parse
from index.query.aliases import widened
from index.query.questions import with_any_part
from index.query.tree import And, Or
from index.results import Hit
from index.searching import Library, SearchRequest
from index.text.analyzer import Analyzer, is_word
from index.text.normal import normalise
from index.text.tokenizer import court_tokenizer

WORDS = (
    *("法院", "人民法院", "法官", "茶山", "審判", "民法", "诉源治理", "板凳", "法"),
    *("5·8", "党建+信访", "ＡＰＰ", "app2", "诉服中心", "诉讼服务中心", "名山县", "名山区法院"),
)
MARKS = (*"\"“”„「」『』＂()（）-－+＋*＊~～:：.…,，、;!<>&'", " ", "\u3000", "\u200b", "\n", "~5", "～3", "..", "''")
SIGNS = (
    *(" OR ", " AND ", " NOT ", " -", "－", "“", "”", "(", ")", "*", "~2", "~9", " ", " "),
    *("标题：", "title:", "法院:", "court:", "年份：2019..2021", "date:2020-01", "品牌:", "year:"),
)
_MARKED = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)


def typed(chance: random.Random) -> str:
    """Something that a reader might type, or a cat."""
    one, other = chance.choices(WORDS, k=2)
    forms = (f"“{one} {other}”~{chance.randint(0, 9)}", f"{one[:2]}*", f"标题：{one}", f"title:“{one}”", f"「{one}」")
    pieces = chance.choices((*WORDS, *SIGNS, *MARKS, *forms), k=chance.randint(1, 12))
    return chance.choice(("".join(pieces)[:200], chance.choice(forms)))


def parsing_problem(query: str, analyzer: Analyzer) -> str | None:
    """What is wrong with how a query is read; None where all is well.

    A query of anything asks for something, and each of its letters is searched, is part of an operator or is noted.
    """
    parsed = parse(query, analyzer)
    if (parsed.tree is None) != (normalise(query) == ""):
        return f"{query!r} asks for {parsed.tree}"
    asked = "".join(_asked(parsed.tree)) + "".join(map(normalise, parsed.notes))
    lost = {char for char in normalise(query) if char in "官茶山审判诉源治理板凳党建信访"} - set(asked)
    return f"{query!r} loses {lost}" if lost else None


def _asked(node: Node | None) -> Iterator[str]:
    """Every text and value in a tree, those under NOT too."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _asked(part)
    elif isinstance(node, Not):
        yield from _asked(node.part)
    elif node is not None:
        yield str(node)


def sample(chance: random.Random, articles: int) -> list[Article]:
    """Articles of random words and marks, markup among them."""

    def line() -> str:
        return "".join(chance.choices((*WORDS, *"，。<>&；的", "<b>", "茶"), k=chance.randint(2, 60))) + "。"

    return [
        Article(url=f"http://a.example/{n}", title=line()[:60], body="\n".join(line() for _ in range(4)))
        for n in range(articles)
    ]


def library_of(articles: Sequence[Article], folder: Path) -> Library:
    """Index articles in a folder and open what reads them."""
    data = DataFolder(folder).prepared()
    with Corpus.open(data.corpus) as corpus, corpus.writing():
        for article in articles:
            corpus.keep(article, source_name="a", seen="2026-01-01T00:00:00")
    building.update(data, lambda done, total: None)
    return Library.open(data, for_many=True)


def marking_problem(query: str, hit: Hit, article: Article, analyzer: Analyzer) -> str | None:
    """What is wrong with the marks of a hit, judged by a plain look at the text; None where all is well.

    A query that nothing answers as a whole may be answered by any of its parts.
    """
    typed = parse(query, analyzer)
    asked = widened(typed, analyzer)[0]
    is_quoted = not QUOTATION_MARKS.isdisjoint(query)
    readings = (asked, with_any_part(asked, typed, analyzer, quoted=is_quoted))
    problems = [_problem_of(query, hit, article, analyzer, each) for each in readings]
    return None if None in problems else problems[0]


def _problem_of(query: str, hit: Hit, article: Article, analyzer: Analyzer, asked: Query) -> str | None:
    leaves = list(asked.leaves())
    in_text = [leaf for leaf in leaves if not leaf.in_title]
    shown = [(hit.title_html, [article.title or ""], leaves)]
    # A heading that opens its paragraph is shown apart from the rest.
    lines = [line for part in document_of(article).sections for line in (part.heading or "", *part.text.split("\n"))]
    shown += [(passage.text, lines, in_text) for passage in hit.passages]
    for markup, lines, wanted in shown:
        for piece in markup.split("\n"):
            if not any(_is_exact(piece, line, wanted, analyzer) for line in lines):
                return f"{query!r} marks {piece!r}"
    return None


def _is_exact(markup: str, line: str, leaves: Sequence[Leaf], analyzer: Analyzer) -> bool:
    """Whether marked text is a piece of a line with exactly its matching characters marked."""
    text, marks = _unmarked(markup.removeprefix("…").removesuffix("…"))
    start = line.find(text)
    if start < 0 or re.search(r"<(?!/?mark>)", markup):
        return False
    expected = _matching(line, leaves, analyzer)
    return {at + start for at in marks} == {at for at in expected if start <= at < start + len(text)}


def _unmarked(markup: str) -> tuple[str, set[int]]:
    """The text of some markup, and the offsets of its marked characters."""
    text, marks = "", set()
    for number, piece in enumerate(_MARKED.split(markup)):
        plain = html.unescape(piece)
        if number % 2:
            marks |= set(range(len(text), len(text) + len(plain)))
        text += plain
    return text, marks


def _matching(line: str, leaves: Sequence[Leaf], analyzer: Analyzer) -> set[int]:
    """Every character of a line that answers, found without offsets kept by anyone: letter by letter."""
    origins = [at for at, char in enumerate(line) for _ in normalise(char)]
    normal = normalise(line)
    quoted = {leaf.text for leaf in leaves if isinstance(leaf, Quotation)}
    found: set[int] = set()
    for needle in {text for text in quoted if len(text) > 1} or quoted:
        found |= {at + n for at in _places(normal, needle) for n in range(len(needle))}
    for leaf in leaves:
        if isinstance(leaf, Near):
            found |= set(_near(normal, leaf))
        elif isinstance(leaf, Word | Prefix):
            found |= set(_in_words(line, leaf, analyzer))
    return {origins[at] for at in found}


def _places(text: str, needle: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(needle, at)]


def _near(normal: str, near: Near) -> Iterator[int]:
    """Slide a window over the line; whatever parts lie in one that has all of them."""
    reach = sum(map(len, near.parts)) + near.distance
    for start in range(len(normal)):
        window = normal[start : start + reach]
        if all(part in window for part in near.parts):
            for part in near.parts:
                yield from (start + at + n for at in _places(window, part) for n in range(len(part)))


def _in_words(line: str, leaf: Word | Prefix, analyzer: Analyzer) -> Iterator[int]:
    at = 0
    for piece in analyzer.pieces(line):
        terms = [term.text for term in analyzer.terms([piece])] if is_word(piece) else []
        matching = [t for t in terms if (t.startswith(leaf.text) if isinstance(leaf, Prefix) else t == leaf.text)]
        for term in [piece] if piece in matching else matching:
            first = at + piece.find(term)
            yield from range(first, first + len(term))
        at += len(piece)


def main() -> None:
    """Parse and search at random; exit 1 at the first thing that is wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--parses", type=int, default=100_000)
    options.add_argument("--hits", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=0)
    asked = options.parse_args()
    chance, analyzer = random.Random(asked.seed), Analyzer(court_tokenizer())
    for _ in range(asked.parses):
        if problem := parsing_problem(typed(chance), analyzer):
            sys.exit(problem)
    print(f"{asked.parses} queries read, no exception, nothing lost")
    with tempfile.TemporaryDirectory() as place:
        print(f"{_marked_hits(chance, asked.hits, Path(place), analyzer)} hits, every mark exact")


def _marked_hits(chance: random.Random, wanted: int, place: Path, analyzer: Analyzer) -> int:
    articles = {article.url: article for article in sample(chance, 60)}
    seen = 0
    with library_of(list(articles.values()), place) as library:
        while seen < wanted:
            query = typed(chance)
            for hit in library.search(SearchRequest(query=query, size=20, group="none")).hits:
                seen += 1
                if problem := marking_problem(query, hit, articles[hit.url], analyzer):
                    sys.exit(problem)
    return seen


if __name__ == "__main__":
    main()
