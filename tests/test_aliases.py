"""Aliases: other names of courts, places and things, asked for as well and told."""

from __future__ import annotations

from itertools import chain

import pytest

from index.query import And, Not, Or, Quotation, Word, parse
from index.query.aliases import other_names, widened
from index.text.analyzer import Analyzer
from index.text.normal import normalise


def _also(analyzer: Analyzer, query: str) -> set[str]:
    return set(widened(parse(query, analyzer), analyzer)[1])


@pytest.mark.parametrize(
    ("query", "also"),
    [
        ("省高院", {"高级人民法院"}),
        ("市中院", {"中级人民法院"}),
        ("一站式", {"诉服中心", "诉讼服务中心"}),
        ("诉服中心", {"一站式"}),
        ("枫桥经验", {"枫桥"}),
        ("民訴法", {"民事诉讼法"}),
        ("丰台法院", {"丰台区人民法院"}),
        ("丰台区人民法院", {"丰台法院"}),
        ("豐臺區人民法院", {"丰台法院"}),
        ("浙江高院", {"浙江省高级人民法院"}),
        ("杭州中院", {"杭州市中级人民法院"}),
        ("名山县人民法院", {"名山区人民法院", "名山法院"}),
        ("名山县", {"名山区"}),
        ("名山区", {"名山县"}),
        ("title:名山县", {"名山区"}),
    ],
)
def test_other_names_are_asked_for(analyzer: Analyzer, query: str, also: set[str]) -> None:
    assert also <= _also(analyzer, query)


@pytest.mark.parametrize(
    "query",
    [
        "法院",
        "“丰台法院”",
        "-名山县",
        "法院:名山县人民法院",
        "鼓楼法院",
        "鼓楼区",
        "鼓楼区人民法院",
        "医院",
        "枫桥",
        "",
        "year:2019",
    ],
)
def test_what_is_exact_unwanted_or_not_sure_has_no_other_name(analyzer: Analyzer, query: str) -> None:
    assert _also(analyzer, query) == set()


def test_a_name_that_is_no_word_is_asked_for_as_it_stands(analyzer: Analyzer) -> None:
    query, _ = widened(parse("茶山 名山县 -法官", analyzer), analyzer)
    named = Or((Word("名山县"), Quotation("名山区")))
    assert query.tree == And((Word("茶山"), named, Not(Word("法官")))) or list(analyzer.pieces("名山区")) == ["名山区"]


def test_what_is_found_anyway_is_not_asked_for_again(analyzer: Analyzer) -> None:
    assert "省高院" not in _also(analyzer, "高院")
    assert "北京市丰台区人民法院" not in _also(analyzer, "丰台法院")


@pytest.mark.parametrize("name", ["丰台法院", "名山县", "一站式", "浙江高院"])
def test_names_are_normal_and_never_the_name_itself(name: str) -> None:
    names = other_names(name)
    assert name not in names
    assert list(map(normalise, names)) == list(names)


def test_every_group_leads_from_each_name_to_the_others() -> None:
    group = ("诉讼服务中心", "诉服中心", "一站式")
    assert {name: set(other_names(name)) | {name} for name in group} == dict.fromkeys(group, set(group))
    assert len(list(chain(*(other_names(name) for name in group)))) == 6
