"""A small library whose articles found, adopt, plan and claim brands, hostile ones among them, for tests of pages."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

from hostile_articles import PAYLOADS
from small_brands import ALL, LAKE, RIVER, told

from index.article import Article
from index.building import update
from index.corpus import Corpus
from index.datafolder import DataFolder

SEEN = "2026-01-01T08:00:00"
AGAIN = told(
    RIVER,
    "2021-03-01",
    "武平法院设立全省首个“渡口驿站”，就在渡口的石屋里，过河的人顺路问法律。",
    title="石屋里的渡口驿站",
    level="基层",
)
PLANNED = told(RIVER, "2021-01-20", "力争全年巡回审理案件200件。", title="武平法院2021年工作计划")
BEFORE = told(LAKE, "2018-03-01", "上杭法院设立全省首个“渡口驿站”，茶水免费，材料当场收。", title="渡口驿站开门")
DONE = told(RIVER, "2021-12-20", "全年巡回审理案件236件。", title="武平法院2021年工作总结")
PLACELESS = Article(url="http://nowhere.example/1", court="无处人民法院", body="无处法院开庭。")
HOSTILE_COURT = "<b>假</b>人民法院"


def hostile(number: int, payload: str) -> Article:
    """An article that has a payload in every place, a brand's name, a claim and an honour included."""
    return Article(
        url=f"http://evil.example/{number}?{payload}",
        title=payload,
        court=HOSTILE_COURT,
        province=payload[:20],
        city=payload[:20],
        level=payload[:20],
        published=f"2019-01-{number + 1:02d}",
        column=payload,
        body=f"全省首创“{payload[:20]}”工作法，设立“{payload[:12]}工作室”。\n被省高级人民法院授予“{payload[:20]}先进集体”称号。"
        f"\n共调解{payload[:6]}案件{number + 20}件，力争明年调解案件{number + 90}件。",
    )


@functools.cache
def filled() -> Path:
    """A data folder with all of these and its index, made once for every test of a run: read, never written."""
    path = Path(tempfile.mkdtemp(prefix="tashan-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    folder = DataFolder(path)
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        for article in (*ALL, AGAIN, BEFORE, PLANNED, DONE, PLACELESS):
            corpus.keep(article, source_name="hill", seen=SEEN)
        for number, payload in enumerate(PAYLOADS):
            corpus.keep(hostile(number, payload), source_name="evil", seen=SEEN)
    update(folder, lambda *_: None)
    return path
