"""What every column means: the tables that flow from one step to the next.

Each table is a pandas DataFrame. This module holds, for every one of them, what a
row is, its key, the call that makes it and its columns with their dtypes; every
public function checks its input here, so that a wrong table is an error that names
the column and the call, not a wrong number three steps later.

Text columns are pandas ``str`` (missing is ``NaN``), moments are
``datetime64[us, UTC]``, characters are counted from 0 and ends are exclusive.

Examples
--------
>>> describe("set_aside")[["column", "dtype", "nullable"]].head(3)
          column  dtype  nullable
0    source_file    str     False
1     source_row  int64     False
2         reason    str     False
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from toolkit.errors import WrongTable

UTC_MOMENT = pd.DatetimeTZDtype(unit="us", tz="UTC")

GENRES = ("news", "opinion", "editorial", "letter", "live", "other", "unknown")
TEXT_KINDS = ("full", "abstract", "headline", "none")
PRECISIONS = ("second", "day", "month")
FIELDS = ("title", "body")
VOICES = ("outlet", "quoted", "reported")
SENSES = ("state", "government", "military", "agency", "people", "person", "group", "place")
ROLES = ("protagonist", "antagonist", "innocent", "none")
AGENCIES = ("acts", "acted_on", "both", "none")
ATTACHMENTS = ("clause", "sentence")
FLAGS = ("ok", "too_few", "empty")

#: Why a record could not be used; ``set_aside.reason`` is one of these.
REASONS = (
    "no_text",
    "no_date",
    "unreadable_date",
    "future_date",
    "no_outlet",
    "malformed_record",
    "repeated_record",
    "other_language",
    "unreadable_file",
    "unknown_format",
)

#: The numbers that ``score`` gives each mention and ``portrayals`` averages.
SCORES = ("compound", "p_negative", "p_neutral", "p_positive", "target_sentiment", "valence")

#: A number that a source gives for a whole article, averaged as it is.
GIVEN_TONE = "gdelt_tone"

#: The start of the names of ``portrayals``' columns that say whether a frame is present.
FRAME_PREFIX = "frame_"


@dataclass(frozen=True)
class Table:
    """One kind of table.

    Parameters
    ----------
    name
        The name users know it by.
    one_row_is
        What a row stands for.
    made_by
        The call that makes it, for error messages.
    key
        The columns that together are unique, if any are.
    schema
        Its columns.
    """

    name: str
    one_row_is: str
    made_by: str
    key: tuple[str, ...]
    schema: pa.DataFrameSchema


def _text(
    description: str, *, nullable: bool = False, of: tuple[str, ...] = (), required: bool = True
) -> pa.Column:
    checks = [pa.Check.isin(of)] if of else []
    meaning = f"{description} ({', '.join(of)})" if of else description
    return pa.Column(str, checks, nullable=nullable, description=meaning, required=required)


def _count(description: str) -> pa.Column:
    return pa.Column("int64", pa.Check.ge(0), description=description)


def _number(
    description: str,
    low: float | None = None,
    high: float | None = None,
    *,
    nullable: bool = False,
    required: bool = True,
) -> pa.Column:
    checks = [] if low is None else [pa.Check.in_range(low, high)]
    return pa.Column(
        "float64", checks, nullable=nullable, description=description, required=required
    )


def _moment(description: str) -> pa.Column:
    return pa.Column(UTC_MOMENT, description=description)


def _flag(description: str, *, required: bool = True) -> pa.Column:
    return pa.Column(bool, description=description, required=required)


def _category(description: str) -> pa.Column:
    return pa.Column(
        None,
        pa.Check(lambda column: isinstance(column.dtype, pd.CategoricalDtype), error="categorical"),
        description=f"{description} (categorical)",
    )


def _period(description: str) -> pa.Column:
    return pa.Column(
        None,
        pa.Check(lambda column: isinstance(column.dtype, pd.PeriodDtype), error="a pandas Period"),
        description=f"{description} (pandas Period)",
    )


_CARRIED = {
    "outlet": _text("outlet of the article"),
    "published": _moment("when the article was published"),
    "genre": _text("genre of the article", of=GENRES),
    "story_id": _text("story the article belongs to"),
}

_ARTICLES = {
    "article_id": _text("stable hash of outlet, date, title and text"),
    "outlet": _text("who published it"),
    "published": _moment("when; a date without an hour is midnight and stays on its day"),
    "published_precision": _text("how exactly that is known", of=PRECISIONS),
    "title": _text("headline", nullable=True),
    "text": _text("body, paragraphs separated by a blank line", nullable=True),
    "author": _text("as printed", nullable=True),
    "url": _text("address", nullable=True),
    "language": _text("ISO 639-1 code, null when unknown", nullable=True),
    "section": _text("the source's own section", nullable=True),
    "genre": _text("kind of piece", of=GENRES),
    "text_kind": _text("how much of the article `text` is", of=TEXT_KINDS),
    "story_id": _text("its story: copies, and versions of one wire story"),
    "duplicate_of": _text("article_id of the earliest copy; null for the first", nullable=True),
    "source_file": _text("file it was read from"),
    "source_row": pa.Column(
        "int64", pa.Check.ge(1), description="record in that file, from 1, a header not counted"
    ),
    "dateline": _text(
        "place, day and agency printed before the text", nullable=True, required=False
    ),
    "repaired": _flag("encoding damage was mended in its title or text", required=False),
    "furniture": pa.Column(
        "int64",
        pa.Check.ge(0),
        description="paragraphs of page furniture that were taken out of its text",
        required=False,
    ),
    GIVEN_TONE: _number("GDELT's own tone of the article", nullable=True, required=False),
    "gdelt_themes": _text("GDELT's own themes", nullable=True, required=False),
}

_SET_ASIDE = {
    "source_file": _text("file the record stands in"),
    "source_row": pa.Column(
        "int64", pa.Check.ge(0), description="record in that file, from 1; 0 is the file as a whole"
    ),
    "reason": _text("why it could not be used", of=REASONS),
    "detail": _text("what was found"),
    "mend": _text("what would make it usable"),
    "outlet": _text("outlet, where the record names one: losses are seldom even", nullable=True),
}

_SENTENCES = {
    "article_id": _text("article it stands in"),
    "sentence_id": _count("number in the article; the title comes first"),
    "field": _text("title or body", of=FIELDS),
    "start": _count("first character, in that field"),
    "end": _count("character after the last, in that field"),
    "sentence_text": _text("the exact characters from start to end"),
    "quoted": _number("share of its characters inside quotation marks", 0, 1),
    "speaker": _text("who is quoted or reported, as named in the text", nullable=True),
}

_MENTIONS = {
    "mention_id": _text("article, sentence, character and, in compounds, actor"),
    "article_id": _text("article it stands in"),
    "sentence_id": _count("sentence it stands in"),
    "field": _text("title or body", of=FIELDS),
    "sentence_text": _text("that sentence"),
    "actor": _category("the actor; categories are the codebook's actors"),
    "alias": _text("the words that name it here"),
    "start": _count("first character, in sentence_text"),
    "end": _count("character after the last, in sentence_text"),
    "sense": _text("what of the actor is meant", of=SENSES),
    "voice": _text("whose words the mention stands in", of=VOICES),
    "speaker": _text("who is quoted or reported, as named in the text", nullable=True),
    "ambiguous": _flag("could not be decided; kept and counted, never guessed in silence"),
    "inherited": _flag("a phrase such as 'the group' that takes up a name of the sentence before"),
    **_CARRIED,
}

_SCORED = {
    "compound": _number("VADER compound of the sentence", -1, 1),
    "p_negative": _number("probability that the sentence is unfavourable to the actor", 0, 1),
    "p_neutral": _number("probability that it is neither", 0, 1),
    "p_positive": _number("probability that it is favourable", 0, 1),
    "target_sentiment": _number("p_positive - p_negative", -1, 1),
    "valence": _number(
        "rules: the plain sum of the mention's cues; null for other back ends", nullable=True
    ),
}

_SCORES = {
    **_MENTIONS,
    **_SCORED,
    "role": _text(
        "role the sentence casts the actor in; null where the back end does not parse",
        of=ROLES,
        nullable=True,
    ),
    "agency": _text(
        "whether the actor does things there or has them done to it; null likewise",
        of=AGENCIES,
        nullable=True,
    ),
    "back_end": _text("name and version of what gave the probabilities"),
}

_CUES = {
    "mention_id": _text("mention whose valence it moved"),
    "cue": _text("the words"),
    "start": _count("first character, in sentence_text"),
    "end": _count("character after the last, in sentence_text"),
    "rule": _text("the rule that tied it to the actor"),
    "negated": _flag("a negation or denial reaches it"),
    "weight": _number("what it adds to the mention's valence"),
}

_FRAME_HITS = {
    "article_id": _text("article it stands in"),
    "sentence_id": _count("sentence it stands in"),
    "start": _count("first character, in the sentence"),
    "end": _count("character after the last, in the sentence"),
    "frame": _category("frame; categories are the codebook's frames"),
    "indicator": _text("the indicator, as the codebook writes it"),
    "weight": _number("weight of the indicator: 1 unless the codebook says otherwise"),
    "negated": _flag("a negation or denial reaches it"),
    "voice": _text("whose words it stands in", of=VOICES),
    "speaker": _text("who is quoted or reported", nullable=True),
    "mention_id": _text("mention it is attached to; null when none is near", nullable=True),
    "attached": _text(
        "how: the clause names the actor, or, for want of that, the sentence; null when not",
        of=ATTACHMENTS,
        nullable=True,
    ),
}

_FRAME_PRESENCE = {
    "article_id": _text("article"),
    "frame": _category("frame, also where the article does not use it; categories are all frames"),
    "n_hits": _count("hits that no negation reaches, in the chosen words (voice)"),
    "n_negated": _count("hits that a negation or denial reaches, in the chosen words"),
    "n_sentences": _count("sentences with a hit that no negation reaches"),
    "share": _number("n_sentences as a share of the article's sentences, title included", 0, 1),
    "density": pa.Column(
        "float64", description="weights of the hits that no negation reaches, per 1,000 words"
    ),
    "present": _flag("there is such a hit, and density is at least the frame's threshold"),
}

_PORTRAYALS = {
    "article_id": _text("article"),
    "actor": _category("actor, also where the article does not name it"),
    "outlet": _text("outlet of the article"),
    "published": _moment("when it was published"),
    "genre": _text("genre of the article", of=GENRES),
    "text_kind": _text("how much of the article was scored", of=TEXT_KINDS),
    "story_id": _text("story the article belongs to"),
    "named": _flag("the article names the actor, in anybody's words"),
    "n_mentions": _count("mentions in the chosen words (voice, field); 0 where there are none"),
    **{
        name: pa.Column(
            "float64",
            column.checks,
            nullable=True,
            description=f"mean over the chosen mentions of: {column.description}; null where none",
        )
        for name, column in _SCORED.items()
    },
    GIVEN_TONE: _number("GDELT's own tone of the article", nullable=True, required=False),
    rf"^{FRAME_PREFIX}.+$": pa.Column(
        bool,
        regex=True,
        required=False,
        description="the frame is attached to a chosen mention of the actor",
    ),
}

_TIMELINE = {
    "period": _period("calendar period"),
    "measure": _text("what was averaged"),
    "estimate": _number("mean of story means; null in an empty period", nullable=True),
    "ci_low": _number("lower end of the 95 % interval; null when too few", nullable=True),
    "ci_high": _number("upper end of the 95 % interval; null when too few", nullable=True),
    "n_articles": _count("articles published in the period"),
    "n_naming": _count("articles the estimate is a mean of: those that name the actor"),
    "n_mentions": _count("mentions behind the estimate"),
    "n_stories": _count("stories behind the estimate: the clusters of the interval"),
    "flag": _text("ok; too_few stories for an interval; empty", of=FLAGS),
}

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "articles",
            "an article",
            "toolkit.load(path)",
            ("article_id",),
            pa.DataFrameSchema(_ARTICLES),
        ),
        Table(
            "set_aside",
            "a record that could not be used",
            "toolkit.load_with_set_aside(path)",
            (),
            pa.DataFrameSchema(_SET_ASIDE),
        ),
        Table(
            "sentences",
            "a sentence",
            "toolkit.sentences.split(articles)",
            ("article_id", "sentence_id"),
            pa.DataFrameSchema(_SENTENCES),
        ),
        Table(
            "mentions",
            "one actor named once",
            "toolkit.find_mentions(articles, codebook=...)",
            ("mention_id",),
            pa.DataFrameSchema(_MENTIONS),
        ),
        Table(
            "scores",
            "a mention, scored",
            "toolkit.score(mentions)",
            ("mention_id",),
            pa.DataFrameSchema(_SCORES),
        ),
        Table(
            "cues",
            "one word or pattern that moved one mention's score",
            "toolkit.sentiment.rules.find_cues(mentions)",
            (),
            pa.DataFrameSchema(_CUES),
        ),
        Table(
            "frame_hits",
            "one indicator found",
            "toolkit.find_frames(articles, mentions, codebook=...)",
            (),
            pa.DataFrameSchema(_FRAME_HITS),
        ),
        Table(
            "frame_presence",
            "an article and a frame, also where the article does not use it",
            "toolkit.framing.frame_presence(hits, articles, codebook)",
            ("article_id", "frame"),
            pa.DataFrameSchema(_FRAME_PRESENCE),
        ),
        Table(
            "portrayals",
            "an article and an actor, also where the actor is not named",
            "toolkit.portrayals(scores, articles)",
            ("article_id", "actor"),
            pa.DataFrameSchema(_PORTRAYALS),
        ),
        Table(
            "timeline",
            "a period of a group",
            "toolkit.timeline(portrayals, measure=...)",
            (),
            pa.DataFrameSchema(_TIMELINE),
        ),
    )
}


def check(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Check that a table is what a step needs, and give it back unchanged.

    Parameters
    ----------
    table
        The table to check. Columns beyond the schema's are allowed and kept.
    name
        Which of :data:`TABLES` it must be.

    Returns
    -------
    pandas.DataFrame
        ``table`` itself.

    Raises
    ------
    WrongTable
        When it is no DataFrame, a column is missing, has another dtype or holds a value
        that the schema does not allow, or the key is not unique.

    Examples
    --------
    >>> import pandas as pd
    >>> check(pd.DataFrame({"outlet": ["A"]}), "articles")
    Traceback (most recent call last):
    ...
    toolkit.errors.WrongTable: the articles table has no column 'article_id'. Mend: make it with
    toolkit.load(path).
    """
    wanted = TABLES[name]
    mend = f"make it with {wanted.made_by}"
    if not isinstance(table, pd.DataFrame):
        kind = type(table).__name__
        raise WrongTable(f"the {name} table is a {kind}, not a pandas DataFrame", mend=mend)
    for column, schema in wanted.schema.columns.items():
        if schema.required and not schema.regex and column not in table.columns:
            raise WrongTable(f"the {name} table has no column '{column}'", mend=mend)
    try:
        wanted.schema.validate(table)
    except pandera.errors.SchemaError as error:
        raise WrongTable(f"the {name} table: {_said_plainly(error)}", mend=mend) from error
    if wanted.key and table.duplicated(list(wanted.key)).any():
        first = table.loc[table.duplicated(list(wanted.key)), list(wanted.key)].iloc[0].to_dict()
        raise WrongTable(f"the {name} table repeats its key {first}", mend=mend)
    return table


