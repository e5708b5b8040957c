"""The corpus: what keeping does, what is kept whole whatever happens, and what it tells of itself."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from index import store as store_module
from index.article import Article
from index.corpus import Corpus
from index.kept import Change
from index.runs import Run
from index.store import CorpusError

URL = "http://qingrong.example/1"
ARTICLE = Article(url=URL, title="板凳法庭", body="法官走进茶山。", published="2024-05-06T07:08:09")
EDITED = replace(ARTICLE, body="法官走进茶山，茶农坐下来。")
MORNING, NOON, EVENING = "2026-03-01T08:00:00", "2026-03-01T12:00:00", "2026-03-01T18:00:00"

OTHER_WRITER = """
import sys
from pathlib import Path
from index.article import Article
from index.corpus import Corpus
with Corpus.open(Path(sys.argv[1])) as corpus, corpus.writing():
    corpus.keep(Article(url="http://other.example/1", body="x"), source_name="other", seen="2026")
    print("writing", flush=True)
    sys.stdin.readline()
"""


def _keep(
    corpus: Corpus, article: Article = ARTICLE, *, seen: str = MORNING, show: str = "text", source: str = "a"
) -> Change:
    with corpus.writing():
        return corpus.keep(article, source_name=source, seen=seen, show=show)


def _run(source: str = "a", outcome: str = "healthy", **counts: int) -> Run:
    return Run(source_name=source, started=MORNING, finished=NOON, outcome=outcome, **counts)  # type: ignore[arg-type]


def test_an_article_not_seen_before_is_new(corpus: Corpus) -> None:
    assert _keep(corpus) is Change.NEW
    kept = corpus.get(URL)
    assert kept is not None
    assert (kept.article, kept.revision, kept.source_name, kept.show) == (ARTICLE, 1, "a", "text")
    assert (kept.first_seen, kept.last_seen) == (MORNING, MORNING)


def test_an_article_not_kept_is_none(corpus: Corpus) -> None:
    assert corpus.get(URL) is None


def test_the_same_article_again_is_only_seen_again(corpus: Corpus) -> None:
    _keep(corpus)
    assert _keep(corpus, seen=NOON) is Change.SAME
    kept = corpus.get(URL)
    assert kept is not None
    assert (kept.revision, kept.first_seen, kept.last_seen) == (1, MORNING, NOON)


def test_an_old_page_read_late_does_not_turn_back_the_clock(corpus: Corpus) -> None:
    _keep(corpus, seen=NOON)
    _keep(corpus, seen=MORNING)
    kept = corpus.get(URL)
    assert kept is not None
    assert kept.last_seen == NOON


def test_another_content_is_a_change_and_keeps_the_old_as_a_version(corpus: Corpus) -> None:
    _keep(corpus)
    assert _keep(corpus, EDITED, seen=NOON) is Change.CHANGED
    kept = corpus.get(URL)
    assert kept is not None
    assert (kept.article, kept.revision, kept.first_seen) == (EDITED, 2, MORNING)
    assert [(version.article, version.replaced_at) for version in corpus.versions(URL)] == [(ARTICLE, NOON)]


def test_versions_come_latest_first(corpus: Corpus) -> None:
    for article, seen in [(ARTICLE, MORNING), (EDITED, NOON), (ARTICLE, EVENING)]:
        _keep(corpus, article, seen=seen)
    assert [version.article for version in corpus.versions(URL)] == [EDITED, ARTICLE]


def test_an_article_never_changed_has_no_versions(corpus: Corpus) -> None:
    _keep(corpus)
    assert corpus.versions(URL) == ()


def test_another_way_to_show_is_a_change_without_a_version(corpus: Corpus) -> None:
    _keep(corpus)
    assert _keep(corpus, show="snippet") is Change.CHANGED
    kept = corpus.get(URL)
    assert kept is not None
    assert (kept.show, kept.revision) == ("snippet", 2)
    assert corpus.versions(URL) == ()


def test_changes_come_oldest_first_and_a_changed_article_once(corpus: Corpus) -> None:
    other = replace(ARTICLE, url="http://qingrong.example/2")
    for article in (ARTICLE, other, EDITED):
        _keep(corpus, article)
    assert [(kept.article.url, kept.revision) for kept in corpus.changed_since(0)] == [(other.url, 2), (URL, 3)]
    assert [kept.revision for kept in corpus.changed_since(2)] == [3]
    assert [corpus.count_since(revision) for revision in (0, 2, 3)] == [2, 1, 0]
    assert corpus.count() == 2
    assert corpus.revision == 3


def test_an_empty_corpus_has_revision_0(corpus: Corpus) -> None:
    assert corpus.revision == 0


def test_a_failed_writing_keeps_nothing(corpus: Corpus) -> None:
    def _fails() -> None:
        with corpus.writing():
            corpus.keep(ARTICLE, source_name="a", seen=MORNING)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _fails()
    assert corpus.get(URL) is None
    assert corpus.revision == 0
    assert _keep(corpus) is Change.NEW


def test_an_error_of_the_database_is_one_sentence(corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match=r"cannot be written: .*\.$"), corpus.writing():
        corpus.record_run(replace(_run(), outcome=None))  # type: ignore[arg-type]


def test_a_reader_sees_nothing_of_a_writing_that_is_not_over(corpus: Corpus, tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "data" / "corpus.sqlite", read_only=True) as reader, corpus.writing():
        corpus.keep(ARTICLE, source_name="a", seen=MORNING)
        assert reader.get(URL) is None


def test_a_writer_waits_for_the_writer_of_another_process(tmp_path: Path) -> None:
    path = tmp_path / "corpus.sqlite"
    command = [sys.executable, "-c", OTHER_WRITER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "writing\n"
        release = threading.Timer(0.2, other.stdin.close)
        release.start()
        with Corpus.open(path) as corpus:
            _keep(corpus)
            assert [kept.source_name for kept in corpus.changed_since(0)] == ["other", "a"]
        release.join()


def test_a_writer_that_waited_in_vain_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "BUSY_SECONDS", 0.05)
    with (
        Corpus.open(tmp_path / "corpus.sqlite") as one,
        Corpus.open(tmp_path / "corpus.sqlite") as other,
        one.writing(),
        pytest.raises(CorpusError, match="locked"),
    ):
        _keep(other)


def test_a_missing_corpus_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"There is no corpus at .*: crawl or ingest first\.$"):
        Corpus.open(tmp_path / "corpus.sqlite", read_only=True)


def test_looking_for_a_missing_corpus_makes_none(tmp_path: Path) -> None:
    with pytest.raises(CorpusError):
        Corpus.open(tmp_path / "corpus.sqlite", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_corpus_open_for_reading_cannot_be_written(corpus: Corpus, tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "data" / "corpus.sqlite", read_only=True) as reader, pytest.raises(CorpusError):
        _keep(reader)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "corpus.sqlite"
    path.write_text("court news, but not a database " * 50)
    with pytest.raises(CorpusError, match="cannot be (read|opened): file is not a database"):
        Corpus.open(path, read_only=read_only)


def test_a_folder_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cannot be opened"):
        Corpus.open(tmp_path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "corpus.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipe (name TEXT)")
    other.close()
    with pytest.raises(CorpusError, match="cannot be read: no such table"):
        Corpus.open(path)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_corpus_of_another_schema_is_refused(corpus: Corpus, tmp_path: Path, read_only: bool) -> None:
    corpus.set_meta("schema", "99")
    with pytest.raises(CorpusError, match="has schema 99, this program reads 3"):
        Corpus.open(tmp_path / "data" / "corpus.sqlite", read_only=read_only)


def test_a_refused_corpus_is_let_go(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.set_meta("schema", "99")
    closed: list[Corpus] = []
    close = Corpus.close

    def _close(self: Corpus) -> None:
        closed.append(self)
        close(self)

    monkeypatch.setattr(Corpus, "close", _close)
    with pytest.raises(CorpusError):
        Corpus.open(tmp_path / "data" / "corpus.sqlite")
    assert len(closed) == 1


def test_opening_again_keeps_what_is_there(tmp_path: Path) -> None:
    for change in (Change.NEW, Change.SAME):
        with Corpus.open(tmp_path / "corpus.sqlite") as corpus:
            assert _keep(corpus) is change


def test_many_may_make_the_same_corpus_at_once(tmp_path: Path) -> None:
    together = threading.Barrier(8)

    def _make(number: int) -> Change:
        together.wait()
        with Corpus.open(tmp_path / "corpus.sqlite") as corpus:
            return _keep(corpus, replace(ARTICLE, url=f"http://x.example/{number}"))

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(_make, range(8))) == [Change.NEW] * 8
    with Corpus.open(tmp_path / "corpus.sqlite") as corpus:
        assert corpus.revision == corpus.count_since(0) == 8


def test_reading_shows_one_state_whatever_is_written_meanwhile(corpus: Corpus, tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "data" / "corpus.sqlite", read_only=True) as reader:
        with reader.reading():
            assert reader.count_since(0) == 0
            _keep(corpus)
            assert reader.count_since(0) == 0
        assert reader.count_since(0) == 1


def test_notes_are_kept_and_replaced(corpus: Corpus) -> None:
    assert corpus.meta("sample") is None
    corpus.set_meta("sample", "0")
    corpus.set_meta("sample", "1")
    assert corpus.meta("sample") == "1"


def test_what_vanished_long_ago_is_hidden_until_it_is_seen_again(corpus: Corpus) -> None:
    _keep(corpus)
    with corpus.writing():
        assert corpus.mark_vanished(URL, at="2026-04-01")
        assert corpus.hide_vanished("2026-04-01") == 0
        assert corpus.hide_vanished("2026-04-02") == 1
        assert corpus.hide_vanished("2026-04-02") == 0
    assert corpus.get(URL) is None
    assert corpus.get(URL, hidden=True) is not None
    assert (corpus.removed_since(1), corpus.removed_since(2)) == ((URL,), ())
    assert (corpus.count_since(0), corpus.count(), corpus.coverage().articles, list(corpus.changed_since(0))) == (
        0,
        0,
        0,
        [],
    )
    assert corpus.compare(ARTICLE) is _keep(corpus) is Change.CHANGED
    kept = corpus.get(URL)
    assert kept is not None
    assert (kept.vanished, kept.revision, corpus.versions(URL)) == (None, 3, ())


def test_comparing_tells_what_keeping_would_do(corpus: Corpus) -> None:
    assert corpus.compare(ARTICLE) is Change.NEW
    _keep(corpus)
    assert corpus.compare(ARTICLE) is Change.SAME
    assert corpus.compare(EDITED) is corpus.compare(ARTICLE, show="snippet") is Change.CHANGED


def test_half_a_character_is_kept_as_one_that_a_file_can_hold(corpus: Corpus) -> None:
    broken = replace(ARTICLE, title="板凳\ud83d法庭", body="茶山\udc00。")
    assert [_keep(corpus, broken), _keep(corpus, broken)] == [Change.NEW, Change.SAME]
    kept = corpus.get(URL)
    assert kept is not None
    assert (kept.article.title, kept.article.body) == ("板凳\ufffd法庭", "茶山\ufffd。")


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"url": 1}', "3"])
def test_an_article_that_cannot_be_read_is_one_sentence(corpus: Corpus, content: str) -> None:
    _keep(corpus)
    with corpus.writing():
        corpus._connection.execute("UPDATE article SET content = ?", (content,))
    with pytest.raises(CorpusError, match=r"^The corpus is damaged, an article in it cannot be read: .*\.$"):
        list(corpus.changed_since(0))


def test_a_whole_corpus_passes_its_check(corpus: Corpus) -> None:
    _keep(corpus)
    corpus.check()


@pytest.mark.parametrize("junk", [b"", b"\xff" * 8 * 4096])
def test_a_corpus_overwritten_while_it_is_open_fails_its_check(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "corpus.sqlite"
    Corpus.open(path).close()
    with Corpus.open(path, read_only=True) as corpus:
        path.write_bytes(junk)
        with pytest.raises(CorpusError, match="is damaged: "):
            corpus.check()


def test_a_damaged_corpus_fails_its_check(tmp_path: Path) -> None:
    path = tmp_path / "corpus.sqlite"
    with Corpus.open(path) as corpus, corpus.writing():
        for number in range(50):
            corpus.keep(Article(url=f"http://x.example/{number}", body="茶山" * 500), source_name="a", seen=MORNING)
    damaged = bytearray(path.read_bytes())
    damaged[8 * 4096 :] = b"\xff" * (len(damaged) - 8 * 4096)
    path.write_bytes(damaged)
    with Corpus.open(path) as corpus, pytest.raises(CorpusError, match="is damaged: "):
        corpus.check()
