"""Column ids of chinacourt, there and back."""

from __future__ import annotations

import base64
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.columnids import GROUPS, ColumnIdError, decode, encode

GROUP = st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=3)


def decoded(column: str) -> tuple[str, ...] | None:
    try:
        return decode(column)
    except ColumnIdError:
        return None


@pytest.mark.parametrize("column", ["MzAwNDAwMjAwNiACAAA%3D", "MzAwNDAwMjAwNiACAAA=", "MzAwNDAwMjAwNiACAAA"])
def test_padding_may_be_there_quoted_or_dropped(column: str) -> None:
    assert decode(column) == ("001", "002", "003")


def test_a_path_is_encoded_as_the_sites_do() -> None:
    assert encode(("001", "002", "003")) == "MzAwNDAwMjAwNiACAAA="


@given(st.lists(GROUP, max_size=GROUPS))
def test_every_path_comes_back(groups: list[str]) -> None:
    used = list(groups)
    while used and used[-1] == "000":
        used.pop()
    assert decode(encode(groups)) == tuple(used)


@given(st.text(max_size=60))
def test_any_text_is_decoded_or_refused(text: str) -> None:
    assert len(decoded(text) or ()) <= GROUPS


@given(st.binary(max_size=80))
def test_any_deflated_bytes_are_decoded_or_refused(data: bytes) -> None:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    column = base64.b64encode(packer.compress(data) + packer.flush()).decode()
    assert (decoded(column) is not None) == (len(data) == 45 and data.isalnum())


@pytest.mark.parametrize("column", ["", "首页", "bm9uZQ", encode(("001",))[:-4], encode(("001",))[:-4] + "AAAA"])
def test_what_is_no_column_id_is_refused(column: str) -> None:
    with pytest.raises(ColumnIdError, match=r"is no column id of chinacourt\.$"):
        decode(column)


def test_an_id_that_unpacks_to_more_than_a_path_is_refused() -> None:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    bomb = base64.b64encode(packer.compress(b"0" * 50_000_000) + packer.flush()).decode()
    assert decoded(bomb) is None


@pytest.mark.parametrize("groups", [("1",), ("0 1",), ("一二三",), ("001",) * (GROUPS + 1)])
def test_what_is_no_path_is_refused(groups: tuple[str, ...]) -> None:
    with pytest.raises(ColumnIdError, match=r"is no path of up to 15 groups of three base-36 digits\.$"):
        encode(groups)
