"""The evidence for a name, piece by piece."""

from __future__ import annotations

import pytest

from index.knowledge.brandevidence import evidence_of
from index.knowledge.brandrules import brand_rules
from index.knowledge.mentions import bare, marked, readable
from index.knowledge.sentences import sentences_of

RULES = brand_rules()


def _evidence(line: str) -> set[str]:
    """The evidence of the first mention of a line."""
    (sentence,) = sentences_of([line])
    mentions = [*marked(sentence, RULES.lost_quote), *bare(sentence, RULES.bare_suffix, RULES.boundary, [])]
    return set(evidence_of(mentions[0], RULES))


def test_every_piece_of_evidence_has_a_weight() -> None:
    lines = ["打造“茶山”", "《茶山》", "打造“茶山工作室", "设立茶山调解室"]
    assert set().union(*map(_evidence, lines)) <= set(RULES.weights)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("打造“茶山”", {"quoted", "introduced", "adjacent", "object"}),
        ("设立“茶山”站", {"quoted", "founded", "adjacent"}),
        ("打造一个大家都说好的、人人都来的、天天开着门“茶山”", {"quoted", "introduced", "distant"}),
        ("“茶山”机制", {"quoted", "tail"}),
        ("“茶山”的联动机制", {"quoted", "far_tail"}),
        ("“茶山”党建品牌", {"quoted", "tail_brand"}),
        ("“茶山”专项活动", {"quoted", "against_tail"}),
        ("“茶山”法治教育基地", {"quoted", "tail"}),
        ("上线“茶山”计算器", {"quoted", "founded", "adjacent", "object"}),
        ("开展“茶山”计算器", {"quoted", "performed", "adjacent"}),
        ("“茶山”调解点", {"quoted", "tail"}),
        ("“茶山开放日”", {"quoted", "event"}),
        ("，即“茶山”", {"quoted", "named", "adjacent", "object"}),
        ("一套名为“茶山”的办法", {"quoted", "named", "adjacent"}),
        ("培育“茶山”“海港”两个青年项目", {"quoted", "introduced", "adjacent", "object", "tail"}),
        ("《茶山手记》公众号专栏", {"quoted", "tail"}),
        ("“茶山夜话”活动", {"quoted", "own_suffix", "own_against"}),
        ("“茶山”的风", {"quoted", "attributive"}),
        ("首个“茶山”", {"quoted", "first"}),
        ("“茶山”揭牌仪式", {"quoted", "unveiled"}),
        ("荣获“茶山”", {"quoted", "given"}),
        ("“全国优秀法院”", {"quoted", "given"}),
        ("以“茶山”为契机", {"quoted", "purpose"}),
        ("他说“茶山”", {"quoted", "spoken"}),
        ("青榕法院“茶山”", {"quoted", "court_before"}),
        ("“茶山+海港”", {"quoted", "formula"}),
        ("“三源共治”", {"quoted", "pattern"}),
        ("“五个过硬”", {"quoted", "counted"}),
        ("“上山、下海”", {"quoted", "clause"}),
        ("“是茶山”", {"quoted", "wordy"}),
        ("“茶”", {"quoted", "fragment"}),
        ("“5·8”", {"quoted", "fragment"}),
        ("“沉浸式”", {"quoted", "manner"}),
        ("“笔杆子”", {"quoted", "likeness"}),
        ("“枫桥经验”", {"quoted", "label"}),
        ("“茶山上的人”", {"quoted", "phrase"}),
        ("《茶山》", {"titled"}),
        ("《茶山》党建品牌", {"quoted", "tail_brand"}),
        ("《茶山》普法专栏", {"quoted", "tail"}),
        ("“切实解决茶山难”", {"quoted", "slogan"}),
        ("“让人人有茶喝”机制", {"quoted", "tail"}),
        ("“看、听、问”三步法", {"quoted", "tail"}),
        ("“一山一茶、一海一港”", {"quoted", "pattern"}),
        ("子品牌：庭里的“茶山”", {"quoted", "announced"}),
        ("“茶山”：采茶", {"quoted", "explained"}),
        ("“茶山”，已成为全县的一张名片", {"quoted", "praised"}),
        ("“茶山夜话”里，人人说茶", {"quoted", "own_suffix", "placed"}),
        ("“茶山”推行三年来", {"quoted", "since"}),
        ("“茶山夜话”骗取茶款，判处", {"quoted", "own_suffix", "dispute"}),
        ("“便民讲堂”", {"quoted", "own_suffix", "generic"}),
        ("开设12个“茶山”", {"quoted", "founded", "adjacent", "object"}),
        ("介绍了“茶山”、立案服务等做法", {"quoted", "listed"}),
    ],
)
def test_a_line_gives_its_evidence(line: str, told: set[str]) -> None:
    assert _evidence(line) == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("周小满法官工作室", {"bare", "own_suffix", "person", "specific", "studio"}),
        ("便民服务站", {"bare", "own_suffix", "generic"}),
        ("茶农服务站", {"bare", "own_suffix", "specific"}),
        ("茶亭法庭", {"bare", "own_suffix", "specific", "tribunal"}),
        ("茶业巡回法庭", {"bare", "own_suffix", "specific"}),
        ("茶亭人民法庭", {"bare", "own_suffix", "specific", "fragment"}),
    ],
)
def test_a_bare_name_is_judged_by_its_stem(line: str, told: set[str]) -> None:
    assert _evidence(line) == told


def test_garbled_dots_become_dots() -> None:
    assert readable("知?行？健") == "知·行·健"
