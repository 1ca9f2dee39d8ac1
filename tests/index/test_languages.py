"""Articles and questions in other languages than English, alone and mixed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index import languages
from index.analysis import is_stop, tokens
from index.languages import ENGLISH, WITH_DATA
from index.languages.detection import detect
from index.languages.language import Asks
from index.languages.others import SNOWBALL
from index.models import Answer, Turn
from index.search import Searcher
from tests.index.helpers import open_searcher, write_articles

LIGHTHOUSE = {
    "de": """# Der Leuchtturm von Merrow

Ada Quill hütet den Leuchtturm von Merrow. Am 20. Juli 1987 hat sie ihn von ihrem Onkel Tobias Reed
übernommen, weil dieser nach Amerika ging.

Tobias Reed starb im Winter 1990 in Boston. Er hinterließ drei Töchter und zwei Häuser.

Die Lampe wird in der Dämmerung angezündet, damit die Fischerboote den Hafen finden.

## Besatzung der Fähre

- Ines Vale als Kapitänin
- Bruno Hart als Maschinist
- Lottie Marsh als Köchin
""",
    "es": """# El faro de Merrow

Ada Quill cuida el faro de Merrow. El 20 de julio de 1987 lo recibió de su tío Tobias Reed, que se
marchó a América.

Tobias Reed murió en el invierno de 1990 en Boston. Dejó tres hijas y dos casas.

La lámpara se enciende al anochecer porque los pescadores vuelven tarde al puerto.

El señor Loom construyó el molino con piedras de la antigua fortificación.
""",
    "fr": """# Le phare de Merrow

Ada Quill garde le phare de Merrow. Le 20 juillet 1987, elle l'a reçu de son oncle Tobias Reed, qui
partait pour l'Amérique.

Tobias Reed mourut pendant l'hiver 1990 à Boston. Il laissa trois filles et deux maisons.

La lampe est allumée à la tombée de la nuit parce que les pêcheurs rentrent tard au port.

Les épisodes spéciaux ont été tournés dans l'ancienne église du village.
""",
    "pt": """# O farol de Merrow

Ada Quill cuida do farol de Merrow. No dia 20 de julho de 1987 ela recebeu-o do seu tio Tobias Reed,
que partiu para a América.

Tobias Reed morreu no inverno de 1990 em Boston. Deixou três filhas e duas casas.

A lâmpada é acesa ao anoitecer porque os pescadores voltam tarde ao porto.

As missões começaram quando os aviões chegaram à ilha.
""",
    "it": """# Il faro di Merrow

Ada Quill custodisce il faro di Merrow. Il 20 luglio 1987 lo ricevette da suo zio Tobias Reed, che
partì per l'America.

Tobias Reed morì nell'inverno del 1990 a Boston. Lasciò tre figlie e due case.

La lampada viene accesa al tramonto perché i pescatori tornano tardi al porto.
""",
    "en": """# The clock museum

The clock museum stands in the old granary behind the market square, where the town kept its grain
for two hundred years. Its largest clock was built by Oskar Finch, who needed eleven years.

