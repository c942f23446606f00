from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.languages import to_traditional
from index.ranking import FEATURES
from index.search import Searcher
from tests.index.conftest import LIBRARY
from tests.index.sites import Site, documents, search


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("示范电子材料厂每年生产四万吨电解铜箔。", "foil"),
        ("果园每年秋天举办采摘节，游客可以住在农家。", "orchard"),
        ("The eastern railway carries coal and timber to the harbour.", "railway"),
        ("Applicants pay no fee.", "permit"),
    ],
)
def test_the_very_words_of_a_passage_find_it(question: str, document: str, searcher: Searcher) -> None:
    match = search(searcher, question)[0]
    assert match.passage.document_id == document
    assert question in match.passage.text


@pytest.mark.parametrize("question", ["铜箔年产多少吨？", "果园什么时候举办采摘节？", "有几条生产线？"])
def test_traditional_script_finds_what_simplified_script_finds(question: str, searcher: Searcher) -> None:
    simplified, traditional = search(searcher, question), search(searcher, to_traditional(question))
    assert to_traditional(question) != question
    assert documents(traditional) == documents(simplified)
    assert traditional[0].score == pytest.approx(simplified[0].score, abs=0.01)


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("铁路运输什么货物？", "railway"),
        ("许可证要多少个工作日？", "permit"),
        ("医院有多少张床？", "hospital"),
        ("How much copper foil does the factory produce?", "foil"),
        ("When is the harvest fair in the orchard?", "orchard"),
        ("How many teachers are in the school?", "school"),
    ],
)
def test_a_question_finds_what_only_the_other_language_says(question: str, document: str, searcher: Searcher) -> None:
    assert documents(search(searcher, question))[0] == document


def test_more_english_documents_do_not_displace_the_chinese_answer(cache: Path, tmp_path: Path) -> None:
    question = "示范电子材料厂每年生产多少电解铜箔？"
    site = Site.under(tmp_path, cache, LIBRARY)
    site.build()
    before = search(site.searcher(), question)[0]
    for number in range(30):
        text = f"Copper foil is made from copper in plant {number}. The factory produces it every year for batteries."
        site.write(f"note-{number}.md", f"# Copper foil note {number}\n\n{text}\n")
    site.build()
    after = search(site.searcher(), question)[0]
    assert before.passage == after.passage
    assert after.passage.document_id == "foil"
    assert after.score == pytest.approx(before.score, abs=0.01)


def test_matches_come_best_first_and_no_more_than_asked_for(searcher: Searcher) -> None:
    matches = search(searcher, "铜箔 railway 苹果")
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
    assert search(searcher, "铜箔 railway 苹果", 2)[0].passage == matches[0].passage
    assert len(search(searcher, "铜箔 railway 苹果", 2)) == 2
    assert search(searcher, "铜箔", 0) == ()


def test_a_match_tells_what_its_score_is_made_of(searcher: Searcher) -> None:
    match = search(searcher, "What does the eastern railway carry?")[0]
    assert tuple(match.legs) == FEATURES
    assert match.audience == "public"
    assert match.terms.shape == (len(match.passage.sentences), len(match.idf))
    assert match.cosines[0] == pytest.approx(match.legs["sentence_cosine"], abs=1e-3)
    assert match.terms[0] @ match.idf / match.idf.sum() == pytest.approx(match.legs["sentence_coverage"], abs=1e-3)


def test_excluded_passages_never_come(site: Site, searcher: Searcher) -> None:
    query = searcher.query("铜箔车间有几条生产线？")
    catalogue = site.searcher()._shelves["public"].catalogue
    excluded = catalogue.numbers_of(["foil"])
    assert excluded
    found = documents(searcher.search(query, 50, {"public": excluded}))
    assert "foil" not in found
    assert "foil" in documents(searcher.search(query, 50, {"staff": excluded}))
    everything = frozenset(range(sum(part.size for part in searcher._shelves["public"].parts)))
    assert searcher.search(query, 50, {"public": everything}) == ()


def test_staff_passages_are_found_by_staff_only(site: Site, searcher: Searcher) -> None:
    question = "Who asked for a secret warehouse?"
    assert "talks" not in documents(search(searcher, question))
    match = search(site.searcher("public", "staff"), question)[0]
    assert (match.passage.document_id, match.audience) == ("talks", "staff")
    assert "railway" in documents(search(site.searcher("public", "staff"), "eastern railway"))


def test_the_public_shelf_is_searched_where_the_staff_shelf_never_was(site: Site, tmp_path: Path) -> None:
    shutil.copytree(site.data, tmp_path / "data")
    elsewhere = Site(site.library, tmp_path / "data", site.cache)
    shutil.rmtree(elsewhere.current / "staff")
    assert documents(search(elsewhere.searcher(), "What does the eastern railway carry?"))[0] == "railway"


@pytest.mark.parametrize("question", ["", " ", "？！…", "🙂🙃", "\x00\x07", "的", "a", "zxqv", "ニュース", "9" * 400])
def test_a_question_without_a_known_word_breaks_nothing(question: str, searcher: Searcher) -> None:
    for match in search(searcher, question):
        assert match.passage.text


def test_questions_asked_at_once_get_the_matches_they_get_alone(searcher: Searcher) -> None:
    questions = [
        "What does the eastern railway carry?",
        "果园有多少苹果树？",
        "铜箔年产多少吨？",
        "Is there a fee?",
    ] * 10
    alone = {question: documents(search(searcher, question)) for question in set(questions)}
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda question: documents(search(searcher, question)), questions))
    assert together == [alone[question] for question in questions]


def test_a_very_long_question_is_searched_by_its_beginning(searcher: Searcher) -> None:
    question = "What does the eastern railway carry? " + "Nothing else matters. " * 5_000
    assert searcher.query(question).text == question[:2_000]
    assert search(searcher, question)


def test_texts_of_symbols_one_character_or_markup_are_built_and_break_no_search(cache: Path, tmp_path: Path) -> None:
    files = {
        "symbols.md": "……？！\n",
        "emoji.md": "🙂",
        "letter.md": "x",
        "character.md": "的",
        "sound.md": "Copper foil is thin.",
        "z-comment.md": "<!-- nothing -->\n---\n",
        "z-table.md": "# Prices\n\n| ore | price |\n|---|---|\n",
        "z-heading.md": "# Alone\n",
    }
    site = Site.under(tmp_path, cache, files)
    assert site.build().problems == ()
    searcher = site.searcher()
    for question in ("copper foil", "铜箔", "x", "的", "？！", "🙂", "", "price of ore"):
        for match in search(searcher, question):
            assert len(match.cosines)
    assert documents(search(searcher, "copper foil"))[0] == "sound"
    assert documents(search(searcher, "ore price"))[0] == "z-table"
    assert documents(search(searcher, "x"))[0] == "letter"
