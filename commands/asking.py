"""Commands that ask the index: a search, and an export of all that answers one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.options import ALSO, F, as_file, with_filters
from commands.printing import opened, print_json, print_lines
from index.datafolder import DataFolder
from index.exporting.formats import Format
from index.progressbars import bar
from index.query import FIELDS, Filters
from index.resultlines import result_lines
from index.searching import FACTORS, GROUPS, SORTS, USUAL_VALUES, Library, SearchRequest

if TYPE_CHECKING:
    from index.exporting.entries import Entries, Entry


def _with_order(command: F) -> F:
    """Give a command the options that say what answers and in which order, as an address has them."""
    for option in (
        click.option("--group", type=click.Choice(GROUPS), default="story", show_default=True),
        click.option(
            "--without", multiple=True, type=click.Choice(FACTORS), help="Not to count for the order; may repeat."
        ),
        click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True),
        ALSO,
    ):
        command = option(command)
    return command


@click.command()
@click.argument("query", default="")
@with_filters
@_with_order
@click.option("--page", type=int, default=1, show_default=True)
@click.option("--size", type=int, default=10, show_default=True)
@click.option("--values", type=int, default=USUAL_VALUES, show_default=True, help="How many of each facet to tell.")
@click.option("--json", "as_json", is_flag=True, help="Print the contract's JSON.")
@click.pass_obj
def search(folder: DataFolder, /, query: str, as_json: bool, **asked: Any) -> None:
    """Search the index for QUERY: words, "quotations", -without, OR, brackets, field:value, begin*, "one other"~5.

    Put -- before a query that begins with -.
    """
    with Library.open(folder) as library:
        results = library.search(_request(query, asked))
    if as_json:
        print_json(results.as_json())
    else:
        print_lines(result_lines(results))


def _request(query: str, asked: dict[str, Any]) -> SearchRequest:
    filters = Filters(**{name: asked.pop(name) for name in (*FIELDS, "date_from", "date_to")})
    return SearchRequest(query=query, filters=filters, **asked)


@click.command()
@click.argument("query", default="")
@with_filters
@_with_order
@as_file(required=True)
@click.pass_obj
def export(folder: DataFolder, /, query: str, file_format: Format, output: Path | None, **asked: Any) -> None:
    """Write every article that answers QUERY, without one the whole corpus; a failed export leaves no half file."""
    from index.exporting.articles import Articles

    with (
        Library.open(folder) as library,
        library.every(_request(query, asked)) as entries,
        bar("Exporting") as report,
        opened(output, file_format) as file,
    ):
        file_format.write(Articles(_reported(entries, report)), file)
    if output is not None:
        click.echo(f"{entries.given} articles are in {output}.")


def _reported(entries: Entries, report: Callable[[int, int], None]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        report(entries.given, len(entries))


COMMANDS = (search, export)
