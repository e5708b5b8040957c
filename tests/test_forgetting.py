from __future__ import annotations

import fcntl
import gzip
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from small_web import article_page, article_path
from warcio.statusandheaders import StatusAndHeaders

from crawlers.archive import Archive, ArchiveError
from crawlers.captures import responses
from crawlers.forgetting import forget
from crawlers.intake import ingest
from crawlers.records import DamagedArchive, spans
from crawlers.spiders.anlu import Anlu
from crawlers.visiting import Visit
from index.building import purge, rebuild, update
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.errors import TashanError
from index.searching import Library, SearchRequest
from index.staging import Reading, Stage

ROOT = "http://qingxi.example"
URLS = [f"{ROOT}{article_path(number)}" for number in range(3)]
ALIAS = URLS[1].replace("qingxi.example", "QINGXI.example:80")


@pytest.fixture
def archived(folder: DataFolder) -> Path:
    """A data folder with three articles in archive, corpus and index; returns the archive file."""
    archive = Archive(folder.archive, "qingxi", about={"software": "tashan"})
    for number, url in enumerate([*URLS, ALIAS]):
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "qingxi.example")], is_http_request=True), b""
        page = article_page(f"第{number}篇").encode()
        archive.write(url, asked, (StatusAndHeaders("200 OK", [("Content-Type", "text/html")], "HTTP/1.1"), page))
    archive.close()
    ingest(folder, [folder.archive])
    update(folder, lambda *_: None)
    (path,) = folder.archive.glob("*.warc.gz")
    return path


def found(folder: DataFolder) -> int:
    update(folder, lambda *_: None)
    with Library.open(folder) as library:
        return library.search(SearchRequest(query="晒谷场")).total


def test_a_forgotten_article_is_nowhere_and_never_comes_back(folder: DataFolder, archived: Path) -> None:
    copy = folder.path / "copy.warc.gz"
    copy.write_bytes(archived.read_bytes())
    assert found(folder) == 3
    forgot = forget(folder, ALIAS, reason="asked for")
    assert (forgot.url, forgot.contents, forgot.records) == (URLS[1], 2, 4)
    assert found(folder) == 2
    assert [captured.url for captured in responses(archived)] == [URLS[0], URLS[2]]
    with Corpus.open(folder.corpus) as corpus:
        assert corpus.get(URLS[1], hidden=True) is None
        assert corpus.versions(URLS[1]) == ()
        with corpus.writing():
            Stage(corpus, "qingxi").add(Reading(url=URLS[1], reason="x"), seen="2024", show="text")
        assert list(Stage(corpus, "qingxi").readings()) == []
    refused = {url for url, _ in ingest(folder, [copy]).refused}
    assert refused == {URLS[1]}
    rebuild(folder, lambda *_: None)
    assert found(folder) == 2


def test_forgetting_again_does_no_harm_and_forgetting_nothing_is_said(folder: DataFolder, archived: Path) -> None:
    forget(folder, URLS[1], reason="asked for")
    again = forget(folder, URLS[1], reason="again")
    assert (again.contents, again.records) == (0, 0)
    with pytest.raises(TashanError, match=r"No article is kept under http://qingxi\.example/other\."):
        forget(folder, f"{ROOT}/other", reason="asked for")
    assert archived.exists()


def test_what_is_left_is_byte_for_byte_what_it_was(folder: DataFolder, archived: Path) -> None:
    before = archived.read_bytes()
    kept = [before[span.start : span.end] for span in spans(archived) if not span.url.endswith(article_path(1))]
    forget(folder, URLS[1], reason="asked for")
    assert archived.read_bytes() == b"".join(kept)
    assert gzip.decompress(archived.read_bytes())


def test_an_archive_that_is_being_written_is_left_and_can_be_cleaned_later(folder: DataFolder, archived: Path) -> None:
    with archived.open("rb") as writer:
        fcntl.flock(writer, fcntl.LOCK_SH)
        with pytest.raises(ArchiveError, match=r"is being written by a visit; try again when it is over\."):
            forget(folder, URLS[1], reason="asked for")
    assert found(folder) == 2
    assert forget(folder, URLS[1], reason="asked for").records == 4


def test_a_damaged_archive_is_said_and_not_touched(folder: DataFolder, archived: Path) -> None:
    torn = archived.read_bytes()[:-20]
    archived.write_bytes(torn)
    with pytest.raises(DamagedArchive, match="is damaged at byte"):
        forget(folder, URLS[1], reason="asked for")
    assert archived.read_bytes() == torn


def on_disk(folder: DataFolder) -> bytes:
    """Every byte of a data folder, what is zipped unzipped as well."""
    files = [path.read_bytes() for path in sorted(folder.path.rglob("*")) if path.is_file()]
    return b"".join(files + [gzip.decompress(data) for data in files if data.startswith(b"\x1f\x8b")])


def test_no_byte_of_a_forgotten_article_is_left_in_the_data_folder(folder: DataFolder, archived: Path) -> None:
    phrases = [phrase.encode() for phrase in ("第1篇。", "第3篇。", "初稿里的独木桥", "留观的独木桥")]
    with Corpus.open(folder.corpus) as corpus:
        known = corpus.get(URLS[1])
        assert known is not None
        with corpus.writing():
            for number, body in enumerate(["初稿里的独木桥", known.article.body]):
                corpus.keep(replace(known.article, body=body), source_name="qingxi", seen=f"203{number}")
            held = Reading(url=URLS[1], article=replace(known.article, body="留观的独木桥"))
            Stage(corpus, "qingxi").add(held, seen="2032", show="text")
            Stage(corpus, "qingxi").hold()
        update(folder, lambda *_: None)
    rebuild(folder, lambda *_: None)
    assert [phrase for phrase in phrases if phrase not in on_disk(folder)] == []
    with Corpus.open(folder.corpus, read_only=True) as reader:
        assert reader.get(URLS[1]) is not None
        forget(folder, URLS[1], reason="asked for")
        purge(folder, lambda *_: None)
        assert [phrase.decode() for phrase in phrases if phrase in on_disk(folder)] == []
    assert "第2篇。".encode() in on_disk(folder)
    assert found(folder) == 2
    assert archived.exists()


def test_a_corpus_made_anew_beside_the_tombstones_heeds_them(folder: DataFolder, archived: Path) -> None:
    copy = archived.with_name("copy.warc.gz")
    copy.write_bytes(archived.read_bytes())
    saved = folder.corpus.read_bytes()
    forget(folder, URLS[1], reason="asked for")
    copy.write_bytes(archived.read_bytes())
    for before in (b"", saved):
        for file in folder.path.glob("corpus.sqlite*"):
            file.unlink()
        if before:
            folder.corpus.write_bytes(before)
        ingest(folder, [folder.archive])
        with Corpus.open(folder.corpus) as corpus:
            assert corpus.forgotten() == {URLS[1]}
            assert {kept.article.url for kept in corpus.changed_since(0)} == {URLS[0], URLS[2]}
            assert Visit.planned(corpus, Anlu.site, datetime.now(UTC), sweep=True).wants(URLS[1]) is False
