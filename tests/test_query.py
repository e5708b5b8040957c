"""The query language: what every form means, and that nothing typed vanishes."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.queries import parsing_problem, typed
from index.query import (
    LONGEST_QUERY,
    And,
    AsTyped,
    Dates,
    Filter,
    Filters,
    Near,
    Node,
    Not,
    Or,
    Prefix,
    Query,
    QueryError,
    Quotation,
    Word,
    parse,
)
from index.text.analyzer import Analyzer
from index.text.normal import normalise

COURT = Word("法院")
JUDGE = Word("法官")
TEA = Word("茶山")
TYPED = st.text(alphabet='()（）-－+·“”„「」『』"＂ \u3000OR NOT法院官茶山,，。《》5aＢ!\n\u200b', max_size=40)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("法院", COURT),
        ("ＡＰＰ", Word("app")),
        ("審判", Word("审判")),
        ("法院 法官", And((COURT, JUDGE))),
        ("法院，法官", And((COURT, JUDGE))),
        ("法院 法院 法官 法院", And((COURT, JUDGE))),
        ("法院 OR 法院", COURT),
        ("法院\u3000法官", And((COURT, JUDGE))),
        ("《民法典》", Word("民法典")),
        ("法官茶山", AsTyped((JUDGE, TEA), Quotation("法官茶山"))),
        ("法院 OR 法官", Or((COURT, JUDGE))),
        ("法院 法官 OR 茶山", Or((And((COURT, JUDGE)), TEA))),
        ("法院 (法官 OR 茶山)", And((COURT, Or((JUDGE, TEA))))),
        ("法院（法官 OR 茶山）", And((COURT, Or((JUDGE, TEA))))),
        ("法院（“茶山” OR 法官）", And((COURT, Or((Quotation("茶山"), JUDGE))))),
        ("（法官 OR 茶山） 法院", And((Or((JUDGE, TEA)), COURT))),
        ("((法院))", COURT),
        ("-法院", Not(COURT)),
        ("－法院", Not(COURT)),
        ("NOT 法院", Not(COURT)),
        ("法官 -法院", And((JUDGE, Not(COURT)))),
        ("法官 NOT 法院", And((JUDGE, Not(COURT)))),
        ("法官 -“茶山”", And((JUDGE, Not(Quotation("茶山"))))),
        ("法官 -(法院 茶山)", And((JUDGE, Not(And((COURT, TEA)))))),
        ("--法院", COURT),
        ("---法院", Not(COURT)),
        ("“法院”“法官”", And((Quotation("法院"), Quotation("法官")))),
        ("法官“法院”", And((JUDGE, Quotation("法院")))),
        ("法", Quotation("法")),
        ("a", Word("a")),
        ("or", Word("or")),
        ("法院 or 法官", And((COURT, Word("or"), JUDGE))),
        ("NOTE", Word("note")),
        ("OR", Word("or")),
        ("法院 OR", And((COURT, Word("or")))),
        ("NOT", Word("not")),
        ("c++", Word("c++")),
        ("法院 AND 法官", And((COURT, JUDGE))),
        ("法院 ＯＲ 法官", Or((COURT, JUDGE))),
        ("+法院 ＋法官", And((COURT, JUDGE))),
        ("法院 与 法官", And((COURT, Quotation("与"), JUDGE))),
        ("法院，-法官", And((COURT, Not(JUDGE)))),
        ("NOT(法院 OR 法官)", Not(Or((COURT, JUDGE)))),
        ("法院*", Prefix("法院")),
        ("法院＊", Prefix("法院")),
        ("法官茶*", Or((Prefix("法官茶"), Quotation("法官茶")))),
        ("5·8*", Or((Prefix("5·8"), Quotation("5·8")))),
        ("“法官 茶山”~5", Near(("法官", "茶山"), 5)),
        ("「法官，茶山」～５", Near(("法官", "茶山"), 5)),
        ("“法官茶山”~0", Near(("法官", "茶山"), 0)),
        ("title:法院", Word("法院", in_title=True)),
        ("标题：法", Quotation("法", in_title=True)),
        ("题目:“法院”", Quotation("法院", in_title=True)),
        ("標題：法院*", Prefix("法院", in_title=True)),
        ("title:“法官 茶山”~5", Near(("法官", "茶山"), 5, in_title=True)),
        ("title:法官茶山", AsTyped((Word("法官", True), Word("茶山", True)), Quotation("法官茶山", True))),
        ("title:(法院 -法官) 茶山", And((And((Word("法院", True), Not(Word("法官", True)))), TEA))),
        ("法院:青榕", Filter("court", "青榕")),
        ("court:“青榕”", Filter("court", "青榕")),
        ("法院：丰台法院", Filter("court", "北京市丰台区人民法院")),
        ("法院：鼓樓區人民法院", Filter("court", "鼓楼区人民法院")),
        ("省份：福建省", Filter("province", "福建")),
        ("品牌：知·行·健工作法", Filter("brand", "知行健")),
        ("主題:诉源", Filter("topic", "诉源")),
        ("scope:national", Filter("scope", "全国")),
        ("荣誉:省级", Filter("honour", "省")),
        ("含有:数字", Filter("has", "figures")),
        ("范围:天下", Filter("scope", "天下")),
        ("栏目:(要闻 OR 经验)", Or((Filter("column", "要闻"), Filter("column", "经验")))),
        ("茶山 -类型：新闻", And((TEA, Not(Filter("kind", "新闻"))))),
        ("year:2019", Dates("2019-01-01", "2019-12-31")),
        ("年份：2019..2021", Dates("2019-01-01", "2021-12-31")),
        ("date:2020-01..2021-06", Dates("2020-01-01", "2021-06-30")),
        ("日期：“2020年1月”", Dates("2020-01-01", "2020-01-31")),
        ("year:(2019 OR 2021)", Or((Dates("2019-01-01", "2019-12-31"), Dates("2021-01-01", "2021-12-31")))),
    ],
)
def test_a_form_has_one_meaning(analyzer: Analyzer, text: str, tree: Node) -> None:
    assert parse(text, analyzer) == Query(tree)


@pytest.mark.parametrize(
    "text",
    [
        "“法 院”",
        "”法院”",
        "„法院“",
        "„法院”",
        "「法院」",
        "『法院』",
        '"法院"',
        "＂法院＂",
        '“法院"',
        "”法院“",
        "“法\u200b院”",
    ],
)
def test_any_quotation_marks_quote(analyzer: Analyzer, text: str) -> None:
    assert parse(text, analyzer) == Query(Quotation("法院"))


def test_a_quotation_is_held_in_normal_form(analyzer: Analyzer) -> None:
    assert parse("“開庭（ＡＰＰ）”", analyzer).tree == Quotation("开庭(app)")


def test_a_quotation_may_hold_other_quotation_marks(analyzer: Analyzer) -> None:
    assert parse("「推进“党建”」", analyzer).tree == Quotation('推进"党建"')


def test_operators_inside_a_quotation_are_text(analyzer: Analyzer) -> None:
    assert parse("“法院 OR -法官 (”", analyzer) == Query(Quotation("法院or-法官("))


@pytest.mark.parametrize(
    ("text", "needle"),
    [
        ("5·8", "5·8"),
        ("５•８", "5·8"),
        ("党建+信访", "党建+信访"),
        ("法院（试行）", "法院(试行)"),
        ("2-3", "2-3"),
        ("法院-法官", "法院-法官"),
    ],
)
def test_marks_inside_a_word_are_looked_up_as_written(analyzer: Analyzer, text: str, needle: str) -> None:
    assert parse(text, analyzer) == Query(Quotation(needle))


@pytest.mark.parametrize(
    "text", ["“", "”", "(((", ")))", "+", "-", "--", "，，", "“”", "()", "-()", "OR -", "（ ）", "-“”"]
)
def test_marks_alone_are_looked_up_and_a_note_says_so(analyzer: Analyzer, text: str) -> None:
    parsed = parse(text, analyzer)
    assert parsed.tree is not None
    assert list(parsed.leaves())[-1].text in normalise(text)
    assert len(parsed.notes) == 1


@pytest.mark.parametrize(
    ("text", "read_as_text"),
    [
        ("“法院", "“"),
        ("法院”", "”"),
        ("「法院", "「"),
        ("“”法院", "“”"),
        ("法院 - ", "-"),
        ("法院 +", "+"),
        ("法院 ()", "()"),
        ("法院 （ ）", "（ ）"),
        ("OR 法院", "OR"),
        ("(法院 -)", "-"),
        ("(NOT ) 法院", "NOT"),
        ("(AND 法院)", "AND"),
        ("**法院", "**法院"),
        ("法院 court:()", "()"),
    ],
)
def test_what_is_not_the_language_is_noted(analyzer: Analyzer, text: str, read_as_text: str) -> None:
    parsed = parse(text, analyzer)
    assert parsed.tree == COURT
    assert f"「{read_as_text}」" in parsed.notes[0]


@pytest.mark.parametrize(
    ("text", "tree", "noted"),
    [
        ("“法院”~5", Quotation("法院"), "~5"),
        ("法院~5", Quotation("法院~5"), "法院~5"),
        ("法*", Quotation("法"), "法*"),
        ("a*", Word("a"), "a*"),
        ("法*院", Quotation("法*院"), "法*院"),
        ("法院:", COURT, "法院:"),
        ("年份：去年", Quotation("年份:去年"), "年份：去年"),
        ("date:2020-13", Quotation("date:2020-13"), "date:2020-13"),
        ("court:“ 法官", And((Word("court"), JUDGE)), "court:“"),
        ("角色:茶山", Quotation("角色:茶山"), "角色:茶山"),
    ],
)
def test_an_operator_that_cannot_be_one_is_text_and_noted(
    analyzer: Analyzer, text: str, tree: Node, noted: str
) -> None:
    parsed = parse(text, analyzer)
    assert parsed.tree == tree
    assert [f"「{noted}」" in note for note in parsed.notes] == [True]


@pytest.mark.parametrize("text", ["OR OR OR", "court:", "title:()", "year:(", "“”~3", "*", "date:..", "court:*"])
def test_an_operator_alone_is_looked_up_and_noted(analyzer: Analyzer, text: str) -> None:
    parsed = parse(text, analyzer)
    assert parsed.tree is not None
    assert parsed.notes


@pytest.mark.parametrize("text", ["法院 OR OR 法官", "(法院 OR ) OR 法官", "OR 法院 OR 法官"])
def test_an_operator_too_many_is_noted(analyzer: Analyzer, text: str) -> None:
    parsed = parse(text, analyzer)
    assert parsed.tree == Or((COURT, JUDGE))
    assert ["OR" in note for note in parsed.notes] == [True]


def test_the_same_note_is_given_once(analyzer: Analyzer) -> None:
    assert len(parse("法院 + 法官 + 茶山", analyzer).notes) == 1


@pytest.mark.parametrize("text", ["(法院", "法院)", "((法院)", "法院))"])
def test_a_bracket_without_its_other_is_a_mark_around_a_word(analyzer: Analyzer, text: str) -> None:
    assert parse(text, analyzer).tree == COURT
    assert [f"「{text}」" in note for note in parse(text, analyzer).notes] == [True]


@pytest.mark.parametrize("hyphen", "-－‐‑–−﹣")
def test_any_hyphen_of_a_keyboard_leaves_out(analyzer: Analyzer, hyphen: str) -> None:
    assert parse(f"法院 {hyphen}法官", analyzer) == Query(And((COURT, Not(JUDGE))))
    assert parse(f"法院{hyphen}法官", analyzer) == Query(Quotation("法院-法官"))


@pytest.mark.parametrize("text", ["", "  ", "\u3000\n", "\u200b"])
def test_an_empty_query_asks_for_everything(analyzer: Analyzer, text: str) -> None:
    assert parse(text, analyzer).tree is None


def test_the_longest_query_is_read(analyzer: Analyzer) -> None:
    assert parse("法" * LONGEST_QUERY, analyzer).tree is not None


def test_a_longer_query_is_refused(analyzer: Analyzer) -> None:
    with pytest.raises(QueryError, match=r"may have 200 characters, this one has 201\.$"):
        parse("法" * (LONGEST_QUERY + 1), analyzer)


@settings(max_examples=2000)
@given(TYPED)
@example("(" * 99 + "法" + ")" * 99)
@example("-" * 199 + "法")
@example("NOT " * 49 + "法")
def test_any_typing_is_read_and_only_nothing_asks_for_everything(analyzer: Analyzer, text: str) -> None:
    parsed = parse(text, analyzer)
    assert (parsed.tree is None) == (normalise(text) == "")


@settings(max_examples=500)
@given(TYPED)
def test_every_letter_typed_is_searched_or_noted(analyzer: Analyzer, text: str) -> None:
    parsed = parse(text.replace("NOT", "").replace("OR", "").replace("-", "").replace("－", ""), analyzer)
    searched = "".join(leaf.text for leaf in parsed.leaves()) + "".join(map(normalise, parsed.notes))
    assert {char for char in normalise(text) if char in "法院官茶山5ab"} <= set(searched)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("法院", False),
        ("法院 法官", False),
        ("“法院”", False),
        ("法院 OR 法官", True),
        ("-法院", True),
        ("法院 -法官", True),
    ],
)
def test_a_query_knows_whether_it_was_combined_by_hand(analyzer: Analyzer, text: str, answer: bool) -> None:
    assert parse(text, analyzer).has_operators is answer


@pytest.mark.parametrize(
    ("ascii_form", "others"),
    [
        ("title:法院 -法官", ["ｔｉｔｌｅ：法院 －法官", "標題：法院\u3000-法官"]),
        ("(法官 OR 茶山) 法院", ["（法官 OR 茶山）\u3000法院", "(法官 ＯＲ 茶山) 法院"]),
        ('"法官 茶山"~5', ["“法官 茶山”～5", "「法官\u3000茶山」~５", "『法官 茶山』〜5", "＂法官 茶山＂~5"]),
        ("审判* app", ["審判＊ ＡＰＰ", "審判* Ａpp"]),
        ("year:2019..2021", ["年份：２０１９..２０２１", "YEAR：2019…2021"]),
    ],
)
def test_every_keyboard_and_script_types_the_same_query(analyzer: Analyzer, ascii_form: str, others: list[str]) -> None:
    meant = parse(ascii_form, analyzer)
    assert meant.notes == ()
    assert [parse(other, analyzer) for other in others] == [meant] * len(others)


def test_a_random_query_loses_no_letter(analyzer: Analyzer) -> None:
    chance = random.Random(6)
    assert [problem for _ in range(3000) if (problem := parsing_problem(typed(chance), analyzer))] == []


def test_leaves_are_what_an_answer_may_show(analyzer: Analyzer) -> None:
    parsed = parse("法院 (“开庭” OR 法官茶山) -调解", analyzer)
    assert list(parsed.leaves()) == [COURT, Quotation("开庭"), JUDGE, TEA, Quotation("法官茶山")]


@pytest.mark.parametrize(
    "day",
    [
        "2024",
        "2024-5-1",
        "2024-02-30",
        "20240501",
        "2024-W18-3",
        "2024-05-01T08:00:00",
        "",
        "yesterday",
        "２０２４-05-01",
    ],
)
@pytest.mark.parametrize("name", ["date_from", "date_to"])
def test_a_date_that_is_no_day_is_refused(name: str, day: str) -> None:
    with pytest.raises(QueryError, match=r"is not a day as YYYY-MM-DD\.$"):
        Filters(**{name: day})  # type: ignore[arg-type]


def test_a_day_is_a_date() -> None:
    assert Filters(date_from="2024-02-29").date_from == "2024-02-29"


def test_filters_give_the_values_of_a_field() -> None:
    assert Filters(court=("青榕县人民法院",)).values("court") == ("青榕县人民法院",)


def test_a_brand_is_kept_as_it_was_typed_and_compared_by_its_key() -> None:
    wanted = Filters(brand=("知·行·健工作法", "知行健", "馬背法庭"))
    assert wanted.brand == ("知·行·健工作法", "马背法庭")
    assert wanted.keyed("brand") == {"知行健": "知·行·健工作法", "马背法庭": "马背法庭"}


def test_a_value_of_a_field_with_few_may_have_another_name() -> None:
    assert Filters(has=("数字", "FIGURES"), form=("repost",)).keyed("has") == {"figures": "figures"}
    with pytest.raises(QueryError, match=r"^“scope” is one of 全国, 全省, 全市, 全县, 系统, not “全球”\.$"):
        Filters(scope=("全球",))


def test_filters_are_taken_in_either_script() -> None:
    assert Filters(column=("新聞中心", "新闻中心")).column == ("新闻中心",)


def test_a_court_to_narrow_to_may_be_given_by_any_of_its_names() -> None:
    wanted = Filters(court=("福州市鼓楼区人民法院", "福建省福州市鼓楼区人民法院", "名山县人民法院"))
    assert wanted.court == ("福州市鼓楼区人民法院", "雅安市名山区人民法院")


def test_the_place_chosen_beside_a_court_decides_between_courts_of_one_name() -> None:
    assert Filters(court=("鼓楼区法院",), city=("福州市",)).court == ("福州市鼓楼区人民法院",)
    assert Filters(court=("鼓楼区法院",), city=("福州市", "徐州市")).court == ("鼓楼区法院",)
