"""Strangers: places that no gazetteer knows."""

from __future__ import annotations

import pytest

from index.places.namings import namings


@pytest.mark.parametrize("text", ["青榕县人民法院", "近日,青榕县人民法院开会", "记者从青榕县人民法院获悉"])
def test_a_full_name_that_stands_free_is_read(text: str) -> None:
    (naming,) = namings(text)
    assert (naming.divisions[0].county, naming.divisions[0].adcode) == ("青榕县", None)


@pytest.mark.parametrize("text", ["各区人民法院", "先进县人民法院", "联合辖区人民法院", "贫困县人民法院"])
def test_everyday_words_are_no_places(text: str) -> None:
    assert not any(naming.divisions for naming in namings(text))
