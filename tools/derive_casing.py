"""Write lexicons/casing.yaml: how English words are cased when they are not at a sentence's start.

Usage: python tools/derive_casing.py FOLDER, the folder `data` of the package spacy-lookups-data 1.0.5

The package has unigram log-probabilities of word forms, and the forms of the words that WordNet
knows, which keeps misspellings and jargon out. It is 98 MB, so it is no dependency of any target;
the derived list is committed. Capitalised is the default for a word that is not listed, so the list
holds only the words that are not capitalised.
"""

import gzip
import hashlib
import json
import re
import sys
import textwrap
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "lexicons" / "casing.yaml"
SHA256 = "ead13035b63bc915592ff41c279c76d1f3ee5582d6b6f12f9c7a9016021a338e"
# Natural logarithms. -17 keeps the words that dispatches use ("guerrillas" is at -16.0). A word is
# shared with names where its forms are within a factor of e**1.2; the most common ones are only
# capitalised so often because they start sentences ("No", "Why").
RAREST, RAREST_FIXED = -17.0, -14.5
SHARED, COMMONEST_SHARED = 1.2, -8.5
# WordNet has no function words, and some of them start more sentences than they stand in.
FUNCTION_WORDS = (
    "a about above after against all although amid amidst among amongst an and any are as at be because been before being "
    "below beside between both but by can cannot could did do does during each either else every for from had "
    "has have having he her hers herself him himself his how however if in into is it its itself lest like many "
    "may me might mine more most much must my myself near neither no nor not of off on once onto or other "
    "our ours ourselves out over own per same shall she should since so some such than that the their "
    "theirs them themselves then there these they this those though through till to too toward towards "
    "under unless until unto up upon us very was we were what whatever when whence where whereas wherever "
    "whether which whichever while who whoever whom whomever whose why will with within without would yet "
    "you your yours yourself yourselves anybody anyone anything everybody everyone everything nobody none "
    "nothing somebody someone something"
)
LONGEST_FIXED = 5  # longer capitals are shouting
WORD = re.compile(r"[a-z]{2,}")

HEAD = """\
# How English words are cased inside a sentence; a word that is not here is capitalised.
# Source: derived by tools/derive_casing.py from the word probabilities of spacy-lookups-data 1.0.5.
# Licence: MIT (c) ExplosionAI GmbH.
# `lower`: rarely capitalised. `shared`: lower case, but capitalised often enough to be part of a
# name next to one (Bush, Army, North). `fixed`: written just so.
"""


def main(folder: str) -> int:
    raw = (Path(folder) / "en_lexeme_prob.json.gz").read_bytes()
    if hashlib.sha256(raw).hexdigest() != SHA256:
        print(f"{folder}: not the data of spacy-lookups-data 1.0.5", file=sys.stderr)
        return 1
    known = dictionary(Path(folder))
    forms: dict[str, dict[str, float]] = defaultdict(dict)
    for word, logp in json.loads(gzip.decompress(raw)).items():
        if WORD.fullmatch(word.lower()):
            forms[word.lower()][word] = logp
    lists: dict[str, list[str]] = {"lower": [], "shared": [], "fixed": []}
    for word, seen in forms.items():
        if word in FUNCTION_WORDS.split():
            lists["lower"].append(word)
            continue
        best = max(seen, key=lambda form: seen[form])
        if best == word and seen[best] >= RAREST and word in known:
            close = seen[best] - seen.get(word.title(), -99) < SHARED
            shared = close and seen[best] < COMMONEST_SHARED
            lists["shared" if shared else "lower"].append(word)
        elif best.isupper() and len(best) <= LONGEST_FIXED and seen[best] >= RAREST_FIXED:
            lists["fixed"].append(best)
    with TARGET.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for name, words in lists.items():
            lines = textwrap.wrap(" ".join(sorted(words)), 98, break_on_hyphens=False)
            out.write(f"\n{name}: >-\n" + "".join(f"  {line}\n" for line in lines))
    return 0


def dictionary(folder: Path) -> set[str]:
    """Return every form of the words that WordNet knows, in lower case."""
    index = json.loads(gzip.decompress((folder / "en_lemma_index.json.gz").read_bytes()))
    forms = json.loads(gzip.decompress((folder / "en_lemma_lookup.json.gz").read_bytes()))
    words = {word for part in index.values() for word in part} | set(forms) | set(forms.values())
    words |= {word + end for word in words for end in ("s", "ed", "ing", "er", "ly")}
    return {word.lower() for word in words}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
