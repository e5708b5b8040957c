"""Measures how many counties, given-up names, special courts and pages' courts are resolved rightly.

python benchmarks/places.py [--codes CODES.csv] [--pages PAGES.jsonl] [--misses 10]

CODES.csv is a table of every county-level division with the years of its code and its successor's code, in Chinese
columns (see Codes); PAGES.jsonl has one object a line: url, text, and gold with title, court and province. Neither is
part of the project; the lists beside this script are.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crawlers.urls import province_of
from index.places.courts import Court, court_about, courts_in, recognise
from index.places.gazetteer import gazetteer
from index.places.succession import Term

HERE = Path(__file__).parent
_DIRECT = "直辖"


@dataclass
class Score:
    """How many of a kind were right, and what the others were."""

    name: str
    asked: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, is_right: bool, miss: str) -> None:
        """Count one answer."""
        self.asked += 1
        self.right += is_right
        if not is_right:
            self.misses.append(miss)

    def show(self, most: int) -> None:
        """Print the share and the first misses."""
        share = self.right / self.asked if self.asked else 0.0
        print(f"{self.name:60} {self.right:5} of {self.asked:5}  {share:.4f}")
        for miss in self.misses[:most]:
            print(f"    {miss}")


class Codes:
    """The table of codes: its counties in use, and what became of the others."""

    def __init__(self, path: Path) -> None:
        with path.open(encoding="utf-8-sig", newline="") as file:
            self.rows = list(csv.DictReader(file))
        self._by_code: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in self.rows:
            self._by_code[row["代码"]].append(row)

    def counties(self, *, in_use: bool) -> Iterator[dict[str, str]]:
        """Yield the county-level rows that are in use, or those that are not."""
        return (row for row in self.rows if row["级别"] == "县级" and (row["状态"] == "在用") == in_use)

    def heirs(self, row: dict[str, str]) -> frozenset[str]:
        """Follow a row to the codes of today; parts given away in another year ([1993]) do not count."""
        if row["状态"] == "在用":
            return frozenset((row["代码"],))
        year = row["变更/弃用时间"]
        followed = (self._at(code, year) for code in row["新代码"].split(";") if code and "[" not in code)
        return frozenset(heir for other in followed if other and other is not row for heir in self.heirs(other))

    def _at(self, code: str, year: str) -> dict[str, str] | None:
        rows = self._by_code.get(code, [])
        begun = [row for row in rows if row["启用时间"] == year]
        lasting = [row for row in rows if row["启用时间"] <= year < (row["变更/弃用时间"] or "9999")]
        return next(iter(begun or lasting), None)


def counties_in_use(codes: Codes) -> tuple[Score, ...]:
    """Every county's court: by its name alone, with its province and city, and written out with them."""
    scores = (
        Score("in use, name alone (shared names: none)"),
        Score("in use, given its place"),
        Score("in use, in full"),
    )
    bearers = Counter(row["名称"] for row in codes.counties(in_use=True))
    for row in codes.counties(in_use=True):
        name, code, province, city = row["名称"], row["代码"], row["一级行政区"], _city(row)
        alone = _adcode(recognise(f"{name}人民法院"))
        scores[0].add(alone == (code if bearers[name] == 1 else None), f"{name} {code}: {alone}")
        given = _adcode(recognise(f"{name}人民法院", province=province, city=city))
        scores[1].add(given == code, f"{province}{city}{name} {code}: {given}")
        in_full = _adcode(recognise(f"{province}{city or ''}{name}人民法院"))
        scores[2].add(in_full == code, f"{province}{city}{name} {code}: {in_full}")
    return scores


