"""The report's machinery, on five articles and two notebooks of a few lines."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from toolkit import reports
from toolkit.errors import PathNotFound, ToolkitError, ToolkitWarning, UnknownName

LEDGER = "Synthetic Ledger"
HERALD = "Synthetic Herald"
ROWS = [
    (HERALD, "2021-08-10", "Talks resume", "Pakistan has kept its word to the negotiators."),
    (HERALD, "2021-08-31", "Rain at last", "The wheat was saved, farmers said on the road."),
    (LEDGER, "2021-08-11", "Talks go on", "The Taliban attacked a convoy near the border town."),
    (LEDGER, "2021-09-01", "Envoy flies in", "The United States praised the negotiators."),
    (LEDGER, "2021-09-03", "No date is set", "Nobody in the city had heard of any further talks."),
]

FIGURE = """\
import matplotlib.pyplot as plt
from toolkit.figures import style
figure, ax = plt.subplots(figsize=(3, 2))
ax.plot([1, 2, 3])
style.set_alt_text(figure, "A line & its rise")"""


def write_notebook(path: Path, *cells: nbformat.NotebookNode) -> None:
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    nbformat.write(new_notebook(cells=list(cells)), path)


def parameters() -> nbformat.NotebookNode:
    source = 'corpus = "nowhere"\ncodebook = ""\nmapping = None\noutlets = None'
    return new_code_cell(source, metadata={"tags": ["parameters"]})


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("corpus") / "five articles.csv"
    columns = ["outlet", "published", "title", "text"]
    pd.DataFrame(ROWS, columns=columns).to_csv(file, index=False)
    return file


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("notebooks")
    table = 'import toolkit as tk\narticles = tk.load(corpus)\ntk.show(articles[["outlet"]])'
    write_notebook(
        folder / "01_first.ipynb",
        new_markdown_cell("# What is in it\n\nSome prose."),
        parameters(),
        new_markdown_cell("## Outlets & days\n\nA table."),
        new_code_cell(table),
        new_markdown_cell("## Outlets & days\n\nThe same words in another heading."),
    )
    write_notebook(
        folder / "02_second.ipynb",
        parameters(),
        new_markdown_cell("# A figure"),
        new_code_cell(FIGURE),
        new_code_cell("import warnings\nwarnings.warn('three outlets were too small')"),
    )
    return folder


@pytest.fixture(scope="module")
def page(corpus, notebooks, tmp_path_factory) -> str:
    out = tmp_path_factory.mktemp("out") / "new folder" / "report.html"
    return reports.write_report(corpus, out, notebooks=notebooks).read_text(encoding="utf-8")


def test_the_page_asks_for_nothing(page):
    assert "<script" not in page
    assert not re.findall(r"""(?:src|href)=["'](?!data:|#)[^"']*""", page)
    assert not re.findall(r"@import|url\((?!data:)", page)


def test_the_page_shows_no_code(page):
    assert "plt.subplots" not in page
    assert "tk.load" not in page
    assert "nowhere" not in page


def test_every_entry_of_the_contents_leads_to_its_heading(page):
    entries = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', page)
    titles = [title for _, title in entries]
    assert titles == [
        "What is in it",
        "Outlets &amp; days",
        "Outlets &amp; days",
        "A figure",
        "How this report was made",
    ]
    for anchor, _ in entries:
        assert page.count(f'id="{anchor}"') == 1, anchor


def test_a_figure_keeps_its_alt_text(page):
    assert re.findall(r'<img alt="([^"]*)"', page) == ["A line &amp; its rise"]


def test_the_title_block_says_what_was_read_and_that_it_is_made_up(page):
    head = page[page.index("<header") : page.index("</header>")]
    assert "five articles.csv: 5 articles of 2 outlets, 10 August 2021 to 3 September 2021" in head
    assert "Synthetic corpus" in head


def test_the_end_says_how_it_was_made(page, corpus):
    end = page[page.index('<section class="methods">') :]
    assert reports.checksum(corpus) in end
    assert "pandas " in end
    assert "us_pakistan_taliban" in end
    assert "three outlets were too small" in end


def test_the_same_corpus_gives_the_same_page(page, corpus, notebooks, tmp_path):
    again = reports.write_report(corpus, tmp_path / "again.html", notebooks=notebooks)
    assert again.read_text(encoding="utf-8") == page


def test_a_notebook_that_stops_is_an_error_that_names_it(corpus, tmp_path):
    write_notebook(tmp_path / "01_bad.ipynb", parameters(), new_code_cell("1 / 0"))
    with pytest.raises(ToolkitError, match=r"01_bad.ipynb: cell .* ZeroDivisionError") as error:
        reports.write_report(corpus, tmp_path / "no.html", notebooks=tmp_path)
    assert "\n" not in str(error.value)
    assert not (tmp_path / "no.html").exists()


def test_bad_input_stops_before_any_notebook_runs(tmp_path, corpus, notebooks):
    with pytest.raises(PathNotFound):
        reports.write_report(tmp_path / "none.csv", tmp_path / "no.html", notebooks=notebooks)
    with pytest.raises(ToolkitError, match="no codebook 'nobody'"):
        reports.write_report(corpus, tmp_path / "n.html", codebook="nobody", notebooks=notebooks)
    with pytest.raises(UnknownName, match="no article is by an outlet 'The Times'"):
        reports.write_report(
            corpus, tmp_path / "n.html", outlets=["The Times"], notebooks=notebooks
        )


def test_the_outlets_with_most_articles_are_kept_and_it_is_said(articles):
    with pytest.warns(ToolkitWarning, match=r"2 outlets; the 1 with the most .*Herald: 67%"):
        kept = reports.keep_outlets(articles, at_most=1)
    assert set(kept["outlet"]) == {"Herald"}
    assert len(reports.keep_outlets(articles)) == len(articles)
    assert set(reports.keep_outlets(articles, ["Ledger"])["outlet"]) == {"Ledger"}


def test_a_checksum_sees_names_and_bytes(tmp_path):
    (tmp_path / "a.csv").write_text("text\none\n")
    before = reports.checksum(tmp_path)
    assert reports.checksum(tmp_path) == before
    (tmp_path / "a.csv").rename(tmp_path / "b.csv")
    renamed = reports.checksum(tmp_path)
    (tmp_path / "b.csv").write_text("text\ntwo\n")
    assert len({before, renamed, reports.checksum(tmp_path)}) == 3


def test_a_table_is_rounded_and_its_gaps_are_dashes():
    table = pd.DataFrame({"actor": ["<b>", None], "estimate": [-0.126, float("nan")], "n": [3, 4]})
    shown = reports.show(table.set_index("actor"), name="main", caption="A & B").data
    assert '<td class="words">&lt;b&gt;</td><td>−0.13</td><td>3</td>' in shown
    assert '<td class="words">–</td><td>–</td><td>4</td>' in shown
    assert '<table id="main"><caption>A &amp; B</caption>' in shown


def test_a_number_that_rounds_to_nothing_has_no_sign():
    assert "<td>0.00</td>" in reports.show(pd.DataFrame({"x": [-0.001]})).data


def test_each_outlet_has_a_row_also_when_all_of_it_was_lost(articles, set_aside):
    lost = pd.concat([set_aside, set_aside.assign(outlet="Gazette")], ignore_index=True)
    table = reports.per_outlet(articles, lost)
    assert list(table.index) == ["Herald", "Ledger", "Gazette"]
    assert list(table["articles"]) == [2, 1, 0]
    assert list(table["set_aside"]) == [0, 1, 1]


def test_what_is_left_out_of_averages_is_counted(mentions):
    text = mentions.copy()
    text.loc[text.index[0], "ambiguous"] = True
    table = reports.per_actor(text, ["Pakistan", "Taliban", "India"])
    assert table["mentions"].sum() == len(text[text["actor"].isin(["Pakistan", "Taliban"])])
    assert table["ambiguous"].sum() == 1
    left_out = table["places"] + table["ambiguous"]
    assert (table["counted"] <= table["mentions"] - left_out).all()
    assert table.loc["India"].tolist() == [0, 0, 0, 0, 0, 0]


def test_voices_are_summarised_in_the_order_of_the_actors(scores):
    table = reports.per_voice(scores, ["Taliban", "Pakistan"])
    assert list(table.index) == [
        ("Taliban", "quoted"),
        ("Pakistan", "outlet"),
        ("Pakistan", "quoted"),
    ]
    assert list(table["mentions"]) == [1, 2, 1]
    assert list(table["favourable"]) == [0, 1, 0]


def test_a_frame_that_was_not_found_is_listed_with_zero(frame_hits):
    table = reports.per_frame(frame_hits, reports.codebooks.read("us_pakistan_taliban"))
    counts = ["found", "negated", "in_clause", "in_sentence"]
    assert table.loc["safe_haven", counts].tolist() == [1, 0, 1, 0]
    assert table.loc["safe_haven", "validation"] == "not validated"
    assert table.loc["mediator", "found"] == 0


def test_an_event_outside_the_corpus_gives_way_to_one_inside(articles):
    book = reports.codebooks.read("us_pakistan_taliban")
    assert reports.event_within(articles, book, "2021-08-20") == "2021-08-20"
    assert reports.event_within(articles, book, "1999-01-01") == "2021-08-15"


def test_the_example_names_the_most_actors(mentions):
    assert reports.example(mentions, ["Pakistan", "Taliban"]) == "a2"


def test_an_article_is_read_three_ways(articles, scores):
    article = articles[articles["article_id"] == "a2"]
    table = reports.readings(article, scores[scores["article_id"] == "a2"])
    assert list(table["reading"]) == [
        "VADER, the whole article",
        "VADER, mean of sentences",
        "sentiment toward Pakistan",
        "sentiment toward Taliban",
    ]
    assert table["score"].between(-1, 1).all()
