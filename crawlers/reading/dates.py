"""Dates as court sites print them, read into ``YYYY-MM-DD`` or ``YYYY-MM-DDThh:mm:ss`` (China time)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

_CHINA = timezone(timedelta(hours=8))
_EARLIEST, _LATEST = 1980, 2099
_CENTURY, _WHOLE_YEAR, _LAST_CENTURY = 2000, 4, 1900
_TENS = 10

_ZERO = "〇○◯ΟОOo0零"
_NUMERALS = {**dict.fromkeys(_ZERO, 0), **{char: value for value, char in enumerate("一二三四五六七八九", 1)}}
_WIDE = str.maketrans("０１２３４５６７８９：／．－Ｏ\u3000\u00a0", "0123456789:/.-O  ")

_TIME = (
    r"(?:[\s(]{0,4}(?:星期|周|礼拜)[一二三四五六日天]\)?)?(?:(?:[T\s]{0,4}|-)(?P<half>[上下]午|晚上?|凌晨|早上|中午|[AP]M)?\s?"
    r"(?P<hour>\d{1,2})[:时点](?P<minute>\d{1,2})(?!\d)(?:[:分](?P<second>\d{1,2})(?!\d)(?:\.\d{1,9})?)?"
    r"(?:\s?(?P<later>[AP]M)\b)?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?<![\d.])(?P<year>\d{4})\s?(?P<mark>[-/.])\s?(?P<month>\d{1,2})\s?(?P=mark)"
        r"\s?(?P<day>\d{1,2})(?!\d)(?!-(?!\d{1,2}:))\s?日?" + _TIME,
        r"(?<!\d)(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日" + _TIME,
        r"(?<!\d)(?P<year>\d{4})\s(?P<month>\d{1,2})/(?P<day>\d{1,2})(?!\d)" + _TIME,
        r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)" + _TIME,
        rf"(?P<year>[{_ZERO}一二三四五六七八九]{{2,4}})年(?P<month>[正元{_ZERO}一二三四五六七八九十]"
        rf"{{1,3}})月(?P<day>[{_ZERO}一二三四五六七八九十]{{1,3}})日",
    )
)
_SHORT_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"(?<![\d.-])(?P<year>\d{2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\d-])" + _TIME,
        r"(?<!\d)(?P<year>0?\d{2})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日" + _TIME,
    )
)
_MAY_HOLD_DATE = re.compile(r"\d[-/.年]|\d\s|年", re.ASCII)
_PM = re.compile("下午|晚上?|PM")
_NOON = 12
_VISIT = re.compile(r"(?:今天是|今天:|今日:|现在是|现在时间|当前时间|今天日期|当前日期)[^\d\n一二]{0,8}$")
_VISIT_REACH = 16
_CLOSING_LENGTH = 34


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and the span of the text that says it; ``is_mended`` where its year had lost its first characters."""

    value: str
    start: int
    end: int
    is_mended: bool = False


def dates_in(text: str, *, short: bool = False) -> Iterator[FoundDate]:
    """Yield every whole, possible date of a text in order; the day of the visit (今天是…) is none.

    With ``short`` a year in digits may have lost its first ones (24-03-05), as one in numerals may anywhere.
    """
    plain = text.translate(_WIDE)
    if not _MAY_HOLD_DATE.search(plain):
        return
    forms = (*_FORMS, *_SHORT_FORMS) if short else _FORMS
    found = [
        (match.start(), _value(match), match.end(), match["year"]) for form in forms for match in form.finditer(plain)
    ]
    reached = 0
    for start, value, end, year in sorted(found, key=lambda entry: (entry[0], -entry[2])):
        if value is None or start < reached:
            continue
        reached = end
        if not _VISIT.search(plain, max(0, start - _VISIT_REACH), start):
            yield FoundDate(value, start, end, len(year) < _WHOLE_YEAR)


def published_in(text: str) -> str | None:
    """The first date of a text, None where it has none."""
    return next((date.value for date in dates_in(text)), None)


def is_mended(value: str, texts: Iterable[str]) -> bool:
    """Tell whether a day is said by some text, and by every one only with a year that lost its first characters."""
    said = [date.is_mended for text in texts for date in dates_in(text, short=True) if date.value[:10] == value[:10]]
    return bool(said) and all(said)


def closing_date(paragraphs: Sequence[str]) -> str | None:
    """The date that signs a text: a last line or two of little more than a date."""
    for paragraph in reversed(paragraphs[-2:]):
        dates = list(dates_in(paragraph))
        if len(dates) == 1 and len(paragraph) <= _CLOSING_LENGTH and not paragraph[dates[0].end :].strip(" 。)）"):
            return dates[0].value[:10]
    return None


def _value(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year = _year(parts["year"])
    try:
        day = datetime(year, _number(parts["month"]), _number(parts["day"]))
    except ValueError:
        return None
    if not _EARLIEST <= year <= _LATEST:
        return None
    return _with_time(day, parts)


def _with_time(day: datetime, parts: dict[str, str | None]) -> str:
    if not parts.get("hour"):
        return day.date().isoformat()
    try:
        moment = day.replace(hour=_hour(parts), minute=int(parts["minute"] or 0), second=int(parts["second"] or 0))
    except ValueError:
        return day.date().isoformat()
    return _in_china(moment, parts["zone"]).isoformat(timespec="seconds")


def _hour(parts: dict[str, str | None]) -> int:
    """The hour of 24, of which the afternoon's may be counted anew."""
    hour = int(parts["hour"] or 0)
    is_later = hour < _NOON and _PM.match(parts["half"] or parts["later"] or "")
    return hour + _NOON if is_later else hour


def _in_china(moment: datetime, zone: str | None) -> datetime:
    if not zone:
        return moment
    offset = UTC if zone == "Z" else datetime.strptime(zone.replace(":", ""), "%z").tzinfo
    return moment.replace(tzinfo=offset).astimezone(_CHINA).replace(tzinfo=None)


def _year(text: str) -> int:
    """A year in digits or numerals; of one that lost its first characters (一四年, 〇一四年) the latest that fits."""
    year = 0
    for char in text:
        year = year * _TENS + (int(char) if char.isdigit() else _NUMERALS[char])
    if len(text) >= _WHOLE_YEAR or year >= _TENS * _TENS:
        return year
    return year + (_LAST_CENTURY if year >= _EARLIEST - _LAST_CENTURY else _CENTURY)


def _number(text: str) -> int:
    """A month or a day: 11, 十一, 二十三, 〇三, 三〇."""
    if text.isascii() and text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, units = text.partition("十")
        return _TENS * (_NUMERALS.get(tens, 1) if tens else 1) + (_NUMERALS.get(units, 0) if units else 0)
    number = 0
    for char in text:
        number = number * _TENS + _NUMERALS.get(char, 1)
    return number
