"""The pages of ledgers, brands, courts and checks alike: whole, light, safe over a hostile corpus, all links alive."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from page_elements import Elements, collects, hostile_marks, text_of
from small_brands import HILL, LAKE, RIVER
from small_ledgers import HOSTILE_COURT, filled

from index.ledgers.matter import CLASS_NAMES
from webui import create_app
from webui.ledgerpages import SIZE

LARGEST_PAGE = 60 * 1024
ADDRESSES = (
    "/brands",
    "/brands?type=工作室&sort=first",
    "/brands?q=没有这个名字",
    "/brand?name=竹排法庭",
    "/brand?name=" + quote("javascript:alert(4)"),
    "/firsts",
    "/firsts?q=渡口",
    "/honours?province=福建",
    "/figures?status=planned",
    "/figures?page=99",
    "/courts",
    f"/court?name={HILL}",
    "/court?name=" + quote(HOSTILE_COURT),
    "/compare",
    f"/compare?court={HILL}&court={RIVER}",
    f"/compare?court={HILL}&court=" + quote(HOSTILE_COURT),
    "/check",
    "/check?name=竹排法庭",
    "/check?name=" + quote("<script>alert(1)</sc"),
    "/check?name=从未有过的名称",
)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(filled()).test_client()


# craft


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_whole_light_and_safe(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    page, elements = response.text, Elements(response.text).found
    assert response.status_code == 200
    assert len(response.data) <= LARGEST_PAGE
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert hostile_marks(page) == []
    tags = [tag for tag, _ in elements]
    assert (tags.count("h1"), tags.count("main")) == (1, 1)
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    pointed = [each for _, attributes in elements for each in (attributes.get("aria-labelledby") or "").split()]
    assert set(pointed) <= set(ids)
    ranks = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    main = ranks[ranks.index(1) :]
    assert all(after <= before + 1 for before, after in zip(main, main[1:], strict=False))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_input_has_a_name_for_those_who_do_not_see_it(client: FlaskClient, address: str) -> None:
    elements = Elements(client.get(address).text).found
    labelled = {attributes.get("for") for tag, attributes in elements if tag == "label"}
    asked = [attributes for tag, attributes in elements if tag == "input" and attributes.get("type") != "hidden"]
    assert all(each.get("id") in labelled or "aria-label" in each for each in asked)


@pytest.mark.parametrize("address", [each for each in ADDRESSES if "alert" not in each])
def test_links_lead_somewhere(client: FlaskClient, address: str) -> None:
    here = address.partition("?")[0]
    links = dict.fromkeys(
        link
        for link in Elements(client.get(address).text).links()
        if link.startswith(("?", "/")) and "evil.example" not in link
    )
    for link in list(links)[:60]:
        target = here + link if link.startswith("?") else link
        assert client.get(target, buffered=True).status_code == 200, target


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/brand?name=没有这个品牌", 404),
        ("/brand", 400),
        ("/court?name=没有这家法院", 404),
        (f"/compare?court={HILL}&court=没有这家法院", 404),
        ("/compare?" + "&".join(f"court={number}" for number in range(5)), 400),
        ("/firsts?page=0", 400),
        ("/firsts?from=2020", 400),
        ("/brands?sort=x", 400),
        ("/brands?" + "&".join(f"type={number}" for number in range(21)), 400),
        ("/check?name=" + "名" * 61, 400),
        ("/honours?q=" + "名" * 61, 400),
    ],
)
def test_a_mistake_is_told_in_a_sentence(client: FlaskClient, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert re.search('<p class="notice">[^<]+。</p>', response.text)


def test_every_page_is_in_the_navigation(client: FlaskClient) -> None:
    assert {"/brands", "/firsts", "/courts", "/check"} <= set(Elements(client.get("/help").text).links())
    assert 'href="/firsts" aria-current="page"' in client.get("/firsts").text
    assert 'href="/firsts" aria-current="true"' in client.get("/honours").text


# ledgers


def test_contradicting_claims_stand_side_by_side_with_earlier_uses(client: FlaskClient) -> None:
    page = client.get("/firsts?q=渡口驿站").text
    read = text_of(page)
    assert page.count(">相互矛盾的说法<") == 2
    assert "更早已有同名做法" in read
    assert "本索引中另有更早的记载" in read
    assert "这是本索引中最早见到的" in read
    assert "检索范围" in read


def test_no_first_is_called_the_first(client: FlaskClient) -> None:
    page = client.get("/en/firsts").text
    assert "Within what it claims, the earliest found in this index (coverage below)." in page
    assert "never “the first”" in page


def test_a_plan_stands_beside_its_result(client: FlaskClient) -> None:
    read = text_of(client.get("/figures?q=巡回审理案件&status=planned").text)
    assert "200件" in read
    assert "236件" in read
    assert "没有找到对应的结果" in text_of(client.get("/figures?province=福建&status=planned&year=2015").text)


@pytest.mark.parametrize("address", ["/firsts?q=渡口", "/honours", "/figures?status=planned"])
def test_what_a_row_says_is_collected_from_its_ledger(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    pairs = collects(page)
    assert pairs
    for named, place in pairs:
        assert page.count(f'<li id="{place}">') == 1
        assert client.post("/basket/add", data={"add": f"{named} {place}"}).status_code == 303
    assert "✓ 已收入素材夹" in client.get(address).text
    assert collects(client.get(address).text) == []
    client.delete_cookie("basket")


def test_filters_stay_in_form_links_and_exports(client: FlaskClient) -> None:
    page = client.get("/figures?province=福建&status=done&q=案件").text
    elements = Elements(page)
    hidden = {(a["name"], a["value"]) for t, a in elements.found if t == "input" and a.get("type") == "hidden"}
    assert {("province", "福建"), ("status", "done")} <= hidden
    csv = next(link for link in elements.links() if "format=csv" in link)
    assert client.get(csv, buffered=True).text.count("236") >= 1
    assert "planned" not in client.get(csv, buffered=True).text
    assert 'name="q" type="search" value="案件"' in page


def test_choosing_a_value_again_takes_it_back(client: FlaskClient) -> None:
    page = client.get(f"/honours?court={HILL}&year=2016").text
    (again,) = {link for link in Elements(page).links() if link == f"?court={quote(HILL)}"}
    assert "全省便民诉讼先进集体" in client.get("/honours" + again).text


@pytest.mark.parametrize("name", CLASS_NAMES)
def test_pages_of_a_ledger_together_have_all_rows(client: FlaskClient, name: str) -> None:
    rows = client.get(f"/api/v1/{name}?size=1000").get_json()[name]
    pages = -(-len(rows) // SIZE)
    shown = [client.get(f"/{name}?page={page + 1}").text.count('<article class="row">') for page in range(pages)]
    assert sum(shown) == len(rows)
    assert f"{len(rows)} 条" in text_of(client.get(f"/{name}").text)


def test_the_drawings_are_filters(client: FlaskClient) -> None:
    links = Elements(client.get("/figures?year=2021").text).links()
    assert f"?year=2021&province={quote('福建')}" in links or f"?province={quote('福建')}&year=2021" in links
    assert f"court={quote(LAKE)}" not in "".join(links)
