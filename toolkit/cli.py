"""The command line, ``media-portrayal``: the toolkit's own words from a shell.

Each command is one call of the public face, with the same names. A table goes to the file
named by ``--out`` (.csv, .parquet or .jsonl), or to stdout: readable on a terminal, CSV in
a pipe. What went wrong is one line on stderr and exit status 2.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Annotated, Any, NoReturn

import numpy as np
import pandas as pd
import typer

import toolkit as tk
from toolkit.errors import ToolkitError, ToolkitWarning, UnknownName
from toolkit.loading.columns import Mapped

#: How a table is written, by the ending of its file.
WRITERS = {
    ".csv": lambda table, out: table.to_csv(out, index=False),
    ".parquet": lambda table, out: table.to_parquet(out, index=False),
    ".jsonl": lambda table, out: table.to_json(
        out, orient="records", lines=True, date_format="iso", force_ascii=False
    ),
}

app = typer.Typer(
    name="media-portrayal",
    help=(
        "Measure how news outlets portray actors over time, and trace every number back to "
        "its sentences.\n\n"
        "CORPUS is a file of any format the README lists (CSV, Excel, JSON, Parquet, Nexis, "
        "Factiva, ProQuest, web pages ...), a zip archive or a folder of such files, or a "
        "quoted glob."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Corpus = Annotated[str, typer.Argument(help="The articles: a file, a folder or a glob.")]
Book = Annotated[
    str, typer.Option("--codebook", help="A codebook's name, or the path of a .toml file.")
]
Mapping = Annotated[
    list[str] | None,
    typer.Option(
        "--mapping",
        metavar="COLUMN=SOURCE",
        help="Which of the file's columns is which, such as text=body. Repeat it for more.",
    ),
]
Voice = Annotated[
    str, typer.Option("--voice", help="Whose words: outlet, quoted, reported or any.")
]
BackEnd = Annotated[str, typer.Option("--back-end", help="What scores the mentions.")]


def _known_format(out: Path | None) -> Path | None:
    """Refuse a file's ending before the work is done, not after it."""
    if out is not None and out.suffix not in WRITERS:
        mend = f"end it in {', '.join(WRITERS)}"
        raise UnknownName(f"--out {out} is of no format that is known", mend=mend)
    return out


Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        callback=_known_format,
        help="The file to write: .csv, .parquet or .jsonl. Default: stdout.",
    ),
]


@app.command()
def sources(corpus: Corpus, mapping: Mapping = None, out: Out = None) -> None:
    """Say which of each file's columns would be taken for what."""
    _write(tk.describe_sources(corpus, mapping=_as_mapping(mapping)), out)


@app.command()
def convert(
    corpus: Corpus,
    out: Annotated[Path, typer.Option("--out", help="The folder for the Parquet files.")],
    mapping: Mapping = None,
) -> None:
    """Convert a large corpus to Parquet, file by file; run it again to go on."""
    watched = None if sys.stderr.isatty() else False
    done = tk.convert(corpus, out, mapping=_as_mapping(mapping), progress=watched)
    kept, lost = done["articles"].sum(), done["set_aside"].sum()
    typer.echo(f"{out}: {kept} articles, {lost} records set aside, {len(done)} files")


@app.command()
def check(
    codebook: Annotated[str, typer.Argument(help="A codebook: its name, or a .toml file.")],
    corpus: Corpus,
    mapping: Mapping = None,
    n: Annotated[int, typer.Option("--lines", help="Lines to show for each term.")] = 3,
    out: Out = None,
) -> None:
    """Print how often each indicator and alias of a codebook hits, and lines with it."""
    watched = None if sys.stderr.isatty() else False
    book = tk.codebook.read(codebook)
    articles = tk.load(corpus, mapping=_as_mapping(mapping), progress=watched)
    counts = tk.codebook.check(book, articles, n=n, progress=watched)
    if out is not None:
        _write(counts, out)


@app.command()
def report(
    corpus: Corpus,
    out: Annotated[Path, typer.Option("--out", help="The HTML file to write.")] = Path(
        "reports/portrayal.html"
    ),
    codebook: Book = "us_pakistan_taliban",
    mapping: Mapping = None,
    outlet: Annotated[
        list[str] | None,
        typer.Option("--outlet", help="An outlet to compare; repeat it. Default: the ten largest."),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="The report's title.")] = None,
    note: Annotated[
        str | None, typer.Option("--note", help="A sentence to stand under the title.")
    ] = None,
) -> None:
    """Write the whole report, one HTML page that needs no network."""
    written = tk.write_report(
        corpus,
        out,
        codebook=codebook,
        mapping=_as_mapping(mapping),
        outlets=outlet,
        title=title,
        note=note,
        progress=sys.stderr.isatty(),
    )
    typer.echo(written)


@app.command()
def score(
    corpus: Corpus,
    codebook: Book = "us_pakistan_taliban",
    mapping: Mapping = None,
    back_end: BackEnd = "default",
    out: Out = None,
) -> None:
    """Find every mention of an actor and score the sentiment toward it, one row a mention."""
    _, scores = _scored(corpus, codebook, mapping, back_end)
    _write(scores, out)


