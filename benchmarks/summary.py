"""The summary: what the stages of a benchmark told, brought together, and held against what must be shown."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.agreement import agreement
from benchmarks.peers import PEERS
from benchmarks.questioning import CLASSES, TWELVE, Question
from benchmarks.timing import Asked, Spread

OURS, VANILLA = "tashan", "whoosh"
EVERYTHING = "all twelve"
# The figures of every stage, by its name.
Told = Mapping[str, Mapping[str, Any]]
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that the figures of one run follow from; ``days`` are those of the articles, by number."""

    told: Told
    questions: Sequence[Question]
    days: Mapping[int, str]

    def summary(self) -> Figures:
        """The figures of the stages that there are, in a form that JSON can hold."""
        answers = {name: _answers(self.told[f"ask.{name}"]) for name in PEERS if f"ask.{name}" in self.told}
        return {
            "articles": self.told["articles"]["articles"],
            "characters": self.told["articles"]["characters"],
            "machine": f"{os.cpu_count()} CPUs, {platform.machine()}, Python {platform.python_version()}",
            "engines": {name: self._engine(name, answers) for name in answers},
            "quotations": self._below("quotations"),
            "ingest": self._below("ingest"),
            "knowledge": self.told.get("knowledge"),
            "rebuild": self.told.get("rebuild"),
            "path": self.told.get("path"),
            "tiled": self._tiled(),
        }

    def _tiled(self) -> Figures | None:
        """Our engine over many copies of the articles; None where it was not asked so."""
        stage, quoted = self.told.get("tiled.words"), self.told.get("tiled.exact")
        if stage is None:
            return None
        own, once = _answers(stage), _answers(self.told[f"ask.{OURS}"])
        engine = {
            "opening": stage["result"]["opening"],
            "memory": stage["peak"],
            "again": self._spreads(own, [each.again for each in own]),
        }
        return {
            "copies": stage["copies"],
            "articles": self.told["articles"]["articles"] * stage["copies"],
            "wrong": sum(many.count != (one.count or 0) * stage["copies"] for many, one in zip(own, once, strict=True)),
            "engines": {OURS: engine},
            "quotations": {OURS: _without_hits(quoted)} if quoted else {},
        }

    def _engine(self, name: str, answers: Mapping[str, Sequence[Asked]]) -> Figures:
        """One engine: its index, its times by class, and how it agrees with Whoosh as it comes."""
        stage, own, vanilla = self.told[f"ask.{name}"], answers[name], answers.get(VANILLA)
        return {
            "build": self.told.get(f"build.{name}"),
            "opening": stage["result"]["opening"],
            "memory": stage["peak"],
            "first": self._spreads(own, [each.first for each in own]),
            "opened": self._spreads(own, [each.opened for each in own]),
            "again": self._spreads(own, [each.again for each in own]),
            "told": self._spreads(own, [each.again + each.told for each in own]).get("facets"),
            "clients": {count: figures["result"] for count, figures in self._below(f"clients.{name}").items()},
            "agreement": asdict(agreement(self.questions, own, vanilla, self.days)) if vanilla else None,
        }

    def _spreads(self, answers: Sequence[Asked], seconds: Sequence[float]) -> dict[str, Any]:
        """Milliseconds of each class, and of the twelve together where all of them were answered."""
        spreads = {}
        for name in (*CLASSES, EVERYTHING):
            wanted = TWELVE if name == EVERYTHING else (name,)
            asked = [
                (each.answered, took)
                for question, each, took in zip(self.questions, answers, seconds, strict=True)
                if question.name in wanted
            ]
            if asked and all(answered for answered, _ in asked):
                spreads[name] = asdict(Spread.of([took for _, took in asked]))
        return spreads

    def _below(self, first: str) -> dict[str, Any]:
        """The figures of the stages whose names begin so, by the rest; hits of single quotations are left out."""
        found = {}
        for name, figures in self.told.items():
            if name.startswith(f"{first}."):
                found[name.removeprefix(f"{first}.")] = _without_hits(figures)
        return found


def _without_hits(figures: Mapping[str, Any]) -> Figures:
    """The figures of a stage without what single quotations found."""
    result = figures.get("result")
    kept = {k: v for k, v in result.items() if k != "hits"} if isinstance(result, Mapping) else result
    return {**figures, "result": kept}


def _answers(stage: Mapping[str, Any]) -> list[Asked]:
    return [Asked.from_json(each) for each in stage["result"]["answers"]]
