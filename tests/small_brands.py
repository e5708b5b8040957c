"""Small articles that found, adopt, plan, visit, repost and claim brands, for the tests of the ledgers."""

from __future__ import annotations

from dataclasses import replace

from index.article import Article

HILL, RIVER, LAKE = "长汀县人民法院", "武平县人民法院", "上杭县人民法院"


def told(court: str, day: str, body: str, title: str = "工作通讯", **values: str) -> Article:
    """An article on its court's own page."""
    host = {HILL: "hill", RIVER: "river", LAKE: "lake"}[court]
    return Article(
        url=f"http://{host}.fjcourt.gov.cn/{day}.html",
        title=title,
        court=court,
        province="福建",
        city="龙岩市",
        published=day,
        body=body,
        **values,  # type: ignore[arg-type]
    )


PLAN = told(
    HILL, "2015-01-10", "下一步，将设立“竹排法庭”巡回审判点，力争年内巡回审理案件120件。", title="二〇一五年工作计划"
)
FOUNDED = told(
    HILL,
    "2016-05-10",
    "长汀法院全市首创“竹排法庭”巡回审理模式，把国徽挂到竹排上开庭，沿江十二个村都有了固定的开庭点。\n"
    "印发《关于规范“竹排法庭”工作的实施意见》，“竹排法庭”共聘请联络员36名。\n"
    "“竹排法庭”被省高级人民法院授予“全省便民诉讼先进集体”称号。",
    title="竹排上的国徽",
)
GROWN = told(
    HILL, "2018-06-01", "两年来，“竹排法庭”的联络员增至128名，巡回点由村口伸到渡口。", title="“竹排法庭”两周年"
)
REPOST = replace(FOUNDED, url="http://portal.example/9.html", published="2016-05-12", court=HILL)
VISIT = told(
    LAKE,
    "2017-03-01",
    "上杭法院一行五人赴长汀县人民法院交流学习，实地了解该院“竹排法庭”的运行情况。",
    title="上杭法院赴长汀法院交流学习",
)
ADOPTED = told(
    RIVER,
    "2019-04-01",
    "武平法院派人到长汀县人民法院学习借鉴，今年3月在全市率先推出“竹排法庭”，由法官撑着竹排进村开庭。",
    title="武平法院“竹排法庭”下水",
)
NAMESAKE = told(LAKE, "2020-04-01", "上杭法院推出“竹排法庭”普法栏目，每周播出一期。", title="“竹排法庭”栏目开播")
ALL = (PLAN, FOUNDED, GROWN, REPOST, VISIT, ADOPTED, NAMESAKE)

_PHRASE = "始终坚持司法为民、公正司法工作主线，努力让人民群众在每一个案件中感受到公平正义"
ALIKE = tuple(
    told(
        court,
        f"2020-0{number}-01",
        f"{court}{_PHRASE}，受理案件{number}97件。\n{court[:2]}的竹子第{'三四五'[number - 1]}次开了花，谁也没有见过。",
    )
    for number, court in enumerate((HILL, RIVER, LAKE), start=1)
)
