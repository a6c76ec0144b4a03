"""The policy frames are those of the Policy Frames Codebook, and find invented sentences."""

from __future__ import annotations

import pytest
from one_article import article

from toolkit import codebook, find_frames, find_mentions

SENTENCES = {
    "economic": "The levy would cost jobs, and inflation is high.",
    "capacity_and_resources": "Clinics are understaffed and run into shortages of beds.",
    "morality_and_ethics": "It is immoral, the bishop said, and against all conscience.",
    "fairness_and_equality": "The quota discriminates against hill farmers.",
    "legality": "The decree is unconstitutional, the lawsuit says.",
    "policy_prescription": "The minister presented a proposal for new rules.",
    "crime_and_punishment": "Two men were indicted and later sentenced.",
    "security_and_defense": "Soldiers were sent to the dam after the bombing.",
    "health_and_safety": "Measles, a disease of children, filled the hospital.",
    "quality_of_life": "Daily life has become a hardship in the valley.",
    "cultural_identity": "The festival is part of our heritage and of tribal culture.",
    "public_opinion": "Pollsters saw approval ratings fall after the protests.",
    "political": "Both parties fear the election; the lobbyists do not.",
    "external_regulation": "The ambassador warned of sanctions under the treaty.",
}


def test_the_dimensions_are_those_of_the_codebook_without_other():
    book = codebook.read("policy_frames")
    assert [frame.name for frame in book.frames] == list(SENTENCES)
    assert book.actors == ()
    for frame in book.frames:
        assert frame.validation == "not validated"
        assert 20 <= len(frame.indicators) <= 40
        assert frame.definition
        assert "Boydstun" in frame.source


@pytest.mark.parametrize("frame", SENTENCES)
def test_a_sentence_of_each_dimension_is_found_and_attached(frame: str):
    one = article(f"Pakistan waited. {SENTENCES[frame]}")
    found = find_frames(one, find_mentions(one), "policy_frames")
    assert frame in found["frame"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        "She was given an honorable discharge.",
        "A non-profit runs the library.",
        "The Council on Foreign Relations met.",
        "Polling stations opened at seven.",
        "Customs officers looked at the crates.",
    ],
)
def test_what_reading_lines_taught_is_excluded(text: str):
    one = article(text)
    assert find_frames(one, find_mentions(one), "policy_frames").empty


def test_it_goes_on_top_of_the_generic_frames_without_a_clash(tmp_path):
    path = tmp_path / "both.toml"
    path.write_text('extends = ["generic_frames", "policy_frames"]', encoding="utf-8")
    names = [frame.name for frame in codebook.read(path).frames]
    assert len(names) == len(set(names)) >= 19
