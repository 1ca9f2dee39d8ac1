"""Portuguese."""

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
    a à ainda algo alguém algum alguma alguns algumas ali ante antes ao aos apenas aquela aquelas
    aquele aqueles aquilo aqui as às assim até bem cada coisa coisas com como contra da das de dela
    delas dele deles depois desde dessa desse desta deste disso disto do dos durante e é ela elas
    ele eles em então entre era eram és essa essas esse esses esta está estas estava estavam este
    estes estão estou eu foi fomos for fora foram há haver havia houve isso isto já lá lhe lhes lo
    logo mais mas me mesma mesmo meu meus mim minha minhas muita muitas muito muitos na nada não nas
    nela nele nem nenhum nenhuma nessa nesse nesta neste ninguém no nos nós nossa nosso nossos num
    numa nunca o onde aonde os ou outra outras outro outros para pela pelas pelo pelos pode podem
    podia pois por porque porquê qual quais qualquer quando quanta quantas quanto quantos que quê
    quem se seja sejam sem sempre ser será serão seu seus si sido só sobre somos sou sua suas são
    tal também tanto te tem têm temos tendo tenha ter teve tinha tinham tiveram toda todas todo
    todos tu tua tuas teu teus tudo um uma umas uns vai vão você vocês vos oi olá né tá pra pro diga
    sabe sabes favor acontece aconteceu ocorre ocorreu chama chamam
"""

LANGUAGE = Language(
    code="pt",
    stemmer="portuguese",
    thousands=".",
    stop_words=words(_GRAMMAR),
    base_forms=base_forms("""
abrir aberto aberta
avião aviões
cair cai caem caiu caíram
canção canções
capitão capitães
começar começa começou começaram
conseguir consegue conseguem
construir constrói constroem
dar dá dão deu deram
descobrir descobre descoberto descoberta
destruir destrói destroem
dizer diz dizem disse disseram dito
dormir dorme dormem
eleger elege eleito eleita
escrever escrito escrita
estação estações
fazer faz fazem fez fizeram feito feita
ganhar ganho
ir foram
irmão irmãos
matar mata matou
missão missões
morrer morre morreu morreram morto morta mortos
nascer nasce nasceu nasceram
pagar pago
perder perde perdeu
pôr põe pôs puseram posto
produzir produz produziu
querer quer querem quis quiseram
região regiões
saber sabem soube souberam
sair sai saem saiu saíram
seguir segue seguem
sentir sente sentem
trazer traz trazem trouxe trouxeram
ver vê veem viu viram visto vista
versão versões
vir vem vêm veio vieram
"""),
    numbers=numbers("""
zero
primeiro primeira
dois duas segundo segunda
três terceiro terceira
quatro quarto quarta
cinco quinto quinta
seis sexto sexta
sete sétimo sétima
oito oitavo oitava
nove nono nona
dez décimo décima
onze
doze
"""),
    ordinal="o|a",
    episode=("temporada", "episódio"),
    asks=asks(
        (
            Asks.HOW_MANY,
            r"quant[oa]s?\b|(?:que|qual a) (?:idade|altura|distancia|porcentagem)\b"
            r"|com que frequencia",
        ),
        (
            Asks.WHEN,
            r"quando\b|(?:que|qual)(?: [oa])? (?:ano|data|dia|mes|epoca|decada|hora)s?\b",
        ),
        (
            Asks.WHERE,
            r"a?onde\b|(?:que|qual)(?: [oa])? (?:pais|cidade|lugar|estado|planeta|plataforma)\b",
        ),
        (Asks.WHY, r"por ?que\b|qual (?:e|foi) (?:a (?:razao|causa)|o motivo)"),
        (Asks.WHO, r"quem\b|(?:que|qual)(?: [oa])? (?:ator|atriz|pessoa|personagem)\b"),
        (Asks.HOW, r"como\b|de que (?:maneira|modo|forma)\b"),
        (Asks.WHAT, r"(?:que|qual|quais)\b"),
    ),
    pronouns=words("""
        ele ela eles elas o a os as lhe lhes lo la dele dela deles delas isso isto aquilo
        esse essa esses essas este esta estes estas aquele aquela nele nela disso disto lá
        então ambos ambas
    """),
    openers=openers("e|mas|ou|também|e quanto a|que tal"),
    several=phrases(
        r"elenco|membros|personagens|atores|todos os|todas as|lista|quais|quem são|nomes de"
        r"|que \w+s"
    ),
    follows=openers(
        r"o que\b.*\b(?:depois|após|quando|porque|enquanto)\b"
        r"|o que (?:acontece|aconteceu)"
    ),
    answers={
        Asks.WHEN: phrases(
            r"1\d{3}|20\d{2}|século [ivxlc]+|anos \d0|janeiro|fevereiro|março|abril|maio|junho"
            r"|julho|agosto|setembro|outubro|novembro|dezembro|segunda-feira|terça-feira"
            r"|quarta-feira|quinta-feira|sexta-feira|sábado|domingo|primavera|verão|outono|inverno"
            r"|hoje|amanhã|ontem|noite|anos?|semanas?|m[eê]s(?:es)?|décadas?|dias?"
        ),
        Asks.WHERE: re.compile(
            r"\b(?:[Ee]m|[Nn][oa]s?|[Aa]os?|[Dd][eoa]s?|[Dd]esde|[Aa]té|[Pp]ara|perto de)\s+"
            r"(?:[oa]s?\s+)?[A-ZÁÂÃÉÊÍÓÔÚÇ]"
        ),
        Asks.HOW_MANY: re.compile(
            r"\d|\b(?:uma?|dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|dúzias?"
            r"|cem|centenas?|mil(?:hares)?|milh(?:ão|ões)|metade|dobro|vários|várias|únic[oa]"
            r"|amb[oa]s|nenhuma?)\b",
            re.IGNORECASE,
        ),
        Asks.WHY: phrases(
            r"porque|já que|pois|devido a|por causa d\w+|para|por isso|graças a|motivo|razão"
            r"|portanto|após|caus(?:a|ou|aram)|provoc(?:a|ou|aram)|levou a"
        ),
        Asks.HOW: phrases(r"por meio de|através d\w+|com|usando|graças a|método|\w+ndo"),
        Asks.WHAT: re.compile(
            r"\b(?:é|são|era|eram|foi|foram|significa|refere-se a|conhecid[oa] como|chamad[oa]"
            r"|consiste em)\b|\((?:o|a|os|as|uma?)\b|—|, (?:um|uma|o|a) "
        ),
    },
    credit=credit(r"como(?:\s+[oa])?"),
    plays="interpreta",
)
