"""Find who is said to hold, take, lose or aim at a place, in whose words and how sure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Token

from dateline import lexicon
from dateline.article.parse import Parse
from dateline.extract.control.places import Site, find_sites
from dateline.extract.control.triggers import find_control_triggers
from dateline.extract.control.words import ControlTrigger, lemma, words
from dateline.extract.events.binding import place_roots
from dateline.extract.events.cast import Cast
from dateline.extract.events.clauses import children, governor, with_conjuncts
from dateline.extract.events.kinds import is_armed, lemmas
from dateline.extract.events.realis import read_realis
from dateline.extract.mentions import EntityBook
from dateline.extract.mentions.actors import actor_named
from dateline.extract.statements import said_by
from dateline.records import ControlClaim, Entity, Place, Statement, TimeSpan
from dateline.vocabulary import Certainty, ControlStatus

SIDES = frozenset(["armed_actor", "state"])
DENIALS: Mapping[str, Certainty] = {"CT+": "CT-", "PR+": "PR-", "PS+": "PS-"}
# How many links above a word its nearness may stand: "are said to be quite near to seizing X".
LINKS = 4


def find_control(
    parse: Parse,
    entities: tuple[Entity, ...],
    places: tuple[Place, ...],
    times: tuple[TimeSpan, ...],
    statements: tuple[Statement, ...],
) -> tuple[tuple[ControlClaim, ...], tuple[Entity, ...]]:
    """Return the claims of control in the order of the text, and the entities with new holders.

    Args:
        parse: The sentences.
        entities: Who may hold a place.
        places: Only mentions used as locations can be held.
        times: Numbers and names inside a time are no place.
        statements: The voices, and how sure each is of what it says.
    """
    located = place_roots(parse, places)
    located = {i: place for i, place in located.items() if not _in_time(parse, i, times)}
    book = EntityBook(parse, entities, method=parse.methods["control"])
    cast = Cast(parse, book, located)
    claims: list[ControlClaim] = []
    for sentence in parse.sentences():
        if not any(i in located for i in range(max(0, sentence.start - 200), sentence.end)):
            continue  # nothing to hold is named here or near before
        for trigger in find_control_triggers(sentence):
            claims += _claims(parse, trigger, located, cast, book, statements)
    claims.sort(key=lambda c: (c.span.start, c.span.end))
    unique = _unique(claims, statements)
    return tuple(replace(c, id=f"c{n}") for n, c in enumerate(unique, 1)), book.entities


def _in_time(parse: Parse, index: int, times: tuple[TimeSpan, ...]) -> bool:
    at = parse.starts[index]
    return any(t.span.start <= at < t.span.end for t in times)


def _claims(
    parse: Parse,
    trigger: ControlTrigger,
    located: Mapping[int, Place],
    cast: Cast,
    book: EntityBook,
    statements: tuple[Statement, ...],
) -> Iterator[ControlClaim]:
    """Yield the claims of a trigger: one for each place."""
    found = find_sites(trigger.where, trigger.beside, located)
    if not found:
        return
    here = {site.token.i for site in found}
    who = tuple(t for t in trigger.who if t.i not in here)
    holders = cast.entities(who, under_arms=True) or _described(who, book)
    if trigger.weak and not any(book.get(h).type in SIDES for h in holders):
        return
    if any(book.get(h).type == "person" for h in holders) and trigger.weak:
        return
    if _is_no_fight(trigger, who, holders):
        return
    status, rule = _status(trigger)
    if rule == "goal" and not holders:
        holders = cast.entities(_whose_goal(trigger.head), under_arms=False)
    if trigger.why == "control_of" and not holders:
        # "control of X might decide the war": nobody is said to have it
        if status == trigger.status and not _under_modal(trigger.head):
            return
        status, rule = "hypothetical", "control_of_nobody"
    for site in found:
        if lemma(trigger.head) == "fall" and site.place.kind != "settlement":
            continue  # "the fall of the Empire", "of the republic": a state ends, no ground is taken
        span = parse.span(parse.doc[slice(*_extent_of(trigger, site))])
        voices = said_by(statements, parse.span(trigger.head))
        certainty = _certainty(trigger, voices, statements)
        if rule == "presupposed":  # whoever denies the rest takes "rebel-held" for granted
            certainty = "CT+"
        elif status != "denied" and certainty.endswith("-"):
            status, rule = "denied", "denied_by_voice"
        elif status == "denied":
            certainty = DENIALS.get(certainty, certainty)
        yield ControlClaim(
            id="",
            span=span,
            place=site.place.id,
            holders=holders,
            status=status,
            extent=site.extent,
            certainty=certainty,
            said_by=voices,
            method=parse.methods["control"],
            why=(trigger.why, f"place_{site.why}", rule),
        )


def _is_no_fight(trigger: ControlTrigger, who: tuple[Token, ...], holders: tuple[str, ...]) -> bool:
    """Say whether those who do it take customers, votes or a mood, and no ground."""
    if trigger.why not in ("verb", "light_verb") or not who:
        return False
    if any(_is_business(t) for t in who):
        return True
    if any(lemma(t) in words("ballots") for t in trigger.head.subtree):
        return not any(is_armed(t) for t in who)
    nouns = [t for t in who if t.pos_ == "NOUN"]
    return (
        not holders
        and len(nouns) == len(who)
        and not any(set(lemmas(t)) & words("operations") for t in nouns)
    )


def _is_business(token: Token) -> bool:
    before = {lemma(c) for c in token.children if c.dep_ in ("amod", "compound", "nmod")}
    return lemma(token) in words("business") and not before & words("business_in_arms")


def _described(who: tuple[Token, ...], book: EntityBook) -> tuple[str, ...]:
    """Return new entities for holders that only this claim describes: "government", "rebel columns"."""
    kinds = lexicon.classes("agents")
    out = []
    for token in who:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ") or book.of(token) is not None:
            continue
        phrase = token.doc[token.i : token.i + 1]
        known = actor_named(phrase)
        if known is not None:
            out.append(book.enter(phrase, type=known.type, why="actor_lexicon").id)
            continue
        if token.ent_type_ == "NORP" and token.tag_ in ("NNPS", "NNP") and token.text.endswith("s"):
            # "The Vardites control X": a people or movement that holds ground does so under arms
            phrase = token.doc[token.i : token.i + 1]
            out.append(book.enter(phrase, type="armed_actor", why="holder").id)
            continue
        own = next((kinds[f] for f in lemmas(token) if f in kinds), None)
        before = [c for c in token.children if c.dep_ in ("compound", "amod") and is_armed(c)]
        if before:
            phrase = token.doc[before[0].i : token.i + 1]
            out.append(book.enter(phrase, type="armed_actor", why="holder").id)
        elif own in ("organization", "armed_actor", "state"):
            phrase = token.doc[token.i : token.i + 1]
            out.append(book.enter(phrase, type=own, why="holder").id)  # type: ignore[arg-type]  # narrowed above
    return tuple(out)


def _extent_of(trigger: ControlTrigger, site: Site) -> tuple[int, int]:
    """Return the token range from the trigger's words to the place, the hedge before it included."""
    at = [t.i for t in trigger.words] + [site.token.i]
    at += [c.i for c in trigger.head.children if c.lower_ in words("probable") | words("possible")]
    return min(at), max(at) + 1


