"""Contents: a value as a table holds it."""

from __future__ import annotations

import pytest

from index.exporting.contents import Value, plain


@pytest.mark.parametrize(
    ("value", "held"), [("甲\n 乙\u202e\x00", "甲 乙"), ("", ""), (3, 3), (2.5, 2.5), (None, None)]
)
def test_a_text_is_one_line_and_a_number_stays(value: Value, held: Value) -> None:
    assert plain(value) == held
