"""The chat page: our own frame, with the parts of Gradio's page that start the chat inside it."""

from __future__ import annotations

import re
from typing import Any

from fastapi import Request
from markupsafe import Markup
from starlette.responses import HTMLResponse

from assistant.subjects import Subject
from ui.about import subject_address
from ui.embedding.embeds import Embeds
from ui.embedding.wishes import wishes_in
from ui.pages import Pages, language_of_request

_SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)
_STYLESHEETS = re.compile(r'<link rel="stylesheet"[^>]*>')
_RESIZER = "iframeResizer"  # a script that would speak with any page around this one
_CHAT = re.compile(r"<gradio-app.*?</gradio-app>", re.DOTALL)


def chat_page(
    pages: Pages, request: Request, nonce: str, gradio_page: str, about: Subject | None = None
) -> HTMLResponse:
    """The page with Gradio's scripts, stylesheets and element taken over, and nothing else of its page.

    With a thing to ask about, the page names it.

    Its social-media tags and manifest name Gradio and outside addresses, so they are left behind.
    """
    return pages.response(
        "chat.html",
        request,
        **_taken_over(gradio_page, nonce),
        about=about,
        about_name=_named(about, request) if about else "",
        about_page=subject_address(about) if about else "",
    )


def embed_page(pages: Pages, request: Request, nonce: str, gradio_page: str, embeds: Embeds) -> HTMLResponse:
    """The chat in a small frame of its own, as the site around it wishes; it speaks with pages of its origins only."""
    wishes, hosts = wishes_in(request.query_params), " ".join(embeds.origins)
    return pages.response("embed.html", request, **_taken_over(gradio_page, nonce), wishes=wishes, hosts=hosts)


def _taken_over(gradio_page: str, nonce: str) -> dict[str, Any]:
    """What of Gradio's page goes into ours."""
    head, _, body = gradio_page.partition("</head>")
    chat = _CHAT.search(body)
    if chat is None:
        raise RuntimeError("Gradio's page has no <gradio-app>; this release of Gradio is not the one expected.")
    found = [script for script in _SCRIPTS.findall(head) if _RESIZER not in script]
    scripts = [script.replace("<script", f'<script nonce="{nonce}"', 1) for script in found]
    return {
        "gradio_head": Markup("\n".join([*scripts, *_STYLESHEETS.findall(head)])),  # noqa: S704  # made by Gradio
        "gradio_chat": Markup(chat[0]),  # noqa: S704
    }


def _named(about: Subject, request: Request) -> str:
    """The name of a thing as it stands alone."""
    name = about.name("en" if language_of_request(request) == "en" else "zh")
    return name[:1].upper() + name[1:]
