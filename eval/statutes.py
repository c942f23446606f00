"""Statutes: whether every article is found by its number, and whether a version that was replaced is ever cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from eval.command_line import Answered
from eval.metrics import share
from eval.reports import Row, Target
from eval.squad import Item
from eval.statute_files import StatuteFile, gaps, read_statutes, repealed, replaced
from eval.workbench import Place, Workbench
from index.catalogue import Catalogue

SETS = ("laws",)

_NONE = Target(0, at_most=True)
_SENTENCE = re.compile(r"[^。；：\n]{8,}")
_SAME = 0.9  # likeness of two articles of which neither says anything new
_QUESTIONS = ("{name}规定，{words}，对吗？", "{words}是怎么规定的？", "{name}对{words}有什么规定？")
_WORDS = 32  # characters of a sentence that a question repeats


def measure(bench: Workbench) -> Iterator[Row]:
    """Articles as locators, articles asked for by number, and versions that were replaced."""
    statutes = read_statutes(bench.path("laws"))
    place = bench.index("laws", bench.path("laws"))
    yield from _located(statutes, place)
    yield from _by_number(statutes, place, bench)
    yield from _versions(statutes, place, bench)


def _located(statutes: Sequence[StatuteFile], place: Place) -> Iterator[Row]:
    current = (place.data / "current").read_text("utf-8").strip()
    catalogue = Catalogue(place.data / "generations" / current / "public" / "catalogue.sqlite")
    found: list[bool] = []
    exact: list[bool] = []
    for statute in statutes:
        passages = catalogue.passages_of(statute.document_id)
        for label, text in statute.articles.items():
            own = [passage.text for passage in passages if passage.locator == label]
            found.append(bool(own))
            exact.append(_plain("".join(own)) == _plain(text))
    catalogue.close()
    missing = sum(map(gaps, statutes))
    note = f"{sum(found)} of {len(found)} in {len(statutes)} statutes; numbers missing in the files: {missing}"
    yield Row("articles found as locators", share(found), Target(0.995), note=note)
    yield Row("articles whose passages hold their words and no others", share(exact), Target(0.995))


def _by_number(statutes: Sequence[StatuteFile], place: Place, bench: Workbench) -> Iterator[Row]:
    old = replaced(statutes)
    asked = bench.some([(statute, label) for statute in statutes for label in statute.articles])
    items = [
        _item(f"{_edition(statute) if statute.document_id in old else ''}{statute.name}{label}规定了什么？")
        for statute, label in asked
    ]
    bench.tell(f"asking for {len(items)} articles by number")
    answers, _ = bench.smx.ask(place.data, items)
    right = [
        answer.is_answer and _is_of(answer, statute, label)
        for answer, (statute, label) in zip(answers, asked, strict=True)
    ]
    note = f"n {len(items)}; versions that were replaced are asked for by their year"
    yield Row("asked for by number: that article quoted, and nothing else", share(right), Target(0.995), note=note)
    beyond = [
        _item(f"{statute.name}第九百九十九条规定了什么？") for statute in statutes if statute.document_id not in old
    ]
    answers, _ = bench.smx.ask(place.data, beyond)
    refused = [answer.outcome == "not_found" and not answer.quotes for answer in answers]
    yield Row("asked for an article that there is not: said so", share(refused), Target(1.0), note=f"n {len(beyond)}")


def _versions(statutes: Sequence[StatuteFile], place: Place, bench: Workbench) -> Iterator[Row]:
    by_id = {statute.document_id: statute for statute in statutes}
    pairs = [(by_id[old], new) for old, new in replaced(statutes).items()]
    ended = {*replaced(statutes), *repealed(statutes)}
    questions = bench.some([*dict.fromkeys(text for old, new in pairs for text in _of_today(old, new))])
    bench.tell(f"asking {len(questions)} questions of today about what was changed")
    answers, _ = bench.smx.ask(place.data, list(map(_item, questions)))
    cited = sum(any(document in ended for document, _ in answer.quotes) for answer in answers)
    note = f"of {len(questions)}; {_answered(answers)}; {len(pairs)} pairs of versions"
    yield Row("replaced or repealed text cited for a question of today", cited, _NONE, note=note)
    asked = bench.some([(old, words) for old, new in pairs for words in _changed(old, new)])
    items = [_item(f"{_edition(old)}{old.name}规定，{words}，对吗？") for old, words in asked]
    answers, _ = bench.smx.ask(place.data, items)
    others = [
        any(document != old.document_id and by_id[document].title == old.title for document, _ in answer.quotes)
        for answer, (old, _) in zip(answers, asked, strict=True)
        if all(document in by_id for document, _ in answer.quotes)
    ]
    note = f"of {len(items)}; {_answered(answers)}"
    yield Row("another version cited where one is asked for by its year", sum(others), _NONE, note=note)


def _of_today(old: StatuteFile, new: StatuteFile) -> Iterator[str]:
    """Questions in the words of what either version alone says, and by the numbers of changed articles."""
    for number, words in enumerate([*_changed(old, new), *_changed(new, old)]):
        yield _QUESTIONS[number % len(_QUESTIONS)].format(name=old.name, words=words)
    for label in [label for label, text in old.articles.items() if new.articles.get(label) != text][::5]:
        yield f"{old.name}{label}规定了什么？"


def _changed(one: StatuteFile, other: StatuteFile) -> Iterator[str]:
    """The first words of each sentence of a version that the other one does not hold."""
    said = _plain("".join(other.articles.values()))
    for label, text in one.articles.items():
        near = other.articles.get(label, "")
        if SequenceMatcher(None, text, near, autojunk=False).quick_ratio() >= _SAME:
            continue
        for sentence in _SENTENCE.findall(text.removeprefix(label)):
            if _plain(sentence) not in said:
                yield sentence.strip()[:_WORDS]
                break


def _is_of(answer: Answered, statute: StatuteFile, label: str) -> bool:
    """Whether all that is quoted stands in the article, and the first of it opens the article."""
    text = _plain(statute.articles[label])
    own = [_plain(quote) for document, quote in answer.quotes if document == statute.document_id]
    in_order = all(text.find(first) < text.find(second) for first, second in pairwise(own))
    return bool(own) and len(own) == len(answer.quotes) and text.startswith(own[0]) and in_order


def _answered(answers: Sequence[Answered]) -> str:
    return f"answered {share([answer.is_answer for answer in answers]):.3f}"


def _edition(statute: StatuteFile) -> str:
    return f"{statute.year}年"


def _item(question: str) -> Item:
    return Item(question, question, 0, 0, ())


def _plain(text: str) -> str:
    return "".join(text.split())
