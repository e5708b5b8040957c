from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.http import HtmlResponse, Request, Response
from scrapy.utils.test import get_crawler
from warcio.archiveiterator import ArchiveIterator

from crawlers.archiving import ArchiveMiddleware

URL = "http://qingxi.example/article/detail/2024/05/id/1.shtml"


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.warc.gz"))


def records_of(path: Path) -> list[dict[str, Any]]:
    """Every record as warcio itself reads it: its fields, its HTTP head, its raw payload."""
    found = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            payload = record.raw_stream.read()
            found.append({"type": record.rec_type, "head": record.http_headers, "payload": payload})
            found[-1] |= {name.lower(): value for name, value in record.rec_headers.headers}
            found[-1]["version"] = record.rec_headers.protocol
    return found


def middleware(folder: Path, **settings: object) -> ArchiveMiddleware:
    crawler = get_crawler(settings_dict={"DATA_FOLDER": str(folder), "ARCHIVE_ENABLED": True, **settings})
    return ArchiveMiddleware.from_crawler(crawler)


def kept(folder: Path, request: Request, response: Response) -> list[dict[str, Any]]:
    archiving = middleware(folder)
    assert archiving.process_response(request, response) is response
    archiving.spider_closed()
    return records_of(files(folder / "archive")[0])


def test_the_bytes_are_kept_as_they_were_received(tmp_path: Path) -> None:
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}
    body = b"\x1f\x8bnot unzipped"
    request = Request(f"{URL}?a=1", headers={"User-Agent": "tashan"})
    _, response, asked_for = kept(tmp_path, request, Response(URL, 200, headers, body, protocol="HTTP/1.0"))
    assert response["payload"] == body
    assert response["head"].protocol == "HTTP/1.0"
    assert response["head"].statusline == "200 OK"
    assert dict(response["head"].headers) == {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    assert asked_for["head"].statusline == "/article/detail/2024/05/id/1.shtml?a=1 HTTP/1.1"
    assert dict(asked_for["head"].headers) == {"Host": "qingxi.example", "User-Agent": "tashan"}


def test_a_posted_form_is_kept_with_its_request(tmp_path: Path) -> None:
    request = Request(URL, method="POST", body=b"folderNo=0401&pageIndex=2")
    _, _, asked_for = kept(tmp_path, request, HtmlResponse(URL, body=b"x"))
    assert asked_for["head"].protocol == "POST"
    assert asked_for["payload"] == b"folderNo=0401&pageIndex=2"


def test_a_status_that_nobody_knows_is_kept(tmp_path: Path) -> None:
    _, response, _ = kept(tmp_path, Request(URL), Response(URL, 521, protocol="h2"))
    assert response["head"].statusline == "521 Unknown"
    assert response["head"].protocol == "HTTP/1.1"


def test_the_archive_can_be_turned_off(tmp_path: Path) -> None:
    with pytest.raises(NotConfigured):
        middleware(tmp_path, ARCHIVE_ENABLED=False)
