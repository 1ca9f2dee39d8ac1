"""German."""

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
    ab aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes
    auch auf aus außer bei beide beiden beim bevor bin bis bist bitte da dabei dadurch dafür dagegen
    daher damit danach dann daran darauf daraus darf darüber darum das dass davon dazu dein deine
    deinem deinen deiner dem den denen denn der deren derer des deshalb dessen dich die dies diese
    diesem diesen dieser dieses dir doch dort du durch dürfen ebenso ein eine einem einen einer
    eines einige einigen einiger einmal er es etwa etwas euch euer eure euren für ganz gar gegen
    genau gibt habe haben habt halt hast hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre
    ihrem ihren ihrer ihres im in ins ist ja je jede jedem jeden jeder jedes jemand jene jenem jenen
    jener jenes jetzt kann kannst kein keine keinem keinen keiner keines können könnt könnte man
    manche mehr mein meine meinem meinen meiner mich mir mit muss müssen musste nach nachdem nein
    nicht nichts noch nun nur ob oder ohne schon sehr sei seid sein seine seinem seinen seiner
    seines seit selbst sich sie sind so soll sollen sollte solche solchem solchen solcher sondern
    sonst sowie über um und uns unser unsere unseren unserer unter viel viele vielen vom von vor
    wäre war waren warst warum was wegen weil weiß welche welchem welchen welcher welches wem wen
    wenn wer werde werden wessen wie wieder wieso will wir wird wirst wo wobei wodurch wofür woher
    wohin womit woran worauf woraus worden worin worüber wovon wozu wurde wurden würde würden zu zum
    zur zwar zwischen weshalb wann wieviel eigentlich mal denn bloß eh halt hallo hey na sag sagt
    passiert passierte geschieht geschah heißt heissen
"""

LANGUAGE = Language(
    code="de",
    stemmer="german",
    thousands=".",
    stop_words=words(_GRAMMAR),
    base_forms=base_forms("""
beginnen begann begannen begonnen
bekommen bekam bekamen
besitzen besaß besaßen besessen
bieten bot boten geboten
bleiben blieb blieben geblieben
brechen brach brachen bricht gebrochen
bringen brachte brachten gebracht
denken dachte dachten gedacht
entscheiden entschied entschieden
erfinden erfand erfanden erfunden
erscheinen erschien erschienen
fahren fuhr fuhren fährt gefahren
fallen fiel fielen fällt gefallen
fangen fing fingen fängt gefangen
finden fand fanden gefunden
fliegen flog flogen geflogen
fliehen floh flohen geflohen
geben gab gaben gegeben
gehen ging gingen gegangen
gewinnen gewann gewannen gewonnen
halten hielt hielten hält gehalten
helfen half halfen hilft geholfen
kennen kannte kannten gekannt
kommen kam kamen gekommen
laufen lief liefen läuft gelaufen
lesen las lasen liest gelesen
liegen lag lagen gelegen
nehmen nahm nahmen nimmt genommen
nennen nannte nannten genannt
rufen rief riefen gerufen
schießen schoss schossen geschossen
schlafen schlief schliefen schläft geschlafen
schlagen schlug schlugen schlägt geschlagen
schließen schloss schlossen geschlossen
schreiben schrieb schrieben geschrieben
sehen sah sahen sieht gesehen
singen sang sangen gesungen
sitzen saß saßen gesessen
sprechen sprach sprachen spricht gesprochen
springen sprang sprangen gesprungen
stehen stand standen gestanden
stehlen stahl stahlen stiehlt gestohlen
steigen stieg stiegen gestiegen
sterben starb starben stirbt gestorben
tragen trug trugen trägt getragen
treffen traf trafen trifft getroffen
trinken trank tranken getrunken
tun tat taten getan
verlassen verließ verließen verlässt
verlieren verlor verloren
verschwinden verschwand verschwanden verschwunden
wachsen wuchs wuchsen wächst gewachsen
werfen warf warfen wirft geworfen
wissen wusste wussten gewusst
ziehen zog zogen gezogen
"""),
    numbers=numbers("""
