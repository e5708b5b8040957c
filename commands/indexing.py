"""Commands that keep the index: building it, and telling whether it and everything beside it are whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import click

from index.datafolder import DataFolder
from index.errors import TashanError
from index.progressbars import bar

if TYPE_CHECKING:
    from index.building import Built


@click.command("index")
@click.option("--rebuild", is_flag=True, help="Build everything anew aside and switch to it.")
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help="That prepare articles, as many as there are cores; 1 uses no other.",
)
@click.pass_obj
def index_command(folder: DataFolder, rebuild: bool, processes: int | None) -> None:
    """Bring the index up to date with the corpus."""
    built = build_index(folder, rebuild=rebuild, processes=processes)
    done = "rebuilt with" if built.rebuilt else "updated by"
    for_words = f", {built.recut} of them for {built.words} words that came or left," if built.words else ""
    click.echo(f"The index was {done} {built.documents} articles{for_words} and has {built.bytes / 1e6:.1f} MB.")


def build_index(folder: DataFolder, *, rebuild: bool, processes: int | None = None) -> Built:
    """Bring the index up to date, or build it anew, with a bar that shows how far it is."""
    from index import building

    with bar("Indexing") as report:
        return (building.rebuild if rebuild else building.update)(folder, report, processes=processes)


@click.command()
@click.pass_obj
def doctor(folder: DataFolder) -> None:
    """Check corpus, archive, index and ledgers, and against each other; exit 1 where something is wrong."""
    from index.checking import check_corpus, check_index, check_ledgers, engine_line
    from index.corpus import Corpus

    click.echo(f"engine:  {engine_line()}")
    # Everything else is held against the corpus: where there is none, that is all there is to say.
    Corpus.open(folder.corpus, read_only=True).close()
    checks = {"corpus": check_corpus, "archive": _check_archive, "index": check_index, "ledgers": check_ledgers}
    wrong = [name for name, check in checks.items() if not _passes(name, partial(check, folder))]
    if wrong:
        raise click.ClickException(f"Something is wrong with {' and '.join(wrong)}.")


def _passes(name: str, check: Callable[[], str]) -> bool:
    """Print one line: what a check found, or what is wrong."""
    try:
        click.echo(f"{name + ':':<8} good, {check()}")
    except TashanError as error:
        click.echo(f"{name + ':':<8} WRONG, {error}")
        return False
    return True


def _check_archive(folder: DataFolder) -> str:
    from crawlers.fixity import check_archive

    found = check_archive(folder)
    if found.wrongs:
        raise TashanError(found.line)
    return found.line


COMMANDS = (index_command, doctor)
