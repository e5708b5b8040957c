"""The door: the command line of Tashan, which calls the three rooms and is imported by none."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from index.datafolder import DataFolder
from index.errors import TashanError
from index.exporting.articles import Articles
from index.exporting.formats import FORMATS, Format
from index.exporting.replacing import replacing
from index.ledgers import brandlines
from index.ledgers.brandlist import ORDERS, Wanted
from index.ledgers.desk import LEDGERS, Desk
from index.ledgers.filtering import COLUMNS
from index.ledgers.matter import CLASS_NAMES, Matter, matter_of
from index.ledgers.rollfile import Roll, write_roll
from index.ledgers.rolls import brand_roll, brands_roll, comparison_roll, court_roll, courts_roll, ledger_roll
from index.progressbars import bar
from index.query import FIELDS, Filters
from index.query.fieldvalues import field_values
from index.resultlines import result_lines
from index.searching import FACTORS, GROUPS, SORTS, Library, SearchRequest
from index.text.legible import printable

if TYPE_CHECKING:
    from datetime import datetime

    from index.building import Built
    from index.exporting.entries import Entries, Entry
    from index.runs import Run

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_PORT = 8080
_PORT = click.option(
    "--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True, help="0 takes a free one."
)


_WITHOUT = click.option(
    "--without", multiple=True, type=click.Choice(FACTORS), help="What is not to count for the order. May repeat."
)
_ALSO = click.option("--also/--no-also", default=True, help="Ask for other names of the same things, too, or not.")


class Shard(click.ParamType[tuple[int, int]]):
    """I/N: the I-th of N shares, I from 1 to N."""

    name = "I/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Read I/N."""
        number, slash, shards = str(value).partition("/")
        if not (slash and number.isdecimal() and shards.isdecimal() and 1 <= int(number) <= int(shards)):
            self.fail(f"“{value}” is no share such as 2/5.", param, ctx)
        return int(number), int(shards)


class Formatted(click.Choice[str]):
    """The name of a format."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The format of that name."""
        return FORMATS[super().convert(value, param, ctx)]


class Door(click.Group):
    """A group whose commands end with one sentence and exit code 1 where the user can mend something."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except TashanError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            # Whoever read the output has seen enough, as `head` does.
            sys.stderr.close()
            ctx.exit(0)
        except OSError as error:
            where = f" ({error.filename})" if error.filename else ""
            raise click.ClickException(f"{error.strerror or error}{where}.") from error


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--data",
    type=click.Path(readable=False, path_type=Path),
    envvar="TASHAN_DATA",
    default=Path("data"),
    show_default=True,
    help="The data folder; TASHAN_DATA names it too.",
)
@click.pass_context
def main(ctx: click.Context, data: Path) -> None:
    """Search what peer courts do: collect, index and read the public news of Chinese courts."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    ctx.obj = DataFolder(data)


@main.command()
@_PORT
@click.option("--no-serve", is_flag=True, help="End with a summary line instead of opening the UI.")
@click.pass_obj
def demo(folder: DataFolder, port: int, no_serve: bool) -> None:
    """Serve sample court sites on loopback, crawl and index them, and open the UI on them."""
    import time

    from crawlers.crawldisplay import crawl_display
    from crawlers.samples.demo import crawl_samples

    started = time.monotonic()
    sample = DataFolder(folder.path / "demo").prepared()
    with crawl_display("Crawling the sample sites") as report:
        runs = crawl_samples(sample, report)
    built = _build(sample, rebuild=False)
    with Library.open(sample) as library:
        articles = library.coverage().articles
    click.echo(
        f"{len(runs)} sites, {sum(run.pages for run in runs)} pages, {articles} articles,"
        f" index {built.bytes / 1e6:.1f} MB, {time.monotonic() - started:.1f} seconds"
    )
    _require_healthy(runs)
    if not no_serve:
        _serve(sample, host="127.0.0.1", port=port)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def sources(folder: DataFolder, as_json: bool) -> None:
    """List every source: platform, court, when it is due, its last run and newest article."""
    from crawlers.schedule import states
    from crawlers.sourcelines import source_lines

    rows = states(folder)
    if as_json:
        _print_json([row.as_json() for row in rows])
    else:
        _print(source_lines(rows))


