"""Judging: whether a sentence that a model wrote may be shown with the sources it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.supporting.figures import figure_reasons
from assistant.supporting.instructing import is_echo, is_promise
from assistant.supporting.losing import loses_name
from assistant.supporting.meaning import ground_of, is_borne_out
from assistant.supporting.naming import has_strange_name
from assistant.supporting.subjects import exchanges, splices
from assistant.supporting.texts import Text
from assistant.supporting.tools import ReadSource, SupportTools
from assistant.supporting.turning import denies_less, denies_more, is_opposite
from assistant.supporting.values import Cut, Reason, Source, Verdict
from corpus.languages import has_han, is_foreign, language_of
from corpus.schemas import Language

_LINK = re.compile(
    r"[a-z][a-z0-9+.-]{1,15}://|\bwww\.|\bmailto:|\bjavascript:|\bdata:\w+/|\]\(|!\[|<https?:|[\w.+-]+@[\w-]+\.\w"
    r"|\b[\w-]+\.(?:com|org|net|cn|gov|edu|io|info|biz|xyz|top|site|ru|cc|co)(?:\b|/)",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"</?[a-z!][^<>]{0,200}>?|&(?:#x?\w+|\w{2,8});|`|^\s{0,3}#{1,6}\s|\|.*\||\$\$|\\[a-z(\[]|\{\{|\}\}", re.I | re.M
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_LONGEST = 600


def verdict(cut: Cut, sources: Mapping[str, Source], question: str, language: Language, tools: SupportTools) -> Verdict:
    """Whether the sentence may be shown: it says nothing that the sources it cites do not say.

    `sources` are those given to the model, by token; `language` is that of the question. Figures are compared exactly,
    names by their letters, the rest by words and vectors. A sentence of which this cannot be told is not shown.
    """
    why = list(_reasons_of_form(cut.text, question, language, tools))
    if not cut.sources:
        why.append(Reason.NO_SOURCE)
    elif any(token not in sources for token in cut.sources):
        why.append(Reason.UNKNOWN_SOURCE)
    elif not why:  # what is written wrongly is not worth the model's time
        cited = [tools.source(sources[token]) for token in cut.sources]
        why += dict.fromkeys(_reasons_of_content(tools.text(cut.text, language), cited, tools.text(question), tools))
    return Verdict(not why, tuple(why))


def _reasons_of_form(text: str, question: str, language: Language, tools: SupportTools) -> Iterator[Reason]:
    if _LINK.search(text):
        yield Reason.LINK
    if len(text) > _LONGEST or _MARKUP.search(text) or _CONTROL.search(text):
        yield Reason.MARKUP
    if is_promise(text):
        yield Reason.PROMISE
    if is_echo(text, question, tools.instructions):
        yield Reason.ECHO
    if is_foreign(text) or language_of(text) != language or (language == "zh" and not has_han(text)):
        yield Reason.LANGUAGE


def _reasons_of_content(
    claim: Text, cited: Sequence[ReadSource], question: Text, tools: SupportTools
) -> Iterator[Reason]:
    yield from figure_reasons(claim, cited, tools)
    ground = ground_of(claim, cited, tools)
    near = [said.text for said in ground.nearest[:2]]
    if has_strange_name(claim, cited, question, tools) or loses_name(claim, near, cited, tools):
        yield Reason.NAME
    if splices(claim, cited):
        yield Reason.FIGURE
    if ground.idle or not is_borne_out(claim, cited, ground.features) or _is_turned(claim, near, cited):
        yield Reason.SUPPORT


def _is_turned(claim: Text, near: Sequence[Text], cited: Sequence[ReadSource]) -> bool:
    """Whether the sentence denies what is not denied, or says the opposite or the reverse of what is nearest to it."""
    everything = [text for source in cited for text in source.texts]
    return (
        denies_more(claim, everything)
        or denies_less(claim, near)
        or is_opposite(claim, near, everything)
        or exchanges(claim, near)
    )
