"""One outlet has one name; what is not known stays as it is."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from one_article import article

from toolkit import outlets
from toolkit.errors import BrokenCodebook, PathNotFound, WrongTable
from toolkit.outlets import OUTLETS, describe, known_name, name_from_url, name_of, read, unplaced

ALLSIDES = Path(__file__).parents[2] / "shared" / "data" / "allsides" / "articles.jsonl.gz"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Fox Online News", "Fox News"),
        ("Fox News", "Fox News"),
        ("fox-news", "Fox News"),
        ("CNN (Web News)", "CNN"),
        ("CNN - Editorial", "CNN"),
        ("CNN.com - Asia", "CNN"),
        ("CNN.", "CNN"),
        ("DAWN", "Dawn"),
        ("Dawn (Pakistan)", "Dawn"),
        ("Dawn (Pakistan) - Opinion", "Dawn"),
        ("Dawn; Karachi", "Dawn"),
        ("Dawn, Pakistan.", "Dawn"),
        ("DAWN.com", "Dawn"),
        ("www.dawn.com", "Dawn"),
        ("https://www.dawn.com/", "Dawn"),
        ("New York Times - News", "New York Times"),
        ("The New York Times", "New York Times"),
        ("THE NEW YORK TIMES.", "New York Times"),
        ("the-new-york-times", "New York Times"),
        ("thenewyorktimes", "New York Times"),
        ("New York Times (Online News)", "New York Times"),
        ("The New York Times - International Edition", "New York Times"),
        ("New York Times, Late Edition (East Coast); New York, N.Y.", "New York Times"),
        ("NPR Editorial ", "NPR"),
        ("National Public Radio (NPR)", "NPR"),
        ("USA TODAY", "USA Today"),
        ("usatoday", "USA Today"),
        ("Arab News", "Arab News"),
        ("Tribune (Pakistan)", "The Express Tribune"),
        ("Express Tribune", "The Express Tribune"),
        ("The Tribune (Chandigarh)", "The Tribune (India)"),
        ("THE HINDU (INDIA)", "The Hindu"),
        ("The News (Pakistan)", "The News International"),
        ("TOLO News", "TOLOnews"),
        ("Pajhwok", "Pajhwok Afghan News"),
        ("asianlite", "Asian Lite News"),
        ("Agence France Presse -- English", "Agence France-Presse"),
        ("Xinhua General News Service", "Xinhua"),
        ("Le Monde (Paris)", "Le Monde"),
        ("El Pais", "El País"),
        ("Hindustan Times (New Delhi, India)", "Hindustan Times"),
        ("Financial Times (London, England)", "Financial Times"),
        ("The Guardian (London)", "The Guardian"),
        ("Associated Press State & Local Wire", "Associated Press"),
        ("The Washington Post (pre-1997 Fulltext)", "Washington Post"),
    ],
)
def test_labels(label: str, name: str):
    assert name_of(label) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Washington Times", "Washington Post"),
        ("Daily Times (Pakistan)", "Daily Times (Nigeria)"),
        ("The Nation (Pakistan)", "The Nation (US)"),
        ("The Nation (Pakistan)", "The Nation (Kenya)"),
        ("The Nation (Lahore)", "The Nation (Bangkok)"),
        ("The Guardian (Nigeria)", "The Guardian (London)"),
        ("The Telegraph (London)", "The Telegraph (Kolkata)"),
        ("ABC News", "ABC News (Australia)"),
        ("Financial Express (Bangladesh)", "Financial Express (India)"),
    ],
)
def test_namesakes_are_two_known_outlets(one: str, other: str):
    names = {known_name(one), known_name(other)}
    assert None not in names and len(names) == 2


@pytest.mark.parametrize(
    "label",
    [
        "Guest Writer - Right",
        "The Karakoram Ledger",
        "Express News",
        "Tribune",
        "The Nation",
        "The Nation (Zimbabwe)",
        "Daily Times",
        "Daily Times (Harare)",
        "Dawn (Nigeria)",
        "Dawn (Karachi, India)",
        "BBC News - Urdu",
        "Opinion",
        "(Pakistan)",
        "-",
        "a.b",
    ],
)
def test_an_unknown_label_is_kept(label: str):
    assert name_of(label) == label
    assert known_name(label) is None


@pytest.mark.parametrize(
    ("label", "url", "name"),
    [
        ("The Nation", "https://www.thenation.com/article/1", "The Nation (US)"),
        ("The Nation", "https://nation.com.pk/1", "The Nation (Pakistan)"),
        ("Tribune", "https://tribune.com.pk/story/1", "The Express Tribune"),
        ("The Nation - Opinion", "https://nation.africa/1", "The Nation (Kenya)"),
        ("The Nation", "https://www.cnn.com/1", "The Nation"),
        ("The Nation", "no address", "The Nation"),
        ("Guest Writer", "https://www.cnn.com/1", "Guest Writer"),
        ("Dawn", "https://www.cnn.com/1", "Dawn"),
    ],
)
def test_an_address_decides_between_namesakes_only(label: str, url: str, name: str):
    assert name_of(label, url=url) == name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://edition.cnn.com/a", "CNN"),
        ("http://blogs.wsj.com/a", "Wall Street Journal"),
        ("abcnews.go.com/a", "ABC News"),
        ("https://www.tribune.com.pk/a", "The Express Tribune"),
        ("https://www.pakistantoday.com.pk/a", "Pakistan Today"),
        ("https://profit.pakistantoday.com.pk/a", "Profit (Pakistan)"),
        ("https://monitoring.bbc.co.uk/a", "BBC Monitoring"),
        ("https://news.sky.com/a", "Sky News"),
        ("https://sport.sky.com/a", "sport.sky.com"),
        ("https://m.unknown.example/a", "unknown.example"),
        ("https://notcnn.com/a", "notcnn.com"),
        ("guest essay", None),
        ("", None),
        ("http://[broken", None),
    ],
)
def test_addresses(url: str, name: str | None):
    assert name_from_url(url) == name


def test_the_longest_domain_wins(tmp_path: Path):
    file = tmp_path / "own.toml"
    file.write_text(
        "[[outlet]]\nname = 'Ledger'\ndomains = ['ledger.example']\n"
        "[[outlet]]\nname = 'Ledger Kabul'\ndomains = ['kabul.ledger.example']\n"
    )
    assert name_from_url("https://www.ledger.example/1", file=file) == "Ledger"
    assert name_from_url("https://m.kabul.ledger.example/1", file=file) == "Ledger Kabul"


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_label_has_a_name(label: str):
    assert name_of(label) == name_of(name_of(label))
    assert name_of(label, url=label) is not None
    name_from_url(label)


def test_a_slipped_column_is_no_label_and_costs_no_time():
    assert known_name("CNN" + " ; (" * 50_000 + " rain") is None


def test_every_label_and_domain_of_the_file_leads_to_its_outlet():
    known = read()
    assert len(known.by_name) > 150
    for name, outlet in known.by_name.items():
        assert {name_of(label) for label in (name, *outlet.labels)} == {name}
        assert {name_from_url(f"https://www.{d}/a.html") for d in outlet.domains} <= {name}


def test_the_file_says_whose_the_outlets_are_and_who_rates_them():
    known = read().by_name
    assert known["Dawn"].country == "PK" and known["Xinhua"].owner == "state"
    assert sum(outlet.country is not None for outlet in known.values()) > 0.9 * len(known)
    rated = [outlet for outlet in known.values() if outlet.leaning]
    assert {outlet.leaning_source for outlet in rated} == {"AllSides, via Baly et al. 2020"}
    assert known["Dawn"].leaning is None


def test_the_leanings_are_what_most_of_allsides_says():
    if not ALLSIDES.exists():
        pytest.skip("../shared is not here")
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    with gzip.open(ALLSIDES, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if name := known_name(row["source"], url=row["url"]):
                votes[name][row["bias_text"]] += 1
    said = {name: outlet.leaning for name, outlet in read().by_name.items() if outlet.leaning}
    assert said == {name: count.most_common(1)[0][0] for name, count in votes.items()}


def _file(folder: Path, content: str) -> Path:
    file = folder / "own.toml"
    file.write_text(content, encoding="utf-8")
    return file


def test_a_file_of_ones_own_adds_to_the_toolkits(tmp_path: Path):
    file = _file(
        tmp_path,
        "[places]\nPK = ['Gilgit']\n"
        "[[outlet]]\nname = 'The Karakoram Ledger'\nlabels = ['KL', 'HT']\n"
        "domains = ['ledger.example']\ncountry = 'PK'\nowner = 'non-profit'\n"
        "[[outlet]]\nname = 'Dawn'\nlabels = ['Dawn Review']\nowner = 'unknown'\n"
        "leaning = 'center'\nleaning_source = 'own coding'\n",
    )
    assert name_of("Karakoram Ledger; Gilgit", file=file) == "The Karakoram Ledger"
    assert name_from_url("https://ledger.example/1", file=file) == "The Karakoram Ledger"
    assert name_of("HT", file=file) == "The Karakoram Ledger", "the user has the last word"
    assert name_of("CNN (Web News)", file=file) == "CNN"
    assert name_of("Dawn Review (Pakistan)", file=file) == name_of("DAWN.com", file=file) == "Dawn"
    dawn = read(file).by_name["Dawn"]
    assert (dawn.country, dawn.owner, dawn.leaning) == ("PK", "unknown", "center")
    assert name_of("HT") == "Hindustan Times" and read().by_name["Dawn"].owner == "private"


def test_ones_own_spelling_of_a_name_is_used(tmp_path: Path):
    file = _file(tmp_path, "[[outlet]]\nname = 'The New York Times'\n")
    labels = ("NYT", "nytimes.com", "New York Times", "New York Times (USA)")
    assert {name_of(label, file=file) for label in labels} == {"The New York Times"}
    assert "New York Times" not in read(file).by_name


@pytest.mark.parametrize(
    ("content", "problem", "row"),
    [
        ("[[outlet]]\nname='A'\nlabels=['x']\n[[outlet]]\nname='B'\nlabels=['X']", "both", 6),
        ("[[outlet]]\nname='A'\n[[outlet]]\nname='B'\nlabels=['The A']", "both 'A' and 'B'", 5),
        ("[[outlet]]\nname='A'\n[[outlet]]\nname='a'", "stands there twice", 4),
        (
            "[[outlet]]\nname='A'\ndomains=['x.example']\n"
            "[[outlet]]\nname='B'\ndomains=[\n'X.example']",
            "'x.example' belongs to both",
            7,
        ),
        ("[[outlet]]\nlabels = ['x']", "has no name", 1),
        ("[[outlet]]\nname = 'A'\n[[outlet]]\nname = '-'", "2 has no name", 3),
        ("[[outlet]]\nname = 'A'\nlabel = ['x']", "unknown key 'label'", 3),
        ("[[outlets]]\nname = 'A'", "unknown key 'outlets'", 1),
        ("outlet = 3", "is no list", 1),
        ("outlet = [3]", "is no table", None),
        ("[[outlet]]\nname = 'A'\nlabels = 'x'", "must be a list of texts", 3),
        ("[[outlet]]\nname = 'A'\nlabels = ['??']", "without a letter", 3),
        ("[[outlet]]\nname = 'A'\ndomains = ['https://a.example']", "no bare domain", 3),
        ("[[outlet]]\nname = 'A'\ndomains = ['www.a.example']", "no bare domain", 3),
        ("[[outlet]]\nname = 'A'\ncountry = 'Pakistan'", "country 'Pakistan'", 3),
        ("[[outlet]]\nname = 'A'\ncountry = 'UK'", 'Mend: write "GB"', 3),
        ("[[outlet]]\nname = 'A'\ncountry = 5", "country '5'", 3),
        ("[[outlet]]\nname = 'A'\nowner = 'tycoon'", "unknown owner 'tycoon'", 3),
        ("[[outlet]]\nname = 'A'\nleaning = 'red'", "unknown leaning 'red'", 3),
        ("[[outlet]]\nname = 'A'\nleaning = 'left'", "both leaning and leaning_source", 3),
        ("[[outlet]]\nname = 'A'\nleaning_source = 'me'", "both leaning and", 3),
        ("[places]\nPakistan = ['Karachi']", "country 'Pakistan'", 2),
        ("[places]\nPK = ['Hyderabad']\nIN = ['Hyderabad']", "both in PK and in IN", 2),
        ("places = 3", "is no table", 1),
        ("[[outlet", "not valid TOML", 1),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, content: str, problem: str, row: int | None):
    file = _file(tmp_path, content)
    with pytest.raises(BrokenCodebook) as told:
        name_of("x", file=file)
    assert problem in str(told.value) and "Mend:" in str(told.value)
    assert told.value.file == str(file) and told.value.row == row


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(PathNotFound, match="no file of outlets"):
            read(path)


def test_a_changed_file_is_read_again(tmp_path: Path):
    file = _file(tmp_path, "[[outlet]]\nname = 'Ledger'\nlabels = ['KL']\n")
    assert name_of("KL", file=file) == "Ledger"
    file.write_text("[[outlet]]\nname = 'Gazette'\nlabels = ['KL']\n")
    assert name_of("KL", file=file) == "Gazette"


@pytest.fixture
def articles() -> pd.DataFrame:
    rows = [
        ("Dawn", "https://www.dawn.com/1"),
        ("Fox News", None),
        ("Dawn", None),
        ('The "Karakoram" Ledger', "https://www.ledger.example/1"),
        ('The "Karakoram" Ledger', "https://other.example/2"),
        ('The "Karakoram" Ledger', "https://www.ledger.example/3"),
        ("Ledger Review", "https://ledger.example/4"),
        ("Guest Writer", "https://edition.cnn.com/1"),
        ("Wire Copy", None),
    ]
    table = pd.concat([article("Rain fell.")] * len(rows), ignore_index=True)
    table["article_id"] = [f"a{number}" for number in range(len(rows))]
    table["outlet"] = pd.Series([outlet for outlet, _ in rows], dtype="str")
    table["url"] = pd.Series([url for _, url in rows], dtype="str")
    return table


def test_describe_has_one_row_an_outlet(articles: pd.DataFrame):
    told = describe(articles)
    assert told["outlet"].tolist() == [
        'The "Karakoram" Ledger',
        "Dawn",
        "Fox News",
        "Guest Writer",
        "Ledger Review",
        "Wire Copy",
    ]
    assert told["n_articles"].sum() == len(articles)
    assert told["placed"].tolist() == [False, True, True, False, False, False]
    dawn, fox, guest = (told.iloc[number].to_dict() for number in (1, 2, 3))
    assert (dawn["country"], dawn["owner"]) == ("PK", "private")
    assert (fox["leaning"], fox["leaning_source"]) == ("right", "AllSides, via Baly et al. 2020")
    assert pd.isna([dawn["leaning"], guest["country"], guest["owner"]]).all()


def test_unplaced_offers_the_lines_that_place_an_outlet(articles: pd.DataFrame, tmp_path: Path):
    told = unplaced(articles).set_index("outlet")
    assert told["n_articles"].to_dict() == {
        'The "Karakoram" Ledger': 3,
        "Guest Writer": 1,
        "Ledger Review": 1,
        "Wire Copy": 1,
    }
    assert told.loc['The "Karakoram" Ledger', "example_url"] == "https://www.ledger.example/1"
    assert 'domains = ["ledger.example"]' in told.loc['The "Karakoram" Ledger', "entry"]
    assert 'edition.cnn.com, which is "CNN"' in told.loc["Guest Writer", "entry"]
    assert "domains = []" in told.loc["Ledger Review", "entry"], "its domain is taken above"
    assert pd.isna(told.loc["Wire Copy", "example_url"])

    file = _file(tmp_path, "\n".join(told["entry"]))
    assert describe(articles, file=file)["placed"].all()
    assert unplaced(articles, file=file).empty


@pytest.mark.parametrize("table", [describe, unplaced])
def test_the_columns_have_their_dtypes_even_when_empty(table, articles: pd.DataFrame):
    full, empty = table(articles), table(articles.iloc[:0])
    assert full.dtypes.to_dict() == empty.dtypes.to_dict()
    assert {str(dtype) for dtype in full.dtypes} <= {"str", "int64", "bool"}
    with pytest.raises(WrongTable):
        table(articles.drop(columns="outlet"))


def test_every_dtype_and_owner_is_documented():
    for column in ("outlet", "n_articles", "country", "owner", "leaning_source", "placed"):
        assert f"``{column}`` (" in str(outlets.describe.__doc__)
    head = OUTLETS.read_text(encoding="utf-8").split("[places]")[0]
    assert all(f"{owner}:" in head for owner in outlets.OWNERS)
