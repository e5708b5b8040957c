"""A hostile corpus read as any other, then every page, feed, file and answer: nothing runs, nothing breaks."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pytest
from flask.testing import FlaskClient
from hostile_articles import MEGABYTE, PAYLOADS
from page_elements import Elements, hostile_marks
from werkzeug.test import TestResponse

from crawlers.intake import ingest
from index.article import Article
from index.building import update
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.exporting.formats import FORMATS
from index.ledgers.desk import LEDGERS
from index.runs import Run
from webui import create_app

csv.field_size_limit(10_000_000)
SEEN = "2026-01-01T08:00:00"
# What some browsers, templates and terminals obey, numbers that nothing can hold, half a character.
FURTHER = (
    "<plaintext>",
    "&#x6a;avascript:alert(1)",
    "{{7*7}}%(n)s{%x%}",
    "9" * 400,
    "1亿" + "亿" * 60,
    "半\ud800个",
    "\x1b[31m",
)
MOST_PAGES = 60
LARGEST_PAGE = 300_000


def body_of(payload: str) -> str:
    """A text in which a payload is named, claimed, given and counted."""
    return (
        f"{payload}\n一、{payload[:200]}\n全省首创“{payload[:20]}”工作法，设立“{payload[:12]}工作室”。\n"
        f"被省高级人民法院授予“{payload[:20]}先进集体”称号。\n"
        f"共调解{payload[:6]}案件{payload[:400]}件，力争明年调解{payload[:6]}案件90件。\n第二段{payload[:200]}"
    )


def line_of(number: int, payload: str) -> str:
    """An article as JSON with a payload in every field that takes a text."""
    plain = {
        "views": number,
        "published": f"2019-01-{number % 28 + 1:02d}",
        "body": body_of(payload),
        "repairs": [payload],
    }
    told = {field.name: payload for field in fields(Article)} | plain
    return json.dumps(told | {"url": f"http://evil.example/{number}?{payload[:500]}"})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    folder = DataFolder(tmp_path_factory.mktemp("hostile")).prepared()
    lines = folder.path / "hostile.jsonl"
    payloads = (*PAYLOADS, *FURTHER, MEGABYTE)
    lines.write_text("\n".join(line_of(number, payload) for number, payload in enumerate(payloads)), encoding="utf-8")
    assert ingest(folder, [lines]).new == len(payloads)
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        for number, payload in enumerate(PAYLOADS):
            told: dict[str, Any] = {"started": SEEN, "finished": SEEN, "outcome": "failed"}
            corpus.record_run(Run(source_name=f"{payload}{number}", problem=payload, example=payload, **told))
    update(folder, lambda *_: None)
    return folder


@pytest.fixture(scope="module")
def client(folder: DataFolder) -> FlaskClient:
    return create_app(folder.path).test_client()


@pytest.fixture(scope="module")
def urls(folder: DataFolder) -> list[str]:
    with Corpus.open(folder.corpus, read_only=True) as corpus:
        return [kept.article.url for kept in corpus.changed_since(0)]


def answer(client: FlaskClient, address: str) -> TestResponse:
    """An answer that is one."""
    response = client.get(address, buffered=True)
    assert response.status_code == 200, (address, response.text[:200])
    return response


def require_text_only(address: str, page: str) -> None:
    """A page none of whose elements come from an article."""
    assert hostile_marks(page) == [], address
    tags = {tag for tag, _ in Elements(page).found}
    assert not tags & {"plaintext", "x", "w:p", "w:t"}, address
    assert page.count("<main ") == page.count("</html>") == 1


def test_no_page_holds_markup_of_an_article(client: FlaskClient, urls: list[str]) -> None:
    for address in pages(client, urls):
        page = answer(client, address).text
        require_text_only(address, page)
        if not address.startswith("/article"):
            assert len(page.encode()) < LARGEST_PAGE, address


def pages(client: FlaskClient, urls: list[str]) -> Iterator[str]:
    """Every kind of page, the page of every article, and where links lead from lists."""
    first = [
        "/",
        "/search",
        "/search?group=none&size=100",
        "/search?group=passage",
        "/sources",
        "/help",
        "/compare",
        "/basket",
    ]
    first += ["/brands", *(f"/{name}" for name in LEDGERS), "/courts", "/check?name=" + quote("<script>工作室"), "/api"]
    first += [f"/search?q={quote(payload[:100])}" for payload in PAYLOADS]
    yield from first
    yield from (f"/article?url={quote(url, safe='')}" for url in urls)
    links = (link for address in first[7:14] for link in Elements(client.get(address).text).links())
    beyond = dict.fromkeys(link for link in links if re.match("/(brand|court|compare)\\?", link))
    yield from list(beyond)[:MOST_PAGES]


def test_every_answer_is_json_that_all_can_read(client: FlaskClient, urls: list[str]) -> None:
    whole = [f"{name}?size=1000" for name in ("brands", "courts", *LEDGERS)]
    of_article = [f"{name}?url={quote(url, safe='')}" for url in urls for name in ("articles", "similar", "shared")]
    others = [
        "search?size=100&group=none",
        "sources",
        "openapi.json",
        "suggest?q=s",
        "check?name=" + quote("<script>工作室"),
    ]
    for address in (*whole, *of_article, *others):
        json.loads(answer(client, f"/api/v1/{address}").data, parse_constant=_refused)


def _refused(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


@pytest.mark.parametrize(
    "query", ["", "?q=" + quote("“]]>”"), "?q=" + quote("<script>"), "?court=" + quote("javascript:alert(4)")]
)
def test_every_feed_is_xml(client: FlaskClient, query: str) -> None:
    root = ElementTree.fromstring(answer(client, f"/feed{query}").data)
    links = [element.get("href") or "" for element in root.iter("{http://www.w3.org/2005/Atom}link")]
    assert all(link.startswith(("http://", "https://")) for link in links)


FILES = [f"/api/v1/{name}?" for name in ("export", "brands", "courts", *LEDGERS)]


@pytest.mark.parametrize("address", FILES)
@pytest.mark.parametrize("form", FORMATS)
def test_every_file_opens_and_holds_text_only(client: FlaskClient, address: str, form: str) -> None:
    content = answer(client, f"{address}format={form}").data
    assert content
    OPENED[form](content)


def _csv(content: bytes) -> None:
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    assert {len(row) for row in rows} == {len(head)}
    assert not [cell for row in rows for cell in row if re.match(r"\s*[=+\-@＝＋－＠]|[\t\r]", cell)]


def _xlsx(content: bytes) -> None:
    archive = ZipFile(io.BytesIO(content))
    parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    tags = {element.tag.split("}")[1] for element in parts["xl/worksheets/sheet1.xml"].iter()}
    assert not tags & {"f", "hyperlink"}


def _docx(content: bytes) -> None:
    document = ElementTree.fromstring(ZipFile(io.BytesIO(content)).read("word/document.xml"))
    assert not {element.tag.split("}")[1] for element in document.iter()} & {"hyperlink", "instrText", "object"}
    assert docx.Document(io.BytesIO(content)).paragraphs


def _jsonl(content: bytes) -> None:
    for line in content.decode().splitlines():
        json.loads(line, parse_constant=_refused)


def _bibtex(content: bytes) -> None:
    for entry in content.decode().strip().split("\n\n"):
        plain = re.sub(r"\\[{}]", "", entry)
        assert plain.startswith("@online{")
        assert plain.count("{") == plain.count("}")
        assert re.findall("^@", plain, re.MULTILINE) == ["@"]


def _ris(content: bytes) -> None:
    lines = content.decode().rstrip("\r\n").split("\r\n")
    assert not [line for line in lines if not re.match("[A-Z][A-Z0-9]  - ", line)]
    assert sum(line.startswith("TY") for line in lines) == sum(line.startswith("ER") for line in lines)


def _gbt7714(content: bytes) -> None:
    assert all("[EB/OL]" in line for line in content.decode().rstrip("\n").split("\n"))


OPENED = {
    "csv": _csv,
    "xlsx": _xlsx,
    "docx": _docx,
    "jsonl": _jsonl,
    "bibtex": _bibtex,
    "ris": _ris,
    "gbt7714": _gbt7714,
}


def test_the_command_line_prints_nothing_that_steers_a_terminal(folder: DataFolder, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from tashan import main

    for command in ("search", "brands"):
        done = CliRunner().invoke(main, ["--data", str(folder.path), command])
        assert done.exit_code == 0
        assert not {char for char in done.output if not char.isprintable()} - {"\n"}