def names_given_up(codes: Codes) -> tuple[Score, ...]:
    """Every name given up that has one successor: by itself where it names one place, and with its place."""
    scores = (
        Score("given up, name alone (one place only)"),
        Score("given up, given its province"),
        Score("given up, given its place"),
        Score("given up, in full"),
        Score("given up to several, in full (none, or it keeps the name)"),
    )
    rows = [(row, codes.heirs(row)) for row in codes.counties(in_use=False)]
    today = {row["名称"] for row in codes.counties(in_use=True)}
    heirs: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row, found in rows:
        for key in ((row["名称"],), (row["名称"], row["一级行政区"])):
            heirs[key] |= found or {""}
    for row, found in rows:
        name, province, city = row["名称"], row["一级行政区"], _city(row)
        if len(found) > 1 and name not in today:
            answer = _adcode(recognise(f"{province}{city or ''}{name}人民法院"))
            scores[-1].add(
                _is_continued(name, answer), f"{province}{city}{name} {row['变更/弃用时间']} {sorted(found)}: {answer}"
            )
        if len(found) != 1 or name in today:
            continue
        code = next(iter(found))
        answers = (
            _adcode(recognise(f"{name}人民法院")) if len(heirs[name,]) == 1 else code,
            _adcode(recognise(f"{name}人民法院", province=province)) if len(heirs[name, province]) == 1 else code,
            _adcode(recognise(f"{name}人民法院", province=province, city=city)),
            _adcode(recognise(f"{province}{city or ''}{name}人民法院")),
        )
        for score, answer in zip(scores, answers, strict=False):
            score.add(answer == code, f"{province}{city}{name} {row['变更/弃用时间']} {code}: {answer}")
    return scores


def _is_continued(name: str, answer: str | None) -> bool:
    """Whether an answer for a place that was split is none, or the one of several that plainly is the same place."""
    return answer is None or _stem(gazetteer().division(answer).name).startswith(_stem(name))


def _stem(name: str) -> str:
    return Term("", name, 0, 0).stem


def special_courts(path: Path) -> Score:
    """Every court of our own list: level, province, city and code."""
    score = Score("special courts")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, *gold = line.split("\t")
            court = recognise(name)
            found = [court.level, court.province, court.city, court.adcode] if court else []
            score.add([value or "" for value in found] == gold, f"{name} {gold}: {found}")
    return score


def pages(path: Path, name: str, *, with_title: bool) -> tuple[Score, ...]:
    """Every page's court and province, told its text, its address and what is declared of its host."""
    courts, provinces = Score(f"{name}: court"), Score(f"{name}: province")
    for line in path.read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        gold, host_province = page["gold"], page.get("host_province") or province_of(page["url"])
        court = court_about(
            declared=page.get("declared"),
            title=gold.get("title") if with_title else page.get("title"),
            body=page["text"],
            source=page.get("source"),
            site_name=page.get("site_name"),
            province=host_province,
            city=page.get("city"),
        )
        found = court.name if court else None
        courts.add(found == gold["court"], f"{page['url']} {gold['court']}: {found}")
        province = court.province if court else host_province
        provinces.add(province == gold["province"], f"{page['url']} {gold['province']}: {province}")
    return courts, provinces


def speed() -> None:
    """Print what loading the gazetteer and reading a text of 3,000 characters cost."""
    started = time.perf_counter()
    gazetteer()
    loaded = time.perf_counter()
    filler = "坚持把矛盾化解在源头,干警走村入户听取意见,为群众送去实实在在的司法服务。" * 4
    parts = (
        f"近日,福州市{district}法院联合闽侯县人民法院开展巡回审判。{filler}"
        for district in ("鼓楼区", "台江区", "仓山区")
    )
    text = ("".join(parts) * 9)[:3000]
    courts_in(text)
    begun = time.perf_counter()
    for _ in range(20):
        courts_in(text)
    each = (time.perf_counter() - begun) / 20
    print(f"gazetteer loaded in {(loaded - started) * 1000:.0f} ms; courts_in on 3,000 characters {each * 1000:.2f} ms")


def _city(row: dict[str, str]) -> str | None:
    return None if row["二级行政区"] == _DIRECT else row["二级行政区"]


def _adcode(court: Court | None) -> str | None:
    return court.adcode if court else None


def main() -> None:
    """Measure what the command line names, and the project's own lists."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--codes", type=Path, help="a table of every county-level division and its successors")
    parser.add_argument("--pages", type=Path, help="openings of pages with gold, JSON Lines")
    parser.add_argument("--misses", type=int, default=10, help="how many misses to print for each score")
    options = parser.parse_args()
    for path in filter(None, (options.codes, options.pages)):
        if not path.is_file():
            sys.exit(f"There is no file {path}.")
    speed()
    scores = [special_courts(HERE / "courts.tsv"), *pages(HERE / "openings.jsonl", "own openings", with_title=False)]
    if options.codes:
        codes = Codes(options.codes)
        scores += [*counties_in_use(codes), *names_given_up(codes)]
    if options.pages:
        scores += [*pages(options.pages, "pages", with_title=True)]
        scores += [*pages(options.pages, "pages, text alone", with_title=False)]
    for score in scores:
        score.show(options.misses)


if __name__ == "__main__":
    main()
