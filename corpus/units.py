"""How stories count their parts, as data: people type the words of their own language.

Words are written as ``plain`` folds them: in lower case, without accents.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum


class Unit(IntEnum):
    """What a story is counted in. Points in different units cannot be compared."""

    SEASON = 1
    BOOK = 2
    VOLUME = 3
    PART = 4
    ACT = 5
    CHAPTER = 6
    EPISODE = 7
    NUMBER = 8


INNER = (Unit.CHAPTER, Unit.EPISODE)
"""What stands inside of a larger unit; there, both are counted as one."""


def plain(text: str) -> str:
    """Return ``text`` in lower case, without accents and with plain digits.

    >>> plain("Capítulo ４")
    'capitulo 4'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bare).replace("ł", "l")


def _words(text: str) -> dict[str, int]:
    """Return the value of each word; the words of a value stand in a line, 1 first."""
    lines = enumerate(text.strip().splitlines(), 1)
    return {plain(word): value for value, line in lines for word in line.split()}


UNITS = {
    plain(word): unit
    for unit, words in {
        Unit.SEASON: "season seasons series temporada temporadas staffel saison stagione seizoen "
        "sezon säsong sæson sesong kausi сезон сезона シーズン 期 季 시즌",
        Unit.BOOK: "book bk libro buch livre livro boek księga книга",
        Unit.VOLUME: "volume vol tomo tome band volumen том 巻 卷",
        Unit.PART: "part pt parte teil partie deel część часть 部",
        Unit.ACT: "act acto akt acte atto ato акт 幕",
        Unit.CHAPTER: "chapter chapters ch chap capítulo capítulos cap kapitel chapitre capitolo "
        "hoofdstuk rozdział глава 章 장",
        Unit.EPISODE: "episode episodes ep eps episodio episodios folge épisode épisodes puntata "
        "episódio episódios aflevering odcinek avsnitt afsnit jakso серия эпизод 話 话 集 화 회",
    }.items()
    for word in words.split()
}

CARDINALS = _words("""
one uno una ein eins un une um uma
two dos zwei deux due dois duas
three tres drei trois tre três
four cuatro vier quatre quattro quatro
five cinco fünf cinq cinque
six seis sechs sei
seven siete sieben sept sette sete
eight ocho acht huit otto oito
nine nueve neun neuf nove
ten diez zehn dix dieci dez
eleven once elf onze undici
twelve doce zwölf douze dodici doze
""")

ORDINALS = _words("""
first primera primer erste ersten première premier prima primo primeira primeiro
second segunda segundo zweite zweiten deuxième seconde seconda secondo
third tercera tercer dritte dritten troisième terza terzo terceira terceiro
fourth cuarta cuarto vierte vierten quatrième quarta quarto
fifth quinta quinto fünfte fünften cinquième
sixth sexta sexto sechste sechsten sixième sesta sesto
seventh séptima séptimo siebte siebten septième settima settimo sétima sétimo
eighth octava octavo achte achten huitième ottava ottavo oitava oitavo
ninth novena noveno neunte neunten neuvième nona nono
tenth décima décimo zehnte zehnten dixième
eleventh undécima undécimo elfte elften onzième undicesima undicesimo
twelfth duodécima duodécimo zwölfte zwölften douzième dodicesima dodicesimo
""")

NOTHING = frozenset(map(plain, "none nothing nada nichts rien niente ничего".split()))
EVERYTHING = frozenset(
    map(plain, "all everything todo alles tout tutto tudo всё everything! finished".split())
)
