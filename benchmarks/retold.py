"""Retold stories: variants that are one story with their original, and articles that only look like it."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from opencc import OpenCC
from pypinyin import lazy_pinyin

from crawlers.samples.sampletexts import sample_texts
from index.article import Article

VARIANTS = ("cut", "retitled", "traditional", "added", "glossed")
_KEPT_OF_A_CUT = 0.4
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]")
_FIGURE = re.compile(r"\d+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCES_OF_A_STORY = 24
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "明华建国志强晓燕丽萍海涛文静思远子涵雨桐立新春梅永康凤英德胜家豪"


@dataclass(frozen=True, slots=True)
class Told:
    """An article and the number of the story that it tells."""

    article: Article
    story: int


class Teller:
    """Tells stories anew; the same seed tells the same."""

    def __init__(self, sentences: Sequence[str], seed: int) -> None:
        self._sentences = sentences
        self._random = random.Random(seed)
        self._told = 0
        self._traditional = OpenCC("s2t")

    def variants(self, original: Article) -> dict[str, Article]:
        """One repost of each kind."""
        traditional = self._copy(
            original, self._in_traditional(original.title or ""), self._in_traditional(original.body)
        )
        return {
            "cut": self._copy(original, original.title, original.body[: int(len(original.body) * _KEPT_OF_A_CUT)]),
            "retitled": self._copy(original, f"关注｜{(original.title or '')[4:]}的背后", original.body),
            "traditional": traditional,
            "added": self._copy(original, original.title, self._with_two_sentences(original.body)),
            "glossed": self._copy(original, traditional.title, self._glossed(traditional.body)),
        }

    def recombined(self, *, varied: bool = False) -> Article:
        """A story of sentences from everywhere; ``varied`` ones have words of their own in each."""
        chosen = self._random.sample(self._sentences, _SENTENCES_OF_A_STORY)
        told = [self._varied(sentence) if varied else sentence for sentence in chosen]
        # As courts report: hardly a paragraph without a figure.
        told[::3] = [f"{sentence}办结案件{self._figure()}件，同比上升{self._figure()}%。" for sentence in told[::3]]
        return self._new(f"{self._name()}与{self._name()}的一天", _paragraphs(told))

    def lookalikes(self, original: Article) -> Iterator[Article]:
        """The next year's report and another court's, after the same template: other figures, some other sentences."""
        for title in (f"{original.title}（2031年）", f"{self._name()}法院：{original.title}"):
            sentences = [self._with_other_figures(sentence) for sentence in _SENTENCE.findall(original.body)]
            for at in self._random.sample(range(len(sentences)), len(sentences) * 3 // 10):
                sentences[at] = self._random.choice(self._sentences)
            yield self._new(title, _paragraphs(sentences))

    def parts(self) -> tuple[Article, Article]:
        """Two parts of one report, with the same opening and the same close."""
        opening, first, second = (self._random.sample(self._sentences, count) for count in (3, 10, 10))
        title = f"{self._name()}的茶山纪行"
        return (
            self._new(f"{title}（上）", _paragraphs([*opening, *first, opening[0]])),
            self._new(f"{title}（下）", _paragraphs([*opening, *second, opening[0]])),
        )

    def winners(self) -> tuple[Article, Article]:
        """The winners of two years: one notice, other names."""
        notice = _paragraphs(self._random.sample(self._sentences, 4))
        lists = ["、".join(self._name() for _ in range(14)) for _ in range(2)]
        return (
            self._new("关于表彰先进个人的决定", f"{notice}\n名单如下：\n{lists[0]}"),
            self._new("关于表彰先进个人的决定", f"{notice}\n名单如下：\n{lists[1]}"),
        )

    def _new(self, title: str, body: str) -> Article:
        self._told += 1
        return Article(url=f"http://site{self._told % 97}.example/{self._told}.html", title=title, body=body)

    def _copy(self, original: Article, title: str | None, body: str) -> Article:
        return replace(original, url=self._new("", "").url, title=title, body=body)

    def _name(self) -> str:
        return self._random.choice(_SURNAMES) + "".join(self._random.sample(_GIVEN, 2))

    def _in_traditional(self, text: str) -> str:
        converted: str = self._traditional.convert(text)
        return converted

    def _with_two_sentences(self, body: str) -> str:
        lede, added = self._random.sample(self._sentences, 2)
        middle = body.find("\n", len(body) // 2)
        return f"{lede}\n{body}\n{added}" if middle < 0 else f"{lede}\n{body[:middle]}{added}{body[middle:]}"

    def _glossed(self, text: str) -> str:
        """Every fifth character with its reading behind it, as mirrors set them."""
        return _HAN.sub(lambda found: self._with_reading(found[0]) if ord(found[0]) % 5 == 0 else found[0], text)

    def _with_reading(self, char: str) -> str:
        return f"{char}({lazy_pinyin(char)[0]})"

    def _with_other_figures(self, sentence: str) -> str:
        return _FIGURE.sub(lambda _: self._figure(), sentence)

    def _figure(self) -> str:
        return str(self._random.randrange(2, 3000))

    def _varied(self, sentence: str) -> str:
        pieces = [sentence[at : at + 6] for at in range(0, len(sentence), 6)]
        return self._name().join(pieces)


def sample_stories() -> list[Article]:
    """The sample articles that are nobody else's."""
    told = [text for text in sample_texts() if "repost" not in text.stem and not text.stem.startswith("mirror")]
    return [
        Article(
            url=f"http://{text.site}.example/{text.stem}.html",
            title=text.title,
            body=text.body,
            published=text.published,
        )
        for text in told
    ]


def sentences_of(articles: Sequence[Article]) -> list[str]:
    """Every different sentence of some length."""
    return sorted({sentence for each in articles for sentence in _SENTENCE.findall(each.body) if len(sentence) > 15})


def real_sentences(path: Path, most: int) -> list[str]:
    """Sentences of the ``body`` of JSON Lines, gzipped ones too."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        bodies = [json.loads(line)["body"] for line in lines]
    found = sorted({sentence for body in bodies for sentence in _SENTENCE.findall(body) if 15 < len(sentence) < 120})
    return random.Random(1).sample(found, min(most, len(found)))


def _paragraphs(sentences: Sequence[str]) -> str:
    return "\n".join("".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))
