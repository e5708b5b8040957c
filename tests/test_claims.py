"""The firsts that an article claims."""

from __future__ import annotations

import pytest

from index.article import Article
from index.document import document_of
from index.knowledge.claimrules import claim_rules
from index.knowledge.claims import Claim


def claims(
    text: str, *, title: str | None = None, court: str = "云溪县人民法院", province: str = "福建"
) -> list[Claim]:
    """The claims of an article of one text."""
    article = Article(url="http://yunxi.example/1", title=title, body=text, court=court, province=province)
    return list(document_of(article).facts.claims)


def told(text: str, **values: str) -> list[tuple[str | None, str, str]]:
    """Scope, word and object of each claim."""
    return [(claim.scope, claim.word, claim.object) for claim in claims(text, **values)]


@pytest.mark.parametrize(
    ("text", "scope", "word", "thing"),
    [
        ("该院设立全省首个“潮汐法庭”。", "全省", "首个", "潮汐法庭"),
        ("全国首家“骑手驿站”正式揭牌。", "全国", "首家", "骑手驿站"),
        ("协同财产庭全市首推“司法+气象”机制，效果很好。", "全市", "首推", "“司法+气象”机制"),
        ("该院在全县率先推行夜间立案。", "全县", "率先", "夜间立案"),
        ("审判系统首例“云上勘验”在此完成。", "系统", "首例", "云上勘验"),
        ("这是全省法院唯一的海岛调解点。", "全省", "唯一", "海岛调解点"),
        ("该院建成全国首个“竹海法庭”。", "全国", "首个", "竹海法庭"),
        ("该院设立“全市首个‘竹海工作室’”，天天有人。", "全市", "首个", "竹海工作室"),
        ("率先在全市基层法院中推行“无纸阅卷”。", "全市", "率先", "无纸阅卷"),
        ("中院在全市首推庭审语音改革。", "全市", "首推", "庭审语音改革"),
        ("这一做法开创了全国竹林案件巡护令的先河。", "全国", "先河", "竹林案件巡护令"),
        ("该中心填补了全省山区司法鉴定的空白。", "全省", "填补空白", "山区司法鉴定"),
        ("据悉，聘请家事回访员在全省法院尚无先例。", "全省", "无先例", "聘请家事回访员"),
    ],
)
def test_a_claim_has_scope_word_and_object(text: str, scope: str, word: str, thing: str) -> None:
    assert told(text) == [(scope, word, thing)]


def test_a_scope_holds_for_what_is_listed_behind_it() -> None:
    assert told("该院在全省率先成立竹业审判庭、率先试行要素审判。") == [
        ("全省", "率先", "竹业审判庭"),
        ("全省", "率先", "要素审判"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "能否成为全省第一家试点法院，要看下个月的验收。",
        "他以“全国首个竹海法庭”为题写了一篇报道。",
        "全国首批“竹海式人民法庭”名单公布。",
        "原告称其为全国首创者。",
        "该县是全国第一批革命老区县。",
        "力争填补全省山区司法鉴定的空白。",
    ],
)
def test_what_only_sounds_like_a_first_is_none(text: str) -> None:
    assert told(text) == []


def test_every_claim_carries_its_sentence() -> None:
    (claim,) = claims("海风很大。该院设立全省首个“潮汐法庭”，群众叫好。")
    assert claim.sentence == "该院设立全省首个“潮汐法庭”，群众叫好。"


def test_two_claims_of_a_sentence_are_two() -> None:
    text = "打造全市首个“甲山基地”、全省首个“乙水基地”。"
    assert told(text) == [("全市", "首个", "甲山基地"), ("全省", "首个", "乙水基地")]


def test_what_is_first_may_stand_before_the_word() -> None:
    assert told("这种“四站联动”的布局在全省尚属首创。") == [("全省", "首创", "“四站联动”的布局")]
    assert told("该院建立“雨中勘界”制度。这在全市尚属首创。") == [("全市", "首创", "雨中勘界")]


def test_a_long_description_is_cut_to_the_name_that_it_leads_to() -> None:
    text = "在全省首创以三个中心法庭为主体、九个巡回点为补充、八十名联络员为触角的“三网合一”诉讼网络。"
    assert told(text) == [("全省", "首创", "“三网合一”诉讼网络")]


def test_a_place_says_among_whom_unless_it_names_the_court() -> None:
    assert told("浔江省首个“船上法庭”下水。") == [("全省", "首个", "船上法庭")]
    assert told("云溪县法院首个“船上法庭”下水。") == [(None, "首个", "船上法庭")]


def test_the_whole_region_is_a_province_where_provinces_are_regions() -> None:
    text = "全区首个“草原驿站”揭牌。"
    assert told(text, province="内蒙古") == [("全省", "首个", "草原驿站")]
    assert told(text) == [("全县", "首个", "草原驿站")]


def test_a_first_among_nobody_is_claimed_by_the_plainest_words_only() -> None:
    assert told("该院首创“渔灯夜审”。") == [(None, "首创", "渔灯夜审")]
    assert told("首批30名联络员上岗。") == []
    assert told("合议庭首次到渔排开庭。") == []


@pytest.mark.parametrize(
    "text",
    [
        "力争建成全省首个“潮汐法庭”。",
        "报道题为《全省首个“潮汐法庭”启用》。",
        "这不是全省首个潮汐法庭。",
        "落实首问负责制，首席调解员第一时间到场。",
        "今年首个工作日，窗口忙碌。",
        "各部门要争当全市第一家。",
    ],
)
def test_what_is_planned_quoted_denied_or_trivial_is_no_claim(text: str) -> None:
    assert told(text) == []


def test_in_a_plan_a_first_without_a_word_of_the_past_is_none() -> None:
    assert told("创建全省首个“潮汐法庭”。", title="云溪法院2025年工作计划") == []


def test_the_title_and_the_body_tell_one_claim() -> None:
    (claim,) = claims("全省首个“潮汐法庭”日前揭牌。", title="全省首个“潮汐法庭”揭牌")
    assert claim.sentence == "全省首个“潮汐法庭”日前揭牌。"


def test_an_object_keeps_the_script_of_its_page() -> None:
    assert told("該院設立全省首個“潮汐法庭”調解點。") == [("全省", "首个", "“潮汐法庭”調解點")]


def test_scopes_are_those_of_the_contract() -> None:
    assert [name for name, _ in claim_rules().levels] == ["全国", "全省", "全市", "全县", "系统"]