def _said_plainly(error: pandera.errors.SchemaError) -> str:
    column = getattr(error.schema, "name", None)
    cases: Any = error.failure_cases
    if isinstance(cases, pd.DataFrame) and len(cases) and "failure_case" in cases:
        found = cases["failure_case"].iloc[0]
        found = found.item() if hasattr(found, "item") else found
        return f"column '{column}' holds {found!r}, which {_expected(error)}"
    return f"column '{column}': {error}"


def _expected(error: pandera.errors.SchemaError) -> str:
    wanted = str(error.check)
    if wanted.startswith("dtype("):
        return f"is not of the dtype {wanted[7:-2]}"
    if "nullable" in wanted:
        return "may not be missing"
    return f"fails the check {wanted}"


def empty(name: str) -> pd.DataFrame:
    """Give a table with the right columns and no rows.

    Parameters
    ----------
    name
        Which of :data:`TABLES`.

    Returns
    -------
    pandas.DataFrame
        No rows, every column that must be there in order, with its dtype.

    Examples
    --------
    >>> len(empty("mentions"))
    0
    """
    columns: dict[str, pd.Series] = {}
    for column, schema in TABLES[name].schema.columns.items():
        if schema.regex or not schema.required:
            continue
        columns[column] = pd.Series([], dtype=_dtype_name(schema) or _open_dtype(schema))
    return pd.DataFrame(columns)


