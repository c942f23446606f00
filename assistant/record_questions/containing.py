"""Containing: what a name or another text of a record contains, as a condition: 名称含“光伏”, mentioning solar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.record_questions.meanings import Meaning, Role, Token, condition
from assistant.record_questions.scope import Scope
from corpus.languages import has_han
from index.records.queries import Filter

_ANY_TEXT = "any"
"""What a verb means that does not say in which text: 含, mentioning."""
_AFTER = "after"
_BETWEEN = (Role.OF, Role.AMONG, Role.FILL)
_ENDS = (Role.OF, Role.NOUN, Role.BREAK, Role.HOW_MANY, Role.WHICH)


def with_contained(tokens: Sequence[Token], scope: Scope) -> tuple[Token, ...]:
    """The tokens with what a text contains made a condition: words in quotation marks, or one that nothing else knows.

    Where it is not said which text, it is the name or the content.
    """
    done: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        verb, ahead = (done[-1] if done else None), (tokens[at + 1] if at + 1 < len(tokens) else None)
        sought = _sought(token, verb, ahead)
        if sought is None:
            is_quoted = token.has(Role.LITERAL)
            done.append(replace(token, meanings=(Meaning(Role.UNKNOWN),)) if is_quoted and _text(token) else token)
            at += 1
        elif verb is not None and _verb(verb) not in (None, _AFTER):
            done.pop()
            heading = _heading(done, scope) if _verb(verb) == _ANY_TEXT else None
            words = [*([] if heading is None else done[heading:]), verb, token]
            field = None if heading is None else _text_field(done[heading], scope)
            del done[len(done) if heading is None else heading :]
            is_any = _verb(verb) == _ANY_TEXT and field is None
            done.append(condition(words, (_filter(sought, field, scope, is_any=is_any),), "contains"))
            at += 1
        else:
            done.append(condition(tokens[at : at + 2], (_filter(sought, None, scope, is_any=False),), "contains"))
            at += 2
    return tuple(done)


def _sought(token: Token, verb: Token | None, ahead: Token | None) -> str | None:
    """The text that a token says is contained, given the tokens beside it."""
    is_verb = verb is not None and _verb(verb) not in (None, _AFTER)
    if token.has(Role.LITERAL) and _text(token):
        return _text(token) if is_verb or (ahead is not None and _verb(ahead) == _AFTER) else None
    ends = ahead is None or (ahead.has(*_ENDS) and not ahead.has(Role.UNKNOWN))
    return token.text if is_verb and token.meanings == (Meaning(Role.UNKNOWN),) and ends else None


def _text(token: Token) -> str:
    literal = token.meaning(Role.LITERAL)
    return literal.name if literal else ""


def _verb(token: Token) -> str | None:
    meaning = token.meaning(Role.CONTAINS)
    return meaning.name if meaning else None


def _heading(done: Sequence[Token], scope: Scope) -> int | None:
    """Where the name of the text stands before its verb: 建设内容中含."""
    at = len(done) - 1
    while at >= 0 and done[at].has(*_BETWEEN):
        at -= 1
    return at if at >= 0 and _text_field(done[at], scope) else None


def _text_field(token: Token, scope: Scope) -> str | None:
    names = [m.name for m in token.meanings if m.role in (Role.FIELD, Role.DIMENSION)]
    fields = [field for name in names if (field := scope.entity.field(name)) and field.kind == "text"]
    return fields[0].name if len(fields) == 1 else None


def _filter(text: str, field: str | None, scope: Scope, *, is_any: bool) -> Filter:
    name = "name_zh" if has_han(text) else "name_en"
    also = ("content",) if is_any and scope.entity.field("content") else ()
    return Filter(field=field or name, operator="contains", values=(text,), also=also)
