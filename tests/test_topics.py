"""The topics of an article."""

from __future__ import annotations

from index.knowledge.topics import MOST_TOPICS, topic_rules, topics_of


def topics(text: str, *, title: str | None = None, headings: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The topics of a text."""
    return topics_of(title, headings, text.split("\n"), topic_rules())


def test_a_topic_is_told_by_its_title() -> None:
    assert topics("下午开了会。", title="深化诉源治理") == ("诉源治理",)


def test_a_topic_is_told_by_words_that_return() -> None:
    assert topics("破产审判提速。破产案件管理人到场，府院联动有力。") == ("破产",)


def test_a_word_in_passing_is_no_topic() -> None:
    assert topics("食堂换了灶台。" * 30 + "有人说起执行难。" + "大家都很满意。" * 60) == ()


def test_headings_weigh_more_than_text() -> None:
    text = "大家都很满意。" * 80 + "抓好普法。"
    assert topics(text) == ()
    assert topics(text, headings=("普法进乡村", "普法进校园")) == ("普法宣传",)


def test_traditional_characters_tell_the_same() -> None:
    assert topics("深化訴源治理，推進多元解紛。") == topics("深化诉源治理，推进多元解纷。") == ("诉源治理",)


def test_there_are_never_more_than_a_few_and_the_weightiest_is_first() -> None:
    text = "。".join(word for rule in topic_rules() for word in rule.strong[:2])
    assert len(topics(text)) <= MOST_TOPICS
    assert topics("深化诉源治理。", title="破产审判的破产案件")[0] == "破产"


def test_topics_are_named_once_and_have_words() -> None:
    names = [rule.name for rule in topic_rules()]
    assert len(names) == len({*names})
    assert all(rule.strong for rule in topic_rules())
