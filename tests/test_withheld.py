"""What a source does not want shown: its text leaves on no page, in no feed, no file, no answer, whatever is asked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import quote
from zipfile import ZipFile, is_zipfile

import pytest
from flask.testing import FlaskClient
from page_elements import Elements, text_of
from small_brands import ADOPTED, FOUNDED, HILL, NAMESAKE, PLAN, RIVER, told

from index.building import update
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.exporting.formats import FORMATS
from index.ledgers.desk import LEDGERS
from webui import create_app

MOST_PAGES = 130
# No excerpt is as long as one of these.
LONG = "，茶水摆好了才开口，话说开了再签字，路远的由竹排去接" * 9
SENTENCES = (
    f"（甲）这一天长汀法院全省首创“渡口竹排”巡回审理模式{LONG}（乙）。",
    f"（丙）“渡口竹排”共聘请联络员36名，全年调解案件812件{LONG}（丁）。",
    f"（戊）“渡口竹排”被省高级人民法院授予“全省便民诉讼先进集体”称号{LONG}（己）。",
    f"（庚）“渡口竹排”全年走访群众1200人次{LONG}（辛）。",
)
MARKS = ["（甲）", "（乙）", "（丙）", "（丁）", "（戊）", "（己）", "（庚）", "（辛）"]
HIDDEN = told(HILL, "2017-05-10", "\n".join(("江边的清晨很静。" * 20, *SENTENCES)), title="渡口竹排一年记")
RETOLD = told(RIVER, "2018-05-10", "\n".join(("武平的渡口也有了一盏灯。" * 14, *SENTENCES[:2])), title="渡口竹排到武平")
ROLLS = (
    *(f"/api/v1/{name}?" for name in (*LEDGERS, "brands", "courts")),
    "/api/v1/brand?name=渡口竹排&",
    "/api/v1/brand?name=竹排法庭&",
    f"/api/v1/court?name={HILL}&",
    f"/api/v1/compare?court={HILL}&court={RIVER}&",
)
SEARCHES = ("/search", "/api/v1/search", "/feed", "/brand/feed", "/")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = DataFolder(tmp_path_factory.mktemp("withheld"))
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        for article in (PLAN, FOUNDED, ADOPTED, NAMESAKE):
            corpus.keep(article, source_name="hill", seen="2026-01-01T08:00:00")
        for article in (HIDDEN, RETOLD):
            corpus.keep(article, source_name="river", seen="2026-01-01T08:00:00", show="snippet")
    update(folder, lambda *_: None)
    return create_app(folder.path).test_client()


def read(client: FlaskClient, address: str) -> tuple[str, str]:
    """What a reader reads at an address, a package of parts included, and its markup."""
    response = client.get(address, buffered=True)
    assert response.status_code == 200, address
    if is_zipfile(io.BytesIO(response.data)):
        archive = ZipFile(io.BytesIO(response.data))
        return text_of("".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())), ""
    return text_of(response.text), response.text if response.mimetype == "text/html" else ""


def walked(client: FlaskClient) -> Iterator[tuple[str, str]]:
    """Every page that links lead to from a few, with what is read there."""
    waiting = ["/", "/search?q=渡口竹排", "/brands", *(f"/{name}" for name in LEDGERS), "/courts", "/sources"]
    waiting += [f"/article?url={quote(HIDDEN.url)}", "/check?name=渡口竹排", f"/compare?court={HILL}&court={RIVER}"]
    known = set(waiting)
    while waiting and len(known) - len(waiting) < MOST_PAGES:
        address = waiting.pop(0)
        text, markup = read(client, address)
        yield address, text
        here = address.partition("?")[0]
        links = (here + link if link.startswith("?") else link for link in Elements(markup).links())
        for link in (each.partition("#")[0] for each in links):
            if link.startswith("/") and link not in known:
                known.add(link)
                waiting.append(link)


def shown(address: str, text: str) -> list[str]:
    """What of the hidden text can be read: whole sentences anywhere, parts of one but in the snippet of a search."""
    whole = [each[:20] for each in SENTENCES if each in text]
    page = address.partition("?")[0].removeprefix("/en")
    parts = [] if page in SEARCHES else [mark for mark in MARKS if mark in text]
    return whole + parts


def test_no_page_shows_it(client: FlaskClient) -> None:
    texts = dict(walked(client))
    assert len(texts) == MOST_PAGES
    assert {address: found for address, text in texts.items() if (found := shown(address, text))} == {}
    assert "渡口竹排" in texts["/brands"]


@pytest.mark.parametrize("form", ["", *FORMATS])
@pytest.mark.parametrize("roll", ROLLS)
def test_no_ledger_shows_it(client: FlaskClient, roll: str, form: str) -> None:
    text, _ = read(client, roll + (f"format={form}" if form else ""))
    assert shown(roll, text) == []


def test_its_facts_stay_with_their_links(client: FlaskClient) -> None:
    for name in LEDGERS:
        rows = client.get(f"/api/v1/{name}").get_json()[name]
        assert {row["sentence"] for row in rows if row["url"] == HIDDEN.url} == {""}
        assert all(row["sentence"] for row in rows if row["url"] == FOUNDED.url)


@pytest.mark.parametrize("form", FORMATS)
def test_no_export_shows_it(client: FlaskClient, form: str) -> None:
    text, _ = read(client, f"/api/v1/export?format={form}")
    assert shown("", text) == []
    assert "渡口竹排一年记" in text


@pytest.mark.parametrize("url", [HIDDEN.url, RETOLD.url])
@pytest.mark.parametrize("name", ["articles", "shared", "similar"])
def test_no_answer_shows_it(client: FlaskClient, name: str, url: str) -> None:
    text, _ = read(client, f"/api/v1/{name}?url={quote(url)}")
    assert shown("", text) == []


@pytest.mark.parametrize("query", ["“茶水摆好了才开口”", "联络员 竹排", "（甲）", "“（乙）”", "全省首创"])
@pytest.mark.parametrize("address", ["/search?group=none&", "/search?group=passage&", "/api/v1/search?", "/feed?"])
def test_a_search_gives_no_more_than_a_snippet(client: FlaskClient, address: str, query: str) -> None:
    text, _ = read(client, f"{address}q={quote(query)}")
    assert shown(address.rstrip("?&").partition("?")[0], text) == []


def test_checks_suggestions_and_feeds_do_not_show_it(client: FlaskClient) -> None:
    for address in ("check?name=渡口竹排", "check?name=渡口竹筏", "suggest?q=渡口", "sources", "brands?q=渡口"):
        text, _ = read(client, f"/api/v1/{address}")
        assert shown("", text) == []
    text, _ = read(client, "/brand/feed?name=渡口竹排")
    assert shown("/brand/feed", text) == []
