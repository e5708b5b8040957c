"""The news writer: made-up court news without end, shaped like real ones; article n depends on its number alone.

Its words are drawn by their frequency in jieba's dictionary; a part of its sentences are whole ones, from the sample
articles and, where a path is given, from real texts. Courts and provinces are those of the gazetteer.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import jieba

from crawlers.samples.sampletexts import sample_texts
from index.article import Article
from index.places.gazetteer import rows_of, short_province

SEED = 20261122
WHOLE_SENTENCES = 0.3
TOPIC_WORDS, HEADINGS, SENTENCES_PER_PARAGRAPH = 6, 4, 4
SHORTEST, LONGEST = 500, 5000
FIRST_DAY, DAYS = date(2010, 1, 1), 5800
_BRAND_ENDS = ("法庭", "工作室", "工作法", "驿站", "服务站", "调解室", "机制", "平台")
_COLUMNS = ("新闻中心", "经验交流", "图片新闻", "司法调研", "党建工作", "工作总结", "工作计划", "案例选登", "荣誉展台")
_NUMERALS = "一二三四五六七八九"
_SENTENCE_END = re.compile(r"[。！？!?；;\n]")


@dataclass(frozen=True, slots=True)
class Weighted:
    """Values and how often each is drawn, added up."""

    values: Sequence[str]
    sums: Sequence[float]

    @classmethod
    def by(cls, weights: Mapping[str, float]) -> Weighted:
        """Draw each value by its weight."""
        return cls(tuple(weights), tuple(accumulate(weights.values())))

    @classmethod
    def falling(cls, values: Sequence[str], head: float = 3.0) -> Weighted:
        """Draw early values more often, the n-th by 1 / (n + head)."""
        return cls.by({value: 1 / (rank + head) for rank, value in enumerate(values)})

    def draw(self, chance: random.Random, count: int) -> list[str]:
        """Some values, each drawn anew."""
        return chance.choices(self.values, cum_weights=self.sums, k=count)


class NewsWriter:
    """Writes the article of any number, the same one each time; raises OSError where a path cannot be read."""

    def __init__(self, real_texts: Path | None = None) -> None:
        chance = random.Random(SEED)
        words = _dictionary()
        self._words = Weighted.by(words)
        self._brands = Weighted.falling(_brand_names(chance, [word for word in words if len(word) == 2]))
        self._courts = Weighted.falling(_shuffled(chance, _courts()), head=8.0)
        self._provinces = _courts()
        self._columns = Weighted.falling(_COLUMNS, head=1.0)
        self._sentences = [*_sample_sentences(), *(_real_sentences(real_texts) if real_texts else ())]

    def article(self, number: int) -> Article:
        """The article of a number from 0."""
        chance = random.Random(f"{SEED}/{number}")
        [court], [column] = self._courts.draw(chance, 1), self._columns.draw(chance, 1)
        day = FIRST_DAY + timedelta(days=int(DAYS * chance.random() ** 0.7))
        return Article(
            url=f"http://news.example/article/{number:07}",
            title=f"{court}：{''.join(self._words.draw(chance, chance.randint(4, 8)))}",
            body="\n".join(self._paragraphs(chance, court)),
            court=court,
            province=self._provinces[court],
            published=day.isoformat(),
            column=column,
        )

    def _paragraphs(self, chance: random.Random, court: str) -> Iterator[str]:
        """An opening with its brands, then headings, each over paragraphs, until the text is long enough."""
        topic = self._words.draw(chance, TOPIC_WORDS)
        wanted = min(max(chance.lognormvariate(6.92, 0.45), SHORTEST), LONGEST)
        brands = dict.fromkeys(self._brands.draw(chance, chance.choice((0, 0, 0, 1, 1, 1, 2, 2, 3, 4))))
        named = "".join(f"“{brand}”{''.join(self._words.draw(chance, 4))}，" for brand in brands)
        yield f"近日，{court}{''.join(self._words.draw(chance, 8))}，{named}{''.join(self._words.draw(chance, 3))}。"
        written, part = 0, 0
        while written < wanted:
            if written >= part * wanted / HEADINGS and part < len(_NUMERALS):
                yield f"{_NUMERALS[part]}、{''.join(self._words.draw(chance, 3))}"
                part += 1
            paragraph = "".join(self._sentence(chance, topic) for _ in range(SENTENCES_PER_PARAGRAPH))
            written += len(paragraph)
            yield paragraph

    def _sentence(self, chance: random.Random, topic: Sequence[str]) -> str:
        """A whole sentence, or words of which some come again and again in one article, as its topic would."""
        if chance.random() < WHOLE_SENTENCES:
            return f"{chance.choice(self._sentences)}。"
        words = self._words.draw(chance, chance.randint(5, 17))
        if chance.random() < 0.5:
            words[chance.randrange(len(words))] = chance.choice(topic)
        if chance.random() < 0.2:
            words.append(f"{chance.randint(2, 3000)}{chance.choice(('件', '人次', '万元', '%'))}")
        if len(words) > 9:
            words.insert(len(words) // 2, "，")
        return f"{''.join(words)}。"


def _dictionary() -> dict[str, float]:
    """Every word of jieba's dictionary with how often it was counted."""
    lines = Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines()
    return {word: float(count) for word, count, *_ in map(str.split, lines)}


def _courts() -> dict[str, str]:
    """The people's courts of all counties whose name is one county's alone, each with its province."""
    names = {row["adcode"]: row["name"] for row in rows_of("divisions.csv")}
    counties = [code for code in names if not code.endswith("00") and code < "7"]
    often: dict[str, int] = {}
    for code in counties:
        often[names[code]] = often.get(names[code], 0) + 1
    return {
        f"{names[code]}人民法院": short_province(names[f"{code[:2]}0000"])
        for code in counties
        if often[names[code]] == 1
    }


def _brand_names(chance: random.Random, stems: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(chance.choice(stems) + chance.choice(_BRAND_ENDS) for _ in range(400)))


def _shuffled(chance: random.Random, values: Mapping[str, str]) -> list[str]:
    return chance.sample(list(values), k=len(values))


def _sample_sentences() -> Iterator[str]:
    for text in sorted(sample_texts(), key=lambda text: text.stem):
        yield from _sentences(text.body)


def _real_sentences(path: Path) -> Iterator[str]:
    """The sentences of a JSON Lines file, packed or not, whose objects have a string ``body``."""
    packed = path.suffix == ".gz"
    with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield from _sentences(json.loads(line)["body"])


def _sentences(text: str) -> Iterator[str]:
    return (whole for piece in _SENTENCE_END.split(text) if 12 <= len(whole := piece.strip()) <= 140)