def _status(trigger: ControlTrigger) -> tuple[ControlStatus, str]:
    """Return the status as far as it has come about: done, near, aimed at, supposed, denied."""
    if trigger.why in ("goal", "attribute", "struggle", "contested"):
        return trigger.status, "presupposed"
    if trigger.status not in ("lost", "withdrew") and _is_imminent(trigger.head):
        return "imminent", "near"
    if _is_goal(trigger.head):
        return "intends", "goal"
    reality = read_realis(trigger.head, "")
    if reality.why.startswith("near_") and trigger.status not in ("lost", "withdrew"):
        return "imminent", reality.why
    if reality.realis == "negated":
        return "denied", reality.why
    if reality.realis in ("intent", "future"):
        return "intends", reality.why
    if trigger.head.pos_ == "NOUN" and trigger.head.dep_ == "nsubj" and _under_modal(trigger.head):
        return "hypothetical", "under_modal"  # "the capture of X would open the road"
    if reality.realis == "hypothetical":
        return "hypothetical", reality.why
    return trigger.status, reality.why


def _is_imminent(head: Token) -> bool:
    """Say whether the words over it say that it is all but done: "on the verge of taking"."""
    node = head
    for _ in range(LINKS):
        if any(c.dep_ == "advmod" and c.lower_ in words("imminent_adverbs") for c in node.children):
            return True
        if node.head.i == node.i:
            return False
        child, node = node, node.head
        if node.lower_ in words("imminent"):
            return True
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        before = child.doc[max(0, child.i - 4) : child.i]
        if to and any(t.lower_ == "about" for t in before) and child.dep_ in ("xcomp", "pcomp"):
            return True
        if node.pos_ in ("VERB", "AUX") and child.dep_ in ("ccomp", "advcl", "relcl"):
            return False
    return False


