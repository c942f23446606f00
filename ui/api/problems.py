"""Problems: what a program is told when it is refused, in the form of RFC 9457 and the language it asks for."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.responses import JSONResponse

from corpus.languages import in_script
from ui.languages import InterfaceLanguage, script_of_interface
from ui.pages import language_of_request
from ui.references import new_reference

logger = logging.getLogger(__name__)

PROBLEM_TYPE = "application/problem+json"

Pair = tuple[str, str]
"""The same words in Simplified Chinese and in English."""

_TITLES: dict[int, tuple[str, Pair, Pair]] = {
    400: (
        "unreadable",
        ("请求无法读取", "The request cannot be read"),
        ("请求的地址、请求头或正文无法读取。", "Its address, a header or its body cannot be read."),
    ),
    403: (
        "forbidden",
        ("不允许这样访问", "This is not allowed"),
        ("请求来自另一个网站，或要求的内容不对外公开。", "It comes from another site, or asks for what is not public."),
    ),
    404: (
        "not-found",
        ("这个地址下没有内容", "There is nothing here"),
        (
            "地址可能写错了，或者内容已不再公开。",
            "The address may be misspelt, or what it named is no longer public.",
        ),
    ),
    405: (
        "method-not-allowed",
        ("不支持这种请求方法", "This method is not supported here"),
        ("响应头 Allow 列出了支持的方法。", "The header Allow names the methods that are."),
    ),
    413: (
        "too-large",
        ("请求过大", "The request is too large"),
        ("请求正文最多 1,000,000 字节。", "A body may have at most 1,000,000 bytes."),
    ),
    415: (
        "not-json",
        ("请求正文须为 JSON", "The body must be JSON"),
        ("请以 Content-Type: application/json 发送。", "Please send it with Content-Type: application/json."),
    ),
    422: (
        "not-valid",
        ("请求内容不符合要求", "The request is not as it should be"),
        ("errors 逐项列出了问题。", "What is wrong stands under errors."),
    ),
    429: (
        "too-many",
        ("请求过于频繁", "There were too many requests"),
        ("请稍候再试；响应头 Retry-After 给出等待的秒数。", "Please wait for as many seconds as Retry-After says."),
    ),
    500: (
        "failed",
        ("服务出错", "Something failed on our side"),
        ("错误已记录。联系我们时请提供 reference 中的编号。", "It is in our log under the reference given here."),
    ),
    503: (
        "unavailable",
        ("暂时不能提供服务", "The service is not available just now"),
        ("请稍后再试。", "Please try again later."),
    ),
}
_OTHER: tuple[str, Pair, Pair] = ("refused", ("请求被拒绝", "The request was refused"), ("", ""))


def in_words(pair: Pair, language: InterfaceLanguage) -> str:
    """A pair of words as this reader reads them."""
    chinese, english = pair
    if language == "en":
        return english
    return in_script(chinese, script_of_interface(language))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A no: its status, what is wrong where, and the reference under which the log has it, if it has one already."""

    status: int
    detail: str = ""
    errors: Sequence[Mapping[str, Any]] = ()
    headers: Mapping[str, str] | None = None
    reference: str = ""


def problem(request: Request, refusal: Refusal) -> JSONResponse:
    """A refusal as a response."""
    headers = {"Cache-Control": "no-store", "Vary": "Cookie, Accept-Language", **(refusal.headers or {})}
    return JSONResponse(members(request, refusal), refusal.status, headers, PROBLEM_TYPE)


def members(request: Request, refusal: Refusal) -> dict[str, Any]:
    """The members of a problem, in the language of the request, with a reference that the log has too."""
    reference = refusal.reference
    if not reference:
        reference = new_reference()
        logger.info("refused with %s, reference %s", refusal.status, reference)
    language = language_of_request(request)
    kind, title, usual = _TITLES.get(refusal.status, _OTHER)
    return {
        "type": f"urn:smx:problem:{kind}",
        "title": in_words(title, language),
        "status": refusal.status,
        "detail": refusal.detail or in_words(usual, language),
        "reference": reference,
        **({"errors": list(refusal.errors)} if refusal.errors else {}),
    }
