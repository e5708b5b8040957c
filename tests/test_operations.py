"""Operations: what a view takes stands once, and a request that takes liberties is refused before it is answered."""

from __future__ import annotations

import pytest
from flask import Flask, Response

from index.query import FIELDS
from webui.address import BadParameter
from webui.operations import FILTERS, PAGING, QUERY, URL, Operation, Parameter, described, operation_of

APP = Flask(__name__)
OPERATION = Operation(name="one", chinese="一", english="One.", answers={}, takes=(QUERY, URL, *FILTERS, *PAGING))


@described(OPERATION)
def view() -> Response:
    """Answer."""
    return Response("answered")


def answered(query: str) -> bool:
    with APP.test_request_context("/?" + query):
        return view().get_data(as_text=True) == "answered"


@pytest.mark.parametrize("query", ["", "q=", "q=a&province=a&province=b&province=", "page=2&sort=date"])
def test_what_is_named_is_let_through(query: str) -> None:
    assert answered(query)


@pytest.mark.parametrize("query", ["x=1", "q=a&q=b", "page=", "sort=", "from="])
def test_liberties_are_refused(query: str) -> None:
    with pytest.raises(BadParameter):
        answered(query)


def test_a_value_without_what_its_pattern_wants_is_refused() -> None:
    name = Parameter(name="name", chinese="名", english="A name.", schema={"type": "string", "pattern": "[a-z]"})
    operation = Operation(name="two", chinese="二", english="Two.", answers={}, takes=(name,))
    named = described(operation)(lambda: Response("answered"))
    with APP.test_request_context("/?name=-a-"):
        assert named().status_code == 200
    with APP.test_request_context("/?name=--"), pytest.raises(BadParameter, match="cannot be “--”. A name."):
        named()


def test_a_view_knows_its_operation_and_keeps_its_name() -> None:
    assert operation_of(view) is OPERATION
    assert view.__name__ == "view"
    assert operation_of(answered) is None


def test_every_field_of_the_index_is_a_filter() -> None:
    assert {parameter.name for parameter in FILTERS if parameter.many} == set(FIELDS)


def test_values_are_told_in_a_few_words() -> None:
    told = {parameter.name: parameter.values for parameter in OPERATION.takes}
    assert (told["sort"], told["size"], told["from"], told["q"]) == (
        "relevance | date | density",
        "1–100",
        "date",
        "string",
    )
