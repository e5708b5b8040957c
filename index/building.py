"""Bringing the index up to date with the corpus, and building it anew aside."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from index.corpus import Corpus
from index.datafolder import DataFolder
from index.document import AnalysedDocument, analysed
from index.engines.engine import EngineError, Writer
from index.engines.whoosh.reader import WhooshReader
from index.engines.whoosh.schema import SCHEMA_VERSION
from index.engines.whoosh.writer import WhooshWriter, create
from index.factcache import FactCache
from index.generations import Generations, IndexOutdated, State, require_readable, write_state
from index.knowledge.facts import rules_version
from index.ledgers import upkeep
from index.ledgers.ledgerfile import LedgerFile
from index.text.analyzer import Analyzer
from index.text.tokenizer import court_tokenizer
from index.vocabulary import write_vocabulary

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: documents written, whether everything was built anew, bytes of the serving generation."""

    documents: int
    rebuilt: bool
    bytes: int


def update(folder: DataFolder, progress: Progress) -> Built:
    """Write every article changed since the last build; where no index of this corpus can be read, rebuild.

    Waits while another process writes. ``progress`` is called with documents done and documents in all.
    """
    generations = Generations(folder.index)
    analyzer = analyzer_of(folder)
    with Corpus.open(folder.corpus, read_only=True) as corpus, generations.writing():
        if generations.exists and _can_catch_up(generations.current(), corpus, analyzer):
            return _catch_up(folder, generations.current(), corpus, analyzer, progress)
    return rebuild(folder, progress, wait=True)


def rebuild(folder: DataFolder, progress: Progress, *, wait: bool = False) -> Built:
    """Build a generation aside from the whole corpus, catch up with what came meanwhile, and switch to it.

    Searches and short writes go on until the switch. Raises IndexBusy where another process is rebuilding,
    unless told to wait for it.
    """
    generations = Generations(folder.index)
    analyzer = analyzer_of(folder)
    with Corpus.open(folder.corpus, read_only=True) as corpus, generations.rebuilding(wait=wait):
        aside = generations.new_folder()
        try:
            create(aside)
            upkeep.create(aside)
            state = State(SCHEMA_VERSION, analyzer.version, revision=0, corpus=corpus.identity, rules=rules_version())
            write_state(aside, state)
            first = _catch_up(folder, aside, corpus, analyzer, progress)
            with generations.writing(), corpus.reading():
                late = _catch_up(folder, aside, corpus, analyzer, progress)
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
        _write_words(generations.current())
        with LedgerFile.open(generations.current()) as file:
            file.purge()
        with Corpus.open(folder.corpus, read_only=True) as corpus:
            identity = corpus.identity
        with FactCache.open(folder.cache, corpus=identity) as cache:
            cache.purge()
        generations.remove_earlier()
    return replace(built, bytes=_size(generations.current()))


def analyzer_of(folder: DataFolder) -> Analyzer:
    """The analyzer that indexes and queries of a data folder share."""
    return Analyzer(court_tokenizer(folder.cache))


def _can_catch_up(generation: Path, corpus: Corpus, analyzer: Analyzer) -> bool:
    """Tell whether this program reads the generation, its rules are those in force, and it is of this very corpus."""
    try:
        state = require_readable(generation, schema=SCHEMA_VERSION, analyzer=analyzer.version)
        upkeep.require_readable(generation)
    except IndexOutdated:
        return False
    is_of_this = state.corpus == corpus.identity and state.revision <= corpus.revision
    return is_of_this and state.rules == rules_version()


def _catch_up(folder: DataFolder, generation: Path, corpus: Corpus, analyzer: Analyzer, progress: Progress) -> Built:
    """Write what changed after the generation's revision; a kill before the end makes the next call do it again."""
    state = require_readable(generation, schema=SCHEMA_VERSION, analyzer=analyzer.version)
    # What changes from here on has a later revision and is the next call's; doing it twice does no harm.
    revision = corpus.revision
    if revision == state.revision:
        return Built(0, rebuilt=False, bytes=_size(generation))
    removed = corpus.removed_since(state.revision)
    with LedgerFile.open(generation) as file, FactCache.open(folder.cache, corpus=corpus.identity) as cache:
        cache.remove(removed)
        ledgers = upkeep.Upkeep(file, corpus, document=cache.document)
        ledgers.remove(removed)
        entered = ledgers.entered(corpus.changed_since(state.revision))
        documents = (analysed(document, analyzer) for document in entered)
        counted = _counted(documents, corpus.count_since(state.revision), progress)
        writer: Writer = WhooshWriter(generation)
        written = writer.write(counted, removed=removed)
    _write_words(generation)
    write_state(generation, replace(state, revision=revision))
    return Built(written, rebuilt=False, bytes=_size(generation))


def _counted(documents: Iterable[AnalysedDocument], total: int, progress: Progress) -> Iterator[AnalysedDocument]:
    for done, document in enumerate(documents, start=1):
        yield document
        progress(done, max(done, total))


def _write_words(generation: Path) -> None:
    """Write down the words of the index, which searches look at where little is found."""
    reader = WhooshReader(generation)
    try:
        write_vocabulary(generation, reader.words())
    finally:
        reader.close()


def _verify(generation: Path, corpus: Corpus) -> None:
    """A generation that does not hold the whole corpus must not serve."""
    indexed = WhooshWriter(generation).count()
    kept = corpus.count_since(0)
    if indexed != kept:
        raise EngineError(f"The new index holds {indexed} articles, the corpus {kept}; the old index goes on serving.")


def _size(generation: Path) -> int:
    return sum(file.stat().st_size for file in generation.iterdir() if file.is_file())
