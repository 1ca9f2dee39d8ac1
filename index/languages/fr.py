"""French."""

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
    à afin ai aie ainsi alors après as au aucun aucune aura auraient aurait auront aussi autre
    autres aux avaient avais avait avant avec avez avoir avons ayant beaucoup bien c ça car ce ceci
    cela celle celles celui cependant ces cet cette ceux chaque chez chose choses ci comme comment
    combien contre d dans de déjà depuis des dès donc dont du durant elle elles en encore entre es
    est et étaient étais était étant été être eu eut eux fait faut fut furent hors il ils j jamais
    je jusqu jusque l la là le lequel laquelle lesquels lesquelles les leur leurs lors lorsqu
    lorsque lui m ma mais malgré me même mêmes mes mieux moi moins mon n ne ni non nos notre nous on
    ont or ou où par parce parmi pas pendant peu peut peuvent plus plusieurs plutôt pour pourquoi
    pourtant presque puis puisqu puisque qu quand que quel quelle quelles quelqu quelque quelques
    quels qui quoi quoiqu quoique rien s sa sans se selon sera seraient serait seront ses seulement
    si sien sienne soi soient soit sommes son sont sous suis sur t ta tandis tant te tel telle
    telles tels tes toi ton toujours tous tout toute toutes très trop tu un une unes uns va vers
    voici voilà vont vos votre vous y salut bonjour stp svp dis dites sais savez passe passé arrive
    appelle appellent
"""

LANGUAGE = Language(
    code="fr",
    stemmer="french",
    thousands=".",
    elided="[cdjlmnst]|(?:jus|quel|lors|puis|quoi)?qu",
    stop_words=words(_GRAMMAR),
    base_forms=base_forms("""
apparaître apparaît apparaissent apparut apparu apparue
apprendre apprend apprit appris
battre bat battent battit battu
conduire conduit conduisit
connaître connaît connut connu connue
construire construit construite construisit
courir court courut couru
croire croit crut cru
découvrir découvre découvrit découvert découverte
détruire détruit détruite détruisit
devenir devient deviennent devint devenu devenue
dire dit disent
disparaître disparaît disparut disparu disparue
écrire écrit écrite écrivit
faire font fit firent faite
lire lit lisent lut lu
mettre met mettent mit mis mise
mourir meurt meurent mourut moururent mort morte morts
naître naît naissent naquit naquirent née nées
obtenir obtient obtint obtenu
œil yeux
ouvrir ouvre ouvrit ouvert ouverte
partir part partent partit
perdre perd perdit perdu
prendre prend prennent prit pris prise
produire produit produisit
recevoir reçoit reçut reçu
revenir revient revint revenu
savoir sait sut
sortir sort sortent sortit
tenir tient tint tenu
vaincre vainc vainquit vaincu
venir vient viennent vint venu venue
vivre vit vivent vécut vécu
voir voit voient virent vu vue
"""),
    numbers=numbers("""
zéro
premier première premiers premières
deux deuxième second seconde
trois troisième
quatre quatrième
cinq cinquième
six sixième
sept septième
huit huitième
neuf neuvième
dix dixième
onze onzième
douze douzième
"""),
    ordinal="er|re|ere|e|eme|nd|nde",
    episode=("saison", "épisode"),
    asks=asks(
        (
            Asks.HOW_MANY,
            r"combien\b|quel(?:le)? (?:age|nombre|pourcentage|distance|taille|hauteur)\b"
            r"|a quelle frequence",
        ),
        (
            Asks.WHEN,
            r"quand\b|quel(?:le)?s? (?:annee|date|jour|mois|epoque|decennie|heure)s?\b",
        ),
        (
            Asks.WHERE,
            r"(?:^|d )ou\b|ou (?:est|sont|se|vit|habite|a|etait|fut)\b"
            r"|quel(?:le)? (?:pays|ville|lieu|endroit|etat|planete|plateforme)\b",
        ),
        (Asks.WHY, r"pourquoi\b|quelle (?:est|fut) la (?:raison|cause)|comment ca se fait"),
        (Asks.WHO, r"qui\b|quel(?:le)?s? (?:acteur|actrice|personne|personnage)s?\b"),
        (Asks.HOW, r"comment\b|de quelle (?:maniere|facon)\b"),
        (Asks.WHAT, r"qu(?:e|oi)?\b|(?:le|la|les)?quel(?:le)?s?\b"),
    ),
    pronouns=words("""
        il elle ils elles lui leur leurs le la les son sa ses ce ça cela ceci celui celle
        ceux celles cet cette ces y en eux là alors
    """),
    openers=openers("et|mais|ou|aussi|donc|qu'en est-il|quid"),
    several=phrases(
        r"distribution|casting|membres|personnages|acteurs|tous les|toutes les|liste|qui sont"
        r"|quels sont|quelles sont|noms des|quel(?:le)?s \w+s"
    ),
    follows=openers(
        r"qu\W?e?\b.*\b(?:après|quand|lorsque|parce que|pendant que|ensuite)\b"
        r"|que (?:se passe|s'est[- ]il passé)"
    ),
    answers={
        Asks.WHEN: phrases(
            r"1\d{3}|20\d{2}|[ivxlc]+e siècle|années \d+|janvier|février|mars|avril|mai|juin"
            r"|juillet|août|septembre|octobre|novembre|décembre|lundi|mardi|mercredi|jeudi"
            r"|vendredi|samedi|dimanche|printemps|été|automne|hiver|aujourd['’]hui|demain|hier|nuit"
            r"|ans?|années?|semaines?|mois|décennies?|jours?"
        ),
        Asks.WHERE: re.compile(
            r"\b(?:[EeÀà]n?|[Aa]ux?|[Dd]ans|[Ss]ur|[Dd]epuis|[Vv]ers|[Cc]hez|près de|[Dd][eu])\s+"
            r"(?:les?\s+|la\s+|l['’])?[A-ZÀÂÉÈÊÎÔÇ]"
        ),
        Asks.HOW_MANY: re.compile(
            r"\d|\b(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|douzaines?"
            r"|cent(?:aine)?s?|mill(?:e|iers?|ions?|iards?)|moitié|double|plusieurs|seule?|aucune?"
            r")\b",
            re.IGNORECASE,
        ),
        Asks.WHY: phrases(
            r"parce qu|car|puisqu\w*|afin d\w*|pour|à cause d\w+|en raison d\w+|grâce à|raison"
            r"|donc|c['’]est pourquoi|après|caus(?:e|a|é|ée)|provoqu(?:e|a|é|ée)|conduit à"
        ),
        Asks.HOW: phrases(r"par|grâce à|au moyen d\w+|avec|à l['’]aide d\w+|via|méthode|en \w+ant"),
        Asks.WHAT: re.compile(
            r"\b(?:est|sont|était|étaient|fut|furent|signifie|désigne|appelée?|connue? sous"
            r"|consiste en)\b|\((?:les?|la|une?)\b|—|, (?:une?|les?|la) |, l['’]"
        ),
    },
    credit=credit(r"(?:dans\s+le\s+rôle\s+d(?:e|u|e\s+la)|en)"),
    plays="joue",
)
