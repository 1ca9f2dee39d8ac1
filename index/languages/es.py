"""Spanish."""

from __future__ import annotations

import re

from index.languages.language import (
    Asks,
    Language,
    asks,
    base_forms,
    credit,
    numbers,
    openers,
    phrases,
    words,
)

_GRAMMAR = """
    a al algo alguien algún alguna algunas alguno algunos ante antes aquel aquella aquellas aquellos
    aquello aquí así aún aunque bajo bien cada casi como cómo con contra cosa cosas cual cuál cuales
    cuáles cualquier cuando cuándo cuanta cuánta cuantas cuántas cuanto cuánto cuantos cuántos de
    del desde donde dónde durante e el él ella ellas ello ellos en entonces entre era eran eras eres
    es esa esas ese eso esos esta está están estaba estaban estado estar estas este esto estos estoy
    fue fueron fui ha haber había habían habrá han has hasta hay he hemos hubo incluso la las le les
    lo los más me menos mi mí mis mismo misma mismos mucho mucha muchos muchas muy nada nadie ni
    ningún ninguna ninguno no nos nosotros nuestra nuestro nuestros o os otra otras otro otros para
    pero poco por porqué porque pues que qué quien quién quienes quiénes se sea sean según ser será
    serán si sí sido siempre siendo sin sobre sois solo sólo somos son soy su sus suya suyo tal
    también tan tanto te tenemos tener tenía tenían tengo ti tiene tienen toda todas todavía todo
    todos tras tu tú tus tuvo tuvieron un una unas uno unos usted ustedes va vais vamos van y ya yo
    puede pueden podía hola oye vale favor dime sabes sabe pasa pasó ocurre ocurrió sucede sucedió
    llama llaman
"""

LANGUAGE = Language(
    code="es",
    stemmer="spanish",
    thousands=".",
    stop_words=words(_GRAMMAR),
    base_forms=base_forms("""
abrir abierto abierta
caer cae cayó cayeron
comenzar comienza comienzan comenzó
conducir condujo condujeron
conseguir consigue consiguió consiguieron
construir construye construyó construyeron
contar cuenta cuentan
creer cree creyó creyeron
cubrir cubierto cubierta
decir dice dicen dijo dijeron dicho
descubrir descubierto descubierta
destruir destruye destruyó destruyeron
dormir duerme duermen durmió
elegir elige eligen eligió eligieron
empezar empieza empiezan
encontrar encuentra encuentran
escribir escrito escrita escritos
hacer hace hacen hizo hicieron hecho hecha
huir huye huyen huyó huyeron
jugar juega juegan
leer lee leen leyó leyeron
mentir miente mintió
morir muere mueren murió murieron muerto muerta muertos
mover mueve mueven
nacer nace nació nacieron
pedir pide piden pidió
perder pierde pierden
poner pone puso pusieron puesto
producir produce produjo produjeron
querer quiere quieren quiso
romper roto rota
saber supo supieron
seguir sigue siguen siguió siguieron
sentir siente sienten sintió
traducir tradujo
traer trajo trajeron
venir viene vienen vino vinieron
ver ve ven vio vieron visto vista
volver vuelve vuelven vuelto
"""),
    numbers=numbers("""
cero
primero primera primer
dos segundo segunda
tres tercero tercera tercer
cuatro cuarto cuarta
cinco quinto quinta
seis sexto sexta
siete séptimo séptima
ocho octavo octava
nueve noveno novena
diez décimo décima
once undécimo undécima
doce duodécimo duodécima
"""),
    ordinal="o|a|er|ra|ro",
    episode=("temporada", "episodio"),
    asks=asks(
        (
            Asks.HOW_MANY,
            r"cuant[oa]s?\b|que (?:edad|numero|porcentaje|altura|tan)\b|a que distancia"
            r"|con que frecuencia",
        ),
        (Asks.WHEN, r"cuando\b|(?:que|cual) (?:ano|fecha|dia|mes|epoca|decada)\b"),
        (
            Asks.WHERE,
            r"a?donde\b|(?:que|cual) (?:pais|ciudad|lugar|pueblo|estado|planeta|plataforma)\b",
        ),
        (Asks.WHY, r"por ?que\b|a que se debe|cual (?:es|fue) (?:la (?:razon|causa)|el motivo)"),
        (Asks.WHO, r"quien(?:es)?\b|que (?:actor|actriz|persona|personaje|gente)\b"),
        (Asks.HOW, r"como\b|de que (?:manera|modo|forma)\b"),
        (Asks.WHAT, r"(?:que|cual(?:es)?)\b"),
    ),
    pronouns=words("""
        él ella ello ellos ellas lo le les su sus suyo suya suyos suyas eso esto esa ese
        esas esos este esta estos estas aquel aquella aquello ahí allí entonces ambos ambas
    """),
    openers=openers("y|e|pero|o|también|qué hay de|qué tal|qué pasa con"),
    several=phrases(
        r"reparto|elenco|miembros|personajes|actores|todos los|todas las|lista|quiénes|quienes"
        r"|cuáles|cuales|nombra|nombres de|qué \w+s"
    ),
    follows=openers(
        r"qué\b.*\b(?:después|tras|cuando|porque|mientras|luego)\b"
        r"|qué (?:pasa|pasó|ocurre|ocurrió|sucede|sucedió)"
    ),
    answers={
        Asks.WHEN: phrases(
            r"1\d{3}|20\d{2}|siglo [ivxlc]+|años \d0|enero|febrero|marzo|abril|mayo|junio|julio"
            r"|agosto|septiembre|setiembre|octubre|noviembre|diciembre|lunes|martes|miércoles"
            r"|jueves|viernes|sábado|domingo|primavera|verano|otoño|invierno|hoy|mañana|ayer|noche"
            r"|años?|semanas?|mes(?:es)?|décadas?|días?"
        ),
        Asks.WHERE: re.compile(
            r"\b(?:[Ee]n|[Aa]l?|[Dd]el?|[Dd]esde|[Hh]asta|[Hh]acia|cerca de)\s+"
            r"(?:el\s+|la\s+|los\s+|las\s+)?[A-ZÁÉÍÓÚÑ]"
        ),
        Asks.HOW_MANY: re.compile(
            r"\d|\b(?:un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|docenas?"
            r"|cien(?:tos)?|miles|mil|millones|millón|mitad|doble|varios|varias|único|única|ambos"
            r"|ningun[oa]?)\b",
            re.IGNORECASE,
        ),
        Asks.WHY: phrases(
            r"porque|ya que|puesto que|debido a|a causa de|para|por eso|por lo que|gracias a"
            r"|motivo|razón|por tanto|tras|caus(?:a|ó|aron)|provoc(?:a|ó|aron)|llevó a"
        ),
        Asks.HOW: phrases(r"mediante|por medio de|a través de|con|usando|gracias a|método|\w+ndo"),
        Asks.WHAT: re.compile(
            r"\b(?:es|son|era|eran|fue|fueron|significa|se refiere a|conocid[oa] como|llamad[oa]"
            r"|consiste en)\b|\((?:el|la|los|las|una?)\b|—|, (?:un|una|el|la) "
        ),
    },
    credit=credit(r"como(?:\s+(?:el|la))?"),
    plays="interpreta",
)
