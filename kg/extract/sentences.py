"""Read one sentence: its triggers become findings.

Comes in: a `Reader`, the document's `Arguments`, the `Rules`. Goes out: `Finding`s, one for
each verb or event noun that a frame accepts, with roles, place, date, quantity, factuality
and sources.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.extract.arguments import Arguments
from kg.extract.attribution import Relay, Sources, sources
from kg.extract.events import Denial, Finding
from kg.extract.factuality import Factuality, factuality
from kg.extract.frames import Match
from kg.extract.predications import Reader
from kg.extract.quantities import casualties, quantity_of
from kg.extract.rules import Rules
from kg.extract.scene import date_of, place_of
from kg.extract.slots import Predication
from kg.extract.times import TimeExpression
from kg.model import EntityType, Quantity

__all__ = [
    "Told",
    "find_denials",
    "find_events",
    "find_told",
    "find_verdicts",
    "finding_of",
]

# A durable relation that a clause or phrase states, how it is told and by whom.
Told = tuple[Match, Factuality, Sources]

_MAX_OBJECT_TEXT = 160
# Quad classes of what is done in words.
_VERBAL = (1, 3)
# A clause after one of these stands against the main clause.
_OPPOSING = frozenset({"while", "though", "although", "whereas"})
# Rows that deny what was said.
_DENYING = frozenset({"deny-claim", "deny-that"})
# What is mediated, asked for or refused is an event of its own.
_SPARING = frozenset({"Mediate", "Request", "Reject"})


def find_events(
    reader: Reader,
    arguments: Arguments,
    times: Sequence[TimeExpression],
    speaker: tuple[str, ...],
    relay: Relay,
    *,
    rules: Rules,
) -> Iterator[Finding]:
    """The findings of one sentence, in text order.

    Args:
        reader: predications of the sentence.
        arguments: entities of the document.
        times: time expressions of the sentence.
        speaker: who speaks where the whole sentence stands in a quotation.
        relay: who relays the sentence's speech, where only the next sentence says so.
        rules: frames and signatures.
    """
    found: list[Finding] = []
    consumed: set[int] = set()
    tokens = reader.tokens
    for token in tokens:
        if token.pos == "VERB" or (
            token.dep == "amod" and (token.tag == "VBN" or "-" in token.text[1:-1])
        ):
            match = _match(reader.verb(token.i), reader, arguments, rules)
            if match is not None:
                takes = match.frame.object is not None or bool(match.frame.about)
                if takes and match.frame.type not in _SPARING:
                    # "signed a ceasefire": the truce is an event of its own
                    truces = rules.lexicon["truces"] if match.frame.type != "Ceasefire" else ()
                    consumed |= {
                        x for x in reader.verb(token.i).get("obj") if tokens[x].lemma not in truces
                    }
                found.append(finding_of(match, reader, arguments, times, speaker, relay, rules))
    for token in tokens:
        if token.pos not in ("NOUN", "PROPN") or token.i in consumed:
            continue
        if token.lemma.lower() not in rules.frames.nouns:
            continue
        if any(
            (m.last - m.first > 1 or m.kind == "name")
            and arguments.type_of(m.entity) is not EntityType.CONFLICT
            for m in arguments.mentions(reader.tree.sentence.index, token.i)
        ):
            continue  # the noun is part of a name, save a war's
        match = _match(reader.noun(token.i), reader, arguments, rules)
        if match is not None:
            found.append(finding_of(match, reader, arguments, times, speaker, relay, rules))
    yield from sorted(found, key=lambda f: f.trigger)


def find_told(
    reader: Reader, arguments: Arguments, speaker: tuple[str, ...], *, rules: Rules
) -> Iterator[Told]:
    """The durable relations that the frames find in one sentence ("X is an ally of Y").

    What a past copula tells ("was the capital") need not hold now and is left out.
    """
    tokens = reader.tokens
    frames = rules.frames
    for token in tokens:
        if token.pos == "VERB" and token.lemma in frames.relation_verbs:
            p = reader.verb(token.i)
        elif _is_noun(reader, token.i) and token.lemma.lower() in frames.relation_nouns:
            if any(
                m.first < token.i and arguments.type_of(m.entity) is EntityType.PLACE
                for m in arguments.mentions(reader.tree.sentence.index, token.i)
            ):
                continue  # "Pokrovsk district of …": the noun is part of the name
            p = reader.noun(token.i)
        else:
            continue
        copula = tokens[p.carrier]
        if copula.lemma in rules.lexicon["copulas"] - {"become"} and copula.tag == "VBD":
            continue
        match = frames.match(p, reader, arguments, rules.ontology.accepts, relations=True)
        if match is None or not ((match.actor and match.recipient) or len(match.actor) == 2):
            continue
        if _is_over(reader, p, rules):
            continue
        fact = factuality(
            reader.tree, p.i, carrier=p.carrier, signatures=rules.signatures, lexicon=rules.lexicon
        )
        who = sources(reader, arguments, fact, p.i, signatures=rules.signatures, speaker=speaker)
        yield match, fact, who


def _is_noun(reader: Reader, i: int) -> bool:
    """Is it a noun? Parsers take "a Ukrainian national" for an adjective."""
    token = reader.tokens[i]
    return token.pos in ("NOUN", "PROPN") or (
        token.pos == "ADJ"
        and token.dep in ("attr", "appos")
        and reader.tree.child(i, "det") is not None
    )


def find_verdicts(reader: Reader, arguments: Arguments, *, rules: Rules) -> Iterator[Denial]:
    """Denials by a verdict on what was said: ""That is a lie," the spokesman said"."""
    tree, tokens = reader.tree, reader.tokens
    s = tree.sentence.index
    for token in tokens:
        if token.lemma != "be" or token.pos not in ("AUX", "VERB"):
            continue
        subject = tree.child(token.i, "nsubj")
        if subject is None or tree.child(token.i, "neg") is not None:
            continue
        if tokens[subject].lower not in rules.lexicon["accusation_nouns"]:
            continue
        if any(tokens[c].dep in ("acl", "relcl", "prep") for c in tree.children[subject]):
            continue  # it says itself what is false
        verdicts = [
            rules.signatures.verdicts.get(tokens[c].lower)
            for c in tree.all(token.i, "acomp", "attr")
        ]
        if not any(v is not None and v.name == "deny" for v in verdicts):
            continue
        fact = factuality(tree, token.i, signatures=rules.signatures, lexicon=rules.lexicon)
        who = sources(reader, arguments, fact, token.i, signatures=rules.signatures)
        speakers = who.asserted_by + tuple(
            state
            for key in who.asserted_by
            if (state := arguments.entities[key].represents) is not None
        )
        if speakers and fact.happened == 1:
            yield Denial(speakers, s, token.i, token.start, token.end, fact, Sources((), who.via))


def _is_over(reader: Reader, p: Predication, rules: Rules) -> bool:
    """Does the clause say that the relation no longer holds ("no longer", "former", "expired")?"""
    tree, tokens = reader.tree, reader.tokens
    for node in {p.i, p.carrier}:
        for c in tree.children[node]:
            if tokens[c].lower == "longer" and any(
                tokens[x].lower == "no" for x in (*tree.children[c], c - 1) if x >= 0
            ):
                return True
            if tokens[c].lower in rules.lexicon["past_words"]:
                return True
    head = tokens[tokens[p.i].head]
    if tokens[p.i].dep == "nsubj" and any(
        tokens[c].lower == "longer" for c in tree.children[head.i]
    ):
        # "the treaty is no longer in force", "… no longer exists"
        standing = {tokens[x].lower for c in tree.children[head.i] for x in tree.subtree(c)}
        if head.lemma in rules.lexicon["standing"] or standing & rules.lexicon["standing"]:
            return True
    return (
        tokens[p.i].dep in ("nsubj", "nsubjpass", "dobj")
        and head.lemma in rules.lexicon["expiring_verbs"]
    )


def find_denials(
    reader: Reader, arguments: Arguments, embedding: Collection[int], *, rules: Rules
) -> Iterator[Denial]:
    """Denials of something said before: the verb denies, what it denies only points back.

    "Moscow denies it", "a charge that Kigali denies", ", which Tehran denies", "but Kyiv denied
    that the village had fallen" (a clause that tells no event of its own).

    Args:
        reader: predications of the sentence.
        arguments: entities of the document.
        embedding: tokens of the predicates above events that the sentence tells.
        rules: signatures and word lists.
    """
    tree, tokens = reader.tree, reader.tokens
    s = tree.sentence.index
    for token in tokens:
        if token.pos != "VERB":
            continue
        p = reader.verb(token.i)
        signature = rules.signatures.of(token.lemma, p.particle, "VERB")
        if signature is None or signature.name != "deny" or token.i in embedding:
            continue
        objects = p.get("obj")
        clause = tree.child(token.i, "ccomp", "xcomp")
        points_back = any(
            tokens[c].tag == "WDT" or tokens[c].lower in rules.lexicon["accusation_nouns"]
            for c in (*objects, *tree.all(token.i, "dobj"))
        )
        describing = _describes_claim(reader, token.i, rules)
        points_back = points_back or describing
        beside = token.dep == "conj" or (
            token.dep == "advcl"
            and any(tokens[m].lower in _OPPOSING for m in tree.all(token.i, "mark"))
        )
        if not points_back and not (clause is not None and beside):
            continue
        if any(
            (tokens[c].dep in ("acl", "relcl", "ccomp") and c != token.i)
            or (tokens[c].dep == "prep" and tokens[c].lower in ("of", "that"))
            for x in objects
            for c in tree.children[x]
        ):
            continue  # it says itself what is denied
        subject = p.get("subj")
        saying = arguments.all(s, subject) or arguments.unnamed(s, subject)
        speakers = tuple(f.key for f in saying)
        speakers += tuple(
            state for key in speakers if (state := arguments.entities[key].represents) is not None
        )
        fact = factuality(tree, token.i, signatures=rules.signatures, lexicon=rules.lexicon)
        # "a claim that X denies" is no content of the claim, though it looks like one.
        told = fact.happened == 1 or (describing and tree.child(token.i, "neg") is None)
        if speakers and told:
            who = sources(reader, arguments, fact, token.i, signatures=rules.signatures)
            yield Denial(speakers, s, token.i, token.start, token.end, fact, who)


def _describes_claim(reader: Reader, verb: int, rules: Rules) -> bool:
    """ ", a charge that Ardonia denies": the noun sums up what was just said."""
    tree, tokens = reader.tree, reader.tokens
    noun = tokens[verb].head
    if tokens[verb].dep not in ("acl", "relcl", "ccomp") or noun == verb:
        return False
    article = tree.child(noun, "det")
    return (
        tokens[noun].lower in rules.lexicon["accusation_nouns"]
        and article is not None
        and tokens[article].lower in ("a", "an")
        and article > 0
        and tokens[article - 1].text in (",", "—", "–")
    )


def _match(p: Predication, reader: Reader, arguments: Arguments, rules: Rules) -> Match | None:
    if p.kind == "verb" and "-" in p.lemma:
        return None
    if p.lemma in rules.frames.participles and p.passive:
        p.lemma = rules.frames.participles[p.lemma]
    return rules.frames.match(p, reader, arguments, rules.ontology.accepts)


def finding_of(
    match: Match,
    reader: Reader,
    arguments: Arguments,
    times: Sequence[TimeExpression],
    speaker: tuple[str, ...],
    relay: Relay,
    rules: Rules,
) -> Finding:
    """What a match says: with factuality, sources, place, date, quantity and object."""
    tree, tokens, p = reader.tree, reader.tokens, match.predication
    fact = factuality(
        tree, p.i, carrier=p.carrier, signatures=rules.signatures, lexicon=rules.lexicon
    )
    who = sources(reader, arguments, fact, p.i, signatures=rules.signatures, speaker=speaker)
    actor = {f.key for f in match.actor}
    if p.kind == "verb" and p.lemma in rules.lexicon["announcing"] and not who.asserted_by:
        # "announces sanctions on X": who announces is who says so
        who = Sources(tuple(f.key for f in match.actor), who.via, who.assessed, who.unnamed)
    if (
        not who.asserted_by
        and rules.ontology.types[match.frame.type].quad in _VERBAL
        and rules.ontology.types[match.frame.type].root != "CONSULT"  # to meet is no speech
        and actor & set(relay.speaker)
    ):
        who = Sources(relay.source, (), who.assessed, who.unnamed)
    recipient = {f.key for f in match.recipient}
    if not recipient and "reporter" in match.frame.recipient:
        # "Ardonia says that Belmark violated its airspace": who complains is who was wronged
        recipient = {
            key
            for key in who.asserted_by
            if rules.ontology.accepts(match.frame.recipient_types, arguments.type_of(key))
        } - actor
    return Finding(
        type=match.frame.type,
        sentence=tree.sentence.index,
        trigger=p.i,
        lemma=p.lemma,
        actor=actor,
        recipient=recipient,
        place=place_of(p, reader, arguments, actor),
        date=date_of(match, reader, times, fact, rules),
        object=_object(match, reader, arguments, actor | recipient),
        object_text=_object_text(match, reader, arguments, times, actor | recipient),
        quantity=_quantities(match, reader),
        fact=fact,
        sources=who,
        trigger_start=tokens[match.first].start,
        trigger_end=tokens[match.last - 1].end,
        confidence=match.confidence,
        rule=match.frame.id,
        nominal=p.kind == "noun",
        bare=p.kind == "noun" and p.carrier == p.i,
        casualties=match.frame.casualties,
        violent=match.frame.casualties and _is_violent(p, reader, rules),
        free=match.frame.free,
        anaphor=match.frame.anaphor,
        denies=match.frame.type == "Reject" and match.frame.id in _DENYING,
        mutual=match.frame.unite and match.frame.type == "Attack",
        borrows=not recipient and "obj/parties" in match.frame.recipient,
    )


def _is_violent(p: Predication, reader: Reader, rules: Rules) -> bool:
    """Do the words around a death say that somebody did it, and not an accident?"""
    words = {w for t in reader.tokens if t.i != p.i for w in (t.lower, t.lemma.lower())}
    return bool(words & rules.lexicon["violence"]) and not words & rules.lexicon["accidents"]


def _object(
    match: Match, reader: Reader, arguments: Arguments, parties: set[str]
) -> tuple[str, ...]:
    """What the event is about, where that is an entity of its own (a treaty, a conflict)."""
    if match.theme is None:
        return ()
    s = reader.tree.sentence.index
    node = match.theme.head
    return tuple(
        m.entity
        for m in arguments.mentions(s, node)[:1]
        if m.entity not in parties and m.kind == "name"
    )


def _object_text(
    match: Match,
    reader: Reader,
    arguments: Arguments,
    times: Sequence[TimeExpression],
    parties: set[str],
) -> str | None:
    """The words of the object as the document has them, unless they repeat a party or say when."""
    if match.theme is None:
        return None
    first, last, node = match.theme.first, match.theme.last, match.theme.head
    tokens = reader.tokens
    s = reader.tree.sentence.index
    if any(
        f.key in parties and f.kind != "instrument" and f.kind != "group"
        for f in arguments.at(s, node)
    ):
        return None
    if any(time.first <= node < time.last for time in times):
        return None  # "arrested them on Saturday" does not say for what
    while last > first and tokens[last - 1].pos == "PUNCT" and tokens[last - 1].text in ",;:-(":
        last -= 1
    while first < last and tokens[first].pos == "PUNCT":
        first += 1
    if first >= last:
        return None
    text = " ".join(arguments.text[tokens[first].start : tokens[last - 1].end].split())
    if len(text) > _MAX_OBJECT_TEXT:
        text = text[:_MAX_OBJECT_TEXT].rsplit(" ", 1)[0] + "…"
    return text


def _quantities(match: Match, reader: Reader) -> tuple[Quantity, ...]:
    p = match.predication
    found: list[Quantity] = []
    if match.frame.type in ("Attack", "Protest"):
        found.extend(casualties(reader.tree, p.i))
    for token in p.get("obj") if p.kind == "verb" else []:
        quantity = quantity_of(reader.tree, token)
        if quantity is not None and not any(q.text == quantity.text for q in found):
            found.append(quantity)
    if match.frame.type == "Protest":
        for filler in match.actor:
            quantity = quantity_of(reader.tree, filler.head)
            if quantity is not None:
                found.append(quantity)
    return tuple(dict.fromkeys(found))