def _is_goal(head: Token) -> bool:
    """Say whether it is said to be an aim: "the capture of X was their objective"."""
    verb = head.head
    bare = head.tag_ == "VBG" and not any(c.dep_ in ("aux", "nsubj") for c in head.children)
    if bare and head.dep_ in ("appos", "conj", "dobj", "attr", "ROOT", "acl"):
        # "its aims are unchanged: securing control of X"
        before = head.doc[head.sent.start : head.i]
        return any(set(lemmas(t)) & words("intent_nouns") for t in before)
    if head.dep_ in ("nsubj", "attr", "xcomp") and lemma(verb) == "be":
        return any(
            c.dep_ in ("attr", "nsubj") and c.i != head.i and lemma(c) in words("intent_nouns")
            for c in verb.children
        )
    return False


def _whose_goal(head: Token) -> tuple[Token, ...]:
    """Return whose aim it is: "was the rebels' main objective"."""
    goals = [c for c in head.head.children if lemma(c) in words("intent_nouns")]
    return tuple(t for goal in goals for p in children(goal, "poss") for t in with_conjuncts(p))


def _under_modal(noun: Token) -> bool:
    verb = governor(noun)
    return verb is not None and any(c.tag_ == "MD" for c in verb.children)


def _certainty(
    trigger: ControlTrigger, voices: tuple[str, ...], statements: tuple[Statement, ...]
) -> Certainty:
    """Return how sure the voice is: the statement's own certainty, sharpened by a hedge right here."""
    by_id = {s.id: s.certainty for s in statements}
    said: Certainty = by_id[voices[-1]] if voices else "CT+"
    near = {c.lower_ for c in trigger.head.children if c.dep_ == "advmod"}
    if said in ("CT+", "Uu") and near & words("probable"):
        return "PR+"
    if said in ("CT+", "Uu") and near & words("possible"):
        return "PS+"
    return said


def _unique(claims: list[ControlClaim], statements: tuple[Statement, ...]) -> list[ControlClaim]:
    """Drop a claim read twice from the same words; join those that one voice repeats."""
    speaker = {s.id: s.speaker for s in statements}
    out: list[ControlClaim] = []
    for claim in claims:
        for number, other in enumerate(out):
            if other.place != claim.place:
                continue
            alike = other.status == claim.status
            if other.span.overlaps(claim.span) and (alike or not claim.holders):
                break
            voices = [{speaker.get(v) for v in c.said_by} or {None} for c in (other, claim)]
            if alike and other.holders == claim.holders and voices[0] == voices[1]:
                said = tuple(dict.fromkeys((*other.said_by, *claim.said_by)))
                out[number] = replace(other, said_by=said)
                break
        else:
            out.append(claim)
    return out
