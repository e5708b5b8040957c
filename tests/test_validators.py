"""Validators: a tag names one address in one state."""

from __future__ import annotations

from flask import Flask, Response

from webui.validators import is_had, tag_of, tagged

APP = Flask(__name__)


def tag(address: str, *state: str) -> str:
    with APP.test_request_context(address):
        return tag_of(*state)


def test_another_address_or_state_has_another_tag() -> None:
    tags = [tag("/a", "1"), tag("/a?q=1", "1"), tag("/b", "1"), tag("/a", "2"), tag("/a", "1", "2"), tag("/a", "12")]
    assert len(set(tags)) == len(tags)
    assert tag("/a", "1") == tags[0]


def test_who_has_it_is_told_so() -> None:
    with APP.test_request_context("/a", headers={"If-None-Match": 'W/"x", W/"here"'}):
        assert is_had("here")
        assert not is_had("there")
        assert tagged(Response("body"), "here").status_code == 304
        assert tagged(Response("body"), "there").status_code == 200
