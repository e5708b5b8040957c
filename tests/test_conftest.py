"""What all tests share: a steady run asks the same questions, whatever else was asked before."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers


@pytest.mark.skipif(not settings().derandomize, reason="An exploring run may ask what it likes.")
def test_no_example_comes_from_the_modules_that_happen_to_be_loaded() -> None:
    assert len(providers._get_local_constants()) == 0
