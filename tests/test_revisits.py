from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from small_web import article_page, article_path, small_web
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers.captures import IDENTICAL, NOT_MODIFIED
from crawlers.intake import Intake, ingest
from crawlers.recordwriter import payload_digest
from index.corpus import Corpus
from index.datafolder import DataFolder

URL = f"http://qingxi.court.gov.cn{article_path(1)}"
OLD, NEW = article_page("旧的标题"), article_page("新的标题")


def record(kind: str, date: str, body: str = "", *, url: str = URL, head: str = "200 OK", **fields: str) -> bytes:
    """One zipped record, with further fields of its head by their names after WARC."""
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="WARC/1.1")
    payload = body.encode()
    answer = StatusAndHeaders(head, [("Content-Type", "text/html")], protocol="HTTP/1.1")
    more = {f"WARC-{name.replace('_', '-')}": value for name, value in fields.items()} | {"WARC-Date": date}
    writer.write_record(
        writer.create_warc_record(
            url, kind, payload=BytesIO(payload), length=len(payload), http_headers=answer, warc_headers_dict=more
        )
    )
    return buffer.getvalue()


def response(date: str, body: str, **more: str) -> bytes:
    return record("response", date, body, **more)


def identical(date: str, body: str, of: str = "", *, target: str = URL, **more: str) -> bytes:
    refers = {"Refers_To_Target_URI": target, "Refers_To_Date": of} if of else {}
    return record("revisit", date, Profile=IDENTICAL, Payload_Digest=payload_digest(body.encode()), **refers, **more)


def unmodified(date: str, **more: str) -> bytes:
    return record("revisit", date, head="304 Not Modified", Profile=NOT_MODIFIED, **more)


def day(number: int) -> str:
    return f"2024-05-{number:02}T08:00:00Z"


def brought_in(folder: DataFolder, tmp_path: Path, *records: bytes) -> Intake:
    path = tmp_path / "other.warc.gz"
    path.write_bytes(b"".join(records))
    return ingest(folder, [path])


def told(folder: DataFolder, url: str = URL) -> tuple[str | None, str, list[str | None]]:
    """An article's title, when it was last seen, and the titles that it had before."""
    with Corpus.open(folder.corpus, read_only=True) as corpus:
        kept = corpus.get(url)
        assert kept is not None
        return kept.article.title, kept.last_seen, [version.article.title for version in corpus.versions(url)]


@pytest.mark.parametrize(
    "revisit",
    [identical(day(9), OLD, day(1)), identical(day(9), OLD), unmodified(day(9))],
    ids=["date", "digest", "304"],
)
def test_a_revisit_proves_that_the_article_was_still_there(folder: DataFolder, tmp_path: Path, revisit: bytes) -> None:
    done = brought_in(folder, tmp_path, response(day(1), OLD), revisit)
    assert (done.records, done.new, done.same, done.refused) == (2, 1, 1, ())
    assert told(folder) == ("旧的标题", day(9), [])


def test_a_revisit_may_stand_before_what_it_refers_to(folder: DataFolder, tmp_path: Path) -> None:
    brought_in(folder, tmp_path, identical(day(9), OLD, day(1)), response(day(1), OLD))
    assert told(folder) == ("旧的标题", day(9), [])


def test_a_page_that_went_back_to_an_earlier_body_is_that_again(folder: DataFolder, tmp_path: Path) -> None:
    brought_in(folder, tmp_path, response(day(1), OLD), response(day(2), NEW), identical(day(3), OLD, day(1)))
    assert told(folder) == ("旧的标题", day(3), ["新的标题", "旧的标题"])


def test_an_older_revisit_does_not_bring_back_what_was_replaced(folder: DataFolder, tmp_path: Path) -> None:
    brought_in(folder, tmp_path, response(day(1), OLD), identical(day(2), OLD, day(1)), response(day(3), NEW))
    assert told(folder) == ("新的标题", day(3), ["旧的标题"])


def test_the_same_page_at_another_address_is_an_article_of_its_own(folder: DataFolder, tmp_path: Path) -> None:
    other = f"http://beixi.court.gov.cn{article_path(1)}"
    brought_in(folder, tmp_path, response(day(1), OLD), identical(day(2), OLD, day(1), url=other))
    assert told(folder, other) == ("旧的标题", day(2), [])


def test_without_its_page_a_revisit_confirms_what_is_known_and_is_refused_otherwise(
    folder: DataFolder, tmp_path: Path
) -> None:
    brought_in(folder, tmp_path, response(day(1), OLD))
    other = f"http://beixi.court.gov.cn{article_path(1)}"
    done = brought_in(
        folder, tmp_path, unmodified(day(4)), unmodified(day(5), url=other), identical(day(5), "x", day(1), url=other)
    )
    assert told(folder)[1] == day(4)
    assert [url for url, _ in done.refused] == [other]
    assert done.refused[0][1] == "It was found unchanged, and the page that it was is not there."


def test_revisits_of_what_is_no_page_are_passed_over(folder: DataFolder, tmp_path: Path) -> None:
    done = brought_in(folder, tmp_path, identical(day(4), "x", day(1), head="404 Not Found"))
    assert (done.records, done.refused) == (1, ())


@pytest.mark.skipif(shutil.which("wget") is None, reason="wget is not installed")
def test_the_revisits_of_wget_are_read(folder: DataFolder, tmp_path: Path) -> None:
    with small_web() as web:
        web.add(article_path(1), OLD)
        url = f"{web.root}{article_path(1)}"
        for options in (["--warc-file=a", "--warc-cdx"], ["--warc-file=b", "--warc-dedup=a.cdx"]):
            command = ["wget", "-q", "--no-proxy", "-O", "page", *options, url]
            subprocess.run(command, cwd=tmp_path, check=True, timeout=30)
    done = ingest(folder, [tmp_path / "b.warc.gz", tmp_path / "a.warc.gz"])
    assert (done.new, done.same) == (1, 1)
