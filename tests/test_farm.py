from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from benchmarks.farm import measured, running_farm
from benchmarks.farmreport import FarmReport


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, unmeasured: None) -> FarmReport:
    """A farm of two healthy sites, and four that break."""
    with running_farm(6, 24, 4, tmp_path_factory.mktemp("farm")) as farm:
        return measured(farm, bare=False)


def test_nothing_is_lost_and_all_is_flagged(report: FarmReport) -> None:
    assert report.wrongs == ()
    assert set(report.flagged) == {"s01", "s02", "s03", "s04"}


def test_everything_that_changed_is_found(report: FarmReport) -> None:
    assert report.found == dict.fromkeys(("changed", "back-dated", "vanished"), "4 of 4 found")


def test_the_second_crawl_costs_lists_and_young_articles_only(report: FarmReport) -> None:
    first, second, *_ = report.rounds
    assert (first.total("new"), second.total("new")) == (6 * 24, 0)
    assert second.statuses["304"] > 0
    assert "304" not in first.statuses


def test_the_broken_sites_say_why(report: FarmReport) -> None:
    told = ["24 articles have their published", "answers 503", "169.254.169.254", "unpacks to more than 100 times"]
    assert all(words in report.flagged[f"s{number:02}"] for number, words in enumerate(told, 1)), report.flagged


def test_the_report_is_a_table_and_json(report: FarmReport) -> None:
    rounds = json.loads(json.dumps(asdict(report)))["rounds"]
    assert [each["name"] for each in rounds] == ["first", "second", "changed", "sweep"]
    assert all(f"| {each['name']} | {each['requests']} |" in report.table() for each in rounds)
    assert all(each["megabytes"] > 10 for each in rounds)
