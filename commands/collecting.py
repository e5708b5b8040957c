"""Commands that bring articles in, and the one that takes them out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.indexing import build_index
from commands.options import Shard
from commands.printing import print_json, print_lines
from index.datafolder import DataFolder
from index.progressbars import bar

if TYPE_CHECKING:
    from datetime import datetime

    from index.runs import Run


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def sources(folder: DataFolder, as_json: bool) -> None:
    """List every source: platform, court, when it is due, its last run and newest article."""
    from crawlers.schedule import states
    from crawlers.sourcelines import source_lines

    rows = states(folder)
    if as_json:
        print_json([row.as_json() for row in rows])
    else:
        print_lines(source_lines(rows))


@click.command()
def platforms() -> None:
    """List the platforms that sites can name."""
    from crawlers.platforms import platforms as known

    for name, spider in sorted(known().items()):
        click.echo(f"{name:<16} {(spider.__doc__ or '').strip().splitlines()[0]}")


@click.command()
@click.argument("url")
@click.option("--pages", type=click.IntRange(4, 60), default=20, show_default=True, help="At most so many requests.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def probe(folder: DataFolder, url: str, pages: int, as_json: bool) -> None:
    """Look at a site from any page of it: platform, columns, what is read, a ready [[site]] block; keeps nothing."""
    from crawlers.scout import probed

    found = probed(folder, url, pages=pages)
    if as_json:
        print_json(found.as_json())
    else:
        print_lines(found.lines())
    if found.problem:
        raise click.ClickException(found.problem)


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--due", is_flag=True, help="Only the sources that are due; none is no failure.")
@click.option("--limit", type=click.IntRange(1), help="At most so many articles a source.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Back to this day, where lists print days.")
@click.option("--sweep", is_flag=True, help="Read all lists to their ends and look at every known article again.")
@click.option("--shard", type=Shard(), help="Only the I-th of N shares of all hosts, always the same ones.")
@click.option("--log-json", is_flag=True, help="Log, and print the runs, as one JSON object a line.")
@click.option("--accept", multiple=True, metavar="NAME", help="Fetch nothing; let in what is in quarantine of NAME.")
@click.pass_obj
def crawl(
    folder: DataFolder,
    /,
    names: tuple[str, ...],
    due: bool,
    shard: tuple[int, int] | None,
    log_json: bool,
    accept: tuple[str, ...],
    **bounds: Any,
) -> None:
    """Fetch sources, archive and keep their articles and update the index; every source without a NAME or --due."""
    from crawlers.schedule import is_due, wanted_names

    if accept:
        _accept(folder, accept)
        return
    chosen = wanted_names(folder, names, due=due, shard=shard)
    if not chosen:
        _hide(folder)
        click.echo("Nothing is due." if due else "No source is in this shard.")
        return
    wanted = partial(is_due, folder) if due else lambda _: True
    runs = _visit(folder, chosen, wanted=wanted, overrides={"LOG_JSON": log_json}, **bounds)
    _tell(runs, chosen, as_json=log_json)
    require_healthy(runs)


def _visit(folder: DataFolder, names: Sequence[str], *, since: datetime | None, **bounds: Any) -> list[Run]:
    """Visit sources and bring the index up to date with what came, however the visits ended."""
    from crawlers.crawldisplay import crawl_display
    from crawlers.jobs import Interrupted
    from crawlers.jobs import crawl as visit

    day = str(since.date()) if since else None
    try:
        with crawl_display("Crawling") as report:
            runs = visit(folder.prepared(), names, since=day, report=report, **bounds)
    except Interrupted:
        build_index(folder, rebuild=False)
        raise
    build_index(folder, rebuild=False)
    return runs


def _hide(folder: DataFolder) -> None:
    """Let what vanished long ago leave the index, on a day without visits too."""
    from crawlers.jobs import hide_vanished

    if hide_vanished(folder.prepared()):
        build_index(folder, rebuild=False)


def _tell(runs: Sequence[Run], chosen: Sequence[str], *, as_json: bool) -> None:
    """A line for every run, and for every source that was left to another process."""
    for run in runs:
        click.echo(json.dumps(asdict(run), ensure_ascii=False) if as_json else run.line)
    for name in [name for name in chosen if name not in {run.source_name for run in runs}]:
        click.echo(f"{name}: left out, another process visits it or has just done so", err=True)


def _accept(folder: DataFolder, names: Sequence[str]) -> None:
    from crawlers.pipelines import accept

    runs = [accept(folder.prepared(), name) for name in names]
    build_index(folder, rebuild=False)
    print_lines(run.line for run in runs)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path), metavar="PATH...")
@click.pass_obj
def ingest(folder: DataFolder, paths: tuple[Path, ...]) -> None:
    """Bring in WARC files, folders of them, or JSON Lines of articles, without network."""
    from crawlers.intake import IncompleteIntake
    from crawlers.intake import ingest as bring_in

    try:
        intake = bring_in(folder.prepared(), paths)
    except IncompleteIntake as error:
        build_index(folder, rebuild=False)
        click.echo(error.intake.line)
        raise
    build_index(folder, rebuild=False)
    for url, reason in intake.refused:
        click.echo(f"refused {url}: {reason}", err=True)
    click.echo(intake.line)


def require_healthy(runs: Sequence[Run]) -> None:
    """Fail with the names of the sources whose visits were not healthy."""
    sick = [run.source_name for run in runs if not run.is_healthy]
    if sick:
        raise click.ClickException(f"{len(sick)} of {len(runs)} sources were not healthy: {', '.join(sick)}.")


@click.command()
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@click.option("--url", required=True, help="The address that the page was saved from.")
@click.option("--encoding", help="The page's encoding, where its bytes are not to decide.")
@click.pass_obj
def extract(folder: DataFolder, file: Path, url: str, encoding: str | None) -> None:
    """Show as JSON how one saved page is read; exit 1 and why where it is no article."""
    from crawlers.savedpages import extract as read_file
    from index.document import document_of

    article = read_file(file, url=url, encoding=encoding, folder=folder)
    print_json(document_of(article).as_json())


@click.command()
@click.argument("url")
@click.option("--reason", required=True, help="Why, for whoever reads the tombstone.")
@click.pass_obj
def forget(folder: DataFolder, url: str, reason: str) -> None:
    """Remove the article at URL from corpus, archive and index, and keep a tombstone so that it never comes back."""
    from crawlers.forgetting import forget as remove
    from index.building import purge

    forgot = remove(folder, url, reason=reason)
    with bar("Indexing") as report:
        purge(folder, report)
    click.echo(f"Forgot {forgot.url}: {forgot.contents} contents, {forgot.records} archive records.")


COMMANDS = (sources, platforms, probe, crawl, ingest, extract, forget)
