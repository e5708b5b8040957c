"""The outline of an article: headings in the forms that courts use, each with the text under it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from index.text.aligned import aligned
from index.text.normal import normalise

LONGEST_HEADING = 40
LONGEST_BARE_HEADING = 28
LONGEST_LEAD = 24
LONGEST_CLAUSE = 26
FEWEST_LEADS = 3
LEAST_SHARE_OF_LEADS = 0.4
ANCHORED_CHARACTERS = 80

_NUMERALS = "一二三四五六七八九十"
_NUMBERED = (
    re.compile(rf"第?[{_NUMERALS}]{{1,3}}[、，.]|第[{_NUMERALS}]{{1,3}}(?:部分|章|节)"),
    re.compile(rf"（[{_NUMERALS}]{{1,3}}）"),
    re.compile(r"\d{1,2}[、.](?!\d)"),
    re.compile(r"（\d{1,2}）|[①-⑳]"),
)
_ENUMERATED = re.compile(rf"[{_NUMERALS}]{{1,2}}[是要]|其[{_NUMERALS}][，是]")
# The ways to count inside a paragraph, each by what its second thing begins with; a form captures its numeral.
_COUNTED = {
    second: re.compile(rf"(?:^|(?<=[。；：，！？” ])){form}")
    for second, form in {
        "二是": rf"([{_NUMERALS}]{{1,2}})是",
        "二要": rf"([{_NUMERALS}]{{1,2}})要",
        "其二": rf"其([{_NUMERALS}])[，是]",
        "第二": rf"第([{_NUMERALS}]{{1,2}})[，、]",
        "（2）": r"（(\d{1,2})）",
        "②": "([①-⑳])",
    }.items()
}
_ENUMERATED_DEPTH = 4
_SENTENCE_END = re.compile("[。！？；]")
_CLAUSE_END = re.compile("[，：。！？；]")
_ENDS_LIKE_PROSE = "。！？；：，、.…"
_SIGN_OFF = re.compile(
    r"^（.*）$|[年月]\S{0,8}日$|^[▲△◎◆●■▼↑]|^图[为①-⑳：片示\d]|(?:全景图|合影|资料图|现场|摄)$"
    r"|^\S{2,14}(?:法院|法庭)$"
    r"|(?:院长|庭长|局长|主任|书记|法官|助理|审判员|书记员)\s*\S{2,4}$|^(?:您的?)?当?前?所?在?位置[：:]"
    r"|^\S{0,4}(?:时间|地点|人员|对象|单位|方式|电话|地址)[：:]"
    r"|^(?:来源|作者|编辑|责任编辑|责编|编审|审核|注释?|供稿|通讯员|记者|文字?|图片|撰稿)(?:\b|[：|/丨])"
)
# A paragraph that looks ahead closes the article: it is a passage of its own.
_LOOKS_AHEAD = re.compile("(?:下一步|接下来|今后|下一阶段|下阶段|未来|展望未来|面向未来|新的一年|明年|来年)[，,]")


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
    """A paragraph, or a counted part of one: what it heads with, if it does, and what else it says."""

    heading: str | None
    depth: int
    text: str
    stands_alone: bool = False


def outline(paragraphs: Iterable[str]) -> tuple[Section, ...]:
    """Cut an article into its sections, in order; joined again they are the article."""
    lines = [paragraph.strip() for paragraph in paragraphs if paragraph.strip()]
    leads = _leads(lines)
    sections: list[tuple[_Line, list[str]]] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        first, *counted = _counted(line)
        read = _read(first, following, leads)
        if read.heading is None and not read.stands_alone and sections:
            sections[-1][1].append(read.text)
        else:
            sections.append((read, [read.text]))
        sections.extend((part, [part.text]) for part in (_headed(part, _ENUMERATED_DEPTH) for part in counted))
    return tuple(_anchored(replace(head, text="\n".join(filter(None, texts))) for head, texts in sections))


def _read(line: str, following: str | None, leads: frozenset[str]) -> _Line:
    plain = aligned(line)
    for depth, pattern in enumerate(_NUMBERED, start=1):
        if pattern.match(plain):
            return _headed(line, depth)
    if _ENUMERATED.match(plain):
        return _headed(line, _ENUMERATED_DEPTH)
    if following is not None and _is_bare_heading(plain) and _can_follow_a_heading(aligned(following)):
        return _Line(line, 1, "")
    if (lead := _lead(line)) in leads:
        return _Line(lead, 2, line[len(lead) :].strip())
    return _Line(None, 1, line, stands_alone=bool(_LOOKS_AHEAD.match(plain)))


def _headed(line: str, depth: int) -> _Line:
    """A numbered paragraph heads with its first sentence, or its first clause, or with nothing if both are long."""
    end = _heading_end(aligned(line))
    return _Line(line[:end] or None, depth, line[end:].strip())


def _heading_end(plain: str) -> int:
    """How far a numbered heading goes; 0 where there is none."""
    end = _SENTENCE_END.search(plain)
    length = end.end() if end else len(plain)
    if length <= LONGEST_HEADING:
        return length
    clause = _CLAUSE_END.search(plain, 4)
    return clause.end() if clause and clause.end() <= LONGEST_CLAUSE else 0


def _counted(line: str) -> tuple[str, ...]:
    """A paragraph cut before each of the things that it counts, from one to at least two; else whole."""
    plain = aligned(line)
    for form in (form for second, form in _COUNTED.items() if second in plain):
        marks = _in_order(form.finditer(plain))
        cuts = [at for at in marks if at and _heading_end(plain[at : at + LONGEST_HEADING + 1])]
        if len(marks) > 1 and len(cuts) >= len(marks) - 1:
            return tuple(line[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True))
    return (line,)


def _in_order(matches: Iterator[re.Match[str]]) -> list[int]:
    """Where the numerals one, two, three … stand that follow each other."""
    found: list[int] = []
    for match in matches:
        if _value(match[1]) == len(found) + 1:
            found.append(match.start())
    return found


def _value(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    if "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    ten, _, unit = numeral.rpartition("十")
    if "十" not in numeral:
        return _NUMERALS.index(numeral[0]) + 1 if len(numeral) == 1 else 0
    return 10 * (_NUMERALS.index(ten) + 1 if ten else 1) + (_NUMERALS.index(unit) + 1 if unit else 0)


def _is_numbered(plain: str) -> bool:
    return any(pattern.match(plain) for pattern in (*_NUMBERED, _ENUMERATED))


def _is_bare_heading(plain: str) -> bool:
    return (
        4 <= len(plain) <= LONGEST_BARE_HEADING
        and plain[-1] not in _ENDS_LIKE_PROSE
        and not _SENTENCE_END.search(plain)
        and not _SIGN_OFF.search(plain)
    )


def _can_follow_a_heading(plain: str) -> bool:
    """Prose or a numbered heading; one short line after another is a list or a page's furniture."""
    return len(plain) > LONGEST_BARE_HEADING or plain[-1] in _ENDS_LIKE_PROSE or _is_numbered(plain)


