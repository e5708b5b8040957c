"""Plan or result: whether what a sentence tells is done, goes on or is yet to come."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from index import data
from index.knowledge.sections import Section
from index.knowledge.sentences import Sentence, bracketed

DONE, ONGOING, PLANNED = "done", "ongoing", "planned"
PLAN_ROLE = "计划"
PLAN_KIND = "工作计划"
NEAR = 16
LONGEST_CLAUSE = 80

_CLAUSE_END = re.compile("[，。；：！？]")


_BRACKETED = re.compile("“[^“”]{1,40}”|‘[^‘’]{1,40}’|《[^《》]{1,60}》")


@dataclass(frozen=True, slots=True)
class StatusRules:
    """The words that tell each status, and those in which results are told."""

    cue: re.Pattern[str]
    result: re.Pattern[str]


@dataclass(frozen=True)
class Statement:
    """A sentence with the evidence of its place: whether its section or its article is one of plans."""

    sentence: Sentence
    is_in_plan: bool = False

    @property
    def plain(self) -> str:
        """The sentence as the rules see it."""
        return self.sentence.plain

    @cached_property
    def brackets(self) -> tuple[tuple[int, int], ...]:
        """The spans of the quotations and brackets of the sentence."""
        return bracketed(self.plain)

    @cached_property
    def masked(self) -> str:
        """The sentence with names and titles in marks blanked, offsets kept; what somebody says is left readable."""
        return _BRACKETED.sub(_blank, self.plain)

    def bracket_around(self, at: int) -> tuple[int, int] | None:
        """The span of the quotation or bracket that a place stands in, None where it stands in none."""
        found = bisect(self.brackets, at, key=_opening)
        return self.brackets[found - 1] if found and at < self.brackets[found - 1][1] else None

    def status(self, start: int, end: int) -> str:
        """Tell whether what stands at a span is done, ongoing or planned."""
        told = self._told(start, end)
        if told in (DONE, PLANNED):
            return told
        return PLANNED if self.is_in_plan else told or DONE

    def reads_like_result(self, start: int, end: int) -> bool:
        """Whether a plan is one by its place alone, and told in the words of a result."""
        is_plan_by_place = self.is_in_plan and self._told(start, end) not in (DONE, PLANNED)
        return is_plan_by_place and bool(status_rules().result.search(self.plain, max(0, start - NEAR), end))

    @cached_property
    def _cues(self) -> tuple[tuple[int, str], ...]:
        cues = status_rules().cue.finditer(self.masked)
        return tuple((match.start(), match.lastgroup or DONE) for match in cues)

    @cached_property
    def _deciding(self) -> tuple[tuple[int, str], ...]:
        return tuple(cue for cue in self._cues if cue[1] != ONGOING)

    def _told(self, start: int, end: int) -> str | None:
        """What its words tell: the last before the place that decides, else the next one in its clause."""
        if at := bisect(self._deciding, start, key=_place):
            return self._deciding[at - 1][1]
        at = bisect(self._cues, start, key=_place)
        if at < len(self._cues) and self._is_one_clause(end, self._cues[at][0]):
            return self._cues[at][1]
        return self._cues[at - 1][1] if at and self._is_one_clause(self._cues[at - 1][0], start) else None

    def _is_one_clause(self, start: int, end: int) -> bool:
        return end - start <= LONGEST_CLAUSE and not _CLAUSE_END.search(self.plain, start, end)


def statements_of(sentences: Iterable[Sentence], sections: Iterable[Section], kind: str) -> tuple[Statement, ...]:
    """Give every sentence the evidence of its place; the sections, joined again, are the sentences of the body."""
    ends = _role_ends(sections)
    told: list[Statement] = []
    at, reached = 0, 0
    for sentence in sentences:
        role = None
        if ends and not sentence.is_title:
            while at < len(ends) - 1 and ends[at][0] <= reached:
                at += 1
            reached += _inked(sentence.text)
            role = ends[at][1]
        told.append(Statement(sentence, role == PLAN_ROLE or kind == PLAN_KIND))
    return tuple(told)


@cache
def status_rules() -> StatusRules:
    """The rules of ``status.toml``."""
    told = tomllib.loads(data.read("status.toml"))
    cue = "|".join(f"(?P<{status}>{'|'.join(told[status])})" for status in (PLANNED, DONE, ONGOING))
    return StatusRules(re.compile(cue), re.compile("|".join(told["result"])))


def _blank(match: re.Match[str]) -> str:
    marked = match.group()
    is_speech = marked[0] == "“" and marked[-2] in "。！？"
    return marked if is_speech else marked[0] + "□" * (len(marked) - 2) + marked[-1]


def _opening(span: tuple[int, int]) -> int:
    return span[0]


def _place(cue: tuple[int, str]) -> int:
    return cue[0]


def _role_ends(sections: Iterable[Section]) -> list[tuple[int, str | None]]:
    """How many characters that are not white space stand up to the end of each section, with its role."""
    ends: list[tuple[int, str | None]] = []
    reached = 0
    for section in sections:
        reached += _inked(section.heading or "") + _inked(section.text)
        ends.append((reached, section.role))
    return ends


def _inked(text: str) -> int:
    return len("".join(text.split()))
