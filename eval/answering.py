"""Whether answers hold what was asked for, quote truly, and are withheld when the library has none."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from eval.command_line import Answered
from eval.metrics import answered_when, gold_in_text, mean, share, verbatim
from eval.reports import Row, Target
from eval.squad import document_id
from eval.workbench import Workbench, gold

SETS = ("xquad-en", "xquad-zh", "cmrc")
TRAP_SETS = ("squad2",)

_GOLD = (("XQuAD en", "xquad-en", 0.87), ("XQuAD zh", "xquad-zh", 0.85), ("CMRC dev", "cmrc", 0.80))
_SEEDS = (11, 12, 13)
_ANSWERED, _WRONGLY = Target(0.90), Target(0.15, at_most=True)


def measure(bench: Workbench) -> Iterator[Row]:
    """The gold answer in the text, the length of answers, and quotes word for word."""
    true: list[float] = []
    for label, name, least in _GOLD:
        place, items = bench.indexed(name), bench.items(name)
        bench.tell(f"asking {name}: {len(items)} questions")
        answers, _ = bench.smx.ask(place.data, items)
        yield Row(
            f"gold answer in the text, {label}", gold_in_text(answers, items), Target(least), note=_given(answers)
        )
        lengths = [answer.sentences for answer in answers if answer.is_answer]
        note = f"refusals counted too: {mean([answer.sentences for answer in answers]):.3f}"
        yield Row(f"sentences of an answer, mean, {label}", mean(lengths), Target(1.8, at_most=True), note=note)
        yield Row(f"sentences of an answer, most, {label}", max(lengths, default=0), Target(3, at_most=True))
        true.append(verbatim(answers, place.library))
    yield Row("quotes found verbatim in their document", min(true), Target(1.0), note="the lowest of the three sets")


def measure_left_out(bench: Workbench) -> Iterator[Row]:
    """What is answered when half of the paragraphs are missing, over several drawings of the half."""
    for label, name, _ in _GOLD:
        items, rates = bench.items(name), []
        for seed in _SEEDS:
            left_out = half(name, len(bench.set(name).paragraphs), seed)
            place = bench.index(f"{name}-{seed}", bench.library(f"{name}-{seed}", (name,), left_out))
            bench.tell(f"asking {name} with half left out: {len(items)} questions")
            answers, _ = bench.smx.ask(place.data, items)
            rates.append(answered_when(answers, [gold(name, item) not in left_out for item in items]))
        right, wrong = ([rate[side] for rate in rates] for side in (0, 1))
        yield Row(f"half left out, answered when answerable, {label}", mean(right), _ANSWERED, note=_each(right))
        yield Row(f"half left out, answered when not, {label}", mean(wrong), _WRONGLY, note=_each(wrong))


def measure_traps(bench: Workbench) -> Iterator[Row]:
    """Questions on a topic of the library whose answer it lacks, beside answerable ones."""
    place, items = bench.indexed("squad2"), bench.items("squad2")
    bench.tell(f"asking squad2: {len(items)} questions")
    answers, _ = bench.smx.ask(place.data, items)
    answerable = [bool(item.answers) for item in items]
    right, wrong = answered_when(answers, answerable)
    pairs = [(answer, item) for answer, item in zip(answers, items, strict=True) if item.answers]
    in_text = gold_in_text([answer for answer, _ in pairs], [item for _, item in pairs])
    yield Row("SQuAD 2.0, answerable: answered", right, note=f"n {sum(answerable)}")
    yield Row("SQuAD 2.0, answerable: gold answer in the text", in_text)
    yield Row("SQuAD 2.0, same topic but unanswerable: answered", wrong, note=f"n {len(items) - sum(answerable)}")


def half(name: str, paragraphs: int, seed: int) -> frozenset[str]:
    """The documents of a set that a seed leaves out: half of them."""
    drawn = random.Random(seed).sample(range(paragraphs), paragraphs // 2)  # noqa: S311
    return frozenset(document_id(name, number) for number in drawn)


def _given(answers: Sequence[Answered]) -> str:
    return f"answered {share([answer.is_answer for answer in answers]):.3f}, n {len(answers)}"


def _each(rates: Sequence[float]) -> str:
    return f"by drawing: {', '.join(f'{rate:.3f}' for rate in rates)}"
