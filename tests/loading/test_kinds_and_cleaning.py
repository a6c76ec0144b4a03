"""Text is repaired without touching its words; genre is what the source says."""

from __future__ import annotations

import pytest

from toolkit.loading.cleaning import clean_line, clean_text
from toolkit.loading.kinds import genre_of


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("the nationâ€™s army", "the nation’s army"),
        ("“It’s over,” he said – ‘now’.", "“It’s over,” he said – ‘now’."),
        ("lost: \ufffd stays", "lost: \ufffd stays"),
        ("zero\u200b-width\ufeff and soft\u00ad hyphen", "zero-width and soft hyphen"),
        ("می\u200cشود", "می\u200cشود"),
        ("AT&amp;T &lt; &#8220;x&#8221; R&D", "AT&T < “x” R&D"),
        ("GUANTÁNAMO — Müller’s café’s “open”", "GUANTÁNAMO — Müller’s café’s “open”"),
        ("<p>One <b>two</b>.</p>\n<div>Three.</div>", "One two.\n\nThree."),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("one\t two\u00a0 three", "one two three"),
        ("A.\r\n\r\nB.\rC.", "A.\n\nB.\n\nC."),
    ],
)
def test_bodies(damaged: str, whole: str):
    assert clean_text(damaged) == whole


def test_a_headline_is_one_line():
    assert clean_line(" Talks\r\n resume ") == "Talks resume"


@pytest.mark.parametrize(
    ("said", "genre"),
    [
        ({"title": "Opinion: Let them talk"}, "opinion"),
        ({"title": "OPINION: Let them talk"}, "opinion"),
        ({"title": "Opinion on the talks is split"}, "unknown"),
        ({"title": "Editorial: The wall"}, "editorial"),
        ({"title": "Letters to the editor"}, "letter"),
        ({"title": "Kabul falls: live updates"}, "live"),
        ({"url": "https://a.example/opinion/7"}, "opinion"),
        ({"url": "https://a.example/commentisfree/7"}, "opinion"),
        ({"url": "https://a.example/editorial/7"}, "editorial"),
        ({"url": "https://a.example/news/7"}, "unknown"),
        ({"section": "Opinion"}, "opinion"),
        ({"section": "Live"}, "live"),
        ({"section": "World news"}, "unknown"),
        ({"genre": "News"}, "news"),
        ({"genre": "Op-Ed", "section": "World"}, "opinion"),
        ({"genre": "News", "section": "Opinion"}, "opinion"),
        ({"genre": "briefing"}, "other"),
        ({"label": "New York Times - Opinion"}, "opinion"),
        ({"label": "CNN - Editorial"}, "editorial"),
        ({"label": "New York Times - News"}, "unknown"),
    ],
)
def test_genre(said: dict[str, str], genre: str):
    fields = {"genre": None, "section": None, "url": None, "title": None, **said}
    assert genre_of(**fields) == genre
