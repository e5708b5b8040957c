"""Bringing the index up to date with the corpus, and building it anew aside."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from index.corpus import Corpus
from index.cutwords import tell_words, words_at
from index.datafolder import DataFolder
from index.engines.engine import EngineError, Writer
from index.engines.whoosh.reader import WhooshReader, latest_commit
from index.engines.whoosh.schema import SCHEMA_VERSION
from index.engines.whoosh.segments.packing import Batch
from index.engines.whoosh.writer import WhooshWriter, create
from index.factcache import FactCache
from index.generations import Generations, IndexOutdated, State, read_state, require_readable, write_state
from index.knowledge.facts import rules_version
from index.ledgers import upkeep
from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.ledgerload import Load
from index.ownwords import own_words
from index.preparing import Prepared, Preparer, Task, task_sized
from index.recutting import cut_by_them, words_changed
from index.text.analyzer import Analyzer, analyzer_with
from index.text.tokenizer import VERSION
from index.vocabulary import write_vocabulary, written_at
from index.workforce import Workforce

# So many articles are worth a dictionary that cuts faster, so many the start of processes beside this one.
WORTH_HASTENING, WORTH_PROCESSES = 100, 1000
# So many tasks are entered in the ledgers at once: a transaction, however small, touches much of an inverted table.
TASKS_ENTERED = 10
# Words wait until one article in so many has changed, for all of them are written: an update costs what has changed.
SHARE_WITHOUT_WORDS = 100

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: documents written, whether everything was built anew, bytes of the serving generation.

    ``recut`` are those of the documents that were written only because words came to the dictionary or left it, and
    ``words`` how many of these there were.
    """

    documents: int
    rebuilt: bool
    bytes: int
    recut: int = 0
    words: int = 0


def update(folder: DataFolder, progress: Progress, *, processes: int | None = None) -> Built:
    """Write every article changed since the last build; where no index of this corpus can be read, rebuild.

    Where the dictionary has other words than then, those in which these stand are written, too.

    Waits while another process writes. ``progress`` is called with documents done and documents in all. Many articles
    are prepared by ``processes`` beside this one, as many as there are cores; by 1 they are prepared here.
    """
    generations = Generations(folder.index)
    analyzer = analyzer_with(own_words(folder))
    with Corpus.open(folder.corpus, read_only=True) as corpus, generations.writing():
        if generations.exists and _can_catch_up(generations.current(), corpus):
            build = _Build(folder, generations.current(), corpus, analyzer, progress, processes)
            return build.catch_up()
    return rebuild(folder, progress, wait=True, processes=processes)


def rebuild(folder: DataFolder, progress: Progress, *, wait: bool = False, processes: int | None = None) -> Built:
    """Build a generation aside from the whole corpus, catch up with what came meanwhile, and switch to it.

    Searches and short writes go on until the switch. Raises IndexBusy where another process is rebuilding,
    unless told to wait for it.
    """
    generations = Generations(folder.index)
    analyzer = analyzer_with(own_words(folder))
    with Corpus.open(folder.corpus, read_only=True) as corpus, generations.rebuilding(wait=wait):
        aside = generations.new_folder()
        try:
            create(aside)
            state = State(SCHEMA_VERSION, VERSION, revision=0, corpus=corpus.identity, rules=rules_version())
            write_state(aside, state)
            tell_words(aside, latest_commit(aside), analyzer.own_words)
            build = _Build(folder, aside, corpus, analyzer, progress, processes)
            first = build.catch_up()
            with generations.writing(), corpus.reading():
                late = build.catch_up()
                _verify(aside, corpus)
                generations.switch_to(aside)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
    return Built(first.documents + late.documents, rebuilt=True, bytes=late.bytes)


def purge(folder: DataFolder, progress: Progress) -> Built:
    """Bring the index up to date and leave nothing on the disk of what is no more in the corpus.

    Waits while another process writes or rebuilds.
    """
    generations = Generations(folder.index)
    built = update(folder, progress)
    with generations.rebuilding(wait=True), generations.writing():
        WhooshWriter(generations.current()).purge()
        _write_words(generations.current(), read_state(generations.current()).revision)
        with LedgerFile.open(generations.current()) as file:
            file.purge()
        with Corpus.open(folder.corpus, read_only=True) as corpus:
            identity = corpus.identity
        with FactCache.open(folder.cache, corpus=identity) as cache:
            cache.purge()
        generations.remove_earlier()
    return replace(built, bytes=_size(generations.current()))


def _can_catch_up(generation: Path, corpus: Corpus) -> bool:
    """Tell whether this program reads the generation, its rules are those in force, and it is of this very corpus."""
    try:
        state = require_readable(generation, schema=SCHEMA_VERSION, analyzer=VERSION)
        upkeep.require_readable(generation)
        words_at(generation, latest_commit(generation))
    except IndexOutdated:
        return False
    is_of_this = state.corpus == corpus.identity and state.revision <= corpus.revision
    return is_of_this and state.rules == rules_version()