@main.command()
def platforms() -> None:
    """List the platforms that sites can name."""
    from crawlers.platforms import platforms as known

    for name, spider in sorted(known().items()):
        click.echo(f"{name:<16} {(spider.__doc__ or '').strip().splitlines()[0]}")


@main.command()
@click.argument("url")
@click.option("--pages", type=click.IntRange(4, 60), default=20, show_default=True, help="At most so many requests.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def probe(folder: DataFolder, url: str, pages: int, as_json: bool) -> None:
    """Look at a site from any page of it: platform, columns, what is read, a ready [[site]] block; keeps nothing."""
    from crawlers.scout import probed

    found = probed(folder, url, pages=pages)
    if as_json:
        _print_json(found.as_json())
    else:
        _print(found.lines())
    if found.problem:
        raise click.ClickException(found.problem)


@main.command()
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
    _require_healthy(runs)


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
        _build(folder, rebuild=False)
        raise
    _build(folder, rebuild=False)
    return runs


def _hide(folder: DataFolder) -> None:
    """Let what vanished long ago leave the index, on a day without visits too."""
    from crawlers.jobs import hide_vanished

    if hide_vanished(folder.prepared()):
        _build(folder, rebuild=False)


def _tell(runs: Sequence[Run], chosen: Sequence[str], *, as_json: bool) -> None:
    """A line for every run, and for every source that was left to another process."""
    for run in runs:
        click.echo(json.dumps(asdict(run), ensure_ascii=False) if as_json else run.line)
    for name in [name for name in chosen if name not in {run.source_name for run in runs}]:
        click.echo(f"{name}: left out, another process visits it or has just done so", err=True)


def _accept(folder: DataFolder, names: Sequence[str]) -> None:
    from crawlers.pipelines import accept

    runs = [accept(folder.prepared(), name) for name in names]
    _build(folder, rebuild=False)
    _print(run.line for run in runs)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path), metavar="PATH...")
@click.pass_obj
def ingest(folder: DataFolder, paths: tuple[Path, ...]) -> None:
    """Bring in WARC files, folders of them, or JSON Lines of articles, without network."""
    from crawlers.intake import IncompleteIntake
    from crawlers.intake import ingest as bring_in

    try:
        intake = bring_in(folder.prepared(), paths)
    except IncompleteIntake as error:
        _build(folder, rebuild=False)
        click.echo(error.intake.line)
        raise
    _build(folder, rebuild=False)
    for url, reason in intake.refused:
        click.echo(f"refused {url}: {reason}", err=True)
    click.echo(intake.line)


@main.command()
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@click.option("--url", required=True, help="The address that the page was saved from.")
@click.option("--encoding", help="The page's encoding, where its bytes are not to decide.")
@click.pass_obj
def extract(folder: DataFolder, file: Path, url: str, encoding: str | None) -> None:
    """Show as JSON how one saved page is read; exit 1 and why where it is no article."""
    from crawlers.intake import extract as read_file
    from index.document import document_of

    article = read_file(file, url=url, encoding=encoding, folder=folder)
    _print_json(document_of(article).as_json())


@main.command()
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


@main.command()
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


@main.command("index")
@click.option("--rebuild", is_flag=True, help="Build everything anew aside and switch to it.")
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help="That prepare articles, as many as there are cores; 1 uses no other.",
)
@click.pass_obj
def index_command(folder: DataFolder, rebuild: bool, processes: int | None) -> None:
    """Bring the index up to date with the corpus."""
    built = _build(folder, rebuild=rebuild, processes=processes)
    done = "rebuilt with" if built.rebuilt else "updated by"
    for_words = f", {built.recut} of them for {built.words} words that came or left," if built.words else ""
    click.echo(f"The index was {done} {built.documents} articles{for_words} and has {built.bytes / 1e6:.1f} MB.")


