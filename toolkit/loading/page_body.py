"""The body of a news page: which of its paragraphs are the article.

Trafilatura says which words belong to the article; where the page carries the body once
more as data (JSON-LD), so does that. Both are only witnesses: the text itself is taken
from the page, block by block, so that words inside links or odd tags are not lost. A
block is kept when a witness names it, or when it stands among such blocks and is made as
they are; it is dropped when its element or its wording says that it is furniture.

No rule names an outlet. Pull quotes are dropped, for they say once more what the body
says, and would be counted twice. Not seen: lists of links inside the body are dropped
even where the outlet means them as reading, and the company's own "About" paragraph under
a press release is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from toolkit.loading import page_marks as marks
from toolkit.loading.dates import Moment, find_date

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_UNREAD = frozenset(
    "head script style noscript template iframe svg math object embed video audio canvas select"
    " option button input textarea label map".split()
)
_FURNITURE_TAGS = frozenset("nav footer form figcaption aside menu dialog".split())
_FURNITURE_ROLES = frozenset(
    "navigation complementary contentinfo search dialog alert banner form menu toolbar".split()
)
# Whole words of class and id that say what an element is for.
_FURNITURE_WORDS = re.compile(
    r"(?:^|\s)(?:related|recirc\w*|recommend\w*|shares?|sharing|sharebar|sharethis|socials?|addthis"
    r"|promos?|promotion|newsletter\w*|signup|subscri\w+|paywall|comments?|commentlist|disqus\w*"
    r"|respond|sidebar|widgets?|bread ?crumbs?|byline\w*|bio"
    r"|author (?:box|info|bio|card|block|description|about)|about (?:the )?author|captions?"
    r"|credits?|tags?|taglist|tagcloud|meta|postmeta|postinfo|post info|timestamp"
    r"|read(?:ing)? time|outbrain|taboola|mgid|sponsor\w*|advert\w*|ads?|adslot|dfp|cookies?"
    r"|popup|modal|overlay|most viewed|(?:most )?popular|trending|read ?more"
    r"|(?:most|up|read) (?:next|read)|more (?:stories|news|from|on)|see also|also read|next post"
    r"|prev(?:ious)? post|post nav\w*|pagination|pager|toolbar|footer|nav|navbar|menu|skip"
    r"|hidden|hide|visually hidden|screen reader text|sr only|tooltip|copyright|disclaimer"
    r"|print only|noprint|ratings?|pull ?quote)(?:$|\s)",
    re.IGNORECASE,
)
_WORD_BREAK = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_:/]+")
_EMBED = re.compile(r"embed|tweet", re.IGNORECASE)
# Inline elements that show only when the pointer or a screen reader comes to them.
_UNSEEN = re.compile(r"tooltip|popover|hover-?card|sr-only|visually-?hidden|screen-?reader", re.I)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_FURNITURE_LINES = (
    marks.READ_TIME,
    marks.SHARE,
    marks.POINTER,
    marks.PITCH,
    marks.CAPTION,
    re.compile(r"related\b.{0,200}", re.IGNORECASE),
    re.compile(r".{0,40}\brequires javascript\b.{0,40}", re.IGNORECASE),
    re.compile(r"\w+ \w+=[”\"'].*", re.IGNORECASE),  # a short code left unfilled
)
# Lines below the last paragraph of an article.
_TAIL = re.compile(
    r"^.{0,200}\bcontributed (?:to|reporting)\b.{0,60}$"
    r"|^\(?reporting by\b.*editing by"
    r"|@[\w.-]+\.\w+"
    r"|^(?:https?://|www\.)?(?:twitter|x|facebook|instagram)\.com/\S+$"
    r"|\bfollow (?:her|him|them|me|us|@\w+|[A-Z]\w+(?: \w+)?) (?:on|at|@)"
    r"|^(?:updated|published|posted)\b.{0,60}$|^©|^note: |^filed under|\bsubscribe\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»」』)\]]*$")
_TOKEN = re.compile(r"\w+")

_SHINGLE = 4  # words that must stand in the same order to count as the same text
_NAMED = 0.6  # of a block's shingles, when a witness names it
_FREE = 0.3  # of the named text: an element that holds more is no furniture
_MAIN = 0.8  # of the named text, that the main element holds
_EDGE = 0.15  # of the body, that may be cut off its head, and off its tail
_LINKED = 0.5  # of a block's characters, from which it is a list of links
_PARAGRAPH = 12  # words

Tokens = tuple[str, ...]


@dataclass(eq=False)
class Block:
    """A stretch of text between two breaks of the page.

    Parameters
    ----------
    text
        Its words, parted by single spaces.
    home
        The block element it stands in.
    linked
        How many of its characters are links.
    inside
        The elements around it that look like furniture.
    named
        Whether a witness has it.
    """

    text: str
    home: HtmlElement
    linked: int = 0
    inside: tuple[HtmlElement, ...] = ()
    named: bool = False

    @cached_property
    def tokens(self) -> Tokens:
        """Its words, as :func:`tokens_of` gives them."""
        return tokens_of(self.text)


def tokens_of(text: str) -> Tokens:
    """Give the words of a text, without case and marks.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    tuple of str
        Its words.

    Examples
    --------
    >>> tokens_of("Talks resume, at last!")
    ('talks', 'resume', 'at', 'last')
    """
    return tuple(_TOKEN.findall(text.casefold()))


def find_body(
    tree: HtmlElement,
    titles: Collection[str] = (),
    standfirst: str | None = None,
    told: Collection[str] = (),
) -> list[str]:
    """Find the paragraphs of the article on a page.

    Parameters
    ----------
    tree
        The page; it is left as it is.
    titles
        What the page calls itself; the body begins below the last of them.
    standfirst
        The page's own description, which is no part of the body when it stands above it.
    told
        The body as the page gives it as data, if it does.

    Returns
    -------
    list of str
        Its paragraphs, subheadings and list items, in order; empty where there are none.

    Examples
    --------
    >>> from lxml.html import document_fromstring
    >>> said = ["The envoy returned to Kabul on Wednesday.", "Nothing was agreed, he said."]
    >>> page = "".join(f"<p>{line * 4}</p>" for line in said)
    >>> tree = document_fromstring(f"<body><nav>Home</nav><article>{page}</article></body>")
    >>> [paragraph[:12] for paragraph in find_body(tree)]
    ['The envoy re', 'Nothing was ']
    """
    blocks = list(blocks_of(tree))
    _name(blocks, [_by_trafilatura(tree), *told])
    kept = _kept(blocks, [tokens_of(title) for title in titles], tokens_of(standfirst or ""))
    body = [block.text for block in kept]
    longest = max(told, key=len, default="")
    # A page whose text a script writes holds it only as data.
    if 2 * sum(map(len, body)) < len(longest):
        return [" ".join(line.split()) for line in longest.split("\n") if line.strip()]
    return body


def _by_trafilatura(tree: HtmlElement) -> str:
    for precise in (True, False):
        found = bare_extraction(
            tree,
            with_metadata=False,
            include_comments=False,
            favor_precision=precise,
            favor_recall=not precise,
        )
        text = getattr(found, "text", None)
        if text:
            return str(text)
    return ""


def blocks_of(tree: HtmlElement) -> Iterator[Block]:
    """Cut what a page shows into blocks.

    Parameters
    ----------
    tree
        The page.

    Yields
    ------
    Block
        Every stretch of text that is seen, in order.

    Examples
    --------
    >>> from lxml.html import document_fromstring
    >>> tree = document_fromstring("<p>One <a>two</a><script>no</script> three.<br>Four</p>")
    >>> [(block.text, block.linked) for block in blocks_of(tree)]
    [('One two three.', 3), ('Four', 0)]
    """
    body = tree.find("body")
    return _Cutter(tree if body is None else body).blocks()


class _Cutter:
    """Walks over a page and gathers its text up to the next break."""

    def __init__(self, body: HtmlElement) -> None:
        self.body = body
        self.words: list[str] = []
        self.linked = 0
        self.links = 0
        self.homes = [body]
        self.inside: list[HtmlElement] = []

    def blocks(self) -> Iterator[Block]:
        walk = etree.iterwalk(self.body, events=("start", "end", "comment", "pi"))
        unread = None
        for event, element in walk:
            if event == "start" and _is_unread(element):
                unread = element
                walk.skip_subtree()
                continue
            if event == "start":
                yield from self._open(element)
            elif event == "end" and element is not unread:
                yield from self._close(element)
            if event != "start" and element is not self.body:
                self._add(element.tail)
        yield from self._cut()

    def _open(self, element: HtmlElement) -> Iterator[Block]:
        if element.tag in _BLOCKS or element.tag == "br":
            yield from self._cut()
        if element.tag in _BLOCKS:
            self.homes.append(element)
        self.links += element.tag == "a"
        if is_furniture(element):
            self.inside.append(element)
        self._add(element.text)

    def _close(self, element: HtmlElement) -> Iterator[Block]:
        if element.tag in _BLOCKS:
            yield from self._cut()
            self.homes.pop()
        self.links -= element.tag == "a"
        if self.inside and self.inside[-1] is element:
            self.inside.pop()

    def _add(self, text: str | None) -> None:
        if text:
            self.words.append(text)
            self.linked += len(text.strip()) if self.links else 0

    def _cut(self) -> Iterator[Block]:
        text = " ".join("".join(self.words).split())
        if text:
            yield Block(text, self.homes[-1], self.linked, tuple(self.inside))
        self.words.clear()
        self.linked = 0


def _is_unread(element: HtmlElement) -> bool:
    if element.tag in _UNREAD or "hidden" in element.attrib:
        return True
    if _HIDDEN_STYLE.search(element.get("style", "")):
        return True
    return element.tag == "span" and (
        _UNSEEN.search(element.get("class", "")) is not None or _is_card(element)
    )


def _is_card(span: HtmlElement) -> bool:
    """Say whether a span in a paragraph begins with a picture and goes on with links."""
    first = next(span.iterdescendants("img", "a"), None)
    if first is None or first.tag != "img" or span.find(".//a") is None:
        return False
    return next(span.iterancestors("p"), None) is not None


def is_furniture(element: HtmlElement) -> bool:
    """Say whether an element is, by its tag, role, class or id, something beside the article.

    Parameters
    ----------
    element
        An element of a page.

    Returns
    -------
    bool
        True for navigation, captions, boxes of links and the like. An embedded post that is
        quoted is part of the article.

    Examples
    --------
    >>> from lxml.html import fragment_fromstring
    >>> box, text = ('<div class="storyRelated-links"></div>', '<div class="story-text"></div>')
    >>> is_furniture(fragment_fromstring(box)), is_furniture(fragment_fromstring(text))
    (True, False)
    """
    if element.tag in _FURNITURE_TAGS or element.get("role") in _FURNITURE_ROLES:
        return True
    said = f"{element.get('class', '')} {element.get('id', '')}"
    if not any(_FURNITURE_WORDS.search(_WORD_BREAK.sub(" ", part)) for part in said.split()):
        return False
    return not (_EMBED.search(said) and element.find(".//blockquote") is not None)


def _name(blocks: list[Block], witnesses: list[str]) -> None:
    for witness in witnesses:
        known = set(_shingles(tokens_of(witness)))
        lines = {tokens_of(line) for line in witness.split("\n")}
        for block in blocks:
            own = _shingles(block.tokens)
            if own:
                block.named |= sum(shingle in known for shingle in own) >= _NAMED * len(own)
            else:
                block.named |= bool(block.tokens) and block.tokens in lines


def _shingles(tokens: Tokens) -> list[Tokens]:
    return [tokens[at : at + _SHINGLE] for at in range(len(tokens) - _SHINGLE + 1)]


def _kept(blocks: list[Block], titles: list[Tokens], standfirst: Tokens) -> list[Block]:
    blocks = _one_article(_without_furniture(blocks), titles)
    main = _main_element(blocks)
    if main is None:
        return []
    around = set(main.iter())
    body = [
        block
        for block in _stretch(blocks)
        if (block.named or (block.home in around and _is_like_body(block)))
        and not _is_furniture_line(block.text)
    ]
    return _without_tail(_without_head(body, around, titles, standfirst), around)


def _without_furniture(blocks: list[Block]) -> list[Block]:
    held: Counter[HtmlElement] = Counter()
    for block in blocks:
        for element in block.inside:
            held[element] += len(block.text) * block.named
    whole = sum(len(block.text) for block in blocks if block.named)
    free = {element for element, size in held.items() if size > _FREE * whole}
    return [block for block in blocks if free.issuperset(block.inside)]


def _one_article(blocks: list[Block], titles: list[Tokens]) -> list[Block]:
    """Keep one article of a page that holds several: the one under the page's own title."""
    articles = [_outermost_article(block.home) for block in blocks]
    held: Counter[HtmlElement] = Counter()
    for block, article in zip(blocks, articles, strict=True):
        if block.named and article is not None:
            held[article] += len(block.text)
    if len(held) < 2:
        return blocks
    pairs = list(zip(blocks, articles, strict=True))
    titled = [article for block, article in pairs if article in held and block.tokens in titles]
    best = titled[0] if titled else held.most_common(1)[0][0]
    return [block for block, article in pairs if article in (None, best)]


