"""The contract of every engine behind the seam: documents in, queries out."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import whoosh
from small_facts import FACTS, parted, told

from index.article import Article
from index.document import Document, analysed, document_of
from index.engines.engine import ARTICLE, FACETS, PASSAGE, RELEVANCE, STORY, Answer, EngineError, Grouping, Plan
from index.engines.whoosh.executing.deadline import Deadline
from index.engines.whoosh.reader import WhooshReader
from index.engines.whoosh.segments import committing
from index.engines.whoosh.writer import WhooshWriter, create
from index.query import And, AsTyped, Dates, Filter, Filters, Near, Node, Not, Or, Prefix, Quotation, Word
from index.text.analyzer import Analyzer
from index.text.normal import normalise

Write = Callable[..., int]
COURT, JUDGE, TEA = Word("法院"), Word("法官"), Word("茶山")


def planned(tree: Node | None, **values: Any) -> Plan:
    """A plan that asks for all in one go, unless told otherwise."""
    usual = Plan(
        tree=tree,
        filters=Filters(),
        sort=RELEVANCE,
        group=ARTICLE,
        grouping=Grouping(),
        first=0,
        count=100,
        budget=60.0,
    )
    return replace(usual, **values)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create(tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def write(folder: Path, analyzer: Analyzer) -> Write:
    """Write articles into the engine in one commit: ``write(a="text of a", b="text of b")``."""

    def _write(**bodies: str) -> int:
        articles = (Article(url=url, body=body) for url, body in bodies.items())
        return WhooshWriter(folder).write(analysed(document_of(article), analyzer) for article in articles)

    return _write


@pytest.fixture
def write_all(folder: Path, analyzer: Analyzer) -> Callable[..., int]:
    """Write documents into the engine in one commit: ``write_all(document, document)``."""

    def _write_all(*documents: Document) -> int:
        return WhooshWriter(folder).write(analysed(document, analyzer) for document in documents)

    return _write_all


@pytest.fixture
def answer(folder: Path) -> Iterator[Callable[..., Answer]]:
    """Ask the engine a tree: ``answer(tree, first=0, count=10, …)`` with any value of a plan."""
    opened: list[WhooshReader] = []

    def _answer(tree: Node | None, **values: Any) -> Answer:
        opened.append(WhooshReader(folder))
        return opened[-1].answer(planned(tree, **values))

    yield _answer
    for reader in opened:
        reader.close()


def _urls(answer: Answer) -> str:
    return "".join(sorted(found.view["url"] for found in answer.found))


def test_an_empty_engine_finds_nothing(answer: Callable[..., Answer]) -> None:
    for tree in (None, TEA, Quotation("茶山"), Not(TEA), Quotation("茶")):
        assert answer(tree) == Answer(total=0, stories=0, found=(), facets=dict.fromkeys(FACETS, ()), partial=False)


@pytest.mark.parametrize(
    ("tree", "found"),
    [
        (None, "abcd"),
        (TEA, "bc"),
        (Quotation("茶山"), "bc"),
        (Quotation("茶"), "bcd"),
        (And((TEA, JUDGE)), "c"),
        (Or((TEA, JUDGE)), "abc"),
        (Not(TEA), "ad"),
        (And((JUDGE, Not(TEA))), "a"),
        (And((Not(TEA), Not(JUDGE))), "d"),
        (Or((Not(TEA), JUDGE)), "acd"),
        (Not(And((TEA, JUDGE))), "abd"),
        (AsTyped((JUDGE, TEA), Quotation("法官茶山")), "c"),
        (And((Or((TEA, JUDGE)), Quotation("茶"))), "bc"),
        (COURT, "a"),
    ],
)
def test_a_tree_finds_its_documents(write: Write, answer: Callable[..., Answer], tree: Node | None, found: str) -> None:
    write(a="人民法院有法官。", b="有茶山。")
    write(c="茶山有法官。", d="有茶。")
    assert _urls(answer(tree)) == found
    assert answer(tree).total == len(found)


NEW_NODES = [
    (Prefix("法"), "abcd"),
    (Prefix("法院"), "a"),
    (Prefix("人民"), "a"),
    (Prefix("民法"), "d"),
    (Prefix("ap"), "b"),
    (Prefix("法官", in_title=True), "b"),
    (Word("法官", in_title=True), "b"),
    (Quotation("官茶", in_title=True), "b"),
    (Quotation("茶", in_title=True), "b"),
    (Quotation("官茶"), "bc"),
    (Near(("法官", "板凳"), 4), "c"),
    (Near(("板凳", "法官"), 3), ""),
    (Near(("法官", "茶山"), 0, in_title=True), "b"),
    (Near(("法官", "海港"), 99), ""),
    (Filter("court", "青榕"), "ab"),
    (Filter("kind", "新闻"), "abcd"),
    (Filter("brand", "茶山"), ""),
    (Dates("2020-01-01", "2020-12-31"), "b"),
    (Dates(None, "2020-12-31"), "ab"),
    (Dates("2021-01-01", None), "c"),
    (Not(Dates(None, None)), "d"),
    (Not(Filter("court", "青榕县")), "cd"),
    (Or((Filter("court", "临沚"), Prefix("民法"))), "cd"),
    (And((Quotation("茶"), Not(Dates("2020-01-01", None)))), "d"),
]


@pytest.mark.parametrize(("tree", "found"), NEW_NODES)
def test_beginnings_nearness_titles_and_filters_find_their_documents(
    folder: Path, analyzer: Analyzer, answer: Callable[..., Answer], tree: Node, found: str
) -> None:
    articles = [
        Article(url="a", body="人民法院来人了。", court="青榕县人民法院", published="2019-05-06T07:00:00"),
        Article(url="b", title="法官茶山记", body="用上apple。", court="青榕县人民法院", published="2020-05-06"),
        Article(url="c", body="法官茶山上坐板凳。\n海港。", court="临沚区人民法院", published="2021-05-06"),
        Article(url="d", body="学习民法典，喝茶。"),
    ]
    for batch in (articles[:2], articles[2:], articles[:1]):
        WhooshWriter(folder).write(analysed(document_of(article), analyzer) for article in batch)
    asked = answer(tree)
    assert (_urls(asked), asked.total) == (found, len(found))


@pytest.mark.parametrize("seed", range(3))
def test_random_trees_give_the_documents_of_a_plain_scan(
    write: Write, answer: Callable[..., Answer], analyzer: Analyzer, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "to_merge", lambda *_: [])
    chance = random.Random(seed)
    bodies: dict[str, str] = {}
    for _ in range(3):
        batch = {url: _random_body(chance) for url in chance.sample("abcdefghij", k=5)}
        bodies |= batch
        write(**batch)
    for _ in range(60):
        tree = _random_tree(chance, depth=3)
        expected = "".join(sorted(url for url, body in bodies.items() if _holds(tree, body, analyzer)))
        assert _urls(answer(tree)) == expected, tree


PARTS = ("法官", "人民法院", "茶山", "民法典", "板凳", "茶", "的", "，")


def _random_body(chance: random.Random) -> str:
    return "\n".join("".join(chance.choices(PARTS, k=chance.randint(1, 6))) + "。" for _ in range(2))


def _random_tree(chance: random.Random, depth: int) -> Node:
    text = "".join(chance.choices(PARTS, k=2))
    if depth and chance.random() < 0.6:
        parts = tuple(_random_tree(chance, depth - 1) for _ in range(chance.randint(2, 3)))
        return chance.choice((And(parts), Or(parts), Not(parts[0])))
    near = Near(tuple(dict.fromkeys(chance.choices(PARTS[:5], k=2))), chance.randint(0, 4))
    return chance.choice((Word(PARTS[0]), Word("法院"), Quotation(text), Prefix(text[:2]), near))


def _holds(node: Node, body: str, analyzer: Analyzer) -> bool:
    """The plain answer, line by line and word by word."""
    if isinstance(node, And | Or):
        return (all if isinstance(node, And) else any)(_holds(part, body, analyzer) for part in node.parts)
    if isinstance(node, Not):
        return not _holds(node.part, body, analyzer)
    if isinstance(node, Quotation):
        return any(node.text in normalise(line) for line in body.split("\n"))
    if isinstance(node, Near):
        reach = sum(map(len, node.parts)) + node.distance
        windows = [normalise(line)[at : at + reach] for line in body.split("\n") for at in range(len(line))]
        return any(all(part in window for part in node.parts) for window in windows)
    assert isinstance(node, Word | Prefix)
    terms = {term.text for term in analyzer.terms(body.split("\n"))}
    return node.text in terms if isinstance(node, Word) else any(term.startswith(node.text) for term in terms)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), "abcd"),
        (Filters(brand=("板凳法庭",)), "ab"),
        (Filters(brand=("板凳·法庭機制",)), "ab"),
        (Filters(brand=("茶桌夜话", "没有")), "b"),
        (Filters(brand=("板凳法庭",), court=("青榕县人民法院",)), "a"),
        (Filters(topic=("诉源治理",)), "b"),
        (Filters(scope=("全省",)), "a"),
        (Filters(scope=("全省", "全国")), "ab"),
        (Filters(honour=("省",)), "c"),
        (Filters(has=("figures",)), "a"),
        (Filters(has=("claims", "honours")), "abc"),
        (Filters(has=("brands",), province=("江苏",)), "b"),
        (Filters(source=("青榕县人民法院\n第二行",)), "a"),
        (Filters(form=("原创",)), "abcd"),
        (Filters(form=("转载",)), ""),
        (Filters(year=("2024",), date_to="2024-02-01"), "c"),
    ],
)
def test_filters_narrow_by_any_value_in_a_field_and_by_every_field(
    write_all: Callable[..., int], answer: Callable[..., Answer], filters: Filters, found: str
) -> None:
    write_all(*FACTS[:2])
    write_all(*FACTS[2:])
    asked = answer(None, filters=filters)
    assert (_urls(asked), asked.total, asked.stories) == (found, len(found), len(found))


def test_facets_count_every_value_of_every_answer_the_commonest_first(
    write_all: Callable[..., int], answer: Callable[..., Answer]
) -> None:
    write_all(*FACTS)
    facets = answer(None, count=1).facets
    assert set(facets) == set(FACETS)
    assert facets["brand"] == (("板凳法庭", 2), ("茶桌夜话", 1))
    assert facets["scope"] == (("全国", 1), ("全省", 1))
    assert facets["has"] == (("brands", 2), ("claims", 2), ("figures", 1), ("honours", 1))
    assert facets["honour"] == (("省", 1),)
    assert facets["court"] == (("青榕县人民法院", 2), ("临沚区人民法院", 1))
    assert facets["city"] == (("榕南市", 1),)
    assert facets["source"] == (("青榕县人民法院\n第二行", 1),)
    assert facets["form"] == (("原创", 4),)


def test_a_facet_counts_what_choosing_another_value_of_it_would_give(
    write_all: Callable[..., int], answer: Callable[..., Answer]
) -> None:
    write_all(*FACTS)
    facets = answer(None, filters=Filters(brand=("茶桌夜话",))).facets
    assert facets["brand"] == (("板凳法庭", 2), ("茶桌夜话", 1))
    assert facets["scope"] == (("全国", 1),)
    both = answer(None, filters=Filters(brand=("茶桌夜话",), scope=("全省",)))
    assert (both.total, both.facets["brand"], both.facets["scope"]) == (0, (("板凳法庭", 1),), (("全国", 1),))
    assert both.facets["court"] == ()


@pytest.mark.parametrize(
    ("tree", "found"),
    [
        (Filter("brand", "板凳"), "ab"),
        (Filter("brand", "法庭茶"), ""),
        (Filter("topic", "诉源"), "b"),
        (Filter("scope", "全省"), "a"),
        (Filter("has", "honours"), "c"),
        (Not(Filter("has", "brands")), "cd"),
    ],
)
def test_a_filter_inside_a_query_looks_at_each_value_by_itself(
    write_all: Callable[..., int], answer: Callable[..., Answer], tree: Node, found: str
) -> None:
    write_all(*FACTS)
    assert _urls(answer(tree)) == found


def test_an_article_of_a_retold_story_that_is_not_its_original_is_a_repost(
    write_all: Callable[..., int], answer: Callable[..., Answer]
) -> None:
    text = "茶山上的板凳法庭办结了一桩邻里纠纷，双方当场握手言和。"
    write_all(*(told(url, text) for url in "abc"), FACTS[3])
    key = told("a", text).story
    grouping = Grouping({key: "told"}, frozenset("b"), frozenset(["told"]))
    for group in (STORY, ARTICLE):
        asked = answer(None, grouping=grouping, group=group, filters=Filters(form=("转载",)))
        assert (_urls(asked)[:1], asked.total) == ("a", 2)
        assert asked.facets["form"] == (("原创", 2), ("转载", 2))


@pytest.mark.parametrize(("sort", "order"), [("date", "acbd"), ("density", "bacd"), ("relevance", "acbd")], ids=str)
def test_answers_come_in_the_order_asked_for(
    write_all: Callable[..., int], answer: Callable[..., Answer], sort: str, order: str
) -> None:
    write_all(*FACTS)
    densities = {document.article.url: document.density for document in FACTS}
    assert "".join(sorted(densities, key=lambda url: -densities[url])) == "bacd"
    assert "".join(found.view["url"] for found in answer(None, sort=sort).found) == order


PRACTICE, RESULT, PLAN = "做法", "成效", "计划"
PARTED = (
    parted("a", (PRACTICE, "法官走进茶山。"), (RESULT, "海港平安。"), title="渔船的故事"),
    parted("b", (PRACTICE, "法官上了渔船。"), (None, "茶山下雨。"), (PRACTICE, "海港开庭。")),
    parted("c", (PLAN, "法官要去茶山。海港也去。"), title="茶山"),
)


@pytest.mark.parametrize(
    ("tree", "roles", "found"),
    [
        (None, (PRACTICE,), "ab"),
        (None, (PLAN, RESULT), "ac"),
        (None, ("其他",), "b"),
        (None, ("背景",), ""),
        (JUDGE, (PRACTICE,), "ab"),
        (TEA, (PRACTICE,), "a"),
        (TEA, (PRACTICE, PLAN), "ac"),
        (TEA, ("其他",), "b"),
        (Quotation("茶山"), (PRACTICE,), "a"),
        (Quotation("进茶"), (PRACTICE,), "a"),
        (Quotation("节法官"), (PRACTICE,), ""),
        (Prefix("法"), (PLAN,), "c"),
        (Near(("法官", "茶山"), 2), (PRACTICE,), "a"),
        (Near(("茶山", "海港"), 9), (PLAN,), "c"),
        (Near(("茶山", "海港"), 9), (PRACTICE, RESULT), ""),
        (AsTyped((JUDGE, TEA), Quotation("法官茶山")), (PRACTICE,), "a"),
        (And((JUDGE, Word("海港"))), (PRACTICE,), "b"),
        (And((JUDGE, Word("海港"))), (PRACTICE, RESULT), "ab"),
        (Or((TEA, Word("海港"))), (PRACTICE,), "ab"),
        (And((JUDGE, Not(TEA))), (PRACTICE,), ""),
        (And((JUDGE, Not(Word("海港")))), (PLAN, PRACTICE), ""),
        (And((JUDGE, Not(Word("渔船")))), (PRACTICE,), ""),
        (Not(Not(TEA)), (PRACTICE,), "a"),
        (Word("渔船", in_title=True), (RESULT,), "a"),
        (Word("渔船"), (PRACTICE,), "b"),
        (And((Filter("brand", "没有"), JUDGE)), (PRACTICE,), ""),
    ],
)
def test_with_roles_what_is_wanted_stands_in_their_sections_and_what_is_not_nowhere(
    write_all: Callable[..., int], answer: Callable[..., Answer], tree: Node | None, roles: tuple[str, ...], found: str
) -> None:
    write_all(*PARTED[:2])
    write_all(*PARTED[2:])
    asked = answer(tree, filters=Filters(role=roles))
    assert (_urls(asked), asked.total) == (found, len(found))
    assert all(card.section is None for card in asked.found)


def _passages(answer: Answer) -> list[tuple[str, int | None]]:
    return [(found.view["url"], found.section) for found in answer.found]


@pytest.mark.parametrize(
    ("tree", "roles", "found"),
    [
        (JUDGE, (), [("a", 0), ("b", 0), ("c", 0)]),
        (Or((TEA, Word("海港"))), (), [("a", 0), ("a", 1), ("b", 1), ("b", 2), ("c", 0)]),
        (And((JUDGE, Word("海港"))), (), [("c", 0)]),
        (And((Word("海港"), Not(TEA))), (), []),
        (And((JUDGE, Word("渔船", in_title=True))), (), [("a", 0)]),
        (Word("海港"), (PRACTICE,), [("b", 2)]),
        (None, (RESULT, PLAN), [("a", 1), ("c", 0)]),
        (None, (), [("a", 0), ("a", 1), ("b", 0), ("b", 1), ("b", 2), ("c", 0)]),
    ],
)
def test_a_passage_is_a_section_that_has_all_by_itself(
    write_all: Callable[..., int],
    answer: Callable[..., Answer],
    tree: Node | None,
    roles: tuple[str, ...],
    found: list[tuple[str, int]],
) -> None:
    write_all(*PARTED[:1])
    write_all(*PARTED[1:])
    asked = answer(tree, group=PASSAGE, sort="date", filters=Filters(role=roles))
    assert _passages(asked) == found
    assert (asked.stories, asked.total) == (len(found), len({url for url, _ in found}))


def test_passages_are_cards_on_pages_and_facets_count_articles(
    write_all: Callable[..., int], answer: Callable[..., Answer]
) -> None:
    write_all(*PARTED)
    asked = answer(None, group=PASSAGE, sort="date", first=1, count=2)
    assert _passages(asked) == [("a", 1), ("b", 0)]
    assert (asked.total, asked.stories, asked.facets["form"]) == (3, 6, (("原创", 3),))


def test_every_article_with_a_passage_is_given_once(write_all: Callable[..., int], folder: Path) -> None:
    write_all(*PARTED)
    reader = WhooshReader(folder)
    plan = planned(Or((TEA, Word("海港"))), group=PASSAGE, sort="date")
    assert reader.every(plan).urls == ("a", "b", "c")
    reader.close()


def test_a_view_names_the_brands_of_its_document(write_all: Callable[..., int], answer: Callable[..., Answer]) -> None:
    write_all(*FACTS)
    views = {found.view["url"]: found.view["brands"] for found in answer(None).found}
    assert (views["a"], views["b"], views["d"]) == (["板凳·法庭"], ["板凳法庭工作法", "茶桌夜话"], [])


def test_writing_tells_how_many_were_written(write: Write) -> None:
    assert write(a="甲。", b="乙。") == 2


def test_a_document_takes_the_place_of_an_earlier_one_of_its_url(
    write: Write, answer: Callable[..., Answer], folder: Path
) -> None:
    write(a="有茶山。", b="有海港。")
    write(a="有法官。", c="有渔船。")
    assert _urls(answer(TEA)) == ""
    assert _urls(answer(None)) == "abc"
    assert WhooshWriter(folder).count() == 3


def test_only_the_cards_asked_for_are_given(write: Write, answer: Callable[..., Answer]) -> None:
    write(**{f"a{number}": f"茶山{number}。" for number in range(7)})
    asked = answer(TEA, first=5, count=5)
    assert (asked.total, asked.stories, len(asked.found)) == (7, 7, 2)
    none = answer(TEA, first=0, count=0)
    assert (none.total, none.found, none.facets["form"]) == (7, (), (("原创", 7),))


def test_more_and_rarer_words_score_higher(write: Write, answer: Callable[..., Answer]) -> None:
    write(a="茶山，茶山，茶山。", b="茶山，海港，渔船。", c="海港，海港，海港。")
    assert [found.view["url"] for found in answer(TEA).found] == ["a", "b"]


def test_an_answer_out_of_time_is_partial_and_not_certainly_empty(write: Write, answer: Callable[..., Answer]) -> None:
    write(a="茶山。")
    asked = answer(Quotation("茶山"), budget=0)
    assert asked.partial
    assert not asked.is_empty
    assert answer(Quotation("雪山")).is_empty


def test_a_failed_writing_leaves_nothing_and_the_next_goes_on(write: Write, folder: Path, analyzer: Analyzer) -> None:
    write(a="茶山。")
    broken = (analysed(document_of(Article(url=str(1 // number), body="甲。")), analyzer) for number in (1, 0))
    with pytest.raises(ZeroDivisionError):
        WhooshWriter(folder).write(broken)
    assert WhooshWriter(folder).count() == 1
    assert write(b="海港。") == 1


def test_a_reader_keeps_to_its_commit_and_knows_of_a_later_one(write: Write, folder: Path) -> None:
    write(a="茶山。")
    reader = WhooshReader(folder)
    before = reader.generation
    assert reader.is_current
    write(b="海港。")
    assert not reader.is_current
    assert reader.generation == before
    reader.close()


def test_every_commit_has_a_generation_of_its_own(write: Write, folder: Path) -> None:
    generations = []
    for body in ("茶山。", "海港。"):
        write(a=body)
        reader = WhooshReader(folder)
        generations.append(reader.generation)
        reader.close()
    assert len(set(generations)) == 2


def test_a_folder_without_an_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"is damaged: run `tashan index --rebuild`\.$"):
        WhooshReader(tmp_path)


def test_damage_that_an_answer_meets_is_one_sentence(write: Write, folder: Path) -> None:
    write(a="茶山。")
    reader = WhooshReader(folder)
    for path in folder.glob("MAIN_*"):
        with path.open("r+b") as file:
            file.write(b"\xff" * path.stat().st_size)
    with pytest.raises(EngineError, match=r"is damaged: run `tashan index --rebuild`\.$"):
        reader.answer(planned(None))
    reader.close()


def test_another_whoosh_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whoosh, "__version__", (3, 0, 0))
    with pytest.raises(EngineError, match=r"\(2, 7, 4\) is needed, \(3, 0, 0\) is installed"):
        WhooshReader(folder)


def test_a_deadline_once_passed_stays_passed() -> None:
    deadline = Deadline(60)
    assert not deadline.passed()
    assert deadline.was_met
    over = Deadline(-1)
    assert over.was_met
    assert over.passed()
    assert not over.was_met