def _with_filters(command: F, fields: Sequence[str] = FIELDS) -> F:
    """Give a command an option for every field that answers can be narrowed by."""
    known = field_values()
    for name in reversed(fields):
        values = ", ".join(known[name]) if name in known else "the values"
        command = click.option(f"--{name}", multiple=True, help=f"May repeat: any of {values}.")(command)
    command = click.option("--from", "date_from", metavar="YYYY-MM-DD", help="Published on this day or later.")(command)
    return click.option("--to", "date_to", metavar="YYYY-MM-DD", help="Published on this day or earlier.")(command)


def _as_file(**usual: Any) -> Callable[[F], F]:
    """Give a command the options --format, with what is usual of it, and -o."""

    def over(command: F) -> F:
        where = click.option("-o", "--output", type=click.Path(readable=False, path_type=Path), metavar="FILE")
        return click.option("--format", "file_format", type=Formatted(tuple(FORMATS)), **usual)(where(command))

    return over


def _with_ledger_filters(command: F) -> F:
    """Give a command an option for every field that ledgers can be narrowed by."""
    return _with_filters(command, COLUMNS)


@main.command()
@click.argument("query", default="")
@_with_filters
@_ALSO
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True)
@_WITHOUT
@click.option("--group", type=click.Choice(GROUPS), default="story", show_default=True)
@click.option("--page", type=int, default=1, show_default=True)
@click.option("--size", type=int, default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the contract's JSON.")
@click.pass_obj
def search(folder: DataFolder, /, query: str, as_json: bool, **asked: Any) -> None:
    """Search the index for QUERY: words, "quotations", -without, OR, brackets, field:value, begin*, "one other"~5.

    Put -- before a query that begins with -.
    """
    with Library.open(folder) as library:
        results = library.search(_request(query, asked))
    if as_json:
        _print_json(results.as_json())
    else:
        _print(result_lines(results))


def _request(query: str, asked: dict[str, Any]) -> SearchRequest:
    filters = Filters(**{name: asked.pop(name) for name in (*FIELDS, "date_from", "date_to")})
    return SearchRequest(query=query, filters=filters, **asked)


@main.command()
@click.argument("query", default="")
@_with_filters
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True)
@_ALSO
@_as_file(required=True)
@click.pass_obj
def export(folder: DataFolder, /, query: str, file_format: Format, output: Path | None, **asked: Any) -> None:
    """Write every article that answers QUERY, without one the whole corpus; a failed export leaves no half file."""
    with (
        Library.open(folder) as library,
        library.every(_request(query, asked)) as entries,
        bar("Exporting") as report,
        _into(output, file_format) as file,
    ):
        file_format.write(Articles(_reported(entries, report)), file)
    if output is not None:
        click.echo(f"{entries.given} articles are in {output}.")


@contextmanager
def _into(output: Path | None, form: Format) -> Iterator[BinaryIO]:
    """Open what an export is written to; a file takes its name when it is whole."""
    if output is not None:
        with replacing(output) as file:
            yield file
    elif form.is_text or not sys.stdout.isatty():
        yield sys.stdout.buffer
    else:
        raise click.UsageError(f"A terminal cannot show {form.label}: name a file with -o.")


def _write(desk: Desk, roll: Roll, form: Format, output: Path | None) -> None:
    with _into(output, form) as file:
        write_roll(roll, form, desk.library, file)
    if output is not None:
        click.echo(f"{printable(roll.title)} is in {output}.")