@app.command()
def timeline(
    corpus: Corpus,
    measure: Annotated[
        str,
        typer.Option("--measure", help="target_sentiment, compound, coverage, a frame's name, ..."),
    ] = "target_sentiment",
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by", help="A column that makes the groups; repeat it. Default: outlet, actor."
        ),
    ] = None,
    every: Annotated[
        str, typer.Option("--every", help="day, week, month, quarter or year.")
    ] = "quarter",
    voice: Voice = "outlet",
    codebook: Book = "us_pakistan_taliban",
    mapping: Mapping = None,
    back_end: BackEnd = "default",
    out: Out = None,
    figure: Annotated[
        Path | None, typer.Option("--figure", help="Also draw it, into a .png, .svg or .pdf.")
    ] = None,
) -> None:
    """Average a measure period by period for each group, with 95 % intervals."""
    articles, scores = _scored(corpus, codebook, mapping, back_end)
    frames = tk.find_frames(articles, scores, codebook=codebook)
    portrayals = tk.portrayals(scores, articles, frames=frames, voice=voice)
    series = tk.timeline(portrayals, measure=measure, by=by or ["outlet", "actor"], every=every)
    if figure:
        _draw(series, codebook, figure)
    _write(series, out)


@app.command()
def explain(
    corpus: Corpus,
    actor: Annotated[str, typer.Option("--actor", help="The actor, as the codebook names it.")],
    outlet: Annotated[str | None, typer.Option("--outlet", help="Only this outlet.")] = None,
    period: Annotated[
        str | None, typer.Option("--period", help="Only this period: 2021, 2021Q3 or 2021-08.")
    ] = None,
    voice: Voice = "outlet",
    codebook: Book = "us_pakistan_taliban",
    mapping: Mapping = None,
    back_end: BackEnd = "default",
    out: Out = None,
) -> None:
    """Show the sentences behind a number, and the words that made each score."""
    _, scores = _scored(corpus, codebook, mapping, back_end)
    if outlet is not None and outlet not in set(scores["outlet"]):
        known = ", ".join(sorted(set(scores["outlet"]))[:12])
        raise UnknownName(f"no outlet is called '{outlet}'", mend=f"use one of: {known}")
    found = tk.explain(scores, actor=actor, outlet=outlet, period=period, voice=voice)
    if out is None and sys.stdout.isatty():
        typer.echo(repr(found))
    else:
        _write(found.sentences, out)


def main() -> None:
    """Run the command line: errors as one line and exit status 2, warnings as a line each."""
    warnings.showwarning = _one_line
    try:
        app()
    except ToolkitError as error:
        _stop(str(error))
    except OSError as error:
        _stop(
            f"{error.filename}: {error.strerror}. Mend: look at the path and who may write there."
        )


def _stop(sentence: str) -> NoReturn:
    typer.echo(f"media-portrayal: {' '.join(sentence.split())}", err=True)
    sys.exit(2)


def _one_line(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
    """Say what the toolkit warns of; libraries' own warnings are for developers."""
    if issubclass(category, ToolkitWarning):
        typer.echo(f"note: {' '.join(str(message).split())}", err=True)


def _as_mapping(pairs: list[str] | None) -> Mapped | None:
    """Read COLUMN=SOURCE; a column given twice is taken from the first source that has it."""
    sources: dict[str, list[str]] = {}
    for pair in pairs or []:
        column, equals, source = pair.partition("=")
        if not equals:
            raise UnknownName(f"--mapping {pair} names no column", mend="write it as text=body")
        sources.setdefault(column, []).append(source)
    return sources or None


def _scored(
    corpus: str, codebook: str, mapping: list[str] | None, back_end: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    watched = None if sys.stderr.isatty() else False  # no progress bars in a log file
    book = tk.codebook.read(codebook)
    articles = tk.load(corpus, mapping=_as_mapping(mapping), progress=watched)
    mentions = tk.find_mentions(articles, codebook=book, progress=watched)
    return articles, tk.score(mentions, back_end=back_end, progress=watched)


def _draw(series: pd.DataFrame, codebook: str, figure: Path) -> None:
    import matplotlib as mpl

    mpl.use("agg")
    book = tk.codebook.read(codebook)
    if "actor" in series:
        series = series[series["actor"].isin(book.focus)]
    drawn: Any = np.ravel(np.asarray(tk.plot_timeline(series, events=book)))[0]
    figure.parent.mkdir(parents=True, exist_ok=True)
    drawn.figure.savefig(figure)


def _write(table: pd.DataFrame, out: Path | None) -> None:
    if out is None:
        if sys.stdout.isatty():
            typer.echo(table.to_string(max_rows=60, max_colwidth=60, line_width=200))
        else:
            table.to_csv(sys.stdout, index=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    WRITERS[out.suffix](table, out)


if __name__ == "__main__":
    main()
