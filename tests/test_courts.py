"""Courts: names and short forms, names in running text, the court a page is about."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.places.courts import Court, court_about, courts_in, recognise, todays_name
from index.places.gazetteer import COUNTY, gazetteer
from index.places.namings import namings


def about(**given_fields: Any) -> Court | None:
    fields: dict[str, Any] = {"declared": None, "title": None, "body": "", "source": None, "site_name": None}
    return court_about(**fields | given_fields)


def name_of(court: Court | None) -> str | None:
    return court.name if court else None


def test_a_county_court_is_recognised_with_its_whole_region() -> None:
    assert recognise("永泰县人民法院") == Court("永泰县人民法院", "基层", "福建", "福州市", "永泰县", "350125")


@pytest.mark.parametrize(
    ("written", "name", "level"),
    [
        ("最高法院", "最高人民法院", "最高"),
        ("福建高院", "福建省高级人民法院", "高级"),
        ("宁夏高院", "宁夏回族自治区高级人民法院", "高级"),
        ("雅安中院", "雅安市中级人民法院", "中级"),
        ("恩施州中院", "恩施土家族苗族自治州中级人民法院", "中级"),
        ("北京一中院", "北京市第一中级人民法院", "中级"),
        ("海南省第一中级人民法院", "海南省第一中级人民法院", "中级"),
        ("济源中院", "河南省济源中级人民法院", "中级"),
        ("雅安法院", "雅安市中级人民法院", "中级"),
        ("永泰法院", "永泰县人民法院", "基层"),
        ("罗田县法院", "罗田县人民法院", "基层"),
        ("阆中法院", "阆中市人民法院", "基层"),
        ("丰台法院", "北京市丰台区人民法院", "基层"),
        ("科左中旗法院", "科尔沁左翼中旗人民法院", "基层"),
        ("福建省永泰县人民法院", "福建省永泰县人民法院", "基层"),
        ("大连瓦房店市人民法院", "瓦房店市人民法院", "基层"),
        ("天津市河西区人民法院", "天津市河西区人民法院", "基层"),
        ("北京丰台区人民法院", "北京市丰台区人民法院", "基层"),
        ("覃塘区人民法院", "贵港市覃塘区人民法院", "基层"),
        ("广西覃塘区人民法院", "广西贵港市覃塘区人民法院", "基层"),
        ("東莞市第一人民法院", "东莞市第一人民法院", "基层"),
        ("儋州市人民法院", "儋州市人民法院", "基层"),
        ("神农架林区人民法院", "神农架林区人民法院", "基层"),
        ("六枝特区法院", "六枝特区人民法院", "基层"),
        ("成都高新区法院", "成都高新技术产业开发区人民法院", "基层"),
        ("武汉东湖新技术开发区人民法院", "武汉东湖新技术开发区人民法院", "基层"),
        ("南京江北新区人民法院", "南京江北新区人民法院", "基层"),
        ("浦东新区法院", "上海市浦东新区人民法院", "基层"),
        ("北京铁路法院", "北京铁路运输法院", "专门"),
        ("广州铁路运输中院", "广州铁路运输中级法院", "专门"),
        ("武汉海事法院", "武汉海事法院", "专门"),
        ("北京知识产权法院", "北京知识产权法院", "专门"),
        ("杭州互联网法院", "杭州互联网法院", "专门"),
        ("上海金融法院", "上海金融法院", "专门"),
        ("黑龙江省林区中院", "黑龙江省林区中级人民法院", "专门"),
        ("兵团第六师中院", "新疆生产建设兵团第六师中级人民法院", "专门"),
        ("阿拉尔垦区人民法院", "阿拉尔垦区人民法院", "专门"),
        ("永泰县人民法院城关人民法庭", "永泰县人民法院", "基层"),
    ],
)
def test_names_and_short_forms_give_the_full_name_and_level(written: str, name: str, level: str) -> None:
    court = recognise(written)
    assert court is not None
    assert (court.name, court.level) == (name, level)


@pytest.mark.parametrize(
    "written",
    ["全省法院", "区法院", "我院", "上级法院", "人民法院", "各级法院", "先进法院", "两级法院", "基层法院", "山区法院",
     "开发区法院", "市中院", "省高院", "天津法院", "金融法院", "林区中院", "公安法院", "会同法院", "东区法院",
     "朝阳区人民法院", "朝阳法院", "城区法院", "城关人民法庭", "永泰县", "永泰县人民法院工作报告", ""],
)  # fmt: skip
def test_what_names_no_court_or_several_gives_none(written: str) -> None:
    assert recognise(written) is None


@pytest.mark.parametrize(
    ("written", "context", "name"),
    [
        ("市中院", {"city": "福州"}, "福州市中级人民法院"),
        ("市中级人民法院", {"city": "福州市"}, "福州市中级人民法院"),
        ("省高院", {"province": "福建"}, "福建省高级人民法院"),
        ("市高院", {"province": "上海"}, "上海市高级人民法院"),
        ("林区中院", {"province": "黑龙江"}, "黑龙江省林区中级人民法院"),
        ("鼓楼区法院", {"city": "福州市"}, "福州市鼓楼区人民法院"),
        ("朝阳区法院", {"province": "吉林"}, "长春市朝阳区人民法院"),
        ("城区法院", {"city": "晋城市"}, "晋城市城区人民法院"),
    ],
)
def test_province_and_city_decide(written: str, context: dict[str, str], name: str) -> None:
    assert name_of(recognise(written, **context)) == name


def test_the_court_of_a_place_no_gazetteer_knows_is_read_by_grammar() -> None:
    assert recognise("青榕县人民法院") == Court("青榕县人民法院", "基层", county="青榕县")
    assert recognise("青榕县法院", province="福建省", city="福州市") == Court(
        "青榕县人民法院", "基层", "福建", "福州市", "青榕县"
    )
    assert recognise("青江省白鹭市青榕县人民法院") == Court(
        "青江省白鹭市青榕县人民法院", "基层", "青江", "白鹭市", "青榕县"
    )
    assert recognise("黑桦林区人民法院") == Court("黑桦林区人民法院", "基层")
    assert recognise("白鹭市中级人民法院") == Court("白鹭市中级人民法院", "中级", city="白鹭市")


def test_a_district_of_an_unknown_city_is_not_taken_for_a_real_one() -> None:
    court = recognise("白鹭市丰台区人民法院")
    assert court is not None
    assert (court.city, court.adcode) == ("白鹭市", None)


def test_a_former_name_stays_and_its_region_is_todays() -> None:
    court = recognise("名山县人民法院")
    assert court is not None
    assert (court.name, court.county, court.adcode) == ("名山县人民法院", "名山区", "511803")


def test_every_county_court_with_an_unshared_name_is_recognised() -> None:
    counties = {
        division.name: division
        for name in _county_names()
        for division in gazetteer().bearers(name)
        if division.rank == COUNTY and division.name == division.county
    }
    missed = [name for name, division in counties.items() if _missed(name, division.adcode)]
    assert counties
    assert set(missed) <= {"东区", "西区", "矿区"}


def _county_names() -> list[str]:
    from importlib.resources import files  # noqa: PLC0415

    lines = files("index.places").joinpath("divisions.csv").read_text(encoding="utf-8").splitlines()[2:]
    return [line.split(",")[1] for line in lines if len(gazetteer().bearers(line.split(",")[1])) == 1]


def _missed(name: str, adcode: str | None) -> bool:
    court = recognise(name + "人民法院")
    return court is None or court.adcode != adcode


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("活动由永泰县人民法院和闽清法院承办,对全省法院开放。", ["永泰县人民法院", "闽清县人民法院"]),
        ("我院干警近日赴瑞金市人民法院交流", ["瑞金市人民法院"]),
        ("在市中院指导下,永泰法院与上级法院一道", ["福州市中级人民法院", "永泰县人民法院"]),
        ("永泰法院召开会议。福建省福州市永泰县人民法院院长讲话。", ["福建省福州市永泰县人民法院"]),
        ("天津市河西区举行仪式,河西区法院参加", ["天津市河西区人民法院"]),
        ("省、市和县法院的干警", []),
        ("马鞍山市和县法院的干警", ["和县人民法院"]),
        ("干警走进县人民法院,听取区人民法院介绍", []),
        ("山区法院和试点区法院,一个基层法院", []),
        ("在公安法院联动机制下,公证处会同法院", []),
        ("最高法定刑以下", []),
        ("昨天上午青榕县人民法院开会,青榕法院院长到会", ["青榕县人民法院"]),
        ("普洱市两级法院", []),
        ("黑桦林区人民法院开会,黑桦林区法院和黑桦法院的法官、国有林区法院的法官到会", ["黑桦林区人民法院"]),
        ("矿区法院的法官", []),
    ],
)
def test_running_text_gives_its_courts_without_what_stands_before_them(text: str, names: list[str]) -> None:
    assert [court.name for court in courts_in(text)] == names


def test_the_page_decides_between_courts_of_one_name() -> None:
    assert [court.name for court in courts_in("福州市区今日有雨,鼓楼区法院照常办公")] == ["福州市鼓楼区人民法院"]
    assert courts_in("鼓楼区法院照常办公") == ()


def test_traditional_text_with_readings_is_read() -> None:
    assert [court.name for court in courts_in("盤山縣(xiàn)法院與長樂區人民法院")] == [
        "盘山县人民法院",
        "福州市长乐区人民法院",
    ]


def test_the_declared_court_wins_when_the_page_speaks_of_we_or_of_it() -> None:
    home = "盘山县人民法院"
    assert name_of(about(declared=home, title="大洼法院来我院交流", body="大洼区人民法院一行到访。")) == home
    assert name_of(about(declared=home, title="工作会议", body="大洼法院与盘山法院的代表到会。")) == home
    assert name_of(about(declared=home, title="工作会议", body="会议要求抓好落实。")) == home
    assert name_of(about(declared=home, body="辽宁省高级人民法院通报表扬。")) == home
    assert name_of(about(declared=home, body="大洼法院也参加了。")) == home


def test_a_page_clearly_about_another_court_is_not_the_declared_courts() -> None:
    assert name_of(about(declared="南宁市中级人民法院", body="横州市人民法院的法庭设在镇上。")) == "横州市人民法院"
    assert name_of(about(declared="盘山县人民法院", body="大洼法院开会。大洼法院院长讲话。")) == "盘锦市大洼区人民法院"
    assert name_of(about(declared="盘山县人民法院", title="最高人民法院发布规定")) == "最高人民法院"


def test_an_unknown_declared_court_is_found_by_its_short_name_and_keeps_the_sites_region() -> None:
    court = about(
        declared="青榕县人民法院", title="青榕法院开会", body="市中级人民法院院长到会。", province="福建", city="福州市"
    )
    assert court == Court("青榕县人民法院", "基层", "福建", "福州市", "青榕县")


def test_a_declared_name_that_no_grammar_reads_is_kept() -> None:
    assert about(declared="示例审判站", title="开会", province="福建") == Court("示例审判站", None, "福建")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"title": "闽清法院保护绿水青山", "source": "福州中院"}, "闽清县人民法院"),
        ({"title": "绿水青山", "source": "闽清县人民法院办公室", "body": "永泰法院也参加。"}, "闽清县人民法院"),
        ({"title": "绿水青山", "source": "人民法院报", "site_name": "雅安法院网"}, "雅安市中级人民法院"),
        ({"title": "绿水青山", "site_name": "天津法院网"}, "天津市高级人民法院"),
        ({"title": "绿水青山", "site_name": "黄冈市罗田县人民法院网站"}, "黄冈市罗田县人民法院"),
        ({"body": "闽清法院干警赴永泰法院学习。永泰法院有特色。"}, "闽清县人民法院"),
        ({"body": "供图 兰溪市人民法院\n文| 浙江省金华市中级人民法院"}, "浙江省金华市中级人民法院"),
        ({"body": "云南普洱市两级人民法院共建。宁洱县人民法院参与。"}, "普洱市中级人民法院"),
        ({"title": "市中院受表彰", "body": "咸宁市中院获最高人民法院授予称号。"}, "咸宁市中级人民法院"),
        ({"title": "十大典型案例", "body": "各地各有做法。\n永泰县人民法院某法庭"}, None),
        ({"title": "新华区法院开会", "body": "会议开了一天。"}, None),
        ({"title": "天气", "body": "晴。"}, None),
    ],
)
def test_without_a_declared_court_title_source_site_and_body_decide(fields: dict[str, str], name: str | None) -> None:
    assert name_of(about(**fields)) == name


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (None, "济南中院举办模拟法庭。\n郑州中院组织开放日。\n合肥中院发布案例。"),
        (None, "今天推荐的是仙居县法院、庆元县法院、岱山县法院的做法。"),
        ("济南中院、郑州中院、合肥中院携手", "三家法院签了协议。"),
        (None, "永泰法院、阆中法院、雅安中院签订协作协议。"),
        (None, "两批典型案例公布\n永泰县人民法院某法庭"),
    ],
)
def test_a_round_up_of_several_courts_is_about_none(title: str | None, body: str) -> None:
    assert about(title=title, body=body) is None


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("闽清法院建起码头调解室。闽清法院说,这一做法被永泰法院、罗田县法院、阆中法院借鉴。", "闽清县人民法院"),
        ("闽清法院审结一案。该院说,永泰法院、罗田县法院、阆中法院也有此类案件。", "闽清县人民法院"),
        ("福建高院发布通报。闽清法院、永泰法院、周宁法院获评先进。", "福建省高级人民法院"),
        ("最高人民法院发布典型案例,闽清法院审理的一起案件入选。", "闽清县人民法院"),
        ("最高人民法院发布司法解释。最高人民法院有关负责人答问时提到闽清法院的做法。", "最高人民法院"),
        ("专栏名称: 福建高院\n福建高院 · 公众号\n闽清法院建起调解室。", "闽清县人民法院"),
    ],
)
def test_the_court_that_stands_out_is_the_one_a_page_is_about(body: str, name: str) -> None:
    assert name_of(about(body=body)) == name


@pytest.mark.parametrize(
    ("written", "context", "adcode"),
    [
        ("名山县人民法院", {}, "511803"),
        ("四川省雅安地区名山县人民法院", {}, "511803"),
        ("四川省涪陵地区垫江县人民法院", {}, "500231"),
        ("郊区人民法院", {"city": "蚌埠市"}, "340311"),
        ("长沙市北区人民法院", {}, "430105"),
        ("东山区人民法院", {}, "230406"),
        ("东山区人民法院", {"province": "广东"}, "440104"),
        ("广州市东山区人民法院", {}, "440104"),
        ("临汾市人民法院", {}, "141002"),
        ("临汾市中级人民法院", {}, "141000"),
        ("襄樊市中级人民法院", {}, "420600"),
    ],
)
def test_a_name_given_up_leads_to_its_successor(written: str, context: dict[str, str], adcode: str) -> None:
    court = recognise(written, **context)
    assert court is not None
    assert court.adcode == adcode


def test_we_are_the_court_whose_site_or_source_it_is() -> None:
    court = about(
        title="市中院领导到我院检查", body="检查组查看了法庭。", site_name="呼玛县人民法院", province="黑龙江"
    )
    assert name_of(court) == "呼玛县人民法院"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"site_name": "五原县人民政府", "title": "县法院与团县委签约"}, "五原县人民法院"),
        ({"source": "鼓楼区融媒体中心", "body": "区法院走进社区。", "city": "徐州市"}, "徐州市鼓楼区人民法院"),
        ({"source": "鼓楼区融媒体中心", "body": "区法院走进社区。"}, None),
        ({"site_name": "五原县人民政府", "body": "县政府召开会议。"}, None),
    ],
)
def test_a_countys_own_site_tells_which_county_court_it_means(fields: dict[str, str], name: str | None) -> None:
    assert name_of(about(**fields)) == name


def test_a_page_keeps_the_name_of_its_time() -> None:
    court = about(body="名山县人民法院组织干警到茶园劳动。")
    assert court is not None
    assert (court.name, court.county) == ("名山县人民法院", "名山区")


@pytest.mark.parametrize(
    ("written", "context", "name"),
    [
        ("福建省福州市鼓楼区人民法院", {}, "福州市鼓楼区人民法院"),
        ("鼓楼区法院", {"city": "福州市"}, "福州市鼓楼区人民法院"),
        ("名山县人民法院", {}, "雅安市名山区人民法院"),
        ("襄樊市中级人民法院", {}, "襄阳市中级人民法院"),
        ("甘孜藏族自治州得荣县人民法院", {}, "得荣县人民法院"),
        ("北京一中院", {}, "北京市第一中级人民法院"),
        ("四川成都高新区法院", {}, "成都高新技术产业开发区人民法院"),
        ("昆山经济技术开发区人民法院", {}, "昆山经济技术开发区人民法院"),
        ("湖北省武汉海事法院", {}, "武汉海事法院"),
        ("林区中院", {"province": "黑龙江"}, "黑龙江省林区中级人民法院"),
        ("海南自贸港知识产权法院", {}, "海南自由贸易港知识产权法院"),
        ("新疆高院兵团分院", {}, "新疆维吾尔自治区高级人民法院生产建设兵团分院"),
        ("青榕县人民法院", {}, "青榕县人民法院"),
        ("青江省青榕县人民法院", {}, "青榕县人民法院"),
        ("朝阳区人民法院", {}, "朝阳区人民法院"),
        ("示例审判站", {}, "示例审判站"),
    ],
)
def test_a_court_has_one_name_of_today_however_it_is_written(written: str, context: dict[str, str], name: str) -> None:
    assert todays_name(written, **context) == name


def test_one_court_written_in_two_ways_has_one_identity() -> None:
    long, short = recognise("山西省吕梁市中级人民法院"), recognise("吕梁中院")
    assert long is not None
    assert short is not None
    assert long.name != short.name
    assert long.identity == short.identity


@given(st.text(alphabet="永泰县青榕市中院高级人民法第一区省和、,\n铁路开发林兵团师两系统 ", max_size=60))
def test_any_text_is_read_and_every_naming_lies_in_it(text: str) -> None:
    assert all(0 <= naming.start < naming.end <= len(text) for naming in namings(text))
    assert all(court.name.endswith(("法院", "分院")) for court in courts_in(text))


@pytest.mark.parametrize("name", ["南阳市宛城区人民法院", "南阳市中级人民法院"])
def test_a_place_that_was_split_takes_no_name_from_those_of_today(name: str) -> None:
    split, also_split, court = courts_in(f"信阳县人民法院与南阳市人民法院来到{name}。")
    assert (split.adcode, also_split.adcode) == (None, None)
    assert court == recognise(name)
    assert court.adcode


def test_a_court_of_a_place_that_was_split_has_its_province_and_city_and_no_code() -> None:
    court = Court("杭州市江干区人民法院", "基层", "浙江", "杭州市")
    assert [recognise(name) for name in ("杭州市江干区人民法院", "江干区法院", "江干法院")] == [court] * 3
    assert todays_name("江干法院") == "杭州市江干区人民法院"


def test_a_town_that_became_a_city_is_found_where_it_lay() -> None:
    court = Court("广东省佛山地区佛山市人民法院", "基层", "广东", "佛山市", None, "440600")
    assert recognise("广东省佛山地区佛山市人民法院") == court


@pytest.mark.parametrize("name", ["白鹭洲垦区人民法院", "兵团白鹭洲垦区法院", "新疆生产建设兵团白鹭洲垦区人民法院"])
def test_reclaimed_land_that_no_city_names_is_the_corps(name: str) -> None:
    assert recognise(name) == Court("白鹭洲垦区人民法院", "专门", "新疆", None, None, "650000")


def test_a_story_of_two_places_courts_is_about_neither() -> None:
    body = "11月6日，安徽省长丰县人民法院与安徽省肥东县人民法院签署协议。"
    assert about(title="长丰、肥东两地法院共建协作区", body=body) is None
    assert name_of(about(title="长丰法院共建协作区", body=body)) == "安徽省长丰县人民法院"
    assert name_of(about(title="两地法院共建协作区", body=body, declared="肥东县人民法院")) == "肥东县人民法院"


def test_who_came_to_see_us_is_not_us() -> None:
    body = "3月5日，六安市中院副院长一行到我院调研指导工作。"
    assert about(title="六安市中院一行到我院调研", body=body) is None
    assert name_of(about(body=body, site_name="霍邱县人民法院")) == "霍邱县人民法院"


@pytest.mark.parametrize("opening", ["县人民法院", "近日，我县人民法院", "县长一行到县法院调研，县法院"])
def test_the_county_s_own_site_tells_its_court(opening: str) -> None:
    assert name_of(about(body=f"{opening}召开总结会。", site_name="霍邱县人民政府")) == "霍邱县人民法院"
