from __future__ import annotations

from dataclasses import replace

from crawlers.doubts import SAMPLE, Doubts
from index.staging import Kind, Reading

URLS = [f"http://qingxi.example/{number}" for number in range(SAMPLE + 2)]
READINGS = {url: Reading(url=url, kind=Kind.UNREAD, reason="The page has no body.") for url in URLS}
CHANGED = Reading(url=URLS[1], kind=Kind.GONE)


def test_the_first_few_are_the_sample() -> None:
    assert Doubts(READINGS).sample == tuple(URLS[:SAMPLE])
    assert Doubts({}).sample == ()


def test_the_rest_is_worth_a_look_once_and_only_once_one_has_changed() -> None:
    doubts = Doubts(READINGS)
    assert doubts.rest_after(replace(READINGS[URLS[0]], reason="Still none.")) == ()
    assert doubts.rest_after(Reading(url="http://qingxi.example/other", kind=Kind.GONE)) == ()
    assert doubts.rest_after(CHANGED) == tuple(URLS[SAMPLE:])
    assert doubts.rest_after(replace(CHANGED, url=URLS[2])) == ()


def test_it_is_known_which_pages_are_in_doubt() -> None:
    assert URLS[0] in Doubts(READINGS)
    assert "http://qingxi.example/other" not in Doubts(READINGS)
