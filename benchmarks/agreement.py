"""Agreement: what two engines answered differently, and by how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.questioning import Question
from benchmarks.timing import Asked

TOLERANCE = 1e-5
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How one engine's answers compare with another's over the questions that both were asked.

    ``counts``, ``facets`` and ``orders`` are the numbers of answers that differ; an order differs where the score at a
    rank does, or the score of an article that both show. ``worst`` is the largest relative difference of two scores,
    ``overlap`` the mean share of the best articles that both name.
    """

    questions: int
    counts: int
    facets: int
    orders: int
    worst: float
    overlap: float
    examples: tuple[str, ...]

    @property
    def is_exact(self) -> bool:
        """Tell whether they count alike."""
        return self.counts == self.facets == 0


def agreement(
    questions: Sequence[Question], ours: Sequence[Asked], theirs: Sequence[Asked], days: Mapping[int, str]
) -> Agreement:
    """Compare answers question by question; ``days`` of the articles decide where they are ordered by date."""
    both = [
        (question, one, other)
        for question, one, other in zip(questions, ours, theirs, strict=False)
        if one.answered and other.answered
    ]
    miscounted = [trio for trio in both if _differ(trio[1].count, trio[2].count)]
    misfaceted = [trio for trio in both if _differ(trio[1].facets, trio[2].facets)]
    gaps = [(trio, _gap(*trio, days)) for trio in both]
    misordered = [trio for trio, gap in gaps if gap > TOLERANCE]
    overlaps = [_overlap(one, other) for question, one, other in both if not question.by_date and other.found]
    wrong = [*miscounted, *misfaceted, *misordered]
    return Agreement(
        questions=len(both),
        counts=len(miscounted),
        facets=len(misfaceted),
        orders=len(misordered),
        worst=max((gap for _, gap in gaps), default=0.0),
        overlap=sum(overlaps) / len(overlaps) if overlaps else 1.0,
        examples=tuple(_example(*trio) for trio in wrong[:3]),
    )


def _differ(one: object, other: object) -> bool:
    """An engine that does not say is not wrong."""
    return one is not None and other is not None and one != other


def _gap(question: Question, one: Asked, other: Asked, days: Mapping[int, str]) -> float:
    """The largest relative difference of two scores that should be the same; infinite where days are not."""
    if question.by_date:
        same = [days[number] for number in one.found] == [days[number] for number in other.found]
        return 0.0 if same else float("inf")
    if len(one.found) != len(other.found):
        return float("inf")
    known = dict(zip(other.found, other.scores, strict=True))
    pairs = [*zip(one.scores, other.scores, strict=True)]
    pairs += [(score, known[number]) for number, score in zip(one.found, one.scores, strict=True) if number in known]
    return max((abs(a - b) / max(abs(b), _NOTHING) for a, b in pairs), default=0.0)


def _overlap(one: Asked, other: Asked) -> float:
    return len(set(one.found) & set(other.found)) / len(other.found)


def _example(question: Question, one: Asked, other: Asked) -> str:
    return f"{question.name}: {' '.join(question.words)}: {one.count} {one.found[:3]}, {other.count} {other.found[:3]}"