Oskar Finch moved to the coast because he could not bear the noise of his own clocks.
""",
}

QUESTIONS = [
    ("de", "Wer hütet den Leuchtturm?", "Ada Quill"),
    ("de", "Wann ist Tobias Reed gestorben?", "Winter 1990"),
    ("de", "Wie viele Töchter hatte Tobias Reed?", "drei Töchter"),
    ("de", "Warum zündet man die Lampen an?", "damit die Fischerboote"),
    ("de", "Wer ist der Koch der Fähre?", "Lottie Marsh"),
    ("es", "¿Quién cuida del faro?", "Ada Quill"),
    ("es", "¿Cuándo ha muerto Tobias Reed?", "invierno de 1990"),
    ("es", "cuantas hijas dejo tobias reed", "tres hijas"),
    ("es", "¿Por qué se encienden las lámparas?", "porque los pescadores"),
    ("es", "¿Quién construye los molinos?", "señor Loom"),
    ("fr", "Qui est le gardien du phare ?", "Ada Quill"),
    ("fr", "Quand est-ce que Tobias Reed est mort ?", "hiver 1990"),
    ("fr", "Combien de filles avait Tobias Reed ?", "trois filles"),
    ("fr", "Pourquoi allume-t-on les lampes ?", "parce que les pêcheurs"),
    ("fr", "Où l'épisode spécial a-t-il été tourné ?", "ancienne église"),
    ("pt", "Quem cuida do farol?", "Ada Quill"),
    ("pt", "Quando é que morre Tobias Reed?", "inverno de 1990"),
    ("pt", "Quantas filhas tinha Tobias Reed?", "três filhas"),
    ("pt", "quando comecou a missao", "missões começaram"),
    ("it", "Chi custodisce i fari?", "Ada Quill"),
    ("it", "Quando è morto Tobias Reed?", "inverno del 1990"),
    ("it", "Quante figlie aveva Tobias Reed?", "tre figlie"),
]


def articles(*codes: str) -> dict[str, str]:
    return {f"{code}.md": LIGHTHOUSE[code] for code in codes}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Searcher]:
    """For each language an index of its article."""
    return {
        code: open_searcher(
            write_articles(tmp_path_factory.mktemp(code), articles(code)),
            tmp_path_factory.mktemp(f"{code}-index"),
        )
        for code in LIGHTHOUSE
    }


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = write_articles(tmp_path_factory.mktemp("articles"), articles(*LIGHTHOUSE))
    return open_searcher(folder, tmp_path_factory.mktemp("index"))


def first_quote(searcher: Searcher, question: str, *said: str) -> str:
    outcome = searcher.ask(question, tuple(map(Turn, said)))
    quotes = outcome.quotes if isinstance(outcome, Answer) else outcome.closest
    for quote in quotes:
        document = searcher.document(quote.article)
        assert document is not None
        assert document.article.text[quote.start : quote.stop] == quote.text
    return quotes[0].text if quotes else ""


@pytest.mark.parametrize(("code", "question", "expected"), QUESTIONS)
def test_a_question_is_answered_in_its_language(
    alone: dict[str, Searcher], mixed: Searcher, code: str, question: str, expected: str
) -> None:
    assert expected in " ".join(first_quote(alone[code], question).split())
    assert expected in " ".join(first_quote(mixed, question).split())
    assert mixed.understand(question).language.code == code


@pytest.mark.parametrize(
    ("code", "question", "asks"),
    [
        ("de", "Wann starb er?", Asks.WHEN),
        ("de", "Wie oft fährt die Fähre?", Asks.HOW_MANY),
        ("de", "Woher kommt sie?", Asks.WHERE),
        ("es", "¿Dónde está el faro?", Asks.WHERE),
        ("es", "¿En qué año nació?", Asks.WHEN),
        ("es", "¿Por qué se fue?", Asks.WHY),
        ("fr", "Où habite-t-elle ?", Asks.WHERE),
        ("fr", "Qu'est-ce que le phare ?", Asks.WHAT),
        ("fr", "Combien d'enfants a-t-il ?", Asks.HOW_MANY),
        ("pt", "Onde fica o farol?", Asks.WHERE),
        ("pt", "Quem é ela?", Asks.WHO),
        ("it", "Dov'è il faro?", Asks.WHERE),
        ("it", "Perché è partito?", Asks.WHY),
    ],
)
def test_questions_ask_for_a_kind_of_thing(
    alone: dict[str, Searcher], code: str, question: str, asks: Asks
) -> None:
    assert alone[code].understand(question).asks is asks


def test_a_follow_up_leans_on_the_turn_before(alone: dict[str, Searcher]) -> None:
    assert "1990" in first_quote(alone["de"], "Wann starb er?", "Wer war Tobias Reed?")
    assert "1990" in first_quote(alone["es"], "¿Y cuándo murió?", "¿Quién fue Tobias Reed?")


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("¿Cuándo murió Tobias Red?", {"Red": "reed"}),
        ("¿quién cuida el fraro?", {"fraro": "faro"}),
        ("¿qiuén cuida el faro?", {}),
        ("¿Quien murio en el inviermo?", {"inviermo": "invierno"}),
        ("¿Cuál es la lightouse de Tobias?", {}),
        ("¿Cuál es la torre de Tobias?", {}),
    ],
)
def test_words_of_another_language_are_repaired_without_english(
    mixed: Searcher, alone: dict[str, Searcher], question: str, meant: dict[str, str]
) -> None:
    for searcher in (alone["es"], mixed):
        understood = searcher.understand(question)
        assert understood.language.code == "es"
        assert {item.asked: item.used for item in understood.corrections} == meant
    assert alone["es"].understand("¿qiuén cuida el faro?").asks is Asks.WHO


def test_other_names_are_read_in_the_articles_languages(tmp_path: Path) -> None:
    texts = articles("de", "es") | {"aliases.txt": "Ada Quill = Señora Faros = Alte Laternen\n"}
    searcher = open_searcher(write_articles(tmp_path / "a", texts), tmp_path / "i")
    assert "faro" in first_quote(searcher, "¿Qué cuida la señora faros?")
    assert "Ada Quill" in first_quote(searcher, "Was hütet die alte Laternen?")


def test_names_are_found_across_languages(alone: dict[str, Searcher], mixed: Searcher) -> None:
    assert "Oskar Finch" in first_quote(mixed, "Wer ist Oskar Finch?")
    assert "Bruno Hart" in first_quote(mixed, "Who is Bruno Hart?")
    assert "Ada Quill" in first_quote(alone["it"], "who is ada quill")


def test_the_manifest_names_the_languages_commonest_first(tmp_path: Path) -> None:
    texts = articles("de", "fr") | {"de-2.md": LIGHTHOUSE["de"], "short.txt": "Kai Merrow\n"}
    searcher = open_searcher(write_articles(tmp_path / "a", texts), tmp_path / "i")
    assert [info.meta.language for info in searcher.articles()].count("de") == 2
    manifest = next((tmp_path / "i").glob("gen-*/manifest.json")).read_text("utf-8")
    assert json.loads(manifest.rpartition("\n")[0])["languages"] == ["de", "fr"]


def test_front_matter_beats_detection(tmp_path: Path) -> None:
    front = "---\nlanguage: {}\n---\n"
    texts = {
        "declared.md": front.format("pt-BR") + LIGHTHOUSE["es"],
        "unknown.md": front.format("tlh") + LIGHTHOUSE["en"],
    }
    searcher = open_searcher(write_articles(tmp_path / "a", texts), tmp_path / "i")
    assert {info.path: info.meta.language for info in searcher.articles()} == {
        "declared.md": "pt-BR",
        "unknown.md": "tlh",
    }
    assert "Oskar Finch" in first_quote(searcher, "largest clock built")
    assert "Ada Quill" in first_quote(searcher, "Ada Quill farol de Merrow")


def test_scripts_without_spaces_are_searched(tmp_path: Path) -> None:
    texts = {
        "ja.md": "# 灯台\n\nエイダ・クイルは灯台を守っています。"
        "彼女は1987年に叔父から引き継ぎました！ランプは夕方に灯されますか？はい、漁船が遅く帰るからです。\n",
        "zh.md": "# 钟表博物馆\n\n钟表博物馆位于旧粮仓。最大的钟由芬奇制造，他花了十一年时间。\n",
        "th.md": "# ประภาคาร\n\nเอดาควิลล์เป็นผู้ดูแลประภาคารเมอร์โรว์ เธอรับช่วงต่อจากลุงในปี 1987\n\n"
        + "เรือประมงกลับมาช้า" * 200,
    }
    searcher = open_searcher(write_articles(tmp_path / "a", texts), tmp_path / "i")
    assert {info.path: info.meta.language for info in searcher.articles()} == {
        "ja.md": "ja",
        "zh.md": "zh",
        "th.md": "th",
    }
    keeper = "エイダ・クイルは灯台を守っています。"
    assert first_quote(searcher, "誰が灯台を守っていますか") == keeper
    assert "十一年" in first_quote(searcher, "最大的钟由谁制造")
    assert "เอดาควิลล์" in first_quote(searcher, "ใครเป็นผู้ดูแลประภาคาร")
    for path in texts:
        document = searcher.document(path)
        assert document is not None
        for passage in document.passages:
            assert all(stop - start <= 1400 for start, stop in (passage.span, *passage.sentences))


@pytest.mark.parametrize("code", [*WITH_DATA, "nl", "ru", "tlh"])
def test_series_and_numbers_are_read_in_every_language(code: str) -> None:
    language = languages.get(code)
    season, episode = language.episode
    short, long = (
        {token.term for token in tokens(text, language)}
        for text in ("S04E10", f"{season} 4 {episode} 10")
    )
    assert short == long


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("de", "sechs Häuser", "6 Haus"),
        ("de", "er ist gestorben", "Sterben"),
        ("de", "1.500 Tage", "1500 Tag"),
        ("es", "comenzaron las canciones", "comienza la canción"),
        ("fr", "aujourd’hui l’Écosse", "aujourd'hui Écosse"),
        ("fr", "la deuxième saison", "saison 2"),
        ("pt", "os aviões", "avião"),
        ("it", "dell’uomo", "gli uomini"),
        ("nl", "de huizen", "een huis"),
        ("sv", "astronauterna", "astronaut"),
        ("ru", "астронавты", "астронавт"),
        ("hi", "लड़के", "लड़का"),
        ("ar", "كِتَاب", "كتاب"),
    ],
)
def test_forms_of_a_word_meet(code: str, one: str, other: str) -> None:
    language = languages.get(code)
    left, right = (
        {token.term for token in tokens(text, language) if not is_stop(token, language)}
        for text in (one, other)
    )
    assert left == right


def test_an_elided_word_stands_apart() -> None:
    text = "d'Ada Quill"
    found = [(t.surface, t.start) for t in tokens(text, languages.get("fr"))]
    assert found == [("d", 0), ("ada", 2), ("quill", 6)]


def test_every_snowball_stemmer_is_there() -> None:
    for code in SNOWBALL:
        assert [token.surface for token in tokens("word", languages.get(code))] == ["word"]


def test_tags_are_read_with_their_regions() -> None:
    assert languages.get("en-GB") is ENGLISH
    assert languages.get("pt-BR") is languages.get("PT")
    assert languages.get("tlh").stemmer is None


@pytest.mark.parametrize("code", LIGHTHOUSE)
def test_the_language_of_an_article_is_detected(code: str) -> None:
    assert detect(LIGHTHOUSE[code]) == code


@pytest.mark.parametrize("text", ["", "1969", "Ada Quill, Tobias Reed", "!?" * 100])
def test_too_little_tells_no_language(text: str) -> None:
    assert detect(text) is None
