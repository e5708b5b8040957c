from __future__ import annotations

import pytest

from crawlers.garbling import is_garbled

TEXT = "青溪法院把小额案件的庭审搬到了村口的晒谷场上，法官说事说理，群众听得明白。"


@pytest.mark.parametrize("code", ["gb18030", "latin-1", "cp1252"])
def test_utf8_read_with_a_wrong_code_is_garbled(code: str) -> None:
    assert is_garbled(TEXT.encode().decode(code, "replace"))


@pytest.mark.parametrize(
    "text", [TEXT.encode("gb18030").decode("utf-8", "replace"), "审判锟斤拷工作", "青溪\ufffd法院"]
)
def test_lost_characters_are_garbled(text: str) -> None:
    assert is_garbled(text)


@pytest.mark.parametrize("text", [TEXT, "", "Tashan 2024", "Ünïcödé café", "５·８ “党建+信访”", "開發區法院訴源治理"])
def test_what_people_write_is_not(text: str) -> None:
    assert not is_garbled(text)
