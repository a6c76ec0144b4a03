"""What loading takes from where, said before it is done; and what folders' names say."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import toolkit as tk
from toolkit.errors import ToolkitWarning, UnknownName
from toolkit.loading.furniture import without_furniture
from toolkit.loading.kinds import without_cut_mark


def test_each_source_says_which_of_its_columns_is_which(tmp_path: Path):
    (tmp_path / "a.csv").write_text("Headline,Body,Pub date\nRain,It rained.,2021-08-11\nTalks,,\n")
    (tmp_path / "b.csv").write_text("title,story\nRain,It rained.\n")
    sources = tk.describe_sources(tmp_path).set_index(["source", "column"])
    first = sources.loc[str(tmp_path / "a.csv")]
    assert first.loc["text", ["taken_from", "records", "filled"]].tolist() == ["Body", 2, 0.5]
    assert pd.isna(first.loc["outlet", "taken_from"])
    assert sources.loc[(str(tmp_path / "b.csv"), "text"), "taken_from"] == "story"


def test_a_mapping_is_shown_as_it_will_be_used(tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_text("Titel,Artikel\nRegen,Es regnet.\n")
    sources = tk.describe_sources(file, mapping={"text": "Artikel"}).set_index("column")
    assert sources.loc["text", "taken_from"] == "Artikel"
    with pytest.raises(UnknownName):
        tk.describe_sources(file, mapping={"Artikel": "text"})


def test_a_dataset_keeps_its_outlets_in_the_names_of_its_folders(tmp_path: Path):
    table = pd.DataFrame(
        {
            "title": ["Rain", "Talks"],
            "text": ["It rained.", "They met."],
            "date": ["2021-08-11", "2021-08-12"],
            "outlet": ["Herald", "The Hill/Side"],
        }
    )
    table.to_parquet(tmp_path / "set", partition_cols=["outlet"])
    assert set(tk.load(tmp_path / "set")["outlet"]) == {"Herald", "The Hill/Side"}


@pytest.mark.parametrize(
    ("text", "bare", "cut"),
    [
        ("The envoy left Kabul… [+1189 chars]", "The envoy left Kabul", True),
        ("The envoy left Kabul [1189 chars]", "The envoy left Kabul", True),
        ("The envoy left Kabul for […]", "The envoy left Kabul for", True),
        ("The envoy left Kabul for...", "The envoy left Kabul for", True),
        ("The envoy left Kabul.", "The envoy left Kabul.", False),
        ("He left [sic].", "He left [sic].", False),
        ("He said that the", "He said that the", True),
        ("word " * 200 + "and so on...", "word " * 200 + "and so on...", False),
    ],
)
def test_a_text_that_was_cut_is_known_by_its_mark(text: str, bare: str, cut: bool):
    assert without_cut_mark(text) == (bare, cut)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Advertisement",
        "Sign up for Daily Newsletters",
        "SEE ALSO: Wheat harvest saved by late rain",
        "CLICK HERE FOR THE APP",
        "Photos: Photos: The talks – The envoy waves. Hide Caption 1 of 9",
        "The envoy leaves the hall. (Ayesha Khan/Reuters)",
        "https://herald.example/story",
    ],
)
def test_furniture_goes_and_is_counted(paragraph: str):
    body = f"The talks failed.\n\n{paragraph}\n\nNothing was agreed."
    assert without_furniture(body) == ("The talks failed.\n\nNothing was agreed.", 1)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Read the letter, she said, and you will see.",
        "“Sign here,” the officer told him.",
        "The Photographer, a film about the war, opens on Friday.",
        "(c) we will not allow the third condition to be dropped, the draft says.",
        "Close to the border, the shelling went on.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(paragraph: str):
    body = f"The talks failed.\n\n{paragraph}\n\nNothing.\n\nMore of it.\n\nThe end came."
    assert without_furniture(body) == (body, 0)


def test_the_copyright_line_goes_only_at_the_end():
    line = "Copyright 2021 The Herald. All rights reserved."
    assert without_furniture(f"The talks failed.\n\n{line}") == ("The talks failed.", 1)
    assert without_furniture(line) == (line, 0)


def test_what_was_taken_out_is_a_number_in_the_table(tmp_path: Path):
    body = "The talks failed.\\n\\nAdvertisement\\n\\nNothing was agreed."
    line = f'{{"title": "T", "text": "{body}", "date": "2021-08-11", "source": "Herald"}}'
    (tmp_path / "a.jsonl").write_text(line)
    assert tk.load(tmp_path).loc[0, "furniture"] == 1


def test_repaired_damage_is_marked(tmp_path: Path):
    (tmp_path / "a.csv").write_text(
        "title,text,date,source\nA,It isnâ€™t over.,2021-08-11,H\nB,It is over.,2021-08-11,H\n"
    )
    articles = tk.load(tmp_path)
    assert articles["repaired"].tolist() == [True, False]
    assert articles.loc[0, "text"] == "It isn’t over."


def test_headlines_for_want_of_a_text_are_not_taken_in_silence(tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_text(
        "title,Artikel,date,url\nRain,It rained.,2021-08-11,https://www.dawn.com/news/1\n"
    )
    with pytest.warns(
        ToolkitWarning, match=r"headlines only.*not used: 'Artikel'. Mend: .*mapping"
    ):
        article = tk.load(file).squeeze()
    assert (article["text_kind"], article["title"]) == ("headline", "Rain")
    assert tk.load(file, mapping={"text": "Artikel"}).loc[0, "text"] == "It rained."