null
eins erste ersten erster erstes
zwei zweite zweiten zweiter zweites
drei dritte dritten dritter drittes
vier vierte vierten vierter viertes
fünf fünfte fünften fünfter fünftes
sechs sechste sechsten sechster sechstes
sieben siebte siebten siebter siebtes
acht achte achten achter achtes
neun neunte neunten neunter neuntes
zehn zehnte zehnten zehnter zehntes
elf elfte elften elfter elftes
zwölf zwölfte zwölften zwölfter zwölftes
"""),
    ordinal="te|ten|ter",
    episode=("staffel", "folge"),
    asks=asks(
        (
            Asks.HOW_MANY,
            r"wie ?viele?\b|wie (?:lang|lange|alt|weit|oft|hoch|gross|schnell)\b|wievielte",
        ),
        (
            Asks.WHEN,
            r"wann\b|(?:welche[mnrs]?|was fur ein) (?:jahr|datum|tag|monat|zeit|jahrzehnt)\b",
        ),
        (
            Asks.WHERE,
            r"wo(?:her|hin)?\b|welche[mnrs]? (?:land|stadt|ort|staat|planet|plattform|sender)\b",
        ),
        (Asks.WHY, r"warum|wieso|weshalb|weswegen|wozu|wodurch"),
        (Asks.WHO, r"we[rmn]\b|wessen\b|welche[mnrs]? (?:schauspieler|person|figur|mensch)"),
        (Asks.HOW, r"wie\b|womit\b"),
        (Asks.WHAT, r"was\b|welche[mnrs]?\b|wo(?:ruber|rum|ran|rauf|von|fur)\b"),
    ),
    degrees=frozenset(
        ("wie", degree)
        for degree in words("viel viele lang lange alt weit oft hoch groß schnell bald")
    ),
    pronouns=words("""
        er ihn ihm sein seine seinen seinem seiner sie ihr ihre ihren ihrem ihrer ihnen es
        das dies diese dieser dieses diesem diesen jene jener da dort dann damals davon dazu
        dabei darüber deren dessen beide beiden
    """),
    openers=openers("und|aber|oder|also|was ist mit|wie steht es mit|wie sieht es mit"),
    several=phrases(
        r"besetzung|mitglieder|figuren|charaktere|schauspieler|alle|liste|nenne|wer sind|was sind"
        r"|welche \w+(?:en|er|e)"
    ),
    follows=openers(
        r"was\b.*\b(?:nachdem|nach|als|wenn|weil|sobald|während|dann)\b"
        r"|was (?:passiert|geschieht|geschah)"
    ),
    answers={
        Asks.WHEN: phrases(
            r"1\d{3}|20\d{2}|\d{1,2}\. jahrhundert|\d0er|januar|februar|märz|april|mai|juni|juli"
            r"|august|september|oktober|november|dezember|montag|dienstag|mittwoch|donnerstag"
            r"|freitag|samstag|sonntag|frühling|frühjahr|sommer|herbst|winter|heute|morgen|gestern"
            r"|nacht|jahre?n?|wochen?|monate?n?|jahrzehnte?n?|tage?n?"
        ),
        Asks.WHERE: re.compile(
            r"\b(?:[Ii]n|[Ii]m|[Aa]n|[Aa]m|[Aa]uf|[Bb]ei|[Nn]ach|[Aa]us|[Vv]or|[Nn]ahe|[Zz]u[mr]?)"
            r"\s+(?:de[mnr]\s+)?(?!Jahre?\b|Januar|Februar|März|April|Mai|Ju[nl]i|August|September"
            r"|Oktober|November|Dezember)[A-ZÄÖÜ]"
        ),
        Asks.HOW_MANY: re.compile(
            r"\d|\b(?:eine?r?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dutzende?"
            r"|hunderte?|tausende?|millionen?|milliarden?|hälfte|doppelt|mehrere|einzige|beide"
            r"|keine?)\b",
            re.IGNORECASE,
        ),
        Asks.WHY: phrases(
            r"weil|da|denn|wegen|aufgrund|damit|um \w+ zu|infolge|deshalb|daher|darum|dank|grund"
            r"|nachdem|sodass|verursacht\w*|führte[n]? zu|zu \w+en"
        ),
        Asks.HOW: phrases(r"durch|indem|mit|mithilfe|mittels|über|per|methode|dank"),
        Asks.WHAT: re.compile(
            r"\b(?:ist|sind|war|waren|bedeutet|bezeichnet|heißt|genannt|gilt als|besteht aus)\b"
            r"|\((?:der|die|das|eine?)\b|—|–|, (?:ein|eine|der|die|das) "
        ),
    },
    credit=credit(r"als(?:\s+(?:der|die|das))?"),
    plays="spielt",
)
