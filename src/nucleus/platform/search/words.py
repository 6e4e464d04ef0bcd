"""Words: how texts and questions are cut and folded, the same for every database, and how hits are marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString

LONGEST_TEXT = 200  # characters of a question that are looked at
MOST_WORDS = 6
LONGEST_WORD = 40
MOST_OF_A_TEXT = 120  # different words of one document
SHORTEST_PREFIX = 2  # a single letter is a whole word: as a beginning it would fit half of everything

WORD = re.compile(r"[^\W_]+")
UNDIVIDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"})


def fold(text: str) -> str:
    """Small letters without diacritics: `Brûlée` and `BRULEE` become `brulee`."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return bare.translate(UNDIVIDED)


def question_words(text: str) -> list[str]:
    """The words of a question, each once. Signs, quotes and operators of any query language are just gaps."""
    found = WORD.findall(fold(text[:LONGEST_TEXT]))
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in found))[:MOST_WORDS]


def document_words(texts: Iterable[str]) -> str:
    """The words of a document, each once, parted by blanks."""
    found = (word[:LONGEST_WORD] for text in texts for word in WORD.findall(fold(text)))
    return " ".join(list(dict.fromkeys(found))[:MOST_OF_A_TEXT])


def fits(text: str, words: Sequence[str]) -> bool:
    """Whether each word begins a word of the text."""
    parts = WORD.findall(fold(text))
    return all(any(part.startswith(word) for part in parts) for word in words)


def closeness(title: str, words: Sequence[str]) -> int:
    """How well a title fits, 0 the best: it is the question, it begins with it, it holds it, it was another text."""
    parts = WORD.findall(fold(title))
    if parts == list(words):
        return 0
    if parts[: len(words)] == list(words):
        return 1
    if words and parts and parts[0].startswith(words[0]):
        return 2
    return 3 if fits(title, words) else 4


def marked(text: str, words: Sequence[str]) -> SafeString:
    """The text as HTML, escaped, with `<mark>` around what begins like one of the words."""
    found = []
    at = 0
    for match in WORD.finditer(text):
        length = _begins(match.group(), words)
        if length:
            end = match.start() + length
            found.append(f"{escape(text[at : match.start()])}<mark>{escape(text[match.start() : end])}</mark>")
            at = end
    return SafeString("".join(found) + escape(text[at:]))


def _begins(word: str, words: Sequence[str]) -> int:
    """How many characters of the word are the longest of `words` that it begins with. One may fold to several."""
    folded = fold(word)
    longest = max((len(w) for w in words if folded.startswith(w)), default=0)
    if not longest:
        return 0
    return next((n for n in range(1, len(word) + 1) if len(fold(word[:n])) >= longest), len(word))
