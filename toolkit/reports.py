"""Run the notebooks on a corpus and bind them into one HTML page: `write_report`.

The page needs no network and runs no script: figures, style and table of contents are
inside. It holds the prose, figures and tables of the notebooks, and none of their code; at
its end stands how it was made: parameters, the corpus's checksum, versions, and every
warning that was raised. The same corpus gives the same page, byte for byte.

Notebooks call :func:`keep_outlets` to compare a readable number of outlets and
:func:`show` to put a table on the page.
"""

from __future__ import annotations

import contextlib
import hashlib
import html
import os
import platform
import re
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from tqdm import tqdm

from toolkit import codebook as codebooks
from toolkit import tables
from toolkit.errors import PathNotFound, ToolkitError, ToolkitWarning, UnknownName, WrongTable
from toolkit.loading import load_with_set_aside
from toolkit.loading.columns import Mapped
from toolkit.mentions import find_mentions
from toolkit.portrayals import SENSES_BY_DEFAULT
from toolkit.sentences import split
from toolkit.sentiment import score
from toolkit.sentiment.vader import polarity_scores
from toolkit.timelines import clusters

if TYPE_CHECKING:
    from IPython.display import HTML
    from nbformat import NotebookNode

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
TEMPLATE = Path(__file__).parent / "report_template"

#: How many outlets a report compares when none are named.
AT_MOST = 10

#: From here on a mention counts as favourable or unfavourable in :func:`per_voice`.
LEAN = 0.2

#: About so many mentions make an article worth reading and short enough to be read.
MENTIONS_TO_READ = 15

#: A column whose longest text has no more letters than this is not broken into lines.
_SHORT = 32

_READINGS = ("target_sentiment", "compound")

#: Packages whose version can change a number or a figure.
VERSIONS_OF = ("media-portrayal", "pandas", "numpy", "scipy", "matplotlib", "vaderSentiment")


class NotebookFailed(ToolkitError):
    """A notebook that stopped before its end."""


def write_report(
    corpus: str | Path,
    out: str | Path = "reports/portrayal.html",
    *,
    codebook: str | Path = "us_pakistan_taliban",
    mapping: Mapped | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
    note: str | None = None,
    notebooks: str | Path = NOTEBOOKS,
    progress: bool = False,
) -> Path:
    """Write a report on how outlets portray the codebook's actors.

    Parameters
    ----------
    corpus
        What :func:`toolkit.load` reads: a file, a folder or a glob.
    out
        The HTML file to write; its folder is made.
    codebook
        Name of a codebook that comes with the toolkit, or the path of a TOML file.
    mapping
        Which of the source's columns is which, as in :func:`toolkit.load`.
    outlets
        The outlets to compare. Default: all, or the ten with the most articles when there are
        more than ten; the report then says so.
    title
        The report's title. Default: made of the codebook's title.
    note
        A sentence to stand under the title, for instance that the corpus is synthetic.
    notebooks
        Folder with the notebooks to run, in the order of their names.
    progress
        Show a progress bar on stderr.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    ToolkitError
        When the corpus or the codebook cannot be read, an outlet does not exist, or a
        notebook stops.
    """
    files = find_notebooks(notebooks)
    written = Path(out).expanduser()
    written.parent.mkdir(parents=True, exist_ok=True)
    asked = {
        "corpus": str(Path(corpus).expanduser()),
        "codebook": str(codebook),
        "mapping": dict(mapping) if mapping else None,
        "outlets": list(outlets) if outlets else None,
    }
    front = _front_matter(asked, title=title, note=note)
    done = _run_all(files, asked, progress)
    written.write_text(_to_html(_bind(done, front)), encoding="utf-8")
    return written


def find_notebooks(folder: str | Path = NOTEBOOKS) -> list[Path]:
    """List the notebooks of a folder, in the order of their names.

    Parameters
    ----------
    folder
        Where they stand. Default: the clone this toolkit was installed from.

    Returns
    -------
    list of pathlib.Path
        One or more.

    Raises
    ------
    PathNotFound
        When there are none, as in an installation without its clone.

    Examples
    --------
    >>> find_notebooks("/nowhere")
    Traceback (most recent call last):
    ...
    toolkit.errors.PathNotFound: /nowhere: no notebooks here. Mend: run the report from a clone of
    the repository, or name the folder in notebooks=.
    """
    found = sorted(Path(folder).expanduser().glob("*.ipynb"))
    if not found:
        mend = "run the report from a clone of the repository, or name the folder in notebooks="
        raise PathNotFound("no notebooks here", mend=mend, file=folder)
    return found


