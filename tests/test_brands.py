"""Brands: names told by their company, their repetition and their marks; one for all its spellings."""

from __future__ import annotations

import pytest

from index.knowledge.brandrules import brand_rules
from index.knowledge.brands import MOST_BRANDS, Brand, brands_of, weigh
from index.knowledge.sentences import sentences_of


def _brands(*lines: str, title: str = "", court: str | None = None, headings: tuple[str, ...] = ()) -> list[Brand]:
    return list(brands_of(sentences_of([title, *lines]), headings, court, brand_rules()))


def _names(*lines: str, title: str = "") -> list[str]:
    return [brand.name for brand in _brands(*lines, title=title)]


def test_a_brand_has_type_template_sentence_and_full_form() -> None:
    (brand,) = _brands("天晴。该院打造“四联一体”便民诉讼网络，处处有人。", court="青榕县人民法院")
    assert brand == Brand(
        name="四联一体",
        type="平台",
        template=None,
        sentence="该院打造“四联一体”便民诉讼网络，处处有人。",
        full="“四联一体”便民诉讼网络",
        owner="青榕县人民法院",
    )


def test_the_template_may_stand_in_the_full_form() -> None:
    (brand,) = _brands("该院设立“和”字法庭。")
    assert (brand.name, brand.template) == ("和", "X字法庭")


def test_the_page_spells_the_name() -> None:
    assert _names("該院打造「組織生活館」。") == ["組織生活館"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("打造“茶山夜谈”工作室。", "工作室"),
        ("创新“茶山四步”调解法。", "工作法"),
        ("建立“茶山+海港”机制。", "机制"),
        ("推行“茶山”解纷模式。", "模式"),
        ("上线“掌上茶山”平台。", "平台"),
        ("建成“茶山生态示范基地”。", "基地"),
        ("设立“茶山驿站”。", "站点"),
        ("开设“茶山夜话”。", "栏目"),
        ("实施“茶山启航”工程。", "项目"),
        ("组建“茶山说和团”。", "队伍"),
        ("打造“茶山有约”特色品牌。", "其他"),
    ],
)
def test_every_type_is_told(line: str, told: str) -> None:
    assert [brand.type for brand in _brands(line)] == [told]


def test_spellings_of_one_name_are_one_brand_in_the_best_spelling() -> None:
    (brand,) = _brands("打造“茶?山?海”课堂。", "“茶·山·海”课堂开讲。")
    assert brand.name == "茶·山·海"


def test_brands_come_in_the_order_of_their_first_mention() -> None:
    assert _names("打造“茶山夜话”。创新“海港速裁”机制。又办“茶山夜话”。") == ["茶山夜话", "海港速裁"]


def test_repetition_and_the_title_speak_for_a_name() -> None:
    line = "村民都知道“茶山掌灯”，随时来。"
    assert _names(line) == []
    assert _names(*[f"群众来到“茶山掌灯”，{when}有人。" for when in ("早上", "中午", "晚上")], title="“茶山掌灯”照人心")


def test_repetition_makes_no_brand_of_a_slogan() -> None:
    assert _names(*["牢记“茶山在心”，努力工作。"] * 5, title="“茶山在心”") == []


def test_what_is_coordinated_with_a_label_is_none() -> None:
    assert _names("用“茶山在线”“学习强国”等平台自学。") == []


def test_what_is_coordinated_with_a_brand_is_one() -> None:
    assert _names("创建“茶山驿站”“月下掌灯”“田头听诉”。") == ["茶山驿站", "月下掌灯", "田头听诉"]


def test_the_words_of_a_full_form_are_no_brand_of_their_own() -> None:
    assert _names("设立“茶山听诉”流动调解室。") == ["茶山听诉"]


def test_the_owner_is_the_court_named_before_or_that_of_the_article() -> None:
    line = "溪口法院打造“茶山夜话”。"
    assert [brand.owner for brand in _brands(line, court="临沚区人民法院")] == ["溪口法院"]
    assert [brand.owner for brand in _brands(line, court="溪口县人民法院")] == ["溪口县人民法院"]
    assert [brand.owner for brand in _brands(line)] == [None]


def test_weighing_shows_every_mention_with_its_evidence() -> None:
    (weighed,) = weigh(sentences_of(["", "打造“茶山夜话”。"]), brand_rules())
    assert "introduced" in weighed.evidence
    assert weighed.weight >= brand_rules().threshold


def test_a_page_of_nothing_but_names_has_a_bounded_number_of_brands() -> None:
    assert len(_brands("，".join(f"打造“茶山{number}号”机制" for number in range(1000)))) == MOST_BRANDS


def test_an_article_of_nothing_has_no_brands() -> None:
    assert _brands() == []


def test_the_weight_of_a_name_is_the_same_in_whatever_order_its_evidence_comes() -> None:
    (weighed,) = weigh(sentences_of(["该院打造全链条“全茶山链条”保护体系，"]), brand_rules())
    assert weighed.weight == round(weighed.weight, 3)


def test_a_court_that_is_nobody_is_no_owner() -> None:
    line = "{}打造“茶山+海港”机制。"
    told = ("统筹助力全省法院", "选派多人次参加上级法院培训，", "绿化法院办公大楼，", "海阳县法院")
    owners = [_brands(line.format(before), court="青榕县人民法院")[0].owner for before in told]
    assert owners == ["青榕县人民法院"] * 3 + ["海阳县法院"]


def test_a_list_in_marks_is_named_with_the_word_behind_it() -> None:
    assert _names("总结出“看、听、问”三字调解法。") == ["“看、听、问”三字调解法"]
