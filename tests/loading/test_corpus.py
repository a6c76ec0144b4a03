"""From a path to a table: every mistake is one sentence with the mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit import tables
from toolkit.errors import (
    EmptyCorpus,
    MissingColumn,
    PathNotFound,
    SetAsideWarning,
    ToolkitWarning,
    UnknownName,
    UnreadableFile,
)
from toolkit.loading import load, load_with_set_aside

ROW = "Rain,It rained.,2021-08-11,Herald\n"


def _write(folder: Path, name: str, content: str) -> Path:
    file = folder / name
    file.write_text(content)
    return file


def test_a_missing_path_is_told_with_where_we_stand():
    with pytest.raises(PathNotFound, match="'nowhere.csv' does not exist. Mend: .*current folder"):
        load("nowhere.csv")


def test_a_pattern_that_matches_nothing_is_told(tmp_path: Path):
    with pytest.raises(PathNotFound, match="matches no file"):
        load(tmp_path / "*.csv")


def test_an_empty_folder_is_told(tmp_path: Path):
    (tmp_path / ".gitkeep").touch()
    with pytest.raises(EmptyCorpus, match="holds no file"):
        load(tmp_path)


def test_a_table_without_text_names_its_columns_and_how_to_write_the_mapping(tmp_path: Path):
    file = _write(tmp_path, "a.csv", "id,Artikel\n1,Es regnet.\n")
    with pytest.raises(MissingColumn, match=r"a\.csv: .*'id', 'Artikel'.*mapping=\{\"text\": "):
        load(file)


def test_a_mapping_to_a_column_that_is_not_there_is_told(tmp_path: Path):
    file = _write(tmp_path, "a.csv", f"title,text,date,source\n{ROW}")
    with pytest.raises(MissingColumn, match=r"no column 'Artikel'.*for 'text'.*'title', 'text'"):
        load(file, mapping={"text": "Artikel"})


def test_a_mapping_the_wrong_way_round_is_told(tmp_path: Path):
    file = _write(tmp_path, "a.csv", f"title,text,date,source\n{ROW}")
    with pytest.raises(UnknownName, match="article column first"):
        load(file, mapping={"source": "outlet"})


def test_nothing_usable_is_told_with_counts_and_the_first_row(tmp_path: Path):
    file = _write(tmp_path, "a.csv", "text,date,source\nOne.,,H\nTwo.,,H\n,2021-08-11,H\n")
    with pytest.raises(EmptyCorpus, match=r"2 no_date, 1 no_text.*a\.csv, row 1.*Mend: fill in"):
        load(file)


def test_a_header_without_rows_is_told(tmp_path: Path):
    with pytest.raises(EmptyCorpus, match="holds no record"):
        load(_write(tmp_path, "a.csv", "title,text,date\n"))


def test_one_file_that_cannot_be_read_is_told(tmp_path: Path):
    with pytest.raises(UnreadableFile, match="kind '.sav' are not read"):
        load(_write(tmp_path, "a.sav", "PK"))


def test_any_column_names_load_with_a_mapping(tmp_path: Path):
    file = _write(tmp_path, "a.csv", "Titel,Artikel,Tag,Blatt\n" + ROW)
    names = {"title": "Titel", "text": "Artikel", "published": "Tag", "outlet": "Blatt"}
    article = load(file, mapping=names).squeeze()
    assert (article["title"], article["text"], article["outlet"]) == (
        "Rain",
        "It rained.",
        "Herald",
    )


def test_a_mapped_text_may_name_several_columns_in_order(tmp_path: Path):
    file = _write(tmp_path, "a.csv", "a,b,date,source\n,It rained.,2021-08-11,Herald\n")
    assert load(file, mapping={"text": ["a", "b"]}).loc[0, "text"] == "It rained."


def test_folder_file_and_pattern_give_the_same_articles(tmp_path: Path):
    (tmp_path / "deep").mkdir()
    file = _write(tmp_path / "deep", "a.csv", f"title,text,date,source\n{ROW}")
    ids = [load(path).loc[0, "article_id"] for path in (tmp_path, file, tmp_path / "*" / "*.csv")]
    assert len(set(ids)) == 1


def test_an_open_order_of_day_and_month_warns_with_column_and_mend(tmp_path: Path):
    file = _write(tmp_path, "a.csv", "title,text,pub_date,source\nRain,It rained.,1/2/2021,H\n")
    with pytest.warns(ToolkitWarning, match=r"a\.csv, column 'pub_date'.*day_first=True"):
        assert load(file).loc[0, "published"].month == 1
    assert load(file, day_first=True).loc[0, "published"].month == 2


def test_a_clean_file_warns_of_nothing(tmp_path: Path, recwarn: pytest.WarningsRecorder):
    load(_write(tmp_path, "a.csv", f"title,text,date,source\n{ROW}"))
    assert not [one for one in recwarn if issubclass(one.category, ToolkitWarning)]


def test_two_files_with_one_article_count_it_once(tmp_path: Path):
    for name in ("a.csv", "b.csv"):
        _write(tmp_path, name, f"title,text,date,source\n{ROW}")
    with pytest.warns(SetAsideWarning, match="1 record set aside .1 repeated_record."):
        assert len(load(tmp_path)) == 1


def test_a_copy_in_another_outlet_keeps_its_row_and_is_flagged(tmp_path: Path):
    wire = " ".join(f"word{number}" for number in range(60))
    lines = f"title,text,date,source\nA,{wire},2021-08-11,Herald\nB,{wire} more,2021-08-12,Ledger\n"
    articles, set_aside = load_with_set_aside(_write(tmp_path, "a.csv", lines))
    assert set_aside.empty
    assert articles["story_id"].nunique() == 1
    assert articles["duplicate_of"].isna().tolist() == [True, False]
    tables.check(set_aside, "set_aside")


def test_the_articles_name_does_not_depend_on_where_the_file_lies(tmp_path: Path):
    file = _write(tmp_path, "a.csv", f"title,text,date,source\n{ROW}")
    assert load(file).loc[0, "article_id"] == "00f18d42a5a865a9"


def test_language_and_section_come_along(tmp_path: Path):
    lines = "title,text,date,source,language,section\nRain,It rained.,2021-08-11,H,English,World\n"
    article = load(_write(tmp_path, "a.csv", lines)).squeeze()
    assert (article["language"], article["section"], article["genre"]) == ("en", "World", "unknown")


def test_the_bar_can_be_forced(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = _write(tmp_path, "a.csv", f"title,text,date,source\n{ROW}")
    load(file)
    assert capsys.readouterr().err == ""
    load(file, progress=True)
    assert "loading" in capsys.readouterr().err
