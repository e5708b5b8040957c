"""Building: what is written, what serves meanwhile, and what is left by a kill at any moment."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index import building, preparing
from index.article import Article
from index.building import Built, purge, rebuild, update
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.engines.engine import EngineError
from index.engines.whoosh.writer import WhooshWriter
from index.generations import Generations, IndexBusy, IndexMissing, IndexOutdated, read_state, write_state
from index.searching import Library, SearchRequest
from index.store import CorpusError
from index.vocabulary import written_at

Keep = Callable[..., None]
Build = Callable[[DataFolder, building.Progress], Built]
MOST_MOMENTS = 200
# Every single moment was tried once; every fifth keeps the tests fast.
MOMENTS_APART = 5


def _article(number: int, body: str = "法官走进茶山。") -> Article:
    return Article(url=f"http://qingrong.example/{number}", title=f"茶山上的第{number}天", body=f"{body}第{number}天。")


def _silent(done: int, total: int) -> None:
    pass


def _urls(folder: DataFolder, query: str = "") -> set[str]:
    with Library.open(folder) as library:
        return {hit.url for hit in library.search(SearchRequest(query=query, size=100)).hits}


def _current(folder: DataFolder) -> Path:
    return Generations(folder.index).current()


def test_the_first_update_builds_an_index_of_everything(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1), _article(2))
    built = update(folder, _silent)
    assert (built.documents, built.rebuilt) == (2, True)
    assert _urls(folder, "茶山") == {_article(1).url, _article(2).url}


def test_words_wait_until_enough_has_changed(folder: DataFolder, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "SHARE_WITHOUT_WORDS", 2)
    keep(_article(1), _article(2), _article(3))
    update(folder, _silent)
    written = [written_at(_current(folder))]
    for number in (4, 5, 6):
        keep(_article(number))
        update(folder, _silent)
        written.append(written_at(_current(folder)))
    assert written == [3, 3, 3, 6]


def test_what_is_purged_leaves_the_words_at_once(
    folder: DataFolder, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "SHARE_WITHOUT_WORDS", 0)
    keep(_article(1), _article(2))
    update(folder, _silent)
    keep(_article(3))
    purge(folder, _silent)
    assert written_at(_current(folder)) == 3


def test_an_update_writes_only_what_changed(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1), _article(2))
    update(folder, _silent)
    keep(_article(1), _article(2, "书记员走进茶山。"), _article(3))
    built = update(folder, _silent)
    assert (built.documents, built.rebuilt) == (2, False)
    assert _urls(folder, "书记员") == {_article(2).url}
    assert len(_urls(folder)) == 3


def test_an_update_without_changes_writes_nothing(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1))
    update(folder, _silent)
    serving = _current(folder)
    assert update(folder, _silent).documents == 0
    assert _current(folder) == serving


def test_an_article_changed_again_and_again_is_found_once(folder: DataFolder, keep: Keep) -> None:
    for body in ("甲", "乙", "丙"):
        keep(_article(1, body), _article(2, body))
        update(folder, _silent)
    assert WhooshWriter(_current(folder)).count() == 2
    assert _urls(folder, "“甲”") == set()
    assert len(_urls(folder, "“丙”")) == 2


def test_the_size_of_the_index_is_told(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1))
    built = update(folder, _silent)
    assert built.bytes == sum(file.stat().st_size for file in _current(folder).iterdir())


def test_progress_counts_up_to_all(folder: DataFolder, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "ARTICLES_A_TASK", 1)
    seen: list[tuple[int, int]] = []
    keep(*(_article(number) for number in range(3)))
    update(folder, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_an_empty_corpus_gives_an_empty_index(folder: DataFolder, keep: Keep) -> None:
    keep()
    assert update(folder, _silent).documents == 0
    assert _urls(folder) == _urls(folder, "“茶山”") == set()
    keep(_article(1))
    assert update(folder, _silent) == Built(1, rebuilt=False, bytes=update(folder, _silent).bytes)


@pytest.mark.parametrize("build", [update, rebuild])
def test_without_a_corpus_nothing_is_built(folder: DataFolder, build: Build) -> None:
    with pytest.raises(CorpusError, match="crawl or ingest first"):
        build(folder, _silent)
    assert not folder.index.exists()


def test_a_rebuild_writes_everything_anew(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1), _article(2))
    update(folder, _silent)
    before = _current(folder)
    assert rebuild(folder, _silent).documents == 2
    assert _current(folder) != before


def test_the_index_answers_while_it_is_rebuilt_and_then_is_the_new_one(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1))
    update(folder, _silent)
    keep(_article(2))
    with Library.open(folder) as library:
        before = library.generation
        meanwhile: list[tuple[int, str]] = []
        rebuild(folder, lambda *_: meanwhile.append((library.search(SearchRequest()).total, library.generation)))
        assert meanwhile == [(1, before)]
        assert library.search(SearchRequest()).total == 2
        assert library.generation != before


def test_a_library_opened_before_an_update_sees_it(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1))
    update(folder, _silent)
    with Library.open(folder) as library:
        before = library.generation
        assert library.search(SearchRequest()).total == 1
        keep(_article(2))
        update(folder, _silent)
        assert library.search(SearchRequest()).total == 2
        assert library.generation != before


def test_a_rebuild_catches_up_with_what_came_meanwhile(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1))
    come = iter([_article(2)])
    rebuild(folder, lambda *_: keep(*(article for article in [next(come, None)] if article)))
    assert len(_urls(folder)) == 2


def test_what_comes_at_the_very_end_of_a_rebuild_waits_for_the_next_update(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1))
    come = iter([_article(2), _article(3)])
    rebuild(folder, lambda *_: keep(*(article for article in [next(come, None)] if article)))
    assert len(_urls(folder)) == 2
    assert update(folder, _silent).documents == 1
    assert len(_urls(folder)) == 3


def test_a_short_update_goes_on_while_another_process_rebuilds(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1))
    update(folder, _silent)
    keep(_article(2))
    with Generations(folder.index).rebuilding():
        assert update(folder, _silent).documents == 1


def test_two_rebuilds_at_once_are_refused(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1))
    with Generations(folder.index).rebuilding(), pytest.raises(IndexBusy):
        rebuild(folder, _silent)


def test_a_failed_rebuild_leaves_the_old_index_and_nothing_else(folder: DataFolder, keep: Keep) -> None:
    def _fails(done: int, total: int) -> None:
        raise KeyboardInterrupt

    keep(_article(1))
    update(folder, _silent)
    serving = _current(folder)
    with pytest.raises(KeyboardInterrupt):
        rebuild(folder, _fails)
    assert _current(folder) == serving
    assert list(folder.index.glob("generation-*")) == [serving]
    assert len(_urls(folder)) == 1


def test_a_failed_update_is_made_up_for_by_the_next(folder: DataFolder, keep: Keep) -> None:
    def _fails(done: int, total: int) -> None:
        raise KeyboardInterrupt

    keep(_article(1))
    update(folder, _silent)
    keep(_article(2), _article(3))
    with pytest.raises(KeyboardInterrupt):
        update(folder, _fails)
    assert len(_urls(folder)) == 1
    assert update(folder, _silent).documents == 2
    assert len(_urls(folder)) == 3


def test_a_new_index_that_lacks_an_article_does_not_serve(
    folder: DataFolder, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(_article(1))
    update(folder, _silent)
    serving = _current(folder)
    monkeypatch.setattr(WhooshWriter, "count", lambda self: 0)
    with pytest.raises(EngineError, match="holds 0 articles, the corpus 1; the old index goes on serving"):
        rebuild(folder, _silent)
    assert _current(folder) == serving


def test_an_index_being_written_by_something_else_is_refused(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1))
    update(folder, _silent)
    keep(_article(2))
    other = WhooshWriter(_current(folder))

    def _write_too(done: int, total: int) -> None:
        other.write([])

    with pytest.raises(EngineError, match="is being written by another process"):
        update(folder, _write_too)


def test_without_an_index_a_search_says_so(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1))
    with pytest.raises(IndexMissing):
        _urls(folder)


@pytest.mark.parametrize("change", [{"schema": 0}, {"analyzer": "another cut"}])
def test_an_index_built_in_another_way_is_refused_and_rebuilt(
    folder: DataFolder, keep: Keep, change: dict[str, Any]
) -> None:
    keep(_article(1))
    update(folder, _silent)
    write_state(_current(folder), replace(read_state(_current(folder)), **change))
    with pytest.raises(IndexOutdated):
        _urls(folder)
    assert update(folder, _silent).rebuilt
    assert len(_urls(folder)) == 1


def test_the_index_of_a_corpus_that_was_made_anew_is_rebuilt(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1), _article(2))
    update(folder, _silent)
    for file in folder.path.glob("corpus.sqlite*"):
        file.unlink()
    keep(_article(3), _article(4), _article(5))
    assert update(folder, _silent).rebuilt
    assert _urls(folder) == {_article(number).url for number in (3, 4, 5)}


def test_the_index_of_a_corpus_that_was_put_back_is_rebuilt(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1))
    earlier = folder.corpus.read_bytes()
    keep(_article(2))
    update(folder, _silent)
    folder.corpus.write_bytes(earlier)
    assert update(folder, _silent).rebuilt
    assert _urls(folder) == {_article(1).url}


@pytest.mark.parametrize("content", [None, "", "{"])
def test_an_index_that_does_not_say_what_it_holds_is_refused_and_rebuilt(
    folder: DataFolder, keep: Keep, content: str | None
) -> None:
    keep(_article(1))
    update(folder, _silent)
    state = _current(folder) / "state.json"
    state.unlink() if content is None else state.write_text(content)
    with pytest.raises(IndexOutdated):
        _urls(folder)
    assert update(folder, _silent).rebuilt
    assert len(_urls(folder)) == 1


@pytest.mark.filterwarnings("ignore:unclosed file")
@pytest.mark.parametrize("pattern", ["*.toc", "*.arrays", "*.col"])
@pytest.mark.parametrize("damage", ["missing", "empty", "half", "junk"])
def test_a_damaged_index_is_one_sentence_and_a_rebuild_mends_it(
    folder: DataFolder, keep: Keep, pattern: str, damage: str
) -> None:
    keep(_article(1))
    update(folder, _silent)
    keep(_article(2))
    (file,) = _current(folder).glob(pattern)
    whole = file.read_bytes()
    file.unlink()
    if damage != "missing":
        file.write_bytes({"empty": b"", "half": whole[: len(whole) // 2], "junk": b"\xff" * len(whole)}[damage])
    for use in (_urls, lambda folder: update(folder, _silent)):
        with pytest.raises(EngineError, match=r"is damaged: run `tashan index --rebuild`\.$"):
            use(folder)
    rebuild(folder, _silent)
    assert len(_urls(folder)) == 2
    gc.collect()  # Whoosh leaves the files open that it stumbled over


def _killed_at(moment: int, work: Callable[[], object], folder: Path) -> bool:
    """Do the work in a process that is killed before its n-th write under a folder; False where it got done."""
    child = os.fork()
    if not child:
        written = 0

        def _watch(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal written
            if _writes(event, arguments) and str(arguments[0]).startswith(str(folder)):
                written += 1
                if written == moment:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(_watch)
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _writes(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "open":
        return bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir")


@pytest.mark.parametrize(("build", "fewest_moments"), [(update, 10), (rebuild, 20)])
def test_a_kill_at_any_moment_leaves_an_index_that_answers_and_the_next_update_completes(
    folder: DataFolder, keep: Keep, build: Build, fewest_moments: int
) -> None:
    keep(_article(0))
    update(folder, _silent)
    with Library.open(folder) as opened_before:
        for kept, moment in enumerate(range(1, MOST_MOMENTS, MOMENTS_APART), start=1):
            keep(_article(kept))
            killed = _killed_at(moment, lambda: build(folder, _silent), folder.index)
            assert opened_before.search(SearchRequest()).total in (kept, kept + 1)
            assert len(_urls(folder, "")) in (kept, kept + 1)
            update(folder, _silent)
            assert opened_before.search(SearchRequest(query="“法官走进茶山”")).total == kept + 1
            assert WhooshWriter(_current(folder)).count() == kept + 1
            if not killed:
                break
        assert not killed
        assert moment > fewest_moments


def test_a_kill_during_the_first_build_is_made_up_for_by_the_next_update(folder: DataFolder, keep: Keep) -> None:
    keep(_article(1))
    moment = 1
    while _killed_at(moment, lambda: update(folder, _silent), folder.index):
        if not Generations(folder.index).exists:
            with pytest.raises(IndexMissing):
                _urls(folder)
        moment += MOMENTS_APART
    assert moment > 5
    assert len(_urls(folder)) == 1
    assert len(list(folder.index.glob("generation-*"))) <= 2


def test_what_vanished_long_ago_leaves_the_index_and_comes_back_with_its_page(
    folder: DataFolder, keep: Keep, corpus: Corpus
) -> None:
    url = "http://x.example/gone"
    keep(Article(url=url, title="茶山法庭", body="法官走进茶山。"))
    update(folder, lambda *_: None)
    with corpus.writing():
        corpus.mark_vanished(url, at="2024")
        corpus.hide_vanished("2025")
    for build in (update, rebuild):
        build(folder, lambda *_: None)
        with Library.open(folder) as library:
            assert library.search(SearchRequest(query="茶山")).total == 0
            assert library.stacks.article(url) is None
    keep(Article(url=url, title="茶山法庭", body="法官走进茶山。"), seen="2026-09-01T08:00:00")
    update(folder, lambda *_: None)
    with Library.open(folder) as library:
        assert library.search(SearchRequest(query="茶山")).total == 1