def _outermost_article(element: HtmlElement) -> HtmlElement | None:
    found = element if element.tag == "article" else None
    for found in element.iterancestors("article"):  # noqa: B007  the last is wanted
        pass
    return found


def _main_element(blocks: list[Block]) -> HtmlElement | None:
    """Give the innermost element that holds most of what is named."""
    held: Counter[HtmlElement] = Counter()
    for block in blocks:
        if block.named:
            for element in (block.home, *block.home.iterancestors()):
                held[element] += len(block.text)
    enough = [element for element, size in held.items() if size >= _MAIN * max(held.values())]
    return max(enough, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def _stretch(blocks: list[Block]) -> list[Block]:
    """Give the blocks from the first named to the last, and their like next to these."""
    named = [number for number, block in enumerate(blocks) if block.named]
    first, last = named[0], named[-1]
    while first > 0 and _goes_on(blocks[first], blocks[first - 1]):
        first -= 1
    while last + 1 < len(blocks) and _goes_on(blocks[last], blocks[last + 1]):
        last += 1
    return blocks[first : last + 1]


def _goes_on(edge: Block, beyond: Block) -> bool:
    one, other = edge.home, beyond.home
    same = one.getparent() is other.getparent() and one.tag == other.tag
    if not same or one.get("class") != other.get("class"):
        return False
    return _is_like_body(beyond) and _SENTENCE_END.search(beyond.text) is not None


def _is_like_body(block: Block) -> bool:
    # Text beside a picture in one paragraph is its caption.
    return block.linked < _LINKED * len(block.text) and block.home.find(".//img") is None


def _is_furniture_line(line: str) -> bool:
    bare = line.strip(" \t:*-–—|#[]")
    return any(pattern.fullmatch(bare) for pattern in _FURNITURE_LINES)


def _without_head(
    body: list[Block], around: set[HtmlElement], titles: list[Tokens], standfirst: Tokens
) -> list[Block]:
    """Cut off the title, what stands above it, and the standfirst below it."""
    left = _EDGE * sum(len(block.text) for block in body)
    start = 0
    for number, block in enumerate(body):
        left -= len(block.text)
        if block.tokens in titles:
            start = number + 1
        elif left < 0:
            break
    while start < len(body) and (
        _is_imprint(body[start].text) or _is_standfirst(body[start], around, standfirst)
    ):
        start += 1
    return body[start:]


def _is_imprint(line: str) -> bool:
    """Say whether a line is a byline, or gives a date and is no sentence."""
    if _SENTENCE_END.search(line) or len(line.split()) > 2 * _PARAGRAPH:
        return False
    dated = isinstance(find_date(line)[0], Moment)
    return dated or marks.BYLINE.match(line) is not None


def _is_standfirst(block: Block, around: set[HtmlElement], standfirst: Tokens) -> bool:
    if block.home in around:
        return block.tokens == standfirst and block.home.tag != "p"
    return block.tokens == standfirst or block.home.tag != "p"


def _without_tail(body: list[Block], around: set[HtmlElement]) -> list[Block]:
    """Cut off credits, pitches and headings below the last paragraph."""
    left = _EDGE * sum(len(block.text) for block in body)
    end = len(body)
    while end:
        left -= len(body[end - 1].text)
        if left < 0 or not _is_tail(body[end - 1], around):
            break
        end -= 1
    return body[:end]


def _is_tail(block: Block, around: set[HtmlElement]) -> bool:
    if _TAIL.search(block.text) or block.home.tag in _HEADINGS:
        return True
    paragraph = block.home.tag == "p" and len(block.tokens) > _PARAGRAPH
    return block.home not in around and not paragraph
