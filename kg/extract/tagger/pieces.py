"""Split words into the pieces that the encoder knows.

Comes in: the words of a sentence. Goes out: ids of word pieces, and the piece that each word
starts with. "Belousov" becomes "bel", "##ous", "##ov". The method is that of BERT's uncased
models: lower case, no accents, punctuation apart, then the longest known piece again and again
(WordPiece; Wu et al. 2016, Devlin et al. 2019).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

__all__ = ["Pieces"]

# Pieces of a word at most: the rest of a very long one tells nothing more.
_PIECES_OF_A_WORD = 6
# Longer words are unknown, as in BERT.
_LETTERS = 100
# The encoder's positions, with one left for the end mark.
_POSITIONS = 511


class Pieces:
    """Word pieces by the encoder's vocabulary; each word is split once."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._unknown = vocabulary["[UNK]"]
        self._start, self._end = vocabulary["[CLS]"], vocabulary["[SEP]"]
        self._seen: dict[str, tuple[int, ...]] = {}

    def split(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """The ids of a text's pieces between start and end mark, and where each word starts.

        What lies beyond the encoder's positions is cut; words there start at the end mark.
        """
        ids = [self._start]
        first = []
        for word in words:
            first.append(len(ids))
            ids.extend(self.of(word))
        ids = [*ids[:_POSITIONS], self._end]
        return ids, [min(i, len(ids) - 1) for i in first]

    def of(self, word: str) -> tuple[int, ...]:
        """The ids of one word's pieces, at least one and at most six."""
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) > 50_000:
                self._seen.clear()  # a stream of odd words must not fill the memory
            found = [piece for part in _parts(word) for piece in self._pieces(part)]
            known = tuple(found[:_PIECES_OF_A_WORD]) or (self._unknown,)
            self._seen[word] = known
        return known

    def _pieces(self, part: str) -> list[int]:
        if len(part) > _LETTERS:
            return [self._unknown]
        found: list[int] = []
        start = 0
        while start < len(part):
            end = len(part)
            while end > start:
                piece = part[start:end] if start == 0 else f"##{part[start:end]}"
                if piece in self._vocabulary:
                    found.append(self._vocabulary[piece])
                    break
                end -= 1
            if end == start:
                return [self._unknown]
            start = end
        return found


def _parts(word: str) -> list[str]:
    """A word in lower case without accents, cut at spaces, punctuation and ideographs."""
    plain = unicodedata.normalize("NFD", word.lower())
    parts = [""]
    for letter in plain:
        kind = unicodedata.category(letter)
        if kind == "Mn" or (kind.startswith("C") and letter not in "\t\n\r"):
            continue
        if letter.isspace():
            parts.append("")
        elif _stands_alone(letter, kind):
            parts += [letter, ""]
        else:
            parts[-1] += letter
    return [part for part in parts if part]


def _stands_alone(letter: str, kind: str) -> bool:
    ascii_sign = letter.isascii() and letter.isprintable() and not letter.isalnum()
    return ascii_sign or kind.startswith("P") or "\u4e00" <= letter <= "\u9fff"
