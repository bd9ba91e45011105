"""The learned helper: a small tagger over the words of a text, and how its readings are used.

Comes in: a document's readers, its entities and what the frames found. Goes out: findings. "Gunmen
hauled off nine shepherds" is an Abduct, though no frame knows the verb.
"""

from kg.extract.tagger.model import Tagger

__all__ = ["Tagger"]
