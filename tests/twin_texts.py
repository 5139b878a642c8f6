"""The passages and names that twins are made of. CC0; wars and towns are real, all else invented.

`<s6:words>` marks the stretch s6, `E_...` marks are names of one person or body; `{x}` is drawn.
"""

import re

# Attacker (country, adjective, capital), attacked (country, adjective), where it is filed, the
# region, towns (`a` in two spellings), a port in another region, and where `a` and the port are.
WORLDS = (
    {"xc": "Russia", "x": "Russian", "xcap": "Moscow", "yc": "Ukraine", "y": "Ukrainian",
     "cap": "LVIV", "capital": "Lviv", "r": "Kharkiv", "a1": "Kupiansk", "a2": "Kupyansk",
     "b": "Vovchansk", "c": "Izium", "e": "Chuhuiv", "d": "Berdiansk", "r2": "Zaporizhzhia",
     "at": {"a": (49.71, 37.62), "d": (46.76, 36.79)},
     "names": ("Oleksandr Marchenko Marchenco", "Iryna Lavrynenko Lavrinenko",
               "Bohdan Zelenchuk Zelentchuk", "Olena Horobets Gorobets")},
    {"xc": "Azerbaijan", "x": "Azerbaijani", "xcap": "Baku", "yc": "Armenia", "y": "Armenian",
     "cap": "YEREVAN", "capital": "Yerevan", "r": "Syunik", "a1": "Kapan", "a2": "Ghapan",
     "b": "Goris", "c": "Sisian", "e": "Jermuk", "d": "Meghri", "r2": "Vayots Dzor",
     "at": {"a": (39.21, 46.41), "d": (38.90, 46.24)},
     "names": ("Tigran Manvelyan Manvelian", "Anahit Grigoryan Grigorian",
               "Hayk Petrosyan Petrosian", "Lusine Davtyan Davtian")},
    {"xc": "Eritrea", "x": "Eritrean", "xcap": "Asmara", "yc": "Ethiopia", "y": "Ethiopian",
     "cap": "ADDIS ABABA", "capital": "Addis Ababa", "r": "Tigray", "a1": "Mekelle",
     "a2": "Mek'ele", "b": "Adigrat", "c": "Aksum", "e": "Adwa", "d": "Gonder", "r2": "Amhara",
     "at": {"a": (13.50, 39.48), "d": (12.60, 37.47)},
     "names": ("Tesfaye Gebreyes Gebreyess", "Almaz Kidane Kidaneh",
               "Dawit Woldemariam Woldemaryam", "Hiwot Tadesse Taddesse")},
    {"xc": "Turkey", "x": "Turkish", "xcap": "Ankara", "yc": "Syria", "y": "Syrian",
     "cap": "DAMASCUS", "capital": "Damascus", "r": "Aleppo", "a1": "Manbij", "a2": "Menbij",
     "b": "Jarabulus", "c": "Azaz", "e": "Kobani", "d": "Latakia", "r2": "Tartus",
     "at": {"a": (36.53, 37.95), "d": (35.53, 35.79)},
     "names": ("Khaled Qassab Kassab", "Rima Daoud Dawoud", "Samir Haddadin Hadadin",
               "Nour Shaheen Shahin")},
    {"xc": "Thailand", "x": "Thai", "xcap": "Bangkok", "yc": "Cambodia", "y": "Cambodian",
     "cap": "PHNOM PENH", "capital": "Phnom Penh", "r": "Banteay Meanchey", "a1": "Poipet",
     "a2": "Paoy Paet", "b": "Sisophon", "c": "Samraong", "e": "Siem Reap",
     "d": "Sihanoukville", "r2": "Kampot", "at": {"a": (13.66, 102.56), "d": (10.61, 103.53)},
     "names": ("Sokha Vannak Vanak", "Chantrea Sovann Sovan", "Rithy Chhim Chhimm",
               "Bopha Samnang Samnangh")},
    {"xc": "Venezuela", "x": "Venezuelan", "xcap": "Caracas", "yc": "Colombia", "y": "Colombian",
     "cap": "BOGOTÁ", "capital": "Bogotá", "r": "Norte de Santander", "a1": "Cúcuta",
     "a2": "Cucuta", "b": "Tibú", "c": "Ocaña", "e": "Maicao", "d": "Riohacha",
     "r2": "La Guajira", "at": {"a": (7.90, -72.50), "d": (11.54, -72.91)},
     "names": ("Hernán Ospino Ospinho", "Marcela Quiñones Quinones", "Álvaro Peñalosa Penalosa",
               "Lucía Benavides Benavidez")},
    {"xc": "Iraq", "x": "Iraqi", "xcap": "Baghdad", "yc": "Iran", "y": "Iranian",
     "cap": "TEHRAN", "capital": "Tehran", "r": "Khuzestan", "a1": "Ahvaz", "a2": "Ahwaz",
     "b": "Abadan", "c": "Dezful", "e": "Khorramshahr", "d": "Bushehr", "r2": "Fars",
     "at": {"a": (31.32, 48.68), "d": (28.97, 50.84)},
     "names": ("Behrouz Tavakoli Tavakkoli", "Shirin Rostami Rostamy", "Kamran Yousefi Yusefi",
               "Laleh Moradi Mouradi")},
    {"xc": "Israel", "x": "Israeli", "xcap": "Jerusalem", "yc": "Lebanon", "y": "Lebanese",
     "cap": "BEIRUT", "capital": "Beirut", "r": "Nabatieh", "a1": "Marjayoun",
     "a2": "Marjayoon", "b": "Jezzine", "c": "Bint Jbeil", "e": "Sidon", "d": "Tyre",
     "r2": "South", "at": {"a": (33.36, 35.59), "d": (33.27, 35.19)},
     "names": ("Fadi Khouri Khoury", "Rania Abboud Aboud", "Ziad Maalouf Malouf",
               "Hala Sfeir Sfair")},
)  # fmt: skip
FOREIGN = ("Norwegian Defence Ministry", "Japanese Foreign Ministry", "Irish Ministry of Defence")
WORDS = ("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
         "sixteen seventeen eighteen nineteen").split()  # fmt: skip


