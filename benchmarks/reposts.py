"""How well reposts are found, and what that costs: ``python -m benchmarks.reposts [--texts FILE] [--sizes N,N]``.

500 variants of 100 stories stand among unrelated articles and articles of the same templates. ``--texts`` names JSON
Lines whose ``body`` lends its sentences to the unrelated ones; ``--sizes 0`` leaves the costs out.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.retold import VARIANTS, Teller, Told, real_sentences, sample_stories, sentences_of
from index.article import Article
from index.corpus import Corpus
from index.document import kept_document
from index.ledgers import upkeep
from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.stories import StoryLedger

STORIES = 100
UNRELATED = 2000
PAIRS = 40
MOST_SENTENCES = 20_000
ENTERED_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Score:
    """How many pairs of articles that tell one story were joined, and how many joined ones do."""

    precision: float
    recall: float
    missed: Counter[str]


def world(teller: Teller, *, stories: int, unrelated: int, pairs: int) -> tuple[list[Told], dict[str, str]]:
    """Articles of known stories in any order, and for the URL of each variant its kind."""
    originals = sample_stories()[:stories]
    originals += [teller.recombined() for _ in range(stories - len(originals))]
    told, kinds, number = [], {}, itertools.count(stories)
    for story, original in enumerate(originals):
        told.append(Told(original, story))
        for kind, variant in teller.variants(original).items():
            told.append(Told(variant, story))
            kinds[variant.url] = kind
        told.extend(Told(each, next(number)) for each in teller.lookalikes(original))
    for _ in range(pairs):
        told.extend(Told(each, next(number)) for each in (*teller.parts(), *teller.winners()))
    told.extend(Told(teller.recombined(), next(number)) for _ in range(unrelated))
    random.Random(7).shuffle(told)
    return told, kinds


def score(told: list[Told], kinds: dict[str, str], found: dict[str, int]) -> Score:
    """Compare the stories that were found with the true ones, pair by pair."""
    true = {each.article.url: each.story for each in told}
    true_pairs, found_pairs = _pairs(true), _pairs(found)
    both = true_pairs & found_pairs
    lost = Counter(kinds.get(url, "original") for pair in true_pairs - found_pairs for url in pair)
    return Score(len(both) / max(1, len(found_pairs)), len(both) / max(1, len(true_pairs)), lost)


def stories_found(folder: Path, told: Iterable[Article]) -> dict[str, int]:
    """Enter articles in a ledger of their own; the story of each URL."""
    with _entered(folder, told) as file:
        return dict(file.rows("SELECT url, story FROM telling JOIN text ON text.id = text"))


def cost(folder: Path, articles: Iterable[Article]) -> tuple[float, float, float]:
    """Milliseconds of computing to enter an article, over all and over the last tenth, and bytes for each."""
    with Corpus.open(folder / "corpus.sqlite") as corpus:
        with corpus.writing():
            for article in articles:
                corpus.keep(article, source_name="benchmark", seen="2026-01-01")
        spent: list[float] = []
        started = time.process_time()
        _enter_all(folder, corpus, spent)
        elapsed, total = time.process_time() - started, len(spent)
    size = sum(path.stat().st_size for path in folder.glob("ledgers.sqlite*"))
    print(f"  {elapsed:.0f} s in all, the reading of the corpus and the knowledge included")
    last = spent[-max(1, total // 10) :]
    return sum(spent) / total * 1000, sum(last) / len(last) * 1000, size / total


def _entered(folder: Path, articles: Iterable[Article]) -> LedgerFile:
    with Corpus.open(folder / "corpus.sqlite") as corpus:
        with corpus.writing():
            for article in articles:
                corpus.keep(article, source_name="benchmark", seen="2026-01-01")
        _enter_all(folder, corpus, [])
    return LedgerFile.open(folder)


def _enter_all(folder: Path, corpus: Corpus, spent: list[float]) -> None:
    """Enter a corpus in a ledger of stories, noting how long each article took."""
    upkeep.create(folder)
    articles = corpus.changed_since(0)
    with LedgerFile.open(folder) as file:
        ledger = StoryLedger(file, corpus)
        while batch := list(itertools.islice(articles, ENTERED_AT_ONCE)):
            with file.writing():
                for kept in batch:
                    document = kept_document(kept)
                    started = time.process_time()
                    ledger.enter(StoryLedger.entry_of(kept, document))
                    spent.append(time.process_time() - started)


def _pairs(stories: dict[str, int]) -> set[tuple[str, str]]:
    members: defaultdict[int, list[str]] = defaultdict(list)
    for url, story in stories.items():
        members[story].append(url)
    return {pair for urls in members.values() for pair in itertools.combinations(sorted(urls), 2)}


def _growing(teller: Teller, size: int) -> Iterator[Article]:
    """A corpus in which every tenth article is a repost of the one before."""
    last = teller.recombined(varied=True)
    for number in range(size):
        if number % 10 == 9:
            yield teller.variants(last)[VARIANTS[number // 10 % len(VARIANTS)]]
        else:
            last = teller.recombined(varied=True)
            yield last


def main() -> None:
    """Print the scores and the costs; exit 1 where a score is under .98."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--sizes", default="10000,100000")
    asked = parser.parse_args()
    if asked.texts and not asked.texts.exists():
        sys.exit(f"There is no {asked.texts}.")
    sentences = sentences_of(sample_stories())
    if asked.texts:
        sentences += real_sentences(asked.texts, MOST_SENTENCES)
    told, kinds = world(Teller(sentences, seed=1), stories=STORIES, unrelated=UNRELATED, pairs=PAIRS)
    with tempfile.TemporaryDirectory() as folder:
        reached = score(told, kinds, stories_found(Path(folder), (each.article for each in told)))
    print(f"{len(kinds)} variants of {STORIES} stories among {len(told)} articles")
    print(f"precision {reached.precision:.4f}  recall {reached.recall:.4f}  missed pairs {dict(reached.missed)}")
    for size in filter(None, map(int, asked.sizes.split(","))):
        with tempfile.TemporaryDirectory() as folder:
            mean, last, size_each = cost(Path(folder), _growing(Teller(sentences, seed=2), size))
        print(f"{size} articles: {mean:.2f} ms an article, {last:.2f} ms at the end, {size_each:.0f} bytes an article")
    sys.exit(min(reached.precision, reached.recall) < 0.98)


if __name__ == "__main__":
    main()
