"""Sources as lines: one for each, further ones where something is wrong or was missed; none steers a terminal."""

from __future__ import annotations

from dataclasses import replace

from crawlers.gaps import Gap
from crawlers.schedule import Missed, SourceRow
from crawlers.sourcelines import source_lines

GOOD = SourceRow(
    name="qingxi",
    title="青溪县人民法院",
    platform="chinacourt",
    court="青溪县人民法院",
    every="1d",
    due="2024-05-07T08:10:00Z",
    last_run="2024-05-06T08:10:00Z",
    health="healthy",
    problem=None,
    field=None,
    since=None,
    example=None,
    held=0,
    articles=9,
    newest="2024-05-05",
    quiet=None,
    missed=None,
    gaps=(),
)
SICK = replace(
    GOOD, health="failed", problem="The server\x1b[31m answers 503.", field="server", since="2024-05-06", held=2
)


def told(row: SourceRow) -> list[str]:
    return [" ".join(line.split()) for line in source_lines([row])]


def test_a_healthy_source_is_one_line() -> None:
    assert told(GOOD) == ["qingxi chinacourt healthy 2024-05-05 due 2024-05-07T08:10:00Z 青溪县人民法院"]


def test_what_never_ran_is_due_now() -> None:
    (line,) = told(replace(GOOD, last_run=None, health="never", newest=None, title=None))
    assert line == "qingxi chinacourt never - due now -"


def test_what_is_wrong_follows_and_steers_no_terminal() -> None:
    assert told(SICK)[1:] == [
        "The server [31m answers 503.",
        "field server, since 2024-05-06",
        "2 articles in quarantine; tashan crawl --accept qingxi lets them in",
    ]


def test_what_was_missing_follows() -> None:
    missed = Missed(2, "2024-01-02", "2024-03-04", ("http://a.cn/1", "http://a.cn/2"), "2024-05-06")
    assert told(replace(GOOD, missed=missed, gaps=(Gap("2023-05", "2023-08", 12),)))[1:] == [
        "2 articles of 2024-01-02 to 2024-03-04 were missed at first; the visit of 2024-05-06 found them: http://a.cn/1"
        " http://a.cn/2",
        "no articles from 2023-05 to 2023-08, where 12 would be usual",
    ]
