"""What is altered is wrong in one place, and what is reworded is still true."""

from __future__ import annotations

import random

import pytest

from eval.altering import Place, alterations, names_in
from eval.rewording import rewordings, sentences_of

ENGLISH = "In May 1921, the council of Aldermere bought 450 tons of brick for 1.5 million pounds from Henry Sorrel."
CHINESE = "1921年5月，奥德米尔窑厂建有三个窑，共用砖450吨，投资120万元，产量超过预期。"


def altered(sentence: str, language: str, paragraph: str = "") -> dict[str, str]:
    asked = [("谁建了窑？", ["奥德米尔"])]
    place = Place(sentence, paragraph or sentence, language, names_in(sentence, language, asked))
    return dict(alterations(place, ["Brackwater", "布拉克沃特"], random.Random(1)))


@pytest.mark.parametrize(("sentence", "language"), [(ENGLISH, "en"), (CHINESE, "zh")])
def test_each_alteration_differs_from_the_sentence_and_is_not_in_its_paragraph(sentence: str, language: str):
    changed = altered(sentence, language)
    assert {"figure", "unit", "date", "name"} <= changed.keys()
    assert sentence not in changed.values()


def test_a_changed_figure_stands_nowhere_in_the_paragraph():
    paragraph = ENGLISH + " " + " ".join(f"There were {n} men." for n in range(400, 460))
    for seed in range(20):
        place = Place("They bought 450 of them.", paragraph, "en", ())
        for kind, text in alterations(place, [], random.Random(seed)):
            if kind == "figure":
                assert f" {text.split()[2]} men" not in paragraph


def test_units_are_restated_and_numerals_rewritten():
    said = dict(rewordings(CHINESE, "zh"))
    assert "1,200,000元" in said["units restated"]
    assert "3个窑" in said["numerals"]
    assert "４５０吨" in said["full width"]
    assert "投資" in said["other script"]
    assert "1,500 thousand" not in dict(rewordings(ENGLISH, "en")).get("units restated", "")


def test_sentences_with_markup_are_left_out():
    assert sentences_of("The kiln was built<br> of red brick and of stone in 1921. ", "en") == []
    assert sentences_of("窑厂建于一九二一年五月，共有三个窑。规模|很大很大很大很大很大很大。", "zh") == [
        "窑厂建于一九二一年五月，共有三个窑。"
    ]


def test_names_around_a_verb_change_places():
    said = "In 1921 Aldermere bought the old kiln from Brackwater, which had 3 of them."
    place = Place(said, said + " It lies near Fenwick, they say.", "en", ("Aldermere", "Brackwater"))
    changed = dict(alterations(place, [], random.Random(1)))
    assert changed["swapped"] == "In 1921 Brackwater bought the old kiln from Aldermere, which had 3 of them."
    assert "Fenwick" in changed["subject"]
