"""Stages: the parts of a search benchmark, each run in a process of its own and kept as figures in a file."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from benchmarks import clients, ingesting, quotations, wholepath
from benchmarks.apart import WorkFailed, apart
from benchmarks.cuttings import Newsroom
from benchmarks.peers import PEERS, home, is_installed, makes_index, peer
from benchmarks.questioning import Question, drawn
from benchmarks.summary import OURS, Figures, Run
from benchmarks.tiling import tiled
from benchmarks.timing import asked, bytes_of, forget, indexed_bytes_of, opened_anew, seconds_of

CLIENTS = (1, 8)
# Of how many copies the largest index is made.
TILES = 10
GENERATION = "generation"
# Vanilla Whoosh takes a hundred times as long as the others.
MOST_INGESTED = {"whoosh": 2_000}


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the benchmark: its name, and what makes its figures, which JSON can hold."""

    name: str
    run: Callable[[], Figures]

    def is_meant(self, names: Sequence[str]) -> bool:
        """Tell whether one of some names is its own or a part of it."""
        return any(name == self.name or name in self.name.split(".") for name in names)


class Bench:
    """All stages over so many articles, with a folder for what they make."""

    def __init__(self, folder: Path, articles: int, real_texts: Path | None = None) -> None:
        self.articles = articles
        self._folder = folder
        self._real_texts = real_texts
        self._newsroom = Newsroom(folder)
        self._peers = [name for name in PEERS if is_installed(name)]

    @property
    def figures(self) -> Path:
        """The folder with a JSON file for each stage that was run."""
        return self._folder / "figures"

    @cached_property
    def questions(self) -> list[Question]:
        """What every engine is asked."""
        return drawn(self._newsroom.cuttings())

    def stages(self) -> Iterator[Stage]:
        """Every stage, each after those that it needs."""
        yield Stage("articles", self._written)
        for name in self._peers:
            if makes_index(name):
                yield Stage(f"build.{name}", partial(self._built, name))
            yield Stage(f"ask.{name}", partial(self._asked, name))
            for count in CLIENTS:
                yield Stage(f"clients.{name}.{count}", partial(self._loaded, name, count))
        yield Stage("quotations.scan", lambda: self._worked(quotations.scanned, self._newsroom))
        yield Stage("quotations.tashan", self._quoted_by_us)
        if "tantivy" in self._peers:
            yield Stage("quotations.tantivy", self._quoted_by_tantivy)
        yield Stage("tiled.words", lambda: self._tiled(OURS, self._asked_in))
        yield Stage("tiled.exact", lambda: self._tiled("exact", partial(self._quoted_in, times=TILES)))
        for name, (needed, _) in ingesting.PIPELINES.items():
            if needed in self._peers:
                yield Stage(f"ingest.{name}", partial(self._ingested, name))
        yield Stage("knowledge", self._known)
        yield Stage("rebuild", self._rebuilt)
        yield Stage("path", lambda: self._worked(wholepath.searched, self._folder / "data", self.questions))

    def told(self, stage: str) -> Figures | None:
        """The figures of a stage, None where it was not run."""
        file = self.figures / f"{stage}.json"
        figures: Figures | None = json.loads(file.read_text("utf-8")) if file.is_file() else None
        return figures

    def summary(self) -> Figures:
        """What all stages told together."""
        told = {file.stem: json.loads(file.read_text("utf-8")) for file in sorted(self.figures.glob("*.json"))}
        days = {cutting.number: cutting.published for cutting in self._newsroom.cuttings()}
        return Run(told, self.questions, days).summary()

    def run(self, stage: Stage) -> None:
        """Run a stage and keep its figures; raises WorkFailed."""
        self.figures.mkdir(parents=True, exist_ok=True)
        figures = stage.run()
        aside = self.figures / f"{stage.name}.new"
        aside.write_text(json.dumps(figures, ensure_ascii=False), "utf-8")
        aside.replace(self.figures / f"{stage.name}.json")

    def _written(self) -> Figures:
        work = apart(self._newsroom.fill, self.articles, os.cpu_count() or 1, self._real_texts)
        return {"seconds": work.seconds, "characters": work.result, "articles": self.articles}

    def _built(self, name: str) -> Figures:
        folder = self._emptied(name)
        work = apart(_build, name, folder, self._newsroom)
        size = indexed_bytes_of(folder)
        return {"articles": self.articles, "seconds": work.seconds, "peak": work.peak, "bytes": size}

    def _asked(self, name: str) -> Figures:
        return self._asked_in(home(name, self._folder), name)

    def _asked_in(self, folder: Path, name: str = OURS) -> Figures:
        return self._worked(_ask, name, folder, self.questions)

    def _loaded(self, name: str, count: int) -> Figures:
        return self._worked(clients.load, name, home(name, self._folder), self.questions, count)

    def _quoted_by_us(self) -> Figures:
        folder = self._emptied("exact")
        built = apart(quotations.build_exact, self._newsroom, folder)
        build = {"seconds": built.seconds, "peak": built.peak, "bytes": built.result}
        return {**self._quoted_in(folder), "build": build}

    def _quoted_in(self, folder: Path, times: int = 1) -> Figures:
        truth = [hits * times for hits in self._truth()]
        return self._worked(quotations.found_by_us, self._newsroom, folder, truth)

    def _quoted_by_tantivy(self) -> Figures:
        return self._worked(quotations.found_by_tantivy, self._newsroom, self._folder / "tantivy", self._truth())

    def _truth(self) -> list[int]:
        """How many articles hold each quotation."""
        scanned = self.told("quotations.scan")
        if scanned is None:
            raise WorkFailed("quotations.scan was not run.")
        hits: list[int] = scanned["result"]["hits"]
        return hits

    def _tiled(self, name: str, asked: Callable[[Path], Figures]) -> Figures:
        """What is asked of an index of ours that has every segment TILES times."""
        folder = self._emptied(f"tiled-{name}")
        try:
            apart(tiled, self._folder / name / GENERATION, folder / GENERATION, TILES)
            return {**asked(folder), "copies": TILES}
        finally:
            shutil.rmtree(folder)

    def _ingested(self, name: str) -> Figures:
        count = min(self.articles, MOST_INGESTED.get(name, self.articles))
        folder = self._emptied(f"ingest-{name}")
        figures = self._worked(ingesting.ingested, name, self._newsroom, count, folder)
        figures["bytes"] = bytes_of(folder / "all")
        shutil.rmtree(folder)
        return figures

    def _known(self) -> Figures:
        """The articles in a corpus, and a rebuild that draws all knowledge, which the next ones find kept."""
        folder = self._emptied("data")
        apart(wholepath.kept, self._newsroom, folder)
        work = apart(wholepath.rebuilt, folder)
        return {"seconds": work.result, "peak": work.peak}

    def _rebuilt(self) -> Figures:
        folder = self._folder / "data"
        work = apart(wholepath.rebuilt, folder)
        return {"result": work.result, "peak": work.peak, "bytes": bytes_of(folder / "index")}

    def _worked(self, function: Callable[..., Any], *arguments: Any) -> Figures:
        work = apart(function, *arguments)
        result = asdict(work.result) if hasattr(work.result, "__dataclass_fields__") else work.result
        return {"seconds": work.seconds, "peak": work.peak, "result": result}

    def _emptied(self, name: str) -> Path:
        folder = self._folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder


def _build(name: str, folder: Path, newsroom: Newsroom) -> None:
    peer(name, folder).build(newsroom.cuttings())


def _ask(name: str, folder: Path, questions: Sequence[Question]) -> Figures:
    """Open an engine whose files the system has forgotten, and ask it."""
    forget(folder)
    engine = peer(name, folder)
    opening = seconds_of(engine.open)
    answers = opened_anew(engine, questions, asked(engine, questions))
    engine.close()
    return {"opening": opening, "answers": [asdict(each) for each in answers]}
