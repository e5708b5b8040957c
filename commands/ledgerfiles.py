"""Commands that read the ledgers: brands, firsts, honours, figures, courts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from commands.options import F, as_file, with_filters
from commands.printing import opened, print_json, print_lines
from index.datafolder import DataFolder
from index.exporting.formats import Format
from index.ledgers import brandlines
from index.ledgers.brandlist import ORDERS, Wanted
from index.ledgers.desk import LEDGERS, Desk
from index.ledgers.filtering import COLUMNS
from index.ledgers.matter import CLASS_NAMES, Matter, matter_of
from index.ledgers.rollfile import Roll, write_roll
from index.ledgers.rolls import brand_roll, brands_roll, comparison_roll, court_roll, courts_roll, ledger_roll
from index.query import Filters
from index.searching import Library
from index.text.legible import printable


def with_ledger_filters(command: F) -> F:
    """Give a command an option for every field that ledgers can be narrowed by."""
    return with_filters(command, COLUMNS)


@click.command()
@click.argument("query", default="")
@with_ledger_filters
@click.option("--type", "types", multiple=True, help="工作室, 机制 …; may repeat.")
@click.option("--template", "templates", multiple=True, help="X+Y, N位一体 …; may repeat.")
@click.option("--sort", type=click.Choice(tuple(ORDERS)), default="spread", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@as_file()
@click.pass_obj
def brands(  # noqa: PLR0913 – one for each option
    folder: DataFolder,
    /,
    query: str,
    sort: str,
    as_json: bool,
    file_format: Format | None,
    output: Path | None,
    **asked: Any,
) -> None:
    """List the brands with QUERY in their name: first use, courts, counts."""
    wanted = Wanted(query, types=asked.pop("types"), templates=asked.pop("templates"), filters=Filters(**asked))
    with _desk(folder) as desk:
        if file_format:
            _write(desk, brands_roll(desk, wanted, sort), file_format, output)
            return
        lines = desk.brands(wanted, sort=sort)
    if as_json:
        print_json([line.as_json() for line in lines])
    else:
        print_lines(brandlines.list_lines(lines))


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@as_file()
@click.pass_obj
def brand(folder: DataFolder, name: str, as_json: bool, file_format: Format | None, output: Path | None) -> None:
    """Show one brand's file: owner, who else uses the name, figures over the years, plans, reposts."""
    with _desk(folder) as desk:
        found = desk.brand(name)
        if file_format:
            _write(desk, brand_roll(found), file_format, output)
            return
    if as_json:
        print_json(found.as_json())
    else:
        print_lines(brandlines.file_lines(found))


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def check(folder: DataFolder, name: str, as_json: bool) -> None:
    """Tell whether the planned NAME is taken, which ones are like it, and what was searched."""
    with _desk(folder) as desk:
        checked = desk.check(name)
    if as_json:
        print_json(checked.as_json())
    else:
        print_lines(brandlines.check_lines(checked))


@click.command()
@click.argument("name", type=click.Choice(tuple(LEDGERS)), metavar="|".join(LEDGERS))
@with_ledger_filters
@click.option("--about", default="", metavar="WORDS", help="In what is claimed, given or counted.")
@click.option("--scope", multiple=True, help="Of firsts: 全国, 全省, 全市, 全县 or 系统; may repeat.")
@click.option("--honour", multiple=True, help="Of honours: the level they were given at; may repeat.")
@click.option("--status", multiple=True, help="Of figures: done, ongoing or planned; may repeat.")
@as_file(default="jsonl", show_default=True)
@click.pass_obj
def ledger(folder: DataFolder, /, name: str, file_format: Format, output: Path | None, **asked: Any) -> None:
    """Print a ledger over the whole index: firsts with what contradicts them, honours, or figures."""
    matter = _matter(name, asked)
    with _desk(folder) as desk:
        _write(desk, ledger_roll(desk, name, Filters(**asked), matter), file_format, output)


@click.command()
@click.argument("query", default="")
@with_ledger_filters
@as_file(default="jsonl", show_default=True)
@click.pass_obj
def courts(folder: DataFolder, /, query: str, file_format: Format, output: Path | None, **asked: Any) -> None:
    """Print the courts with QUERY in their name that have articles inside the filters."""
    with _desk(folder) as desk:
        _write(desk, courts_roll(desk, query, Filters(**asked)), file_format, output)


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@as_file(default="jsonl", show_default=True)
@click.pass_obj
def court(folder: DataFolder, names: tuple[str, ...], file_format: Format, output: Path | None) -> None:
    """Print one court's file, or two to four courts side by side."""
    with _desk(folder) as desk:
        side_by_side = len(names) > 1
        roll = (
            comparison_roll(desk.compare(names, most=None))
            if side_by_side
            else court_roll(desk.court(names[0], most=None))
        )
        _write(desk, roll, file_format, output)


def _matter(ledger: str, asked: dict[str, Any]) -> Matter:
    """Take what is no filter out of the options of a ledger; only one class of rows is its own."""
    words, classes = asked.pop("about"), {name: asked.pop(name) for name in CLASS_NAMES.values()}
    for name, values in classes.items():
        if values and name != CLASS_NAMES[ledger]:
            raise click.UsageError(f"--{name} narrows no {ledger}.")
    return matter_of(ledger, words.strip(), classes[CLASS_NAMES[ledger]])


@contextmanager
def _desk(folder: DataFolder) -> Iterator[Desk]:
    with Library.open(folder) as library:
        yield Desk(library)


def _write(desk: Desk, roll: Roll, form: Format, output: Path | None) -> None:
    with opened(output, form) as file:
        write_roll(roll, form, desk.stacks, file)
    if output is not None:
        click.echo(f"{printable(roll.title)} is in {output}.")


COMMANDS = (brands, brand, check, ledger, courts, court)
