"""The furniture of a news page, as it looks once a page was copied out as plain text.

Only data: patterns that a whole line matches. :mod:`toolkit.loading.scrape` says what is
done with them. No pattern names an outlet; to teach the reader a new layout, add a line.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_NUMBER = r"(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten)"
_MINUTES = r"min(?:ute)?s?\.?"

#: "2 mins read", "Reading time: 5 minutes", "Less than a minute".
READ_TIME = _any(
    rf"(?:about |approx\.? |~\s*|< ?)?{_NUMBER}[\s-]*{_MINUTES}[\s-]*(?:read|reading|to read)",
    rf"(?:estimated |est\.? |average )?read(?:ing)?[ -]?time\W*(?:about |~\s*)?{_NUMBER}"
    rf"[\s-]*{_MINUTES}(?: read)?",
    rf"time to read\W*~?\s*{_NUMBER}[\s-]*{_MINUTES}",
    r"less than (?:a|1) minute(?:s)?(?: read)?",
    rf"{_NUMBER}[\s-]*{_MINUTES}",
)

#: Words that stand before a date on a line of its own.
DATE_LABEL = re.compile(
    r"\b(?:(?:first |originally |last )?(?:published|posted|updated|modified|edited|created)"
    r"(?: (?:on|at|in|date))?|date|as of|web posted)\b\s*:?",
    re.IGNORECASE,
)
UPDATED = re.compile(r"\b(?:updated|modified|edited)\b", re.IGNORECASE)

_NETWORK = (
    r"facebook|twitter|x|whats\s?app|linked\s?in|telegram|reddit|pinterest|messenger|e-?mail"
    r"|instagram|youtube|print|copy(?: link)?|pocket|tumblr|flipboard|threads|bluesky|sms|viber"
)
_ACTION = r"share|tweet|like|save|pin|listen|comment|follow|bookmark|gift|more|subscribe|post"
_COUNT = r"\d[\d.,]*\s?[km]?"

#: "Share on Facebook", "Facebook Twitter WhatsApp", "12 Shares".
SHARE = _any(
    rf"(?:(?:{_ACTION}|{_NETWORK}|via|on|to|with|{_COUNT})[\s|•·,/:+&-]*)+",
    r"share (?:this|the)(?: (?:article|story|post|page|news|via|on))*\W*",
    rf"(?:share|post|send)\b.{{0,20}}\b(?:{_NETWORK})\W*",
    rf"{_COUNT} (?:shares?|views?|likes?|comments?|retweets?)\W*",
    r"listen to (?:this )?(?:article|story)\W*(?:\d+:\d+)?",
    r"(?:text|font) size\W*[\w\s+-]{0,12}",
)

#: A single line that points to another story; what follows it is body again.
POINTER = _any(
    r"(?:also read|read also|must read|read(?: more| next| this)?|see also|also see|watch(?: also)?"
    r"|related(?: (?:story|article|news|reading))?|more on this|in case you missed(?: it)?|icymi"
    r"|don[’']?t miss|recommended|explained|opinion|listen)\s*[:|»>–—-]+\s*\S.*",
    r"(?:also read|read also|read more|must read|see also)\b(?! (?:the|a|an|his|her|their)\b)"
    r".{0,140}"
    r"(?<![.!?])",
    r"(?:continue|keep) reading\b.{0,40}",
    r"(?:click|tap) here\b.{0,80}",
    r"[»>→▶]+\s*\S.{0,140}(?<![.!?])",
)

#: A heading over a box of other stories; body may go on below the box.
BOX = _any(
    r"(?:related|similar)"
    r"(?: (?:stories|articles?|posts?|news|topics|content|coverage|reading|links))?",
    r"(?:also read|read also|read more|see also|read next|up next|more on this (?:story|topic)"
    r"|more stories|other stories|in case you missed it"
    r"|recommended(?: (?:reading|stories|for you))?"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|(?:editor[’']?s?|our) (?:picks?|choice)"
    r"|most (?:read|popular|viewed|shared|commented|recent)(?: (?:stories|articles|news|now))?"
    r"|trending(?: (?:now|stories|news|topics|today))?|popular(?: (?:now|posts|stories|news))"
    r"|top (?:stories|news|headlines)|latest (?:news|stories|headlines|updates|posts)"
    r"|what to read next|read more stories|promoted(?: content)?|sponsored(?: content)?"
    r"|from (?:the|our) (?:web|archive|archives|network)|keep reading|key points|timeline)",
    r"(?:tags?|topics?|keywords|filed under|labels)(?:\s*:.*)?",
)

#: What ends the article: the line and all below it is something else.
END = _any(
    r"(?:previous|next|older|newer) (?:story|article|post|news|page)s?\b.{0,8}",
    r"latest (?:from|in|on)\b.{0,40}",
    r"more (?:from|in|by|about)\b.{0,40}",
    r"don[’']?t miss(?: (?:it|this|these|out))?",
    r"(?:go|back|scroll|return) to\s?(?:the )?(?:top|home(?:page)?)|to\s?top",
    r"(?:\d+ |all |reader |view |show |add |load |post )*comments?(?: \(?\d+\)?| closed| section)?",
    r"comments? (?:are|is) (?:closed|moderated|disabled|off)\b.*",
    r"(?:leave|post|write|add) a (?:reply|comment|response)\b.{0,30}",
    r"(?:join|start) the (?:discussion|conversation|debate)\b.{0,30}",
    r"(?:be the )?first to (?:comment|know)\b.{0,40}",
    r"(?:about|more about) (?:the )?(?:author|writer|us)\b.{0,30}",
    r"(?:©|\(c\)|copyright\b).{0,160}",
    r".{0,80}\ball rights reserved\b.{0,80}",
    r"our standards:.{0,80}",
    r"(?:privacy policy|terms (?:of|and) \w+|contact us|advertise with us|cookie policy)\b.{0,80}",
    r"you are reading\b.{0,80}",
)

#: Lines of the outlet about itself, wherever they stand.
PITCH = _any(
    r".{0,60}\b(?:uses?|accept(?:s|ing)?|reject|manage) (?:\w+ ){0,3}cookies?\b.{0,300}",
    r"(?:sign up|subscribe|register|log ?in|sign in)\b.{0,160}",
    r".{0,80}\b(?:our|daily|weekly|free|morning|evening) newsletters?\b.{0,160}",
    r"(?:get|have) .{0,80}\b(?:in|to) your inbox\b.{0,60}",
    r"(?:enter|your) e-?mail(?: address)?\b.{0,80}",
    r"by (?:signing up|subscribing|continuing|submitting|clicking)\b.{0,200}",
    r"(?:advertisement|advertising|ad|sponsored|promoted|story continues below.{0,30}"
    r"|article continues (?:below|after).{0,30}|skip (?:ad|to \w+( content)?|past .{0,40}))",
    r"(?:follow|like|find|join|connect with) us\b.{0,120}",
    r"(?:join|follow) (?:our|the) .{0,40}\b(?:channel|group|page|community)\b.{0,80}",
    r"(?:download|get) (?:the|our) .{0,40}\bapp\b.{0,80}",
    r"(?:support|donate to|become a member of?)\b.{0,30}\b(?:our|independent|free|quality)"
    r"\b.{0,10}\b(?:journalism|newsroom|reporting|work)\b.{0,80}",
    r"(?:search|menu|home|close|toggle navigation|loading\W*|open menu|main menu|e-?paper|live tv)",
    r"\(?(?:with|additional) (?:inputs?|reporting) (?:from|by) .{0,80}",
    r"reporting by .{0,160}\bediting by\b.{0,80}",
    r"\(?(?:except for the headline|this (?:story|article|report) (?:has not been|was (?:first |"
    r"originally )?(?:published|edited|generated)|is auto-generated)).{0,200}",
)

#: Agencies that a picture's credit or a byline names.
_AGENCY = (
    r"AFP|AP|Reuters|EPA(?:-EFE)?|Getty(?: Images)?|Xinhua|ANI|PTI|APP|INP|IANS|Anadolu|AA"
    r"|Bloomberg"
    r"|Shutterstock|iStock|Alamy|Unsplash|File(?: photo| pic(?:ture)?)?|Handout|ISPR|White Star"
)
#: Captions and picture credits.
CAPTION = re.compile(
    r"(?i:(?:file |handout |representational |representative |archive )?"
    r"(?:photo|photograph|image|picture|pic|photo credit|image credit|image source|credits?|caption"
    r"|illustration|graphic|video)s?\s*(?:courtesy|credit|by|from|source)?\s*[:/|]\s*\S.{0,200})"
    r"|(?i:(?:photo|image|picture|photograph|illustration)s? (?:by|courtesy|from)\b.{0,80})"
    r"|.{0,400}[\[(—–|/:-]\s*(?i:file|photo|image|picture|credit|source)?\s*[:/]?\s*"
    rf"(?:(?:{_AGENCY})(?:\s*[/|,]\s*"
    rf"[\w .'’-]{{1,40}})?|[\w .'’-]{{2,40}}/\s*(?:{_AGENCY}))[\])]?\.?"
    r"|(?i:\[?(?:file|photo|representational image|file photo|courtesy)\b.{0,60}\]?)"
)

#: "By Ayesha Khan", "Written by Tom Reed | The Ledger".
BYLINE = re.compile(
    r"^(?:(?i:by|written by|reported by|author|reporter)\b\s*:?)\s+"
    r"(?P<names>[^\W\d_][^|•·]{1,80}?)"
    r"(?:\s*[|•·]\s*(?P<after_bar>.*)|\s+[–—-]\s*(?P<after_dash>.*))?$"
)

#: "….reports The Ledger": a credit tied to the end of a paragraph.
CREDIT = re.compile(
    r"(?P<lead>[.…]{1,5}|\s[–—-])\s*(?:reports?|writes|report by|says a report (?:by|from))\s+"
    r"(?P<outlet>[A-Z][\w'’&.-]*(?:\s+[A-Z][\w'’&.-]*){0,5})\.?$"
)

#: "© 2021 The Ledger. All rights reserved."
COPYRIGHT = re.compile(
    r"(?i:©|\(c\)|copyright)[\s©,:]*(?i:\(c\)|copyright)?[\s©]*"
    r"(?:\d{4}\s*[–—-]\s*)?(?:\d{4})?[\s,|:–—-]*"
    r"(?i:by )?(?P<outlet>[^\W\d_][^.|,©•·]{1,50}?)"
    r"(?:\s*,?\s*\d{4})?(?:\s*[.|,•·–—-].*|\s+(?i:all rights reserved).*"
    r"|\s+(?i:inc|ltd|llc|pvt)\b.*)?$"
)

#: "Published in The Ledger, August 11th, 2021"
PUBLISHED_IN = re.compile(
    r"^(?i:(?:first |originally )?(?:published|appeared) in|source\s*:|outlet\s*:|newspaper\s*:)\s*"
    r"(?P<outlet>[A-Z][^,|:()]{1,50}?)\s*(?:[,|(]|(?i:\bon\b)|$)"
)

#: Places that name the outlet in passing: "Latest from -The Ledger", "About The Ledger".
NAMES_OUTLET = re.compile(
    r"^(?i:more from|latest from|about|follow|subscribe to|support|sign up (?:for|to)|welcome to"
    r"|download the|join)\s+(?P<outlet>[A-Z].{1,50}?)"
    r"(?:\s+(?i:on|app|newsletter|today|now)\b.*)?[.!]?$"
)

#: Words that names of outlets are made of.
OUTLET_WORDS = re.compile(
    r"\b(?:times|post|news|herald|ledger|tribune|gazette|daily|observer|star|dawn|express|chronicle"
    r"|mail|today|reporter|courier|journal|standard|telegraph|guardian|mirror|sun|press|dispatch"
    r"|monitor|voice|online|media|tv|radio|network|agency|globe|record|recorder|sentinel|bulletin"
    r"|inquirer|examiner|mercury|echo|argus|beacon|weekly|digest|wire|nation"
    r"|independent|frontier)\b",
    re.IGNORECASE,
)

ADDRESS = re.compile(
    r"^(?:(?:source|url|link|via)\s*:?\s*)?(?P<url>(?:https?://|www\.)\S+)$", re.IGNORECASE
)
MENU = re.compile(r"\s*(?:[|•·›»>]|\s/\s|\t)\s*")
