"""Paragraphs of a news page that are no news: labels, bylines, credits, invitations.

In: one paragraph. Out: is it furniture? "Share", "By JANE ROE", "Sign up for our
newsletter" are; "Share prices fell in Tokyo." is not.
"""

from __future__ import annotations

import re

__all__ = ["is_furniture"]

_LONGEST = 240
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")

_LABELS = frozenset(
    """
    ad|ads|advertisement|advertising|bookmark|close|comment|comments|copy link|copied|email
    |facebook|home|image|instagram|latest|latest news|linkedin|listen|live|loading|loading...
    |log in|menu|more|more news|most popular|most read|more on this story|newsletter|next
    |next article|photo|photos|previous|print|read more|recommended|related|related articles
    |related news|related stories|related topics|reprints|save|search|see also|share|shares
    |share this|share this article|share this story|sign in|skip advertisement
    |skip to content|skip to main content|sources|sponsored|story continues below advertisement
    |subscribe|tags|telegram|threads|top stories|topics|translate|trending|tweet|twitter|video
    |watch|watch live|whatsapp|x
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)

# Whole lines. Those in the first group say by their opening alone that they are furniture;
# those in the second do so only when they are no sentence.
_ALWAYS = re.compile(
    r"""
      (?:sign\ up|subscribe)\ (?:for|to|now|here|today)\b
    | follow\ (?:us\b|@|[\w’'\ ]{1,40}\ (?:on|at)\ (?:twitter|x|facebook|instagram|telegram|http))
    | follow\ [\w’']{2,12}\ coverage\b
    | (?:click|tap)\ here\b
    | download\ (?:our|the)\ [\w’'\ ]{0,30}app\b
    | (?:©|\(c\)\s|copyright\b.{0,8}(?:©|\d{4})) | .*\ball\ rights\ reserved\b
    | \(?(?:additional\ |with\ )?(?:reporting|writing|editing|compiled|translated|edited)\ by\b
    | .*\bcontributed\ to\ this\ (?:report|story|article)\b
    | our\ standards:
    | (?:https?://|www\.)\S+$ | \S+@\S+\.\w+$
    | \d+\s+min(?:ute)?s?\s+read$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_UNLESS_SENTENCE = re.compile(
    r"""
      (?:read|see|watch|listen|also\ read|read\ also|more|related|recommended|tags|topics)
      (?:\ more|\ also|\ next|\ live|\ now)?\s*[:|»>]
    | (?:read\ more|read\ also|also\ read)\b
    | advertisement\b | story\ continues\ below
    | \(?(?:(?:ap|afp|reuters|file)\ )?(?:photo|photograph|picture|image|video|graphic|credit)s?
      (?:\ by\b|\ courtesy\b|\s?[:/]|\ source\b|\ credit\b)
    | (?:last\ )?(?:updated|published|posted|modified)\b
    | \w+(?:\ \w+)?\ via\ \w+(?:\ \w+)?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BYLINE_GLUE = frozenset({"and", "in", "of", "for", "the", "|", "-", "–", "—", "/"})
_BYLINE_WORDS = 14
_LABEL_WORDS = 3
_VERB_LIKE = re.compile(r"\b[a-z]+(?:s|ed|ing)\b")


def is_furniture(paragraph: str, *, first: bool = False) -> bool:
    """Tell whether a paragraph is part of the page and not of the story.

    Args:
        paragraph: the paragraph's text.
        first: it opens the text, so that a short line may be the headline.
    """
    if not any(character.isalpha() for character in paragraph):
        return True
    text = " ".join(paragraph.split())
    if len(text) > _LONGEST:
        return False
    if text.strip(" :·•|*_-–—[]()>»").lower() in _LABELS or _ALWAYS.match(text):
        return True
    if _ENDS_SENTENCE.search(text):
        return False
    return bool(_UNLESS_SENTENCE.match(text) or _is_byline(text) or (not first and _is_label(text)))


def _is_byline(text: str) -> bool:
    by, *names = text.split()
    return (
        by in ("By", "BY")
        and 0 < len(names) < _BYLINE_WORDS
        and names[0][0].isupper()
        and all(name[0].isupper() or name in _BYLINE_GLUE for name in names)
    )


def _is_label(text: str) -> bool:
    """A short line in which no lower-case word looks like a verb, as in "Kim meets Putin".

    One that ends in a dash is no label but a dateline.
    """
    return (
        len(text.split()) <= _LABEL_WORDS
        and not _VERB_LIKE.search(text)
        and not text.endswith(("—", "–", "-"))
    )