def _reported(entries: Entries, report: Callable[[int, int], None]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        report(entries.given, len(entries))


@main.command()
@click.argument("query", default="")
@_with_ledger_filters
@click.option("--type", "types", multiple=True, help="工作室, 机制 …; may repeat.")
@click.option("--template", "templates", multiple=True, help="X+Y, N位一体 …; may repeat.")
@click.option("--sort", type=click.Choice(tuple(ORDERS)), default="spread", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_as_file()
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
        _print_json([line.as_json() for line in lines])
    else:
        _print(brandlines.list_lines(lines))


@main.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_as_file()
@click.pass_obj
def brand(folder: DataFolder, name: str, as_json: bool, file_format: Format | None, output: Path | None) -> None:
    """Show one brand's file: owner, who else uses the name, figures over the years, plans, reposts."""
    with _desk(folder) as desk:
        found = desk.brand(name)
        if file_format:
            _write(desk, brand_roll(found), file_format, output)
            return
    if as_json:
        _print_json(found.as_json())
    else:
        _print(brandlines.file_lines(found))


@main.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def check(folder: DataFolder, name: str, as_json: bool) -> None:
    """Tell whether the planned NAME is taken, which ones are like it, and what was searched."""
    with _desk(folder) as desk:
        checked = desk.check(name)
    if as_json:
        _print_json(checked.as_json())
    else:
        _print(brandlines.check_lines(checked))


@main.command()
@click.argument("name", type=click.Choice(tuple(LEDGERS)), metavar="|".join(LEDGERS))
@_with_ledger_filters
@click.option("--about", default="", metavar="WORDS", help="In what is claimed, given or counted.")
@click.option("--scope", multiple=True, help="Of firsts: 全国, 全省, 全市, 全县 or 系统; may repeat.")
@click.option("--honour", multiple=True, help="Of honours: the level they were given at; may repeat.")
@click.option("--status", multiple=True, help="Of figures: done, ongoing or planned; may repeat.")
@_as_file(default="jsonl", show_default=True)
@click.pass_obj
def ledger(folder: DataFolder, /, name: str, file_format: Format, output: Path | None, **asked: Any) -> None:
    """Print a ledger over the whole index: firsts with what contradicts them, honours, or figures."""
    matter = _matter(name, asked)
    with _desk(folder) as desk:
        _write(desk, ledger_roll(desk, name, Filters(**asked), matter), file_format, output)


@main.command()
@click.argument("query", default="")
@_with_ledger_filters
@_as_file(default="jsonl", show_default=True)
@click.pass_obj
def courts(folder: DataFolder, /, query: str, file_format: Format, output: Path | None, **asked: Any) -> None:
    """Print the courts with QUERY in their name that have articles inside the filters."""
    with _desk(folder) as desk:
        _write(desk, courts_roll(desk, query, Filters(**asked)), file_format, output)


@main.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@_as_file(default="jsonl", show_default=True)
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


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@_PORT
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes on one socket.")
@click.option("--proxy", metavar="ADDRESS", help="The reverse proxy whose X-Forwarded-For and -Proto are believed.")
@click.option("--client-rate", type=click.FloatRange(0), help="Requests a second for one client, 20; 0 for no limit.")
@click.option("--total-rate", type=click.FloatRange(0), help="Requests a second for all of them, 200; 0 for no limit.")
@click.option("--access-log", is_flag=True, help="Print every request as one JSON object a line.")
@click.pass_obj
def serve(folder: DataFolder, /, host: str, port: int, **options: Any) -> None:
    """Open the UI and the API on a production server; Ctrl-C ends it."""
    _serve(folder, host=host, port=port, **options)


def _serve(
    folder: DataFolder,
    *,
    host: str,
    port: int,
    workers: int = 1,
    proxy: str | None = None,
    client_rate: float | None = None,
    total_rate: float | None = None,
    access_log: bool = False,
) -> None:
    from webui import create_app
    from webui.limits import CLIENT, EVERYONE, Limiter
    from webui.workers import serving

    limiter = Limiter(client=CLIENT.changed_to(client_rate), everyone=EVERYONE.changed_to(total_rate))
    app = create_app(folder.path, limiter=limiter, logs=access_log)
    with serving(app, workers=workers, host=host, port=port, proxy=proxy) as server:
        where = f"http://{f'[{host}]' if ':' in host else host}:{server.port}/"
        click.echo(f"Tashan is at {where} – Ctrl-C ends it.")
        server.run()
    click.echo("Stopped.")


def _build(folder: DataFolder, *, rebuild: bool, processes: int | None = None) -> Built:
    from index import building

    with bar("Indexing") as report:
        return (building.rebuild if rebuild else building.update)(folder, report, processes=processes)


def _require_healthy(runs: Sequence[Run]) -> None:
    sick = [run.source_name for run in runs if not run.is_healthy]
    if sick:
        raise click.ClickException(f"{len(sick)} of {len(runs)} sources were not healthy: {', '.join(sick)}.")


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(printable(line))


def _print_json(content: Any) -> None:
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