def optional(name: str) -> dict[str, str]:
    """Give the columns that a table may do without, and their dtypes.

    Parameters
    ----------
    name
        Which of :data:`TABLES`.

    Returns
    -------
    dict
        Column -> dtype, those of a pattern left out.

    Examples
    --------
    >>> optional("articles")["furniture"]
    'int64'
    """
    columns = TABLES[name].schema.columns.items()
    return {
        column: _dtype_name(schema)
        for column, schema in columns
        if not schema.required and not schema.regex
    }


def _dtype_name(column: pa.Column) -> str:
    name = "" if column.dtype is None else str(column.dtype)
    return "str" if name.startswith("str") else name


def _open_dtype(column: pa.Column) -> str:
    return "category" if "categorical" in column.description else "period[Q]"


def in_order(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Put a table's columns into the documented order, others behind them.

    Parameters
    ----------
    table
        Table with at least the fixed columns.
    name
        Which of :data:`TABLES`.

    Returns
    -------
    pandas.DataFrame
        The same rows.

    Examples
    --------
    >>> list(in_order(empty("cues")[["weight", "cue", "mention_id", "start", "end", "rule",
    ...                              "negated"]], "cues").columns)[:2]
    ['mention_id', 'cue']
    """
    schemas = TABLES[name].schema.columns.items()
    fixed = [column for column, schema in schemas if not schema.regex and schema.required]
    return table[fixed + [column for column in table.columns if column not in fixed]]


def describe(name: str) -> pd.DataFrame:
    """List a table's columns and what they mean.

    Parameters
    ----------
    name
        Which of :data:`TABLES`.

    Returns
    -------
    pandas.DataFrame
        ``column`` (str), ``dtype`` (str), ``nullable`` (bool), ``meaning`` (str).

    Examples
    --------
    >>> describe("timeline").iloc[2, 3]
    'mean of story means; null in an empty period'
    """
    columns = TABLES[name].schema.columns
    return pd.DataFrame(
        {
            "column": [column.strip("^$").replace(".+", "<name>") for column in columns],
            "dtype": [_dtype_name(column) for column in columns.values()],
            "nullable": [bool(column.nullable) for column in columns.values()],
            "meaning": [str(column.description) for column in columns.values()],
        }
    )
