"""Mentions: where a text may be naming something, and what stands around it."""

from __future__ import annotations

import re

from index.knowledge.brandrules import brand_rules
from index.knowledge.mentions import Form, Mention, bare, marked
from index.knowledge.sentences import sentences_of

RULES = brand_rules()


def _marked(line: str) -> list[Mention]:
    (sentence,) = sentences_of([line])
    return list(marked(sentence, RULES.lost_quote))


def _bare(line: str, taken: list[tuple[int, int]] | None = None) -> list[str]:
    (sentence,) = sentences_of([line])
    return [mention.name for mention in bare(sentence, RULES.bare_suffix, RULES.boundary, taken or [])]


def test_quotations_of_every_kind_are_mentions() -> None:
    told = _marked("有“甲甲”和‘乙乙’和「丙丙」和『丁丁』")
    assert [(mention.name, mention.form) for mention in told] == [
        (name, Form.QUOTED) for name in ("甲甲", "乙乙", "丙丙", "丁丁")
    ]


def test_a_title_is_a_mention_unless_it_is_of_a_document_about_a_name() -> None:
    told = _marked("推出《法官说“典”》，印发《关于“甲甲”的意见》")
    assert [(mention.name, mention.form) for mention in told] == [
        ("法官说“典”", Form.TITLED),
        ("典", Form.QUOTED),
        ("甲甲", Form.QUOTED),
    ]


def test_a_lost_closing_mark_is_made_up_for_by_the_suffix() -> None:
    (mention,) = _marked("打造“茶山工作室，天天有人")
    assert (mention.name, mention.form) == ("茶山工作室", Form.LOST_QUOTE)


def test_the_clause_around_a_mention_is_told() -> None:
    (mention,) = _marked("近年来，该院打造“甲甲”工作室，天天有人")
    assert (mention.before, mention.tail) == ("该院打造", "工作室")


def test_an_announcing_colon_is_told() -> None:
    (mention,) = _marked("法官说：“甲甲”")
    assert mention.before == "法官说："


def test_coordinated_mentions_share_what_stands_around_them() -> None:
    told = _marked("打造“甲甲”“乙乙”、溪口法院“丙丙”和“丁丁”等品牌，又有“戊戊”")
    assert [(mention.before, mention.tail) for mention in told[:4]] == [("打造", "等品牌")] * 4
    assert [mention.group for mention in told] == [0, 0, 0, 0, 1]


def test_a_bare_name_reaches_back_to_the_grammar_before_it() -> None:
    assert _bare("该院在洪湾乡设立陈圩村菜农调解室。") == ["陈圩村菜农调解室"]
    assert _bare("建成了全市首个山茶油示范基地。") == ["山茶油示范基地"]
    assert _bare("3间调解室和5个服务站") == []


def test_words_inside_longer_words_are_no_suffix() -> None:
    assert _bare("宅基地纠纷") == []
    assert _bare("溪口调解法官") == []


def test_what_is_marked_is_not_bare_too() -> None:
    line = "打造“茶山调解室”"
    assert _bare(line, taken=[(2, len(line))]) == []


def test_the_page_spells_the_name_and_the_rules_read_it_simplified() -> None:
    (mention,) = _marked("打造「組織生活館」")
    assert (mention.name, mention.plain) == ("組織生活館", "组织生活馆")


def test_hostile_marks_cost_little() -> None:
    for sentence in sentences_of(["“" * 30_000 + "调解" * 30_000]):
        assert isinstance(list(marked(sentence, RULES.lost_quote)), list)
        assert list(bare(sentence, re.compile("室"), RULES.boundary, [])) == []