def _lead(line: str) -> str:
    """The first sentence of a paragraph that goes on after it, where it is short and closes what it quotes."""
    end = line.find("。") + 1
    lead = line[:end]
    is_whole = lead.count("“") == lead.count("”") and lead.count("《") == lead.count("》")
    return lead if 6 <= end <= LONGEST_LEAD and end < len(line) and is_whole else ""


def _leads(lines: list[str]) -> frozenset[str]:
    """Lead sentences head their paragraphs only where an article makes a habit of it."""
    prose = [line for line in lines if len(line) > LONGEST_HEADING and not _is_numbered(aligned(line))]
    found = [lead for line in prose if (lead := _lead(line))]
    is_habit = len(found) >= max(FEWEST_LEADS, LEAST_SHARE_OF_LEADS * len(prose))
    return frozenset(found) if is_habit else frozenset()


def _anchored(lines: Iterable[_Line]) -> Iterable[Section]:
    """An anchor comes from the passage's own first words, so that it survives a new reading of the page."""
    seen: Counter[str] = Counter()
    for line in lines:
        digest = digest_of(line.heading or line.text.split("\n", 1)[0])
        seen[digest] += 1
        yield Section(line.heading, line.depth, None, f"p{digest}{_times(seen[digest])}", line.text)


def lines_of(text: str) -> list[str]:
    """The paragraphs of a section's text."""
    return [line for line in text.split("\n") if line.strip()]


def paragraph_anchors(paragraphs: Iterable[str]) -> Iterator[str]:
    """An anchor for each paragraph, from its own first words; the same words again are numbered."""
    seen: Counter[str] = Counter()
    for paragraph in paragraphs:
        digest = digest_of(paragraph)
        seen[digest] += 1
        yield f"t{digest}{_times(seen[digest])}"


def digest_of(words: str) -> str:
    """A short name for a passage by its first words, the same however they are set."""
    return hashlib.sha256(normalise(words[:ANCHORED_CHARACTERS]).encode()).hexdigest()[:8]


def _times(count: int) -> str:
    return f"-{count}" if count > 1 else ""
