"""Timing: how long an engine takes for each question, the first time and again, and what it answered."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import floor
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.peers import Counts, Peer
from benchmarks.questioning import Question

REPEATS = 7
# A question that takes so many seconds is not repeated.
LONG = 0.4
REOPENED = 3
MUCH = 30.0
# The stored fields of Whoosh and of tantivy.
_STORED = ("_stored.col", ".store")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question as an engine answered it: seconds at first, again and newly opened, and what it found.

    ``facets`` is a digest of all counts, ``told`` the seconds until they were values with their counts; ``answered`` is
    False where the engine cannot be asked.
    """

    answered: bool
    first: float = 0.0
    again: float = 0.0
    opened: float = 0.0
    count: int | None = None
    found: tuple[int, ...] = ()
    scores: tuple[float, ...] = ()
    facets: str | None = None
    told: float = 0.0

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Asked:
        """Read what was written with ``dataclasses.asdict``."""
        return cls(**{**values, "found": tuple(values["found"]), "scores": tuple(values["scores"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Milliseconds of several measurements."""

    p50: float
    p95: float
    p99: float
    mean: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Spread:
        """The spread of some seconds, at least one."""
        ordered = sorted(seconds)
        percentiles = (percentile(ordered, share) * 1000 for share in (0.5, 0.95, 0.99))
        p50, p95, p99 = percentiles
        return cls(p50=p50, p95=p95, p99=p99, mean=sum(ordered) / len(ordered) * 1000)


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value below which a share of ascending values lies, between two neighbours where it must be."""
    at = share * (len(ordered) - 1)
    low = floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def seconds_of(ask: Callable[[], Any]) -> float:
    """How long a call takes."""
    started = time.perf_counter()
    ask()
    return time.perf_counter() - started


def settled(ask: Callable[[], Any], first: float, repeats: int = REPEATS) -> float:
    """The median of several calls, or the first where that was long."""
    return first if first > LONG else median(seconds_of(ask) for _ in range(repeats))


def asked(peer: Peer, questions: Sequence[Question]) -> list[Asked]:
    """Ask an open engine every question once, then each again and again."""
    first = [_answered(peer, question) for question in questions]
    return [
        replace(each, again=settled(partial(peer.answer, question), each.first)) if each.answered else each
        for question, each in zip(questions, first, strict=True)
    ]


def opened_anew(peer: Peer, questions: Sequence[Question], answers: Sequence[Asked]) -> list[Asked]:
    """The same answers with the seconds of an engine that was just opened, whatever it keeps of earlier questions.

    It is opened several times, once where all questions together take long, and the median counts.
    """
    openings = REOPENED if sum(each.first for each in answers) < MUCH else 1
    passes = []
    for _ in range(openings):
        peer.close()
        peer.open()
        passes.append([seconds_of(partial(peer.answer, question)) for question in questions])
    return [replace(each, opened=median(times)) for each, *times in zip(answers, *passes, strict=True)]


def _answered(peer: Peer, question: Question) -> Asked:
    started = time.perf_counter()
    reply = peer.answer(question)
    took = time.perf_counter() - started
    if reply is None:
        return Asked(answered=False)
    plain = Asked(answered=True, first=took, count=reply.count, found=reply.found, scores=reply.scores)
    if reply.facets is None:
        return plain
    tell = partial(peer.counts, reply.facets)
    return replace(plain, facets=digest(tell()), told=settled(tell, 0.0))


def digest(counts: Counts) -> str:
    """A short name of counts that any other counts do not have; values that nothing has are left out."""
    present = {name: sorted((v, n) for v, n in values.items() if v and n) for name, values in sorted(counts.items())}
    return hashlib.sha256(json.dumps(present, ensure_ascii=False).encode()).hexdigest()[:16]


def forget(folder: Path) -> None:
    """Have the system forget what it holds of the files in a folder, so that they are read from the disk again."""
    for file in folder.rglob("*"):
        if file.is_file():
            handle = os.open(file, os.O_RDONLY)
            try:
                os.fdatasync(handle)
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(handle)


def indexed_bytes_of(folder: Path) -> int:
    """The size of what an index is searched by: of its files but those that hold what is stored to be shown."""
    files = [file for file in folder.rglob("*") if file.is_file() and not file.name.endswith(_STORED)]
    return sum(file.stat().st_size for file in files)


def bytes_of(folder: Path) -> int:
    """The size of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