def _choices(text: str) -> tuple[str, ...]:
    """Return the passages between lines of "--", each paragraph of them on one line."""
    passages = text.strip().split("\n--\n")
    return tuple(re.sub(r"(?<!\n)\n(?!\n)", " ", passage) for passage in passages)


LEDE = _choices(
    """
{cap}, {yc} — {x} troops have widened their offensive against {y} lines around <pA:{a1}>, {y}
officials {said}, and the villages to its west stand empty.
--
{cap}, {yc} — {x} forces are trying to push {y} units out of the city of <pA:{a1}>, {y} commanders
{said}, in a battle that has left few roofs whole.
"""
)
CHIEF = _choices(
    """
“Not one street is whole. People live in cellars,” {y} President <E_CHIEF:{chief}> said <t1:{d1}>
afternoon of the streets of <pA:{a2}> and the neighbouring town of <pB:{b}> in {r} province.
--
“No bakery works any more. Only the cemetery grows,” {y} Prime Minister <E_CHIEF:{chief}> {said}
<t1:{d1}> evening after a visit to <pA:{a2}> and to <pB:{b}>, a town in {r} province.
"""
)
INSIDE = _choices(  # the attribution stands inside the marks
    """
“<q3a:The whole plain before {b} is strewn with burnt vehicles and the dead>, <x3:{added}
<E_CHIEF:{chief_mr} {chief_second}>>. <q3b:Whoever saw it will see it for ever.>”
--
“<q3a:They have turned every garden near {b} into a trench>, <x3:<E_CHIEF:{chief_mr}
{chief_second}> {added}>. <q3b:That is how an army behaves which has lost its way.>”
"""
)
GOVERNOR = _choices(  # the second half has lost its opening mark
    """
<E_GOV:{gov}>, the governor of {r} province, described the {x} attacks on {b} and {a1} on
<t2:{d2}> as ceaseless.

“<q4a:{x} gunners are firing at flats, clinics and bakeries alike,>” {gov_last} {said} in a radio
address. <q4b:The law is dead in this war, and families pay for it.>”
--
<E_GOV:{gov}>, who governs {r} province, called the {x} assaults on {a2} on <t2:{d2}> the worst so
far.

“<q4a:The {x} army grinds our towns down with everything that it has,>” {gov_last} {said} on
television. <q4b:It wages war without pity, and the weak suffer most.>”
"""
)
MEDIC = _choices(  # so here; who is told it never speaks
    """
Surgeons at a field clinic behind {a1} worked for <no:45 minutes> on <t1:{d1}> to save a rifleman,
but he bled too much.

“<q5a:We work until our hands shake,>” <E_MED:{medic}>, who runs the clinic, told <E_SILENT:The
Meridian Courier>. <q5b:And still there are nights when that is not enough.>”
--
At a dressing station outside {b}, <no:25 kilometres> from the border, medics had <no:90 minutes>
of sleep on <t1:{d1}>.

“<q5a:You stop counting the stretchers,>” nurse <E_MED:{medic}> told <E_SILENT:The Meridian
Courier>. <q5b:It is the faces that you go on seeing.>”
"""
)
RIVAL = _choices(
    """
The head of the {xcap}-backed administration in the occupied part of {r} said on <t2:{d2}> that
<s6:{x} forces were “one step away” from taking control of <pB:{b}>>. The price was “heavy beyond
words”, {cautioned} <E_HEAD:{head}> on {x} state radio.

<h6:Control of the town would open “a straight road” to the capture of <pA:{a2}>>,
<E_HEAD:{head_mr} {head_last}> {added}, and allow <h7:a fresh assault on <pC:{c}>>, further north,
where the defences “are no weaker”.
--
The {xcap}-appointed head of the occupied districts of {r} told reporters on <t2:{d2}> that
<s6:{x} forces were “very near” to seizing <pB:{b}>>. The advance was being paid for “dearly”,
{cautioned} <E_HEAD:{head}> on {x} state television.

<h6:The capture of the town would ease the taking of <pA:{a2}>>, {added} <E_HEAD:{head_mr}
{head_last}>, as well as <h7:a new attack on <pC:{c}>>, a town to the north whose garrison “is
just as stubborn”.
"""
)
MINISTRY = _choices(
    """
The <E_MIN:{foreign}> agreed with this view of the fighting. {x} soldiers, with men of the
Lodestar Company, a private contractor, <s7:have advanced in {b} in the past few days> and
“<s8:{probably} hold most of the town,>” <E_MIN:the ministry> {said} in a bulletin on <t2:{d2}>.

{he} {added} that <s9:the seizure of {b}, <no:12 kilometres> north of {a1}, was {probably}
{xcap}’s first goal and a step towards the encirclement of {a1}>.

But {he_small} said “<s10:{y} units keep firm lines and hold the supply roads>” in the area.
--
The <E_MIN:{foreign}> has come to the same conclusion. In its daily update on <t2:{d2}>,
<E_MIN:the ministry> {said} that {x} troops and mercenaries of the Lodestar Company <s7:had
entered the centre of {b}> and “<s8:{probably} control most of the town>”.

{he} {added} that <s9:the capture of {b}, <no:12 kilometres> north of {a1}, was {probably}
{xcap}’s most urgent aim and part of a plan to encircle {a1}>.

“<s10:{y} brigades are well dug in around the reservoir,>” {he_small} explained.
"""
)
SYSTEMS = _choices(
    """
<c1:Command and control systems will be linked by satellite>, {x} Defence Minister <E_XMIN:{xmin}>
said on <t2:{d2}>, and conscripts will be given warmer boots. {xmin_last}, whom {xc}’s president,
<E_SILENT:Maurice Delbanco>, has kept in office in spite of criticism, spoke for <no:20 minutes>.
--
{x} Defence Minister <E_XMIN:{xmin}>, who has the trust of President <E_SILENT:Maurice Delbanco>,
said on <t2:{d2}> that <c1:quality control of ammunition and air traffic control will be
improved>. Spending will rise by <no:300 million>.
"""
)
TOLL = _choices(
    """
<E_OFFICE:{yc}’s interior ministry> said <k1:at least {n1} civilians were killed> and <k2:{n2}
others {hurt}> in {x} shelling <tr:between {d1} and {d2}>.
--
<k1:At least {n1} civilians were killed> and <k2:{n2} others {hurt}> in {x} artillery fire
<tr:between {d1} and {d2}>, <E_OFFICE:{yc}’s interior ministry> {said}.
"""
)
PORT = _choices(
    """
<E_PORT:{port}>, the governor of the southern <r2:{r2} region>, said {x} forces <e1:shelled> the
port of <pD:{d}> on <t1:{d1}> evening and then again early on <t2:{d2}>. {port_he} added that
<k3:{n3} people, including a <k4:{age}-year-old {child}>, were {hurt}> in <t1:{d1}>’s shelling.
--
In the south, {x} artillery <e1:shelled> <pD:{d}> on <t1:{d1}> evening and again on <t2:{d2}>
morning, the governor of the <r2:{r2} region>, <E_PORT:{port}>, {said}. {port_he} {added} that
<k3:{n3} people were {hurt}, among them a <k4:{age}-year-old {child}>>, in the first attack.
"""
)
PAST = _choices(
    """
In <tm:{month}>, {xc} annexed {r} and two other provinces, which most states call illegal. Bread
has been scarce for <no:19 months>.
--
After {y} forces recaptured {e} in <tm:{month}>, the front settled near {a1}. Old mine galleries
run for <no:some 140 kilometres> under the hills, and a loaf costs <no:80 cents>.
"""
)
HEADLINE = _choices(
    """
{xc} presses on in battle for {a1}
--
Fighting for {a1} grows fiercer
"""
)
