"""How right sentiment toward an actor is, for every back end, on labelled news sentences.

Run it as ``python tests/benchmarks/target_sentiment.py`` beside ``../shared``. It prints

- macro F1 and accuracy with 95 % bootstrap intervals on NewsMTSC's development parts
  (Hamborg & Donnay 2021) and on the sentences about Pakistan, the Taliban and the United
  States (read twice by language models, not by people), with the signed error by actor;
- recovery: NewsMTSC's sentences resampled into pseudo-outlets of known mean stance, and the
  slope of the estimated on the true mean. A slope of 1 would be a timeline without shrinkage.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from toolkit.sentiment import classify, target
from toolkit.training import agreement

DATA = Path(__file__).parents[3] / "shared" / "data"
RESAMPLES = 1000
DRAWS, PER_OUTLET = 200, 300

Rows = tuple[list[str], list[int], list[int], np.ndarray, list[str]]


def newsmtsc(part: str) -> Rows:
    text = (DATA / "newsmtsc" / f"{part}.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    truth = np.array([int(row["polarity"]) for row in rows])
    places = [row["from"] for row in rows], [row["to"] for row in rows]
    return [row["sentence"] for row in rows], *places, truth, [""] * len(rows)


def own_actors() -> Rows:
    text = (DATA / "afpak" / "coded.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    rows = [row for row in rows if row["is_actor"] == "actor" and row["stance"] is not None]
    truth = np.array([row["stance"] for row in rows])
    places = [row["start"] for row in rows], [row["end"] for row in rows]
    return [row["sentence"] for row in rows], *places, truth, [row["actor"] for row in rows]


def macro_f1(truth: np.ndarray, guess: np.ndarray) -> float:
    return agreement.macro_f1(agreement.confusion(truth + 1, guess.astype(int) + 1))


def interval(truth: np.ndarray, guess: np.ndarray, rng: np.random.Generator) -> str:
    draws = [
        macro_f1(truth[rows], guess[rows])
        for rows in rng.integers(0, len(truth), (RESAMPLES, len(truth)))
    ]
    low, high = np.quantile(draws, [0.025, 0.975])
    return f"{macro_f1(truth, guess):.3f} [{low:.3f}, {high:.3f}]"


def recovery(truth: np.ndarray, sentiment: np.ndarray, rng: np.random.Generator) -> str:
    """Regress the estimated mean of pseudo-outlets on the true one."""
    by_class = {value: np.flatnonzero(truth == value) for value in (-1, 0, 1)}
    true, estimated = [], []
    for _ in range(DRAWS):
        mean = rng.uniform(-0.6, 0.4)
        neutral = rng.uniform(0.2, 0.4)
        positive = (1 - neutral + mean) / 2
        shares = {1: positive, 0: neutral, -1: 1 - neutral - positive}
        rows = np.concatenate(
            [
                rng.choice(by_class[value], round(share * PER_OUTLET))
                for value, share in shares.items()
            ]
        )
        true.append(truth[rows].mean())
        estimated.append(sentiment[rows].mean())
    slope, intercept = np.polyfit(true, estimated, 1)
    worst = np.abs(np.array(estimated) - np.array(true)).max()
    return f"slope {slope:.2f}  intercept {intercept:+.3f}  largest error {worst:.3f}"


def main() -> None:
    parts = {"dev_rw": newsmtsc("dev_rw"), "dev_mt": newsmtsc("dev_mt"), "afpak": own_actors()}
    for back_end in target.BACK_ENDS:
        rng = np.random.default_rng(0)
        pooled: list[tuple[np.ndarray, np.ndarray]] = []
        for name, (sentences, starts, ends, truth, actors) in parts.items():
            guess = classify(sentences, starts, ends, back_end=back_end)
            accuracy = (guess == truth).mean()
            macro = interval(truth, guess, rng)
            print(f"{back_end:7} {name:7} macro F1 {macro}  accuracy {accuracy:.3f}")
            if name == "afpak":
                for actor in sorted(set(actors)):
                    rows = np.array(actors) == actor
                    error = (guess[rows] - truth[rows]).mean()
                    print(f"        signed error, {actor} (n = {rows.sum()}): {error:+.3f}")
                continue
            numbers, _ = target._numbers(sentences, starts, ends, back_end, False)
            negative, _, positive = target.probabilities(numbers, back_end)
            pooled.append((truth, positive - negative))
        truth, sentiment = (np.concatenate(columns) for columns in zip(*pooled, strict=True))
        print(f"{back_end:7} recovery on both development parts: {recovery(truth, sentiment, rng)}")


if __name__ == "__main__":
    main()