def keep_outlets(
    articles: pd.DataFrame, outlets: Sequence[str] | None = None, *, at_most: int = AT_MOST
) -> pd.DataFrame:
    """Keep the articles of the outlets to be compared.

    Parameters
    ----------
    articles
        The articles table.
    outlets
        The outlets to keep. Default: all; when there are more than ``at_most``, those with
        the most articles, and a warning that says which.
    at_most
        How many to keep when none are named.

    Returns
    -------
    pandas.DataFrame
        Rows of ``articles``, in their order.

    Raises
    ------
    UnknownName
        When a named outlet is not in the articles.
    """
    tables.check(articles, "articles")
    counts = (
        articles["outlet"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    )
    kept = _known(outlets, counts) if outlets else list(counts.index[:at_most])
    if not outlets and len(counts) > at_most:
        warnings.warn(_kept_largest(counts, kept), ToolkitWarning, stacklevel=2)
    return articles[articles["outlet"].isin(kept)]


def _known(outlets: Sequence[str], counts: pd.Series) -> list[str]:
    for outlet in outlets:
        if outlet not in counts.index:
            largest = ", ".join(map(str, counts.index[:5]))
            raise UnknownName(
                f"no article is by an outlet '{outlet}'",
                mend=f"choose among the {len(counts)} outlets, such as {largest}",
            )
    return list(outlets)


def _kept_largest(counts: pd.Series, kept: list[str]) -> str:
    share = counts[kept].sum() / counts.sum()
    return (
        f"{len(counts)} outlets; the {len(kept)} with the most articles are compared "
        f"({', '.join(kept)}: {share:.0%} of all articles); name others in outlets="
    )


def per_outlet(articles: pd.DataFrame, set_aside: pd.DataFrame) -> pd.DataFrame:
    """Count what each outlet contributes, and what of it was lost.

    Parameters
    ----------
    articles, set_aside
        The two tables of :func:`toolkit.load_with_set_aside`.

    Returns
    -------
    pandas.DataFrame
        One row an outlet, the largest first: ``articles``, ``set_aside``, ``copies``,
        ``stories`` (int64), ``first`` and ``last`` (UTC). Records set aside whose outlet is
        not known have a row of their own, ``(not known)``.
    """
    tables.check(articles, "articles")
    tables.check(set_aside, "set_aside")
    counts = articles.groupby("outlet").agg(
        articles=("article_id", "size"),
        copies=("duplicate_of", "count"),
        stories=("story_id", "nunique"),
        first=("published", "min"),
        last=("published", "max"),
    )
    lost = set_aside["outlet"].fillna("(not known)").value_counts()
    counts = counts.reindex(counts.index.union(lost.index, sort=False))
    counts.insert(1, "set_aside", lost)
    numbers = ["articles", "set_aside", "copies", "stories"]
    counts[numbers] = counts[numbers].fillna(0).astype("int64")
    return counts.sort_values("articles", ascending=False, kind="stable").rename_axis("outlet")


def per_actor(mentions: pd.DataFrame, actors: Sequence[str]) -> pd.DataFrame:
    """Count the mentions of each actor and what of them is left out of averages.

    Parameters
    ----------
    mentions
        The mentions table.
    actors
        The actors to show, in this order.

    Returns
    -------
    pandas.DataFrame
        One row an actor, int64 columns: ``articles``; ``mentions``; of these ``places`` ("in
        Kabul"), ``ambiguous`` (could not be decided) and ``inherited`` ("the group", taken
        up from the sentence before); and ``counted``, those that are neither a place nor
        ambiguous, which portrayals average.
    """
    tables.check(mentions, "mentions")
    chosen = _of_actors(mentions, actors)
    chosen = chosen.assign(places=chosen["sense"] == "place", counted=_counted(chosen))
    sums = {name: (name, "sum") for name in ("places", "ambiguous", "inherited", "counted")}
    counts = chosen.groupby("actor", observed=False).agg(
        articles=("article_id", "nunique"), mentions=("mention_id", "size"), **sums
    )
    return counts.astype("int64")


def _of_actors(table: pd.DataFrame, actors: Sequence[str]) -> pd.DataFrame:
    """Keep the rows of some actors, which then sort in the order given."""
    kept = table[table["actor"].isin(actors)]
    return kept.assign(actor=kept["actor"].astype(pd.CategoricalDtype(list(actors))))


def _counted(table: pd.DataFrame) -> pd.Series:
    """Say of each mention whether portrayals average it."""
    return table["sense"].isin(SENSES_BY_DEFAULT) & ~table["ambiguous"]


def per_voice(scores: pd.DataFrame, actors: Sequence[str]) -> pd.DataFrame:
    """Summarise the mentions of each actor in each voice.

    Parameters
    ----------
    scores
        The scores table.
    actors
        The actors to show, in this order.

    Returns
    -------
    pandas.DataFrame
        One row an actor and voice: ``mentions`` (int64), ``unfavourable`` and ``favourable``
        (shares of mentions beyond :data:`LEAN`), ``target_sentiment`` and ``compound``
        (means). Mentions of places and ambiguous ones are left out, as in portrayals.
    """
    tables.check(scores, "scores")
    chosen = _of_actors(scores[_counted(scores)], actors)
    chosen = chosen.assign(
        unfavourable=chosen["target_sentiment"] < -LEAN,
        favourable=chosen["target_sentiment"] > LEAN,
    )
    means = {name: (name, "mean") for name in ("unfavourable", "favourable", *_READINGS)}
    groups = chosen.groupby(["actor", "voice"], observed=True)
    return groups.agg(mentions=("mention_id", "size"), **means)


def per_frame(frames: pd.DataFrame, book: codebooks.Codebook) -> pd.DataFrame:
    """List the codebook's frames with how often each was found.

    Parameters
    ----------
    frames
        The frame_hits table.
    book
        The codebook.

    Returns
    -------
    pandas.DataFrame
        One row a frame, in the codebook's order: ``found`` (all indicators), ``negated`` and
        ``in_clause`` (attached to an actor whom the indicator's clause names) and
        ``in_sentence`` (to one whom only the sentence names) of them, ``definition``,
        ``source`` and ``validation`` (against human coding).
    """
    tables.check(frames, "frame_hits")
    counts = frames.groupby("frame", observed=True).agg(
        found=("indicator", "size"),
        negated=("negated", "sum"),
        in_clause=("attached", lambda how: (how == "clause").sum()),
        in_sentence=("attached", lambda how: (how == "sentence").sum()),
    )
    counts = counts.reindex([frame.name for frame in book.frames], fill_value=0)
    counts = counts.rename_axis("frame").astype("int64")
    return counts.assign(
        definition=[frame.definition for frame in book.frames],
        source=[frame.source for frame in book.frames],
        validation=[frame.validation for frame in book.frames],
    )


def event_within(articles: pd.DataFrame, book: codebooks.Codebook, event: str) -> str:
    """Keep an event's date if the corpus reaches over it, or choose another of the codebook.

    Parameters
    ----------
    articles
        The articles table.
    book
        The codebook.
    event
        The date asked for.

    Returns
    -------
    str
        ``event``; if no article stands on one of its sides within a year, the date of that
        event of the codebook that has the most articles on its poorer side.
    """
    days = articles["published"].dt.tz_localize(None)
    year = pd.Timedelta(days=365)

    def poorer_side(date: pd.Timestamp) -> int:
        before = days.between(date - year, date, inclusive="left").sum()
        return int(min(before, days.between(date, date + year, inclusive="left").sum()))

    dates = [pd.Timestamp(date) for date in book.events["date"]]
    if poorer_side(pd.Timestamp(event)) or not dates:
        return event
    return f"{max(dates, key=poorer_side):%Y-%m-%d}"


def example(mentions: pd.DataFrame, actors: Sequence[str]) -> str:
    """Choose an article to read closely: it names the most actors, and is no long read.

    Parameters
    ----------
    mentions
        The mentions table.
    actors
        The actors of the report.

    Returns
    -------
    str
        ``article_id`` of the article that names the most of ``actors``; of several, the one
        whose number of mentions is nearest :data:`MENTIONS_TO_READ`.
    """
    tables.check(mentions, "mentions")
    named = mentions[mentions["actor"].isin(actors)].groupby("article_id")["actor"]
    counts = pd.DataFrame({"actors": named.nunique()})
    counts["far"] = (mentions.groupby("article_id").size() - MENTIONS_TO_READ).abs()
    if counts.empty:
        raise WrongTable("no mention names an actor of the report", mend="look at the codebook")
    return str(
        counts.sort_values(["actors", "far"], ascending=[False, True], kind="stable").index[0]
    )


def readings(article: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """Read one article three ways: as a whole, sentence by sentence, actor by actor.

    Parameters
    ----------
    article
        One row of the articles table.
    scores
        Its scored mentions.

    Returns
    -------
    pandas.DataFrame
        One row a reading: ``reading`` (str) and ``score`` (-1..1): VADER of the whole text,
        the mean of VADER over its sentences, the mean sentiment toward each actor.
    """
    whole = polarity_scores(article["text"])["compound"]
    parts = polarity_scores(split(article)["sentence_text"])["compound"]
    rows = {"VADER, the whole article": whole.mean(), "VADER, mean of sentences": parts.mean()}
    towards = scores.groupby("actor", observed=True)["target_sentiment"].mean()
    rows |= {f"sentiment toward {actor}": mean for actor, mean in towards.items()}
    return pd.DataFrame({"reading": list(rows), "score": list(rows.values())})


def show(
    table: pd.DataFrame, *, name: str | None = None, caption: str | None = None, decimals: int = 2
) -> HTML:
    """Put a table on the page: numbers rounded, text to the left, long ones to scroll.

    Parameters
    ----------
    table
        Any table. A named index becomes its first columns.
    name
        The ``id`` of the table in the page, by which it can be found again.
    caption
        A line above it.
    decimals
        Digits after the point.

    Returns
    -------
    IPython.display.HTML
        What a notebook displays.

    Examples
    --------
    >>> page = show(pd.DataFrame({"outlet": ["A & B"], "estimate": [0.12345]}), name="main")
    >>> "A &amp; B</td><td>0.12</td>" in page.data
    True
    """
    from IPython.display import HTML

    flat = table.reset_index(drop=all(level is None for level in table.index.names))
    kinds = [_kind(flat[column]) for column in flat]
    head = _row("th", kinds, [html.escape(str(column)) for column in flat])
    rows = (map(_cell, row, repeat(decimals)) for row in flat.itertuples(index=False))
    body = "\n".join(_row("td", kinds, row) for row in rows)
    label = f"<caption>{html.escape(caption)}</caption>" if caption else ""
    mark = f' id="{html.escape(name)}"' if name else ""
    return HTML(
        f'<div class="scroll"><table{mark}>{label}<thead>{head}</thead>\n'
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(tag: str, kinds: Iterable[str], cells: Iterable[str]) -> str:
    marked = (f"<{tag}{kind}>{cell}</{tag}>" for kind, cell in zip(kinds, cells, strict=True))
    return f"<tr>{''.join(marked)}</tr>"


def _kind(column: pd.Series) -> str:
    """Numbers stand to the right, words to the left, and short ones are not broken."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return ""
    long = column.astype("str").str.len().max() > _SHORT
    return ' class="words long"' if long else ' class="words"'


def _cell(value: Any, decimals: int) -> str:
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return "–"
    if isinstance(value, float):
        rounded = f"{value:.{decimals}f}"
        return rounded.replace("-", "−") if float(rounded) else f"{0:.{decimals}f}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return html.escape(str(value))


def checksum(corpus: str | Path) -> str:
    """Give one SHA-256 for all files of a corpus: names and bytes, in the order of names.

    Parameters
    ----------
    corpus
        A file, a folder or a glob.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    place = Path(corpus).expanduser().absolute()
    if place.is_dir():
        files = sorted(file for file in place.rglob("*") if file.is_file())
    else:
        top = Path(place.anchor)
        files = [place] if place.is_file() else sorted(top.glob(str(place.relative_to(top))))
    whole = hashlib.sha256()
    for file in files:
        name = file.relative_to(place) if place.is_dir() else file.name
        whole.update(f"{name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def _run_all(
    files: list[Path], parameters: Mapping[str, Any], progress: bool
) -> list[NotebookNode]:
    """Execute the notebooks, two at a time: each spends its time in a kernel of its own."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as elsewhere,
        _only_this_python(elsewhere),
        ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool,
    ):
        ready = pool.map(_run, files, repeat(parameters))
        return list(tqdm(ready, total=len(files), unit="notebook", disable=not progress))


def _run(file: Path, parameters: Mapping[str, Any]) -> NotebookNode:
    """Execute one notebook; its own file is not touched.

    It runs in the current folder, so that a path that was given as relative stays so in the
    report, and the report does not depend on where the clone stands.
    """
    import papermill
    from traitlets.config import Config

    private = Config({"KernelManager": {"transport_encryption": "auto"}})
    try:
        return papermill.execute_notebook(
            str(file),
            None,
            parameters=dict(parameters),
            kernel_name="python3",
            language="python",
            progress_bar=False,
            start_timeout=180,
            config=private,
        )
    except papermill.PapermillExecutionError as error:
        problem = " ".join(f"{error.ename}: {error.evalue}".split())
        raise NotebookFailed(
            f"cell {error.cell_index} stopped with {problem}",
            mend="run the notebook in JupyterLab (make lab) to see where",
            file=file.name,
        ) from error


@contextlib.contextmanager
def _only_this_python(folder: str) -> Iterator[None]:
    """Hide the user's own kernels and start-up files: one may be called python3 as well."""
    hidden = {
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_PATH": "",
        "JUPYTER_DATA_DIR": f"{folder}/data",
        "JUPYTER_RUNTIME_DIR": f"{folder}/runtime",
        "IPYTHONDIR": f"{folder}/ipython",
        "MPLBACKEND": "",  # set to anything else, figures would not reach the page
    }
    profile = Path(folder) / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    # A kernel that is told to stop says so as if it were an error.
    (profile / "ipython_kernel_config.json").write_text('{"IPKernelApp": {"log_level": 50}}')
    before = {name: os.environ.get(name) for name in hidden}
    os.environ.update(hidden)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _bind(done: list[NotebookNode], front: dict[str, Any]) -> NotebookNode:
    """Make one notebook of all: headings one step down, with anchors; no silent cells."""
    from nbformat.v4 import new_notebook

    contents: list[dict[str, Any]] = []
    cells = []
    raised = _warnings(done)
    for chapter, notebook in enumerate(done, start=1):
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                cell.source = _with_anchors(cell.source, chapter, contents)
            else:
                cell.outputs = [output for output in cell.outputs if _is_shown(output)]
                if not cell.outputs:
                    continue
            cell.id = f"c{chapter}-{cell.id}"
            cells.append(cell)
    report = {**front, "contents": contents, "warnings": raised}
    return new_notebook(cells=cells, metadata={"report": report})


def _is_shown(output: NotebookNode) -> bool:
    """Leave out progress bars, which would be dead here, and what goes to the end."""
    if output.output_type == "stream":
        return output.name == "stdout"
    return not any("widget" in kind for kind in output.get("data", {}))


def _with_anchors(source: str, chapter: int, contents: list[dict[str, Any]]) -> str:
    def lowered(heading: re.Match[str]) -> str:
        level, text = len(heading[1]), heading[2].strip()
        plain = re.sub(r"[*`]", "", text)
        if level == 1:
            anchor = f"s{chapter}"
            contents.append({"title": plain, "anchor": anchor, "sections": []})
        else:
            sections = contents[-1]["sections"]
            anchor = f"s{chapter}-{len(sections) + 1}"
            sections.append({"title": plain, "anchor": anchor})
        return f'#{heading[1]} <span id="{anchor}"></span>{text}'

    return re.sub(r"^(#{1,3}) +(.+)$", lowered, source, flags=re.MULTILINE)


def _warnings(done: list[NotebookNode]) -> list[str]:
    """Collect what the notebooks said on stderr, each once, without the kernel's own file names."""
    said: dict[str, None] = {}
    for notebook in done:
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                if output.output_type == "stream" and output.name == "stderr":
                    said.update(dict.fromkeys(re.findall(r"\w*Warning: .+", output.text)))
    return list(said)


def _to_html(notebook: NotebookNode) -> str:
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(
        template_name=TEMPLATE.name,
        extra_template_basedirs=[str(TEMPLATE.parent)],
        exclude_input=True,
        exclude_output_prompt=True,
        exclude_input_prompt=True,
    )
    page, _ = exporter.from_notebook_node(notebook)
    return str(page)


def _front_matter(
    asked: Mapping[str, Any], *, title: str | None, note: str | None
) -> dict[str, Any]:
    """Read the corpus once, so that bad input stops here and not inside a notebook."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ToolkitWarning)  # 01_corpus says it, with a table
        articles, set_aside = load_with_set_aside(asked["corpus"], mapping=asked["mapping"])
        compared = keep_outlets(articles, asked["outlets"])
    book = codebooks.read(asked["codebook"])
    notices = [note, _synthetic(articles), _which_outlets(articles, compared)]
    return {
        "title": title or f"How the news portrays {book.title}",
        "subtitle": f"{Path(asked['corpus']).name}: {_extent(articles, set_aside)}",
        "notices": [notice for notice in notices if notice],
        "methods": methods(book, back_end=_back_end(articles, book)),
        "facts": _facts(asked, book),
    }


def _extent(articles: pd.DataFrame, set_aside: pd.DataFrame) -> str:
    first, last = articles["published"].min(), articles["published"].max()
    outlets = articles["outlet"].nunique()
    aside = f", {len(set_aside):,} records set aside" if len(set_aside) else ""
    return (
        f"{len(articles):,} articles of {outlets:,} outlet{'s' if outlets > 1 else ''}, "
        f"{_day(first)} to {_day(last)}{aside}"
    )


def _day(moment: pd.Timestamp) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _synthetic(articles: pd.DataFrame) -> str | None:
    """Say that texts are made up when their outlets' names say so, as the sample's do."""
    if not articles["outlet"].str.contains("synthetic", case=False).any():
        return None
    return (
        "Synthetic corpus: outlets, people quoted and events told are made up, and shifts in "
        "portrayal were planted. It shows the tool, never the world."
    )


def _which_outlets(articles: pd.DataFrame, compared: pd.DataFrame) -> str | None:
    """Say which outlets are compared when not all are."""
    counts = articles["outlet"].value_counts()
    kept = [str(outlet) for outlet in counts.index if outlet in set(compared["outlet"])]
    if len(kept) == len(counts):
        return None
    return (
        f"Compared are {len(kept)} of {len(counts)} outlets, which published {len(compared):,} of "
        f"the {len(articles):,} articles: {', '.join(kept)}."
    )


def _back_end(articles: pd.DataFrame, book: codebooks.Codebook) -> str:
    """Ask the scorer for its name and version, by scoring the first article that names anyone."""
    for start in range(0, len(articles), 50):
        mentions = find_mentions(articles.iloc[start : start + 50], codebook=book)
        if len(mentions):
            return str(score(mentions.head(1))["back_end"].iloc[0])
    return "none: no article names an actor"


def methods(book: codebooks.Codebook, *, back_end: str) -> list[str]:
    """Describe in words what the report's numbers are, for a method section.

    Parameters
    ----------
    book
        The codebook used.
    back_end
        Name and version of what scored the mentions.

    Returns
    -------
    list of str
        Paragraphs of plain text.
    """
    text = (TEMPLATE / "methods.txt").read_text(encoding="utf-8")
    filled = text.format(
        focus=_in_words(book.focus),
        name=book.name,
        n_names=f"{len(book.aliases):,}",
        n_actors=len(book.actors),
        n_frames=len(book.frames),
        validation=_validation(book),
        back_end=back_end,
        fewest=clusters.FEWEST,
        most_for_t=clusters.MOST_FOR_T,
    )
    return filled.strip().split("\n\n")


def _validation(book: codebooks.Codebook) -> str:
    measured = [f for f in book.frames if f.validation != codebooks.NOT_VALIDATED]
    said = [f"The frame '{frame.title}': {frame.validation}." for frame in measured]
    if len(measured) < len(book.frames):
        rest = "The other frames" if measured else "The frames"
        said.append(f"{rest} of this codebook have not been validated against human coding.")
    return " ".join(said)


def _facts(asked: Mapping[str, Any], book: codebooks.Codebook) -> list[dict[str, str]]:
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in VERSIONS_OF)
    facts = {
        "corpus": Path(asked["corpus"]).name,
        "SHA-256 of the corpus": checksum(asked["corpus"]),
        "codebook": book.name,
        "column mapping": _mapping_in_words(asked["mapping"] or {}),
        "outlets asked for": ", ".join(asked["outlets"] or ["the largest"]),
        "software": f"Python {platform.python_version()}, {versions}",
    }
    return [{"name": name, "value": value} for name, value in facts.items() if value]


def _mapping_in_words(mapping: Mapped) -> str:
    named = {
        column: [given] if isinstance(given, str) else given for column, given in mapping.items()
    }
    return ", ".join(f"{column} from {' or '.join(given)}" for column, given in named.items())


def _in_words(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
