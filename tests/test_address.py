"""Addresses of searches: what is written is read again, and every change leads to the state it names."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from index.query import FIELDS, Filters, QueryError
from index.query.fieldvalues import field_values
from index.searching import GROUPS, SORTS, SearchRequest
from index.text.script import simplified
from webui import operations
from webui.address import (
    MOST_CHARACTERS,
    MOST_OF_ONE,
    MOST_VALUES,
    PARAMETERS,
    Address,
    BadParameter,
    require_few,
    require_known,
    search_request,
)

WORDS = st.text(max_size=20).map(str.strip)
VALUES = st.lists(WORDS.filter(bool), max_size=3, unique=True).map(tuple)
DAYS = st.none() | st.dates().map(lambda day: day.isoformat())
FEW = {name: st.lists(st.sampled_from(values), unique=True).map(tuple) for name, values in field_values().items()}
FILTERS = st.builds(Filters, date_from=DAYS, date_to=DAYS, **dict.fromkeys(FIELDS, VALUES) | FEW)
CHOICES = st.one_of(
    *(st.tuples(st.just(name), st.sampled_from(values)) for name, values in field_values().items()),
    st.tuples(st.sampled_from([name for name in FIELDS if name not in FEW]), WORDS.map(simplified).filter(bool)),
)
REQUESTS = st.builds(
    SearchRequest,
    query=WORDS,
    filters=FILTERS,
    also=st.booleans(),
    values=st.integers(0, 1000),
    sort=st.sampled_from(SORTS),
    group=st.sampled_from(GROUPS),
    page=st.integers(1, 999_999),
    size=st.integers(1, 100),
)


def read(query_string: str) -> SearchRequest:
    """Read a query string as a browser would send it."""
    return search_request(MultiDict(parse_qsl(query_string, keep_blank_values=True)))


@given(REQUESTS)
def test_what_is_written_is_read_again(request_made: SearchRequest) -> None:
    assert read(Address(request_made).query_string) == request_made


@given(REQUESTS)
def test_an_export_takes_all_that_is_written_for_it(request_made: SearchRequest) -> None:
    written = parse_qsl(Address(request_made).export_query, keep_blank_values=True)
    taken = (operations.QUERY, *operations.FILTERS, *operations.ORDER)
    assert {name for name, _ in written} <= {parameter.name for parameter in taken}


@given(REQUESTS)
def test_every_parameter_written_is_known(request_made: SearchRequest) -> None:
    assert {name for name, _ in Address(request_made).pairs()} <= PARAMETERS


@given(REQUESTS, CHOICES)
def test_toggling_twice_comes_back_to_the_same_choice(request_made: SearchRequest, choice: tuple[str, str]) -> None:
    field, value = choice
    there = Address(request_made).toggled(field, value)
    back = there.toggled(field, value)
    key = next(iter(Filters(**{field: (value,)}).keyed(field)))  # type: ignore[arg-type]
    assert (key in there.request.filters.keyed(field)) != (key in request_made.filters.keyed(field))
    assert back.request.filters.keyed(field).keys() == request_made.filters.keyed(field).keys()
    assert there.request.page == 1


def test_a_brand_is_taken_back_in_any_of_its_spellings() -> None:
    here = Address(SearchRequest(filters=Filters(brand=("知·行·健工作法",))))
    assert here.toggled("brand", "知行健").request.filters.brand == ()


def test_what_is_usual_is_left_out() -> None:
    assert Address(SearchRequest()).query_string == ""
    assert Address(SearchRequest(query="破产")).query_string == "q=%E7%A0%B4%E4%BA%A7"


def test_one_end_of_the_span_of_dates_can_be_dropped() -> None:
    here = Address(SearchRequest(filters=Filters(date_from="2020-01-01", date_to="2021-01-01")))
    assert list(here.without("from", "2020-01-01").selected()) == [("to", "2021-01-01")]


def test_changing_query_or_order_keeps_filters_and_starts_at_page_one() -> None:
    here = Address(SearchRequest(query="甲", filters=Filters(year=("2020",)), page=3))
    for name, value in (("q", "乙"), ("sort", "date"), ("group", "none"), ("also", "0")):
        there = read(here.changed(name, value))
        assert there.page == 1
        assert there.filters.year == ("2020",)
    assert here.unfiltered().request == SearchRequest(query="甲")


@given(REQUESTS, WORDS, st.sampled_from(SORTS), st.sampled_from(GROUPS), st.booleans(), st.integers(1, 999_999))
def test_a_changed_address_is_that_of_the_changed_request(  # noqa: PLR0913
    asked: SearchRequest, query: str, sort: str, group: str, also: bool, page: int
) -> None:
    here = Address(asked)

    def there(**values: object) -> str:
        return Address(replace(asked, **({"page": 1} | values))).query_string  # type: ignore[arg-type]

    assert here.changed("q", query) == there(query=query)
    assert here.changed("sort", sort) == there(sort=sort)
    assert here.changed("group", group) == there(group=group)
    assert here.changed("also", str(int(also))) == there(also=also)
    assert here.on_page(page) == there(page=page)


def test_empty_and_repeated_values_count_once_or_not_at_all() -> None:
    asked = read("q=&province=&province=福建&province=福建&from=&sort=&page=")
    assert asked == SearchRequest(filters=Filters(province=("福建",)))


@pytest.mark.parametrize(
    "query_string",
    ["sort=foo", "group=x", "page=x", "page=-1", "page=1.5", "page=１", "size=1e3", f"page={'9' * 5000}"],
)
def test_a_value_of_another_kind_is_refused_in_one_sentence(query_string: str) -> None:
    with pytest.raises(BadParameter) as refusal:
        read(query_string)
    assert str(refusal.value).endswith(".")
    assert len(str(refusal.value)) < 120


@pytest.mark.parametrize("query_string", ["page=0", "size=0", "size=101", "from=yesterday"])
def test_limits_of_the_library_are_its_own(query_string: str) -> None:
    with pytest.raises(QueryError):
        read(query_string)


def test_a_flood_of_filters_is_refused() -> None:
    with pytest.raises(BadParameter, match=str(MOST_OF_ONE)):
        read("&".join(f"court={number}" for number in range(MOST_OF_ONE + 1)))


def test_a_page_takes_fewer_filters_than_an_answer() -> None:
    asked = "&".join(f"{field}={number}" for field in ("court", "city", "kind", "column") for number in range(16))
    with pytest.raises(BadParameter, match=str(MOST_VALUES)):
        require_few(value for _, value in Address(read(asked)).selected())


def test_a_page_takes_no_filters_that_would_fill_it() -> None:
    require_few(["长汀县人民法院"] * MOST_VALUES)
    with pytest.raises(BadParameter, match=str(MOST_CHARACTERS)):
        require_few(["字" * (MOST_CHARACTERS + 1)])


def test_an_unknown_parameter_is_named() -> None:
    require_known(MultiDict({"q": "x"}), PARAMETERS)
    with pytest.raises(BadParameter, match="“colour”"):
        require_known(MultiDict({"colour": "red"}), PARAMETERS)


@pytest.mark.parametrize("field", ["province", "topic", "year", "brand"])
@pytest.mark.parametrize(
    "asked",
    [
        SearchRequest(),
        SearchRequest(
            query="巡回 审判&", filters=Filters(topic=("调解",), year=("2020",), date_from="2020-01-01"), page=3
        ),
        SearchRequest(query="a", filters=Filters(province=("江西",), role=("做法",)), sort="date", size=20, also=False),
    ],
)
def test_a_value_that_nobody_chose_is_added_as_it_is_toggled(field: str, asked: SearchRequest) -> None:
    adding = Address(asked).adding(field)
    for value in ("福建", "2019", "a b"):
        assert adding(value) == Address(asked).toggled(field, value).query_string
