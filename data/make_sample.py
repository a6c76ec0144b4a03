"""Write the synthetic sample corpus, ``data/sample/``, with the truth of what is planted in it.

Everything in it is invented: the outlets, the people, the events. It exists to show the toolkit
and to test whether known shifts are found; it says nothing about the world.

Run ``python data/make_sample.py``; the same Python gives the same bytes each time. With
``--latent`` it also prints how often each outlet was made to judge each actor, by period.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import random
import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SEED = 20200229
HERE = Path(__file__).resolve().parent
GRAMMAR = HERE / "sample_grammar"
SAMPLE = HERE / "sample"

DOHA = date(2020, 2, 29)
KABUL = date(2021, 8, 15)
QUARTERS = [date(year, month, 1) for year in range(2019, 2023) for month in (1, 4, 7, 10)]
PER_QUARTER = 19
N_WIRE_STORIES = 60
WORDS = (150, 400)

OUTLETS = {
    "herald": "Synthetic Herald",
    "ledger": "Synthetic Ledger",
    "observer": "Synthetic Observer",
    "courier": "Synthetic Courier",
}
CURLY = {"herald", "observer"}  # the outlets that print curly quotation marks
ACTORS = {"P": "Pakistan", "U": "United States", "T": "Taliban"}
POOLS = {"P": "stance_pakistan", "U": "stance_us", "T": "stance_taliban"}
FIELDS = ["outlet", "published", "title", "text", "author", "url", "section", "genre"]

# Share of favourable and of unfavourable among an outlet's own statements on an actor; the rest
# are neutral. LOW and HIGH differ by 0.8 in (favourable - unfavourable).
HIGH, LOW = (0.50, 0.15), (0.10, 0.55)
LEVEL: dict[tuple[str, str], list[tuple[date, tuple[float, float]]]] = {
    ("herald", "P"): [(date.min, HIGH), (KABUL, LOW)],
    ("herald", "U"): [(date.min, LOW), (DOHA, HIGH)],
    ("herald", "T"): [(date.min, (0.25, 0.40))],
    ("ledger", "P"): [(date.min, LOW), (DOHA, HIGH)],
    ("ledger", "U"): [(date.min, HIGH), (KABUL, LOW)],
    ("ledger", "T"): [(date.min, (0.25, 0.40))],
    ("observer", "P"): [(date.min, (0.35, 0.30))],
    ("observer", "U"): [(date.min, (0.30, 0.35))],
    ("observer", "T"): [(date.min, LOW), (DOHA, HIGH), (KABUL, LOW)],
    ("courier", "P"): [(date.min, (0.30, 0.35))],
    ("courier", "U"): [(date.min, (0.35, 0.30))],
    ("courier", "T"): [(date.min, (0.30, 0.35))],
}

# Share of an outlet's own articles on the actor that carry the frame.
FRAME_BASE, FRAME_RAISED = 0.15, 0.55
FRAME_ACTOR = {"safe_haven": "P", "mediator": "P", "rights_abuser": "T"}
FRAME_EVENT = {"safe_haven": KABUL, "mediator": DOHA, "rights_abuser": KABUL}
FRAME_OUTLET = {"safe_haven": "herald", "mediator": "ledger", "rights_abuser": "observer"}

# The world changes for all outlets alike: mood of what the actors are reported to have said.
MOODS = {
    0: {"calm": 14, "hopeful": 2, "grim": 4},
    1: {"calm": 10, "hopeful": 7, "grim": 3},
    2: {"calm": 6, "hopeful": 1, "grim": 13},
}
HAS_OWN_BAD_NEWS = {"attack", "hunger"}
HAS_OWN_GOOD_NEWS = {"ceasefire", "prisoners"}
P_OPINION, P_NONE = 0.12, 0.10
FRESH = {"n", "n2", "big", "m", "pct", "yrs", "nth", "dead2"}  # drawn anew in each sentence
WORD = "zero one two three four five six seven eight nine".split()
NTH = "third fourth fifth sixth seventh eighth ninth".split()
MONTH = (
    "January February March April May June July August September October November December"
).split()
OPENERS = [
    "For now, ", "Over the past year, ", "By now, ", "Seen over {yrs} years, ",
    "As things stand, ", "In the end, ", "Through all of this, ",
]  # fmt: skip
EDITORIAL_OPENERS = ["In our view, ", "This newspaper holds that ", "To my mind, ", "I believe "]


def read_grammar() -> dict[str, Any]:
    """Read every pool; a block of text becomes a list of its lines."""

    def lines(value: Any) -> Any:
        if isinstance(value, str) and "\n" in value:
            return [line for line in value.splitlines() if line.strip()]
        return value

    grammar: dict[str, Any] = {"kinds": {}}
    for path in sorted(GRAMMAR.rglob("*.toml")):
        pool = {k: lines(v) for k, v in tomllib.loads(path.read_text("utf-8")).items()}
        if path.parent.name == "kinds":
            grammar["kinds"][path.stem] = pool
        else:
            grammar[path.stem] = pool
    return grammar


class Decks:
    """Shuffled decks, one a key: over a deck the shares are exact, within it the order is random.

    Each deck has its own random stream, so that one outlet's draws do not depend on another's.
    """

    def __init__(self) -> None:
        self._left: dict[Any, list[Any]] = {}
        self._streams: dict[Any, random.Random] = {}

    def draw(self, key: Any, cards: list[Any]) -> Any:
        """Give the next card of the deck named `key`, reshuffling `cards` when it is used up."""
        left = self._left.setdefault(key, [])
        if not left:
            stream = self._streams.setdefault(key, random.Random(f"{SEED}{key!r}"))
            left.extend(cards)
            stream.shuffle(left)
        return left.pop()

    def sign(self, key: Any, shares: tuple[float, float]) -> int:
        """Draw +1, -1 or 0 with the given shares of +1 and -1."""
        n_pos, n_neg = round(20 * shares[0]), round(20 * shares[1])
        cards = [1] * n_pos + [-1] * n_neg + [0] * (20 - n_pos - n_neg)
        return int(self.draw(("sign", key, shares), cards))

    def yes(self, key: Any, share: float) -> bool:
        """Draw True with the given share."""
        n_yes = round(20 * share)
        return bool(self.draw(("yes", key, share), [True] * n_yes + [False] * (20 - n_yes)))


@dataclass
class Story:
    """What happened: everything that must agree within an article and between its copies."""

    kind: str
    when: date
    actors: list[str]
    facts: dict[str, str]
    lead: int
    topics: list[str]
    used: set[str] = field(default_factory=set)
    cast: dict[str, str] = field(default_factory=dict)


@dataclass
class Block:
    """A paragraph before names are settled; an optional one is cut first."""

    sentences: list[str]
    optional: bool = False


def era(day: date) -> int:
    """0 before the Doha agreement, 1 until the fall of Kabul, 2 from then on."""
    return (day >= DOHA) + (day >= KABUL)


def level(outlet: str, actor: str, day: date) -> tuple[float, float]:
    """Shares of favourable and unfavourable statements in force on a day."""
    return [shares for start, shares in LEVEL[outlet, actor] if start <= day][-1]


def frame_level(outlet: str, frame: str, day: date) -> float:
    """Share of articles with the frame in force on a day."""
    raised = FRAME_OUTLET[frame] == outlet and day >= FRAME_EVENT[frame]
    return FRAME_RAISED if raised else FRAME_BASE


def upper_first(text: str) -> str:
    """Capitalise the first letter, past an opening quotation mark."""
    return re.sub(r"^(“?)([a-z])", lambda m: m.group(1) + m.group(2).upper(), text)


def number_facts(rng: random.Random) -> dict[str, str]:
    """Draw the numbers that a sentence may name."""
    return {
        "n": WORD[rng.randint(3, 9)],
        "n2": str(rng.randint(11, 48)),
        "big": f"{rng.randint(12, 480) * 100:,}",
        "m": str(rng.randint(12, 240)),
        "pct": str(rng.randint(4, 38)),
        "yrs": WORD[rng.randint(2, 9)],
        "nth": rng.choice(NTH),
        "dead2": str(rng.randint(11, 40)),
    }


class Writer:
    """Turns stories into articles, outlet by outlet."""

    def __init__(self, grammar: dict[str, Any]) -> None:
        self.grammar = grammar
        self.rng = random.Random(SEED)
        self.decks = Decks()
        self.latent: Counter[tuple[str, str, int, int]] = Counter()
        self.latent_frames: Counter[tuple[str, str, int, bool]] = Counter()
        self.slugs: Counter[str] = Counter()

    # -- stories -----------------------------------------------------------------------------
    def story(self, when: date, outlet: str, *, wire: bool = False) -> Story:
        """Invent what an article is about."""
        kinds = self.grammar["kinds"]
        none = not wire and self.decks.yes(("none", outlet), P_NONE)
        cards = [
            name
            for name, kind in kinds.items()
            if name.startswith("none_") == none
            for _ in range(kind["weights"][era(when)])
        ]
        name = self.decks.draw(("kind", "wire" if wire else outlet, none, era(when)), cards)
        kind = kinds[name]
        maybe = [a for a in kind["maybe"] if self.decks.yes(("maybe", outlet, a), 0.55)]
        facts = self.facts(when)
        lead = self.rng.choice(sorted(set(kind["pairs"])))
        topics = list(kind["topics"])
        self.rng.shuffle(topics)
        topics += ["the matter", "this question"]
        return Story(name, when, [*kind["actors"], *maybe], facts, lead, topics)

    def facts(self, when: date) -> dict[str, str]:
        """Draw places, days and numbers."""
        rng, places = self.rng, self.grammar["places"]
        acity, aprov = rng.choice(places["afghan"])
        event = when - timedelta(days=rng.randint(0, 2))
        later = when + timedelta(days=rng.randint(2, 4))
        if later.weekday() == event.weekday():
            later += timedelta(days=1)
        dead = rng.randint(3, 29)
        return number_facts(rng) | {
            "acity": acity,
            "aprov": aprov,
            "pcity": rng.choice(places["pakistani"]),
            "xing": rng.choice(places["crossings"]),
            "day": f"{event:%A}",
            "pday": f"{later:%A}",
            "pday0": f"{event + timedelta(days=1):%A}" if event < when else f"{event:%A}",
            "month": MONTH[when.month - 2],
            "nmonth": MONTH[when.month % 12],
            "season": ["winter", "spring", "summer", "autumn"][when.month % 12 // 3],
            "dead": WORD[dead] if dead < 10 else str(dead),
            "hurt": str(dead + rng.randint(9, 60)),
            "afgov": "the Taliban administration" if era(when) == 2 else "the Afghan government",
        }

    # -- sentences ---------------------------------------------------------------------------
    def fill(self, frame: str, story: Story, *, keep: bool = False, topic: str = "") -> str:
        """Choose among alternatives and fill in facts; people are left for :meth:`settle`.

        `keep` keeps the story's own numbers (titles and leads) where other sentences get new ones.
        """
        number = 1 if topic.endswith("*") else 0

        def choose(match: re.Match[str]) -> str:
            options = match.group(1).split("|")
            if options in (["is", "are"], ["has", "have"], ["was", "were"]):
                return options[number]
            return str(self.rng.choice(options))

        text = re.sub(r"\[([^\[\]]+)\]", choose, frame)
        numbers = number_facts(self.rng)
        names = {k: self.rng.choice(v) for k, v in self.grammar["places"]["names"].items()}

        def fact(match: re.Match[str]) -> str:
            key = match.group(1)
            if key == "topic":
                return self.fill(topic.rstrip("*"), story, keep=True)
            if key in names:
                return str(names[key])
            if key in FRESH and not keep:
                return numbers[key]
            return story.facts.get(key, match.group(0))

        text = re.sub(r"\{(\w+)\}", fact, text)
        text = re.sub(r"(United States|leaders)'s", r"\1'", text)
        return re.sub(r"\b([Aa]) (?=eight|eleven|8|11\b|18\b)", r"\1n ", text)

    def vary(self, text: str, tails: str = "") -> str:
        """Reword a factual frame: swap neutral words, and perhaps name a source at its end.

        Only frames without a quotation are reworded; the swaps come as bracketed alternatives.
        """
        variation = self.grammar["variation"]
        if "“" in text:
            return text
        for group in variation["swaps"]:
            text = re.sub(rf"\b{group[0]}\b(?![^\[]*\])", f"[{'|'.join(group)}]", text, count=1)
        sourced = re.search(r"\b(said|says|according|reported|told|showed|announced)\b", text)
        if tails and not sourced and ";" not in text and self.rng.random() < 0.5:
            if tails == "ending_tails" and not re.search(r"\{(pday|nmonth)\}", text):
                return text
            tail = self.pick(tails, variation[tails])
            text = f"{text[:-1]}, {tail}."
        return text

    def head(self, text: str) -> str:
        """Put a time or an occasion before some reported reactions."""
        if not re.match(r"(Pakistan|Islamabad|The|Washington|US|American|Taliban|Kabul)\b", text):
            return text
        unfit = re.search(r"“|\b(day|week|evening|will|continue)\b|^The Afghan Taliban \[say", text)
        if unfit or self.rng.random() < 0.3:
            return text
        head = self.pick("heads", self.grammar["variation"]["reaction_heads"])
        spoken = re.search(r"\b(said|condemned|warned|deplored|denounced|spoke|welcomed)\b", text)
        if not spoken and re.match("In a|Asked|At a", head):
            return text
        return head + re.sub(r"^The ", "the ", text)

    def settle(self, text: str, story: Story, named: set[str]) -> str:
        """Name the people: in full where they first appear, by surname afterwards."""
        people = self.grammar["people"]
        once: dict[str, str] = {}

        def person(match: re.Match[str]) -> str:
            role = match.group(1)
            if role in people["trade"]:
                if role not in once:
                    trade = self.rng.choice(people["trade"][role])
                    pool = [n for n in people["names"][role] if n not in named]
                    name = self.rng.choice(pool or people["names"][role])
                    named.add(name)
                    once[role] = f"{trade} {name}"
                return once[role]
            if role not in story.cast:
                story.cast[role] = self.rng.choice(people["office"][role])
            full = story.cast[role].replace("{acity}", story.facts["acity"])
            if role in named:
                return full.split()[-1]
            named.add(role)
            return full

        return upper_first(re.sub(r"\{(\w+)\}", person, text))

    def pick(self, pool: str, options: list[str]) -> str:
        """Take the next sentence frame of a pool, so that none is overused."""
        return str(self.decks.draw(("frame", pool), options))

    def several(self, pool: str, options: list[str], count: int) -> list[str]:
        """Take `count` different frames of a pool."""
        found: list[str] = []
        for _ in range(4 * count):
            if len(found) == min(count, len(options)):
                break
            frame = self.pick(pool, options)
            if frame not in found:
                found.append(frame)
        return found

    # -- stance, frames, reactions -----------------------------------------------------------
    def stance(self, outlet: str, actor: str, story: Story, opinion: bool) -> list[str]:
        """Statements about an actor in the outlet's own voice, from the level in force.

        An article is of one mind about an actor: its statements share one drawn sign.
        """
        shares = level(outlet, actor, story.when)
        pools = self.grammar[POOLS[actor]]
        sentences: list[str] = []
        sign = self.decks.sign((outlet, actor), shares)
        counts = [2, 2, 3] if opinion else [1, 2, 2]
        for _ in range(self.decks.draw(("count", outlet, actor, sign, shares, opinion), counts)):
            self.latent[outlet, actor, era(story.when), sign] += 1
            name = {1: "positive", -1: "negative", 0: "neutral"}[sign]
            frame = self.pick(f"{outlet}{actor}{name}", pools[name])
            topic = story.topics[0]
            if "{topic}" in frame:  # no topic twice running; later ones are "the matter"
                story.topics.append(story.topics.pop(0))
            text = upper_first(self.fill(frame, story, topic=topic))
            sentences.append(self.opened(text, frame, story, opinion) if sign else text)
        return sentences

    def opened(self, text: str, frame: str, story: Story, opinion: bool) -> str:
        """Put a few words before some statements that begin with the actor's name."""
        plain = re.match(r"\{[PUT]\} (has|have|\[)", frame) and not re.search(
            r"never|yet to|could have|no longer|throughout|year", frame
        )
        if not plain or self.rng.random() > 0.4:
            return text
        opener = self.rng.choice(EDITORIAL_OPENERS if opinion else OPENERS)
        rest = re.sub(r"^The ", "the ", text)
        return self.fill(opener, story) + rest

    def frame_blocks(self, outlet: str, story: Story) -> list[Block]:
        """Paragraphs that carry a frame, where the level in force says so."""
        found = []
        for frame, actor in FRAME_ACTOR.items():
            if actor not in story.actors:
                continue
            shares = frame_level(outlet, frame, story.when)
            present = self.decks.yes((outlet, frame), shares)
            self.latent_frames[outlet, frame, era(story.when), present] += 1
            if present:
                options = self.grammar["frames"][frame]
                context = self.pick(f"{frame}c", self.grammar["variation"][f"{frame}_context"])
                frames = [context] if self.rng.random() < 0.6 else []
                frames.append(self.pick(f"{outlet}{frame}", options))
                found.append(Block([self.fill(f, story) for f in frames]))
        return found

    def reactions(self, owner: str, story: Story) -> list[Block]:
        """What the actors are reported to have said: the mood of the world, no outlet's view."""
        pools = self.grammar["reactions"]
        cards = [mood for mood, n in MOODS[era(story.when)].items() for _ in range(n)]
        blocks: list[Block] = []
        context_given = set()
        for actor in self.rng.sample(story.actors, len(story.actors)):
            mood = self.decks.draw(("mood", owner, actor, era(story.when)), cards)
            count = self.rng.choice([1, 1, 2]) if mood != "hopeful" else 1
            sentences = [
                self.fill(self.head(self.vary(frame)), story)
                for frame in self.several(f"{owner}{actor}_{mood}", pools[f"{actor}_{mood}"], count)
            ]
            own = HAS_OWN_BAD_NEWS if mood == "grim" else HAS_OWN_GOOD_NEWS
            if mood != "calm" and story.kind not in own and mood not in context_given:
                context_given.add(mood)
                context = self.pick(f"{owner}{mood}", pools[f"{mood}_context"])
                sentences.insert(0, self.fill(context, story))
                blocks.insert(0, Block(sentences))
            else:
                blocks.append(Block(sentences))
        if "T" in story.actors and era(story.when) < 2 and self.rng.random() < 0.35:
            frame = self.head(self.vary(self.pick("K", pools["K_calm"])))
            blocks.append(Block([self.fill(frame, story)], optional=True))
        return blocks

    def quoted_view(self, outlet: str, story: Story) -> list[Block]:
        """An evaluation in somebody else's mouth, with the same distribution at all times."""
        if not self.decks.yes(("quoted", outlet), 0.40):
            return []
        actor = self.rng.choice(story.actors)
        sign = self.decks.draw(("quoted", outlet, actor), ["positive", "negative"])
        options = self.grammar["quoted"][f"{actor}_{sign}"]
        if self.grammar["kinds"][story.kind]["far"]:
            options = [q for q in options if "{analyst}" in q]
        return [Block([self.fill(self.pick(f"{outlet}{options[0]}{sign}", options), story)])]

    # -- articles ----------------------------------------------------------------------------
    def news_blocks(self, story: Story, owner: str) -> tuple[list[Block], list[Block], list[Block]]:
        """The factual parts of a news story: opening, middle, close."""
        kind = self.grammar["kinds"][story.kind]
        n_details = self.rng.randint(5, 7) if story.actors and owner != "wire" else 9
        details = [
            self.fill(self.vary(f, "detail_tails"), story)
            for f in self.several(f"{story.kind}details", kind["details"], n_details)
        ]
        quotes = [
            self.fill(f, story) for f in self.several(f"{story.kind}quotes", kind["quotes"], 2)
        ]
        said = self.several(f"{story.kind}background", kind["background"], 2)
        story.used.update(said)
        background = [self.fill(self.vary(f, "background_tails"), story) for f in said]
        frame = self.pick(f"{story.kind}endings", kind["endings"])
        ending = self.fill(self.vary(frame, "ending_tails"), story)
        lead = self.fill(self.vary(kind["leads"][story.lead]), story, keep=True)
        opening = [Block([lead, details[0]]), Block(details[1:3])]
        middle = [Block([quotes[0], *details[5:7]])]
        if len(quotes) > 1 and (not story.actors or self.rng.random() < 0.5):
            middle.append(Block([quotes[1]], optional=bool(story.actors)))
        middle.append(Block(details[3:5] + details[7:], optional=bool(story.actors)))
        spare = background[1:] if not story.actors or self.rng.random() < 0.5 else []
        story.used.discard("" if spare else said[1])
        return opening, middle, [Block([background[0], *spare]), Block([ending], optional=True)]

    def news(self, outlet: str, story: Story) -> list[Block]:
        """A news story with the outlet's own remarks in it."""
        opening, middle, close = self.news_blocks(story, outlet)
        if story.actors:
            for actor in story.actors:
                middle.append(Block(self.stance(outlet, actor, story, False)))
            middle += self.quoted_view(outlet, story) + self.frame_blocks(outlet, story)
            first, *rest = middle
            self.rng.shuffle(rest)
            at = self.rng.randint(0, len(rest))
            middle = [first, *rest[:at], *self.reactions(outlet, story), *rest[at:]]
        return opening + middle + close

    def opinion(self, outlet: str, story: Story) -> list[Block]:
        """An opinion piece or editorial: fewer facts, more judgements."""
        pools = self.grammar["opinion"]
        opening, _middle, close = self.news_blocks(story, outlet)
        topic = story.topics[0]
        begin = self.fill(self.pick("openings", pools["openings"]), story, topic=topic)
        blocks = [Block([begin]), opening[0], opening[1]]
        turn = self.pick("turns", pools["turns"])
        for actor in story.actors:
            blocks.append(Block(self.stance(outlet, actor, story, True)))
        blocks[3].sentences.insert(0, turn)
        blocks += self.reactions(outlet, story)
        blocks += self.quoted_view(outlet, story)
        close = [*self.frame_blocks(outlet, story), close[0]]
        end = Block([self.pick("closings", pools["closings"])])
        return [*blocks, *close, end]

    def body(self, blocks: list[Block], story: Story) -> list[str]:
        """Settle names and cut to length; gives the paragraphs."""
        blocks = [b for b in blocks if b.sentences]
        for frame in self.grammar["kinds"][story.kind]["background"]:
            if words_of(blocks) >= WORDS[0] + 8:
                break
            if frame not in story.used:
                blocks[-2].sentences.append(self.fill(frame, story))
        while words_of(blocks) > WORDS[1] - 30:
            spare = [b for b in blocks if b.optional]
            if not spare:
                break
            blocks.remove(spare[-1])
        named: set[str] = set()
        return [" ".join(self.settle(s, story, named) for s in b.sentences) for b in blocks]

    def title(self, story: Story, index: int = 0) -> str:
        """A headline that fits the story's lead; `index` asks for another one."""
        kind = self.grammar["kinds"][story.kind]
        options = [t for t, lead in zip(kind["titles"], kind["pairs"], strict=True)
                   if lead == story.lead]  # fmt: skip
        frames = options + [o for t in options for o in (f"World in brief: {t}", f"Report: {t}")]
        pick = self.rng.randrange(len(options)) if index == 0 else min(index, len(frames) - 1)
        return upper_first(self.fill(frames[pick], story, keep=True))

    def record(
        self, outlet: str, story: Story, title: str, paragraphs: list[str], author: str, genre: str
    ) -> dict[str, str]:
        """Dress an article in the outlet's habits."""
        kind = self.grammar["kinds"][story.kind]
        if genre == "news" and outlet in ("herald", "courier") and self.rng.random() < 0.4:
            paragraphs[0] = f"{self.rng.choice(kind['datelines'])} - {paragraphs[0]}"
        text = "\n\n".join(paragraphs)
        if self.rng.random() < 0.05:
            title = title.upper()
        slug = "-".join(re.sub(r"[^a-z0-9 ]", "", title.lower().replace("-", " ")).split()[:9])
        self.slugs[outlet + slug] += 1
        if self.slugs[outlet + slug] > 1:
            slug += f"-{self.slugs[outlet + slug]}"
        values = [
            OUTLETS[outlet],
            story.when.isoformat(),
            marks(title, outlet),
            marks(text, outlet),
            author,
            f"https://{outlet}.example/{story.when:%Y/%m}/{slug}",
            "Opinion" if genre != "news" else kind["section"],
            genre,
        ]
        return dict(zip(FIELDS, values, strict=True))

    def own_article(self, outlet: str, when: date) -> dict[str, str]:
        """One article that an outlet wrote itself."""
        story = self.story(when, outlet)
        author = self.rng.choice(self.grammar["people"]["byline"][outlet])
        if story.actors and self.decks.yes(("opinion", outlet), P_OPINION):
            genre = self.decks.draw(("genre", outlet), ["opinion", "editorial"])
            topic = story.topics[0]
            frame = self.pick("optitles", self.grammar["opinion"]["titles"])
            title = upper_first(self.fill(frame, story, keep=True, topic=topic))
            if genre == "editorial":
                title, author = re.sub(r"^(Opinion|Comment):", "Editorial:", title), ""
            else:
                title = re.sub(r"^Editorial:", "Opinion:", title)
            paragraphs = self.body(self.opinion(outlet, story), story)
        else:
            genre, title = "news", self.title(story)
            paragraphs = self.body(self.news(outlet, story), story)
        return self.record(outlet, story, title, paragraphs, author, genre)

    def wire_articles(self, when: date, outlets: list[str]) -> list[dict[str, str]]:
        """One wire story as several outlets print it: other titles, small cuts and edits."""
        story = self.story(when, "wire", wire=True)
        opening, middle, close = self.news_blocks(story, "wire")
        for block in middle:
            block.optional = False
        blocks = opening + middle + self.reactions("wire", story) + close
        paragraphs = self.body(blocks, story)
        records = []
        for index, outlet in enumerate(outlets):
            copy = list(paragraphs)
            if index and sum(len(p.split()) for p in copy[:-1]) >= WORDS[0]:
                copy.pop()
            if index == 2:
                copy[1] = copy[1].replace("officials said", "according to officials")
                copy[0] = copy[0].replace(" said on ", " announced on ")
            copy.append("- Synthetic Wire")
            printed = when + timedelta(days=self.rng.choice([0, 0, 1]) if index else 0)
            if era(printed) != era(when) or (printed.month - 1) // 3 != (when.month - 1) // 3:
                printed = when
            dated = Story(story.kind, printed, story.actors, story.facts, story.lead, story.topics)
            title = self.title(story, index)
            records.append(self.record(outlet, dated, title, copy, "Synthetic Wire", "news"))
        return records


