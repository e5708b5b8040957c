from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from small_web import article_page, article_path
from warcio.statusandheaders import StatusAndHeaders

from crawlers.archive import Archive
from crawlers.captures import responses
from crawlers.fixity import Fixity, check_archive
from crawlers.intake import ingest
from crawlers.records import spans
from index.article import Article
from index.corpus import Corpus
from index.datafolder import DataFolder

URLS = [f"http://qingxi.example{article_path(number)}" for number in range(2)]


@pytest.fixture
def archived(folder: DataFolder) -> Path:
    """A folder with two archived articles and one that came from elsewhere; returns the archive file."""
    archive = Archive(folder.archive, "qingxi", about={})
    for number, url in enumerate(URLS):
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "qingxi.example")], is_http_request=True), b""
        page = article_page(f"第{number}篇").encode()
        archive.write(url, asked, (StatusAndHeaders("200 OK", [("Content-Type", "text/html")], "HTTP/1.1"), page))
    archive.close()
    ingest(folder, [folder.archive])
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        corpus.keep(Article(url="http://other.example/1", body="正文"), source_name="other", seen="2024")
    (path,) = folder.archive.glob("*.warc.gz")
    return path


def test_a_whole_archive_is_counted(folder: DataFolder, archived: Path) -> None:
    assert archived.exists()
    assert check_archive(folder) == Fixity(files=1, records=5, articles=3, archived=2, wrongs=())


def test_an_altered_record_is_named(folder: DataFolder, archived: Path) -> None:
    before = archived.read_bytes()
    span = next(span for span in spans(archived) if span.url == URLS[0])
    record = gzip.decompress(before[span.start : span.end])
    altered = gzip.compress(record.replace("青溪".encode(), "清溪".encode()))
    archived.write_bytes(before[: span.start] + altered + before[span.end :])
    (wrong,) = check_archive(folder).wrongs
    assert wrong == f"{archived} at byte {span.start}: the record of {URLS[0]} does not match its digest."


def test_a_torn_file_is_named_and_the_others_are_checked(folder: DataFolder, archived: Path) -> None:
    (archived.parent / "a.warc.gz").write_bytes(archived.read_bytes()[:-20])
    found = check_archive(folder)
    assert (found.files, len(found.wrongs)) == (2, 1)
    assert "a.warc.gz is damaged at byte" in found.wrongs[0]


def test_what_is_forgotten_but_still_there_is_named(folder: DataFolder, archived: Path) -> None:
    assert archived.exists()
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        corpus.forget(URLS[0], reason="asked for", at="2024")
    assert check_archive(folder).wrongs == (f"{URLS[0]} was forgotten and is still there; forget it again.",)


def test_a_revisit_of_what_is_not_there_is_named(folder: DataFolder, archived: Path) -> None:
    known = next(responses(archived))
    asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "qingxi.example")], is_http_request=True), b""
    again = Archive(folder.archive, "again", about={})
    page = article_page("第0篇").encode()
    again.write(URLS[0], asked, (StatusAndHeaders("200 OK", [("Content-Type", "text/html")], "HTTP/1.1"), page), known)
    again.close()
    assert check_archive(folder).wrongs == ()
    archived.unlink()
    found = check_archive(folder)
    assert found.wrongs == (f"The page of {URLS[0]} is that of {known.moment}, which is not in the archive.",)
    assert found.archived == 0