@dataclass(frozen=True, slots=True)
class _Build:
    """Bringing one generation up to date with its corpus."""

    folder: DataFolder
    generation: Path
    corpus: Corpus
    analyzer: Analyzer
    progress: Progress
    processes: int | None

    def catch_up(self) -> Built:
        """Write what changed after the generation's revision; a kill before the end makes the next call do it again."""
        state = require_readable(self.generation, schema=SCHEMA_VERSION, analyzer=VERSION)
        # What changes from here on has a later revision and is the next call's; doing it twice does no harm.
        revision, words = self.corpus.revision, words_changed(self.generation, self.analyzer.own_words)
        if revision == state.revision and not words and upkeep.exist(self.generation):
            return Built(0, rebuilt=False, bytes=_size(self.generation))
        cut_otherwise = cut_by_them(self.generation, words, self.corpus, state.revision)
        tell_words(self.generation, latest_commit(self.generation) + 1, self.analyzer.own_words)
        written = self._write_since(state.revision, cut_otherwise)
        if words:
            # What was dropped counts for the scores until it is gone; a whole rebuild has none of it.
            WhooshWriter(self.generation).purge()
        if words or self._words_trail(revision):
            _write_words(self.generation, revision)
        write_state(self.generation, replace(state, revision=revision))
        return Built(written, rebuilt=False, bytes=_size(self.generation), recut=len(cut_otherwise), words=len(words))

    def _words_trail(self, revision: int) -> bool:
        """Tell whether so much has changed since the words were written that writing all costs little beside it."""
        return (revision - written_at(self.generation)) * SHARE_WITHOUT_WORDS >= self.corpus.count()

    def _write_since(self, revision: int, besides: Collection[str]) -> int:
        removed = self.corpus.removed_since(revision)
        total = self.corpus.count_since(revision) + len(besides)
        with (
            self._ledgers() as ledgers,
            FactCache.open(self.folder.cache, corpus=self.corpus.identity) as cache,
        ):
            cache.remove(removed)
            ledgers.remove(removed)
            kept = chain(self.corpus.changed_since(revision), filter(None, map(self.corpus.get, besides)))
            tasks = (Task(each, cache.known(each)) for each in task_sized(kept))
            with closing(self._prepared(tasks, total)) as prepared:
                batches = self._counted(_entered(prepared, ledgers, cache), total)
                writer: Writer = WhooshWriter(self.generation)
                return writer.write_packed(batches, removed=removed)

    def _ledgers(self) -> upkeep.Upkeep | Load:
        """Who enters articles in the ledgers, and makes them where there are none."""
        entering = upkeep.Upkeep if upkeep.exist(self.generation) else Load
        return entering(self.generation, self.corpus)

    def _prepared(self, tasks: Iterable[Task], total: int) -> Generator[Prepared, None, None]:
        """Do tasks, that are of so many articles: in this process, or in several that end with the last task.

        They take much memory, and so does what is left to be done then.
        """
        size = self.processes or os.cpu_count() or 1
        if size > 1 and total >= WORTH_PROCESSES:
            with Workforce(size, self.analyzer.own_words) as workforce:
                yield from workforce.prepared(tasks)
            return
        if total >= WORTH_HASTENING:
            self.analyzer.hasten()
        yield from map(Preparer(self.analyzer), tasks)

    def _counted(self, batches: Iterable[Batch], total: int) -> Iterator[Batch]:
        done = 0
        for batch in batches:
            yield batch
            done += len(batch)
            self.progress(done, max(done, total))


def _entered(prepared: Iterable[Prepared], ledgers: upkeep.Upkeep | Load, cache: FactCache) -> Iterator[Batch]:
    """Pass on what the engine writes, a few tasks at a time, once it is entered in the ledgers.

    So those of a serving generation are complete before the engine commits, and a kill leaves them ahead of it, never
    behind.
    """
    waiting = iter(prepared)
    while tasks := list(islice(waiting, TASKS_ENTERED)):
        ledgers.enter(entries for task in tasks for entries in task.entries)
        for task in tasks:
            cache.keep(task.drawn)
            yield task.batch
    ledgers.finish()


def _write_words(generation: Path, revision: int) -> None:
    """Write down the words of the index, which searches look at where little is found."""
    reader = WhooshReader(generation)
    try:
        write_vocabulary(generation, reader.words(), revision)
    finally:
        reader.close()


def _verify(generation: Path, corpus: Corpus) -> None:
    """A generation that is damaged or does not hold the whole corpus must not serve."""
    writer = WhooshWriter(generation)
    writer.check()
    indexed = writer.count()
    kept = corpus.count()
    if indexed != kept:
        raise EngineError(f"The new index holds {indexed} articles, the corpus {kept}; the old index goes on serving.")


def _size(generation: Path) -> int:
    return sum(file.stat().st_size for file in generation.iterdir() if file.is_file())
