"""The chat's own application: Gradio's, with everything shut that the chat does not need."""

from __future__ import annotations

import gradio as gr
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from assistant.browsing import Browsing
from ui.chat import build_chat, theme
from ui.desk import Desk


def chat_application(desk: Desk, library: Browsing, prefix: str = "") -> FastAPI:
    """The chat of a desk, to be mounted behind a gate; the prefix is that of the pages its answers lead to."""
    # Gradio reflects any origin unless the application it is mounted in names those it allows: none.
    parent = FastAPI(openapi_url=None, middleware=[Middleware(CORSMiddleware, allow_origins=[])])
    gr.mount_gradio_app(
        parent,
        build_chat(desk, library, prefix),
        path="/",
        theme=theme(),
        app_kwargs={"openapi_url": None},
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
    )
    return parent
