"""Read each sentence's parse once into predications: who does what, whatever the wording.

Comes in: a sentence's `Tree`. Goes out: for a verb or an event noun one `Predication` whose
slots name the arguments plainly. "A delegation led by Belousov", "Belousov led a
delegation", "Belousov, who led a delegation" all give lead(subj=Belousov, obj=delegation);
"agreed to send" and "was accused of sending" give send its subject; "held talks with X" gives
talks the subject of "held" and the with-phrase.

Slots: `subj`, `obj`, `iobj`, prepositions by their word (`to`, `on`, `between`, …), and for
nouns `poss` (possessor) and `mod` (names before the noun, "Russia-Ukraine talks"). The method
follows PredPatt (White et al. 2016) and the enhanced dependencies of Universal Dependencies.
Conjuncts are written out; every argument is the head token of its phrase.
"""

from __future__ import annotations

from kg.extract.event_nouns import noun_predication
from kg.extract.slots import Predication
from kg.extract.verbs import Verbs

__all__ = ["Reader"]


class Reader(Verbs):
    """Reads the predications of one sentence, of its verbs and of its event nouns."""

    def noun(self, n: int) -> Predication:
        """The predication of the event noun at token `n`, with its light verb's arguments."""
        return noun_predication(self, n)
