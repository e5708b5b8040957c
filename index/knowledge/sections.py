"""The outline of an article: headings in the forms that courts use, each with the text under it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from index.text.normal import normalise

LONGEST_HEADING = 40
LONGEST_BARE_HEADING = 28
LONGEST_LEAD = 24
FEWEST_LEADS = 3
LEAST_SHARE_OF_LEADS = 0.4

_NUMERALS = "一二三四五六七八九十"
_NUMBERED = (
    re.compile(rf"^第?[{_NUMERALS}]{{1,3}}[、,，.．]"),
    re.compile(rf"^[(（][{_NUMERALS}]{{1,3}}[)）]"),
    re.compile(r"^\d{1,2}[、.．](?!\d)"),
    re.compile(r"^[(（]\d{1,2}[)）]"),
)
_ENUMERATED = re.compile(rf"^(?:[{_NUMERALS}]{{1,2}}是|其[{_NUMERALS}][,，])")
_ENUMERATED_DEPTH = 4
_SENTENCE_END = re.compile(r"[。！？；!?;]")
_ENDS_LIKE_PROSE = "。！？；：，、,.!?;:…"
_SIGN_OFF = re.compile(
    r"^[(（].*[)）]$|[年月]\S{0,8}日$"
    r"|^(?:来源|作者|编辑|责任编辑|注释?|供稿|通讯员)(?:\b|[:：])"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (None before the first one) with its depth from 1, a stable anchor and the paragraphs under it."""

    heading: str | None
    depth: int
    role: str | None
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph taken apart: what it heads with, if it does, and what else it says."""

    heading: str | None
    depth: int
    text: str


def outline(paragraphs: Iterable[str]) -> tuple[Section, ...]:
    """Cut an article into its sections, in order; joined again they are the article."""
    lines = [paragraph.strip() for paragraph in paragraphs if paragraph.strip()]
    leads = _leads(lines)
    sections: list[_Line] = []
    for at, line in enumerate(lines):
        read = _read(line, is_last=at == len(lines) - 1, leads=leads)
        if read.heading is None and sections:
            before = sections[-1]
            sections[-1] = _Line(before.heading, before.depth, "\n".join(filter(None, (before.text, read.text))))
        else:
            sections.append(read)
    return tuple(_anchored(sections))


def _read(line: str, *, is_last: bool, leads: frozenset[str]) -> _Line:
    for depth, pattern in enumerate(_NUMBERED, start=1):
        if pattern.match(line):
            return _headed(line, depth)
    if _ENUMERATED.match(line):
        return _headed(line, _ENUMERATED_DEPTH)
    if not is_last and _is_bare_heading(line):
        return _Line(line, 1, "")
    if (lead := _lead(line)) in leads:
        return _Line(lead, 2, line[len(lead) :].strip())
    return _Line(None, 1, line)


def _headed(line: str, depth: int) -> _Line:
    """A numbered paragraph heads with its first sentence, where that is short; else it is text of its own."""
    end = _SENTENCE_END.search(line)
    heading = line[: end.end()] if end else line
    if len(heading) > LONGEST_HEADING:
        return _Line(None, depth, line)
    return _Line(heading, depth, line[len(heading) :].strip())


def _is_numbered(line: str) -> bool:
    return any(pattern.match(line) for pattern in (*_NUMBERED, _ENUMERATED))


def _is_bare_heading(line: str) -> bool:
    return (
        4 <= len(line) <= LONGEST_BARE_HEADING
        and line[-1] not in _ENDS_LIKE_PROSE
        and not _SENTENCE_END.search(line)
        and not _SIGN_OFF.search(line)
    )


def _lead(line: str) -> str:
    """The first sentence of a paragraph that goes on after it, where it is short and closes what it quotes."""
    end = line.find("。") + 1
    lead = line[:end]
    is_whole = lead.count("“") == lead.count("”") and lead.count("《") == lead.count("》")
    return lead if 6 <= end <= LONGEST_LEAD and end < len(line) and is_whole else ""


def _leads(lines: list[str]) -> frozenset[str]:
    """Lead sentences head their paragraphs only where an article makes a habit of it."""
    prose = [line for line in lines if len(line) > LONGEST_HEADING and not _is_numbered(line)]
    found = [lead for line in prose if (lead := _lead(line))]
    is_habit = len(found) >= max(FEWEST_LEADS, LEAST_SHARE_OF_LEADS * len(prose))
    return frozenset(found) if is_habit else frozenset()


def _anchored(lines: list[_Line]) -> Iterable[Section]:
    """Anchors come from the text, so that they survive a new reading of the page."""
    seen: Counter[str] = Counter()
    for line in lines:
        digest = hashlib.sha256(normalise(f"{line.heading or ''}{line.text[:80]}").encode()).hexdigest()[:8]
        seen[digest] += 1
        suffix = f"-{seen[digest]}" if seen[digest] > 1 else ""
        yield Section(line.heading, line.depth, None, f"p{digest}{suffix}", line.text)
