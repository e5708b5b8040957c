"""Keys of names: what is one name, and what only looks or sounds like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.knowledge.brandrules import brand_rules
from index.knowledge.variants import sound_key, suffix_key, template_key, variant_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("知·行·健", "知?行?健"),
        ("知·行·健", "“知•行•健”工作法"),
        ("四位一体", "“四位一体”便民诉讼网络"),
        ("板凳法庭", "「板凳法庭」"),
        ("組織生活館", "组织生活馆"),
        ("党建＋信访", "党建+信访"),
        ("党建+信访", "“党建+信访”模式"),
        ("周小满法官工作室", "周小满工作室"),
        ("周小满法官工作室", "周小满调解工作室"),
        ("先说后诉", "“先说后诉”机制"),
        ("茉莉法庭", "“茉莉法庭”特色品牌"),
        ("三三", "“三三”工作机制"),
        ("红蓝绿", "“红蓝绿”三色督办机制"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert variant_key(one) == variant_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("党建+信访", "党建+服务"),
        ("马背法庭", "车载法庭"),
        ("周小满法官工作室", "周小曼法官工作室"),
        ("家事工作室", "茶乡工作室"),
        ("1+3+N", "1+5+N"),
    ],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert variant_key(one) != variant_key(other)


@pytest.mark.parametrize("name", ["法官工作室", "机制", "工作法", "·", ""])
def test_a_name_that_is_only_a_suffix_keeps_itself(name: str) -> None:
    assert variant_key(name) == "".join(char for char in name if char.isalnum())


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name: str) -> None:
    assert variant_key(variant_key(name)) == variant_key(name)


@given(st.text(alphabet="知行健法官工作室机制+·的茶 ", max_size=30))
def test_quotation_marks_and_spaces_never_matter(name: str) -> None:
    assert variant_key(f"“{name} ”") == variant_key(name)


def test_names_of_the_same_sound_share_a_key() -> None:
    assert sound_key("樟法有度") == sound_key("章法有度")
    assert sound_key("“樟法有度”栏目") == sound_key("章法有度")


def test_names_of_other_sounds_do_not() -> None:
    assert sound_key("樟法有度") != sound_key("张弛有度")


def test_the_same_template_is_told_with_what_is_added() -> None:
    assert template_key("党建+信访") == template_key("“司法＋保险”机制") == "X+Y"
    assert template_key("点单普法") is None


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("周小满法官工作室", "工作室"), ("“冬不拉”調解法", "调解法"), ("板凳法庭", "法庭"), ("三三", None)],
)
def test_the_suffix_tells_what_kind_of_thing_it_is(name: str, suffix: str | None) -> None:
    assert suffix_key(name, brand_rules()) == suffix
