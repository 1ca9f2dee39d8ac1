"""Italian."""

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
    a abbia abbiamo ad agli ai al alcun alcuna alcune alcuni all alla alle allo allora altra altre
    altri altro anche ancora aver avere aveva avevano avuto c che chi ci ciascuno cioè ciò coi col
    come comunque con contro cosa cose cos così cui d da dagli dai dal dall dalla dalle dallo degli
    dei del dell della delle dello dentro di dopo dove dov dunque durante e è ebbe ebbero ed egli
    entrambi era erano essa esse essere essi est et fa fino fosse fossero fra fu furono gli ha hai
    hanno ho i il in infatti io l la là le lei li lo loro lui ma me meno mentre mi mia mie miei mio
    molta molte molti molto ne né negli nei nel nell nella nelle nello nessun nessuna nessuno niente
    no noi non nostra nostro nulla o od ogni ognuno oltre ora per perché perciò però più po poi può
    possono poteva prima proprio pure qua qual quale quali qualche qualcosa qualcuno quando quant
    quanta quante quanti quanto quasi quegli quei quel quell quella quelle quelli quello quest
    questa queste questi questo qui quindi s sarà saranno se sé sei senza sia siamo siano siete
    sempre si sì solo sono sopra sotto sta stata state stati stato stava su sua sue sugli sui sul
    sull sulla sulle sullo suo suoi t tale tali tanto te ti tra tu tua tue tuo tuoi tutta tutte
    tutti tutto un una uno v va verso vi voi vostra vostro ciao dimmi sai succede successo successe
    chiama chiamano
"""

LANGUAGE = Language(
    code="it",
    stemmer="italian",
    thousands=".",
    elided="[cdlmnstv]|un|dell|dall|nell|sull|all|coll|quell|quest|bell|sant|cos|dov|quant|com",
    stop_words=words(_GRAMMAR),
    base_forms=base_forms("""
andare vanno andò andarono
aprire apre aprì aperto aperta
chiudere chiuse chiuso chiusa
correre corse corso
costruire costruisce costruì
dare dà diede diedero
decidere decise decisero deciso
dire dice dicono disse dissero detto
fare fece fecero fanno fatto fatta
leggere lesse letto
mettere mise misero messo
morire muore muoiono morì morirono morto morta morti
nascere nasce nacque nacquero nato nata nati
nascondere nascose nascosto
perdere perse perso
prendere prese presero preso
rompere ruppe rotto
scoprire scopre scoprì scoperto scoperta
scrivere scrisse scritto scritta
sapere seppe
uccidere uccise uccisero ucciso uccisa
uomo uomini
uscire esce escono uscì uscita
vedere vide videro visto vista
venire viene vengono venne vennero venuto
vincere vinse vinto
vivere visse vissuto
"""),
    numbers=numbers("""
zero
primo prima
due secondo seconda
tre terzo terza
quattro quarto quarta
cinque quinto quinta
sei sesto sesta
sette settimo settima
otto ottavo ottava
nove nono nona
dieci decimo decima
undici undicesimo
dodici dodicesimo
"""),
    ordinal="o|a",
    episode=("stagione", "episodio"),
    asks=asks(
        (
            Asks.HOW_MANY,
            r"quant[oaei]?\b|(?:che|quale?) (?:eta|numero|percentuale|altezza|distanza)\b",
        ),
        (Asks.WHEN, r"quando\b|(?:che|quale?) (?:anno|data|giorno|mese|epoca|decennio|ora)\b"),
        (Asks.WHERE, r"dov(?:e)?\b|(?:che|quale?) (?:paese|citta|luogo|stato|pianeta)\b"),
        (Asks.WHY, r"perche\b|come mai\b|qual e (?:la (?:ragione|causa)|il motivo)"),
        (Asks.WHO, r"chi\b|(?:che|quale?) (?:attore|attrice|persona|personaggio)\b"),
        (Asks.HOW, r"com(?:e)?\b|in che modo\b"),
        (Asks.WHAT, r"(?:che|cosa|cos|quale?|quali)\b"),
    ),
    pronouns=words("""
        lui lei egli essa essi esse loro gli lo la li le suo sua suoi sue questo questa
        questi queste quello quella quelli quelle ciò ne ci allora entrambi lì là
    """),
    openers=openers("e|ma|o|anche|quindi|che ne è di"),
    several=phrases(
        r"cast|membri|personaggi|attori|tutti [gl]?l?i|tutte le|elenco|elenca|chi sono|quali"
        r"|nomi d\w+"
    ),
    follows=openers(
        r"(?:che )?cosa\b.*\b(?:dopo|quando|perché|mentre|poi)\b"
        r"|(?:che )?cosa (?:succede|accade|è successo|accadde)"
    ),
    answers={
        Asks.WHEN: phrases(
            r"1\d{3}|20\d{2}|[ivxlc]+ secolo|anni \w+|gennaio|febbraio|marzo|aprile|maggio|giugno"
            r"|luglio|agosto|settembre|ottobre|novembre|dicembre|lunedì|martedì|mercoledì|giovedì"
            r"|venerdì|sabato|domenica|primavera|estate|autunno|inverno|oggi|domani|ieri|notte"
            r"|ann[oi]|settiman[ae]|mes[ei]|decenn[io]i?|giorn[oi]"
        ),
        Asks.WHERE: re.compile(
            r"\b(?:[Ii]n|[Aa]d?|[Nn]el(?:la)?|[Dd]al(?:la)?|[Dd]i|[Dd]el(?:la)?|[Aa]l(?:la)?|[Ss]u"
            r"|[Vv]erso|vicino a)\s+[A-ZÀÈÉÌÒÙ]|\b(?:nell|dall|dell|all|sull)['’][A-Z]"
        ),
        Asks.HOW_MANY: re.compile(
            r"\d|\b(?:un[oa]?|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici"
            r"|dozzin[ae]|cento|centinaia|mille|migliaia|milion[ei]|metà|doppio|divers[ie]|unic[oa]"
            r"|entramb[ie]|nessun[oa]?)\b",
            re.IGNORECASE,
        ),
        Asks.WHY: phrases(
            r"perché|poiché|dato che|a causa d\w+|per|affinché|grazie a\w*|motivo|ragione|quindi"
            r"|perciò|dopo|caus(?:a|ò|ato)|provoc(?:a|ò|ato)|portò a"
        ),
        Asks.HOW: phrases(r"mediante|tramite|attraverso|con|usando|grazie a\w*|metodo|\w+ndo"),
        Asks.WHAT: re.compile(
            r"\b(?:è|sono|era|erano|fu|furono|significa|si riferisce a|chiamat[oa]|not[oa] come"
            r"|consiste in)\b|\((?:il|lo|la|i|gli|le|una?)\b|—|, (?:una?|il|la|lo) "
        ),
    },
    credit=credit(r"(?:come|nel\s+ruolo\s+d(?:i|el|ella))"),
    plays="interpreta",
)
