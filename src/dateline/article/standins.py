"""Parse every nation alike: under stand-ins the model reads all sides' names the same way.

The small model learned its grammar from news in which some nations act and others are acted on:
it calls "Russian" a nationality, "Ukrainian" a language, "Kyiv" nothing. So it is given other
words for the nations of an article (the first one named is always "Germany", the second "Italy"),
and its answers are put back onto the words that were written. Which side is which can then not
enter the parse.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from dateline.gazetteer import load_gazetteer
from dateline.lexicon import table

# Country, adjective, people, capital: names the model knows well, one row for each nation of an
# article in the order of their first mention.
STANDINS = (
    ("Germany", "German", "Germans", "Berlin"),
    ("Italy", "Italian", "Italians", "Rome"),
    ("Egypt", "Egyptian", "Egyptians", "Cairo"),
    ("India", "Indian", "Indians", "Delhi"),
    ("Canada", "Canadian", "Canadians", "Ottawa"),
    ("Kenya", "Kenyan", "Kenyans", "Nairobi"),
    ("Norway", "Norwegian", "Norwegians", "Oslo"),
    ("Cuba", "Cuban", "Cubans", "Havana"),
)
_COUNTRY, _ADJECTIVE, _PEOPLE, _CAPITAL = range(4)


def parse_alike(texts: Iterable[str], nlp: Language) -> Iterator[Doc]:
    """Yield the parsed text of each passage, the nations of the article under stand-ins."""
    written = [nlp.make_doc(text) for text in texts]
    seats: dict[str, int] = {}
    masked = [Doc(nlp.vocab, words=_masked(doc, seats), spaces=_spaces(doc)) for doc in written]
    for doc, read in zip(written, nlp.pipe(masked), strict=True):
        yield _put_back(doc, read)


def _masked(doc: Doc, seats: dict[str, int]) -> list[str]:
    """Return the words of a passage with nations replaced; `seats` grows over the article."""
    words = [token.text for token in doc]
    for number, word in enumerate(words):
        known = _forms().get(word)
        if known is None or (number and words[number - 1].istitle() and number > 1):
            continue  # after a capital it is a surname ("Claire Jordan") or part of a longer name
        nation, form = known
        seat = seats.setdefault(nation, len(seats) % len(STANDINS))
        words[number] = STANDINS[seat][form]
    return words


@cache
def _forms() -> Mapping[str, tuple[str, int]]:
    """Return each single word that names a nation -> the nation and which of its words it is."""
    gazetteer = load_gazetteer()
    out: dict[str, tuple[str, int]] = {}
    for iso2, row in table("countries").items():
        capital = gazetteer.capital_of(iso2)
        if capital is not None:
            out[capital.name] = (iso2, _CAPITAL)
        # "the Netherlands" has an article that "Germany" has not.
        if not str(row["name"]).endswith("s"):
            out[str(row["name"])] = (iso2, _COUNTRY)
    for iso2, row in table("nations").items():
        demonyms = str(row["demonyms"]).split("|")
        for demonym in demonyms:
            plural = demonym.endswith("s") and demonym[:-1] in demonyms
            out[demonym] = (iso2, _PEOPLE if plural else _ADJECTIVE)
    return {word: known for word, known in out.items() if word.isalpha() and word.istitle()}


def _spaces(doc: Doc) -> list[bool]:
    return [bool(token.whitespace_) for token in doc]


def _put_back(written: Doc, read: Doc) -> Doc:
    """Return the words as written with what the model made of them under stand-ins."""
    pairs = list(zip(written, read, strict=True))
    return Doc(
        written.vocab,
        words=[token.text for token in written],
        spaces=_spaces(written),
        tags=[token.tag_ for token in read],
        pos=[token.pos_ for token in read],
        morphs=[str(token.morph) for token in read],
        lemmas=[r.lemma_ if r.text == w.text else w.text for w, r in pairs],
        heads=[token.head.i for token in read],
        deps=[token.dep_ for token in read],
        ents=[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in read],
        sent_starts=[bool(token.is_sent_start) for token in read],
    )
