"""Honours and recognition."""

from __future__ import annotations

import pytest

from index.article import Article
from index.document import document_of
from index.knowledge.honours import Honour


def honours(text: str, *, title: str | None = None) -> list[Honour]:
    """The honours of an article of one text."""
    article = Article(
        url="http://yunxi.example/1", title=title, body=text, court="云溪县人民法院", published="2023-03-09"
    )
    return list(document_of(article).facts.honours)


def test_an_honour_has_all_that_its_sentence_tells() -> None:
    text = "3月1日，浔江省高级人民法院通报表彰全省法院先进，云溪县人民法院执行局获评全省法院执行先进集体。"
    assert honours(text) == [
        Honour("全省法院执行先进集体", "浔江省高级人民法院", "省", 2023, "云溪县人民法院执行局", text)
    ]


def test_who_gave_it_stands_behind_the_passive() -> None:
    (honour,) = honours("2019年，南屿法庭被县妇联授予“巾帼文明岗”称号。")
    assert (honour.issuer, honour.level, honour.year, honour.owner) == ("县妇联", "县", 2019, "南屿法庭")


def test_several_names_of_one_telling_are_several_honours() -> None:
    text = "该院先后获评“全省优秀法院”（2019年）、“全国文明单位”（2021年）。"
    assert [(each.name, each.year) for each in honours(text)] == [("全省优秀法院", 2019), ("全国文明单位", 2021)]


def test_an_honour_may_be_a_persons_or_a_works() -> None:
    first, second = honours("法官温小禾荣立个人三等功。微电影《渡口》荣获全国二等奖。")
    assert (first.owner, second.owner) == ("温小禾", "渡口")


def test_an_honour_without_an_owner_is_the_courts() -> None:
    (honour,) = honours("近日，喜获全省“法治宣传先进单位”称号。")
    assert (honour.owner, honour.year) == ("云溪县人民法院", 2023)


def test_an_honour_of_our_court_is_not_that_of_an_earlier_clause() -> None:
    (honour,) = honours("市中院对人民法庭工作的考核揭晓，我院被评为年度先进单位。")
    assert honour.owner == "云溪县人民法院"


def test_a_prize_behind_a_quoted_name_is_one_name() -> None:
    (honour,) = honours("《渡口》获第三届“浔江杯”微视频大赛优秀奖。")
    assert honour.name == "第三届“浔江杯”微视频大赛优秀奖"


def test_what_others_take_over_is_recognition() -> None:
    (honour,) = honours("调研信息被省委快报、省法院采用12条次。")
    assert (honour.name, honour.issuer, honour.level) == ("采用12条次", "省委快报、省法院", "省")


def test_a_leaders_note_and_a_spreading_are_recognition() -> None:
    noted, spread = honours("做法获市委书记批示肯定，并在全省法院推广。")
    assert (noted.name, noted.level) == ("批示肯定", "市")
    assert (spread.name, spread.level) == ("在全省法院推广", "省")


def test_who_spreads_the_work_of_the_court_may_say_so_itself() -> None:
    (honour,) = honours("最高人民法院工作简报转发了我院诉源治理经验。")
    assert (honour.name, honour.issuer, honour.level) == ("转发", "最高人民法院", "国家")


def test_an_honour_is_handed_to_whom_it_is_for() -> None:
    (honour,) = honours("省妇联为家事审判团队颁发“三八红旗集体”奖牌。")
    assert (honour.name, honour.issuer, honour.owner) == ("三八红旗集体", "省妇联", "家事审判团队")


def test_a_rank_has_the_level_of_the_contest() -> None:
    (honour,) = honours("在全市法院庭审观摩评比中，民二庭选送的庭审荣膺第一名。")
    assert (honour.name, honour.level, honour.owner) == ("第一名", "市", "民二庭")


def test_each_of_several_people_has_an_own_honour() -> None:
    text = "法官阮青荣立个人二等功，法警队长何大庆获市级“平安卫士”称号，干警林小雨撰写的文书荣获全省一等奖。"
    assert [honour.owner for honour in honours(text)] == ["阮青", "何大庆", "林小雨"]


@pytest.mark.parametrize(
    "text",
    [
        "原告荣获的奖金应否分割，是本案焦点。",
        "被告公司的产品曾获“省名牌”称号。",
        "力争获评全省先进集体。",
        "会议表彰了先进集体和先进个人。",
        "原告被评为十级伤残。",
        "学习贯彻重要批示精神。",
        "被执行人主动还款，在公开栏张榜表扬。",
        "小路被村民命名为“和气巷”。",
        "法官的耐心得到群众认可。",
        "开展文明单位创建工作。",
    ],
)
def test_what_is_wished_handed_out_or_no_honour_is_not_told(text: str) -> None:
    assert honours(text) == []


def test_the_fuller_telling_of_an_honour_stays() -> None:
    text = "3月1日，南屿法庭被省高级人民法院授予“全省优秀人民法庭”称号。"
    (honour,) = honours(text, title="南屿法庭获评全省优秀人民法庭")
    assert honour.sentence == text


def test_an_announcement_of_another_level_gave_no_honour() -> None:
    text = "3月1日，浔江省高级人民法院通报先进，南屿法庭此前获评“全市青年文明号”。"
    assert [(each.issuer, each.level) for each in honours(text)] == [(None, "市")]