def words_of(blocks: list[Block]) -> int:
    """Number of words before names are settled."""
    return sum(len(s.split()) for b in blocks for s in b.sentences)


def marks(text: str, outlet: str) -> str:
    """Quotation marks and apostrophes as the outlet sets them."""
    if outlet in CURLY:
        return text.replace("'", "’")
    return text.replace("“", '"').replace("”", '"')


def days_of_quarter(start: date, count: int, rng: random.Random) -> list[date]:
    """Spread `count` dates over a quarter, one in each equal stretch of it."""
    end = date(start.year + start.month // 10, (start.month + 2) % 12 + 1, 1)
    length = (end - start).days
    return [start + timedelta(days=int((i + rng.random()) * length / count)) for i in range(count)]


def make_articles(writer: Writer) -> dict[str, list[dict[str, str]]]:
    """Write the whole corpus, in time order, so that the decks run through time."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    rng = writer.rng
    names = list(OUTLETS)
    for i, start in enumerate(QUARTERS):
        taken: Counter[str] = Counter()
        n_wire = (i + 1) * N_WIRE_STORIES // len(QUARTERS) - i * N_WIRE_STORIES // len(QUARTERS)
        for day in days_of_quarter(start, n_wire, rng):
            outlets = rng.sample(names, rng.choice([2, 2, 3]))
            taken.update(outlets)
            for outlet, record in zip(outlets, writer.wire_articles(day, outlets), strict=True):
                found[outlet].append(record)
        for outlet in names:
            for day in days_of_quarter(start, PER_QUARTER - taken[outlet], rng):
                found[outlet].append(writer.own_article(outlet, day))
    for records in found.values():
        records.sort(key=lambda r: r["published"])
    return found


def add_defects(
    found: dict[str, list[dict[str, str]]], writer: Writer
) -> tuple[list[dict[str, str]], int]:
    """Add the records a real export spoils; gives their list and the place of the broken line."""
    spoiled: list[tuple[str, str, dict[str, str]]] = []
    plan = [
        ("herald", "no_date", date(2019, 8, 6)),
        ("ledger", "no_date", date(2021, 3, 9)),
        ("courier", "no_date", date(2022, 5, 17)),
        ("herald", "empty_text", date(2020, 11, 3)),
        ("courier", "empty_text", date(2021, 6, 22)),
    ]
    for outlet, defect, day in plan:
        record = writer.wire_articles(day, [outlet])[0]
        place = next(i for i, r in enumerate(found[outlet]) if r["published"] > day.isoformat())
        if defect == "no_date":
            record["published"] = ""
            record["url"] = re.sub(r"/\d{4}/\d{2}/", "/story/", record["url"])
        else:
            record["text"] = ""
        found[outlet].insert(place, record)
        spoiled.append((outlet, defect, record))
    original = found["ledger"][200]
    again = dict(original)
    found["ledger"].insert(206, again)
    spoiled.append(("ledger", "exact_repeat", again))
    broken_at = 150
    rows = []
    for outlet, defect, record in spoiled:
        row = next(i for i, r in enumerate(found[outlet], 1) if r is record)
        rows.append(
            {"file": file_name(outlet), "record": str(row), "defect": defect, "url": record["url"]}
        )
    rows.append(
        {"file": file_name("observer"), "record": str(broken_at), "defect": "bad_json", "url": ""}
    )
    return rows, broken_at


def file_name(outlet: str) -> str:
    """The file that holds an outlet."""
    return f"{outlet}.csv" if outlet in ("herald", "ledger") else f"{outlet}.jsonl.gz"


def write_csv(path: Path, fields: list[str], rows: list[dict[str, str]]) -> None:
    """Write rows with Unix line ends."""
    out = io.StringIO()
    table = csv.DictWriter(out, fields, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    path.write_bytes(out.getvalue().encode("utf-8"))


def write_json_lines(path: Path, rows: list[dict[str, str]], broken_at: int | None) -> None:
    """Write gzipped JSON Lines; the line numbered `broken_at` is one cut off in the middle."""
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    if broken_at is not None:
        lines.insert(broken_at - 1, lines[broken_at - 1][:170])
    data = ("\n".join(lines) + "\n").encode("utf-8")
    path.write_bytes(gzip.compress(data, mtime=0))


def truth_rows() -> list[dict[str, str]]:
    """Every cell: which way it moves at the event, and by how much."""
    rows = []
    for outlet, name in OUTLETS.items():
        for actor, label in ACTORS.items():
            for event in (DOHA, KABUL):
                before = level(outlet, actor, event - timedelta(days=1))
                after = level(outlet, actor, event)
                step = (after[0] - after[1]) - (before[0] - before[1])
                rows.append(truth_row(name, label, event, "target_sentiment", step))
    for frame, actor in FRAME_ACTOR.items():
        for outlet in (FRAME_OUTLET[frame], "courier"):
            event = FRAME_EVENT[frame]
            step = frame_level(outlet, frame, event) - FRAME_BASE
            rows.append(truth_row(OUTLETS[outlet], ACTORS[actor], event, f"frame_{frame}", step))
    return rows


def truth_row(outlet: str, actor: str, event: date, measure: str, step: float) -> dict[str, str]:
    """One row of the truth table."""
    sign = (step > 0.01) - (step < -0.01)
    return {
        "outlet": outlet,
        "actor": actor,
        "event_date": event.isoformat(),
        "measure": measure,
        "planted": str(sign),
        "size": f"{step if sign else 0.0:.2f}",
    }


def print_latent(writer: Writer) -> None:
    """Print the drawn statements and frames, by outlet, actor and period."""
    print("outlet    actor           period   n   pos   neg  pos-neg")
    for (outlet, actor), _ in LEVEL.items():
        for period in range(3):
            pos, neg, neu = (writer.latent[outlet, actor, period, s] for s in (1, -1, 0))
            n = pos + neg + neu
            print(f"{outlet:9} {ACTORS[actor]:15} {period}     {n:4}  {pos / n:.2f}  {neg / n:.2f}"
                  f"  {(pos - neg) / n:+.2f}")  # fmt: skip
    for outlet in OUTLETS:
        for frame in FRAME_ACTOR:
            shares = []
            for period in range(3):
                yes = writer.latent_frames[outlet, frame, period, True]
                n = yes + writer.latent_frames[outlet, frame, period, False]
                shares.append(f"{yes / n:.2f} of {n}")
            print(f"{outlet:9} {frame:15} {'   '.join(shares)}")


def main() -> None:
    """Write the corpus, the truth table and the list of defects."""
    parser = argparse.ArgumentParser(description="Write the synthetic sample corpus.")
    parser.add_argument("--latent", action="store_true", help="print what was drawn")
    arguments = parser.parse_args()
    writer = Writer(read_grammar())
    found = make_articles(writer)
    defects, broken_at = add_defects(found, writer)
    SAMPLE.mkdir(exist_ok=True)
    for outlet, rows in found.items():
        path = SAMPLE / file_name(outlet)
        if path.suffix == ".csv":
            write_csv(path, FIELDS, rows)
        else:
            write_json_lines(path, rows, broken_at if outlet == "observer" else None)
    write_csv(HERE / "sample_defects.csv", ["file", "record", "defect", "url"], defects)
    truth = truth_rows()
    write_csv(HERE / "sample_truth.csv", list(truth[0]), truth)
    if arguments.latent:
        print_latent(writer)


if __name__ == "__main__":
    main()
