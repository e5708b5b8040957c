"""The page about load: what one client and fifty get, beside what is wanted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

MOST_MILLISECONDS = 25.0
LEAST_SHARE = 0.8
TIMES_FAIR = 2.0


def report(told: dict[str, Any], command: str) -> str:
    """The figures of a run as Markdown."""
    return "\n".join(_lines(told, command)) + "\n"


def goals(told: dict[str, Any]) -> Iterator[tuple[str, str, str, bool]]:
    """Each goal: what is measured, what is wanted, the figure, whether it is reached."""
    one, many = told["one"], told["many"]
    yield _most("p95 of a results page, one client", MOST_MILLISECONDS, one["spread"]["p95"], "ms")
    yield _most(f"failed requests, {many['clients']} clients", 0, many["failed"] + one["failed"], "")
    share = many["per_second"] / one["per_second"]
    wanted = f"at least {LEAST_SHARE:.0%}"
    yield f"pages a second, {many['clients']} clients against one", wanted, f"{share:.0%}", share >= LEAST_SHARE
    fair = TIMES_FAIR * many["clients"] / many["per_second"] * 1000
    yield _most(f"p95, {many['clients']} clients (twice the mean of a fair queue)", fair, many["spread"]["p95"], "ms")


def _most(what: str, most: float, figure: float, unit: str) -> tuple[str, str, str, bool]:
    return what, f"at most {most:,.0f} {unit}".strip(), f"{figure:,.1f} {unit}".strip(), figure <= most


def _lines(told: dict[str, Any], command: str) -> Iterator[str]:
    yield "# Load"
    yield ""
    yield (
        f"Results pages over {told['articles']:,} synthetic articles, for {told['questions']} questions of thirteen"
        " classes, each asked once before, then for pages of other sizes, so that none is kept; timed at the client,"
        " from the request to the last byte. `tashan serve` with its usual threads and its limits off"
        " (`--client-rate 0 --total-rate 0`),"
        + (" on one core, the clients on another." if told["apart"] else " the clients on the same core.")
        + f" {os.cpu_count()} cores in all."
    )
    yield ""
    yield f"`{command}`"
    yield ""
    yield "| | wanted | measured | |"
    yield "|---|---|---|---|"
    for what, wanted, figure, is_reached in goals(told):
        yield f"| {what} | {wanted} | {figure} | {'reached' if is_reached else 'missed'} |"
    yield ""
    yield "| clients | pages | failed | pages/s | p50 ms | p95 ms | p99 ms | bytes a page |"
    yield "|---|---|---|---|---|---|---|---|"
    for pages in (told["one"], told["many"]):
        spread = pages["spread"]
        times = " | ".join(f"{spread[name]:.1f}" for name in ("p50", "p95", "p99"))
        yield (
            f"| {pages['clients']} | {pages['pages']:,} | {pages['failed']} | {pages['per_second']:.1f} | {times}"
            f" | {pages['bytes']:,} |"
        )
