"""The generic frames are found where they are told, and agree with human coders."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from one_article import article

from toolkit import codebook, tables
from toolkit.framing import find_frames, frame_presence

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import framing as benchmark

#: An invented article of each kind; none is about what the labelled articles are about.
TOLD = {
    "conflict": "The two parties clashed over the ferry on Monday. The harbour master accused "
    "the council of lying, and its critics denounced the chairman, who rejected every charge.",
    "human_interest": "Ana Brel held her baby and wept. “I lost my home and my mother in one "
    "night,” she told me. Her neighbours, still in tears, remember the little girl next door.",
    "economic_consequences": "The closure will cost the port 40 million crowns a year. Two "
    "hundred workers lose their jobs, investors have sold, and prices and taxes will rise.",
    "morality": "The bishop called it a sin and a matter of conscience. It is immoral to turn "
    "the old away, he preached: God asks for mercy, and those who lied should feel shame.",
    "responsibility": "The ministry is responsible and must act, the auditors said. They urged "
    "a plan to fix the wards: the solution is more nurses, and the mayor pledged to help.",
}
FLAT = "The museum opens at nine. It has four rooms, a garden and a view of the old lighthouse."
#: Two of these behind a story: in a text of thirty words one chance hit would be a frame.
REST = f" {FLAT} {FLAT}"


def present(text: str) -> set[str]:
    one = article(text)
    hits = find_frames(one, tables.empty("mentions"), "generic_frames")
    found = frame_presence(hits, one, "generic_frames")
    return set(found.loc[found["present"], "frame"])


@pytest.mark.parametrize("frame", TOLD)
def test_a_frame_is_found_in_an_article_of_its_kind(frame: str):
    assert frame in present(TOLD[frame] + REST)


def test_an_article_without_a_frame_has_none():
    assert present(FLAT) == set()


@pytest.mark.parametrize(
    ("frame", "other"),
    [
        ("conflict", "human_interest"),
        ("human_interest", "economic_consequences"),
        ("economic_consequences", "morality"),
        ("morality", "economic_consequences"),
        ("responsibility", "morality"),
    ],
)
def test_a_frame_is_not_found_in_an_article_of_another_kind(frame: str, other: str):
    assert frame not in present(TOLD[other] + REST)


def test_every_frame_says_what_it_is_and_how_well_it_was_measured():
    for frame in codebook.read("generic_frames").frames:
        assert "Semetko" in frame.source and frame.definition and frame.threshold > 0
        assert "alpha" in frame.validation and "benchmarks/framing.py" in frame.validation


def test_no_indicator_is_about_a_topic():
    topics = "climat warming carbon emission fossil green environment taliban pakistan".split()
    words = [
        word.lower()
        for frame in codebook.read("generic_frames").frames
        for term in frame.indicators
        for word in term.split()
    ]
    assert not [word for word in words if word.startswith(tuple(topics))]


def test_alpha_and_f1_are_those_of_the_formula():
    # Krippendorff (2011), Computing Krippendorff's alpha-reliability, example A: 0.095
    coder = np.array([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], float)
    other = np.array([1, 1, 1, 0, 0, 1, 0, 0, 0, 0], bool)
    _, _, f1, _, alpha = benchmark.measures(coder, other, np.ones((1, 10)))[:, 0]
    assert alpha == pytest.approx(0.095, abs=0.001)
    assert f1 == pytest.approx(2 * 1 / (2 + 4))


@pytest.mark.skipif(not benchmark.DATA.is_file(), reason="the labelled articles are absent")
def test_agreement_with_human_coders_stays_where_it_was():
    articles, truth = benchmark.labelled()
    answers = benchmark.held_out(benchmark.densities(articles), truth)
    found = benchmark.measured(truth, answers, np.ones((1, len(articles))))
    assert benchmark.macro(found)[0] > 0.65  # measured 0.69; guessing gives 0.50
