"""/mcp: the tools over the Model Context Protocol, each request by itself (stateless streamable HTTP)."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import Request
from mcp import types
from mcp.server import Server, ServerRequestContext
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import ValidationError
from starlette.types import Receive, Scope, Send

from ui.api.asking import Unavailable
from ui.api.faults import faults_of
from ui.api.origins import origin_of
from ui.api.problems import Refusal, members, problem
from ui.api.tools import Told, Tool
from ui.pages import language_of_request
from ui.references import new_reference

logger = logging.getLogger(__name__)

_INSTRUCTIONS = (
    "The public library of the Sanmenxia Bureau of Commerce. Answers quote it; give the reader the addresses of the "
    "citations. Nothing here is a promise to an investor."
)


class McpServer:
    """An ASGI application that offers the tools while it is run."""

    def __init__(self, tools: Mapping[str, Tool]) -> None:
        self._tools = tools
        self._manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serves within the context."""
        server = Server(
            "smx",
            version=version("smx"),
            title="Sanmenxia investment assistant",
            instructions=_INSTRUCTIONS,
            on_list_tools=self._list,
            on_call_tool=self._call,
        )
        # The host was compared with those that are answered to before a request comes here, and the origin is below.
        unguarded = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        manager = StreamableHTTPSessionManager(server, stateless=True, security_settings=unguarded)
        async with manager.run():
            self._manager = manager
            try:
                yield
            finally:
                self._manager = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        if scope["method"] != "POST":
            await problem(request, Refusal(405, headers={"Allow": "POST"}))(scope, receive, send)
        elif request.headers.get("origin") not in (None, origin_of(request)):
            await problem(request, Refusal(403))(scope, receive, send)
        elif self._manager is None:
            await problem(request, Refusal(503))(scope, receive, send)
        else:
            await self._manager.handle_request(scope, receive, send)

    async def _list(
        self, _: ServerRequestContext[Any, Any], __: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(tool) for tool in self._tools.values()])

    async def _call(
        self, context: ServerRequestContext[Any, Request], called: types.CallToolRequestParams
    ) -> types.CallToolResult:
        request = context.request or Request({"type": "http", "headers": []})
        tool = self._tools.get(called.name)
        if tool is None:
            return _refused(members(request, Refusal(404))["title"])
        try:
            return _told(await tool.run(tool.takes.model_validate(called.arguments or {}), request))
        except ValidationError as error:
            faults = faults_of(error.errors(), language_of_request(request))
            return _refused("\n".join(f"{fault['field']}: {fault['message']}" for fault in faults))
        except Unavailable as error:
            return _refused(members(request, Refusal(503, detail=str(error)))["detail"])
        except Exception:
            reference = new_reference()
            logger.exception("a tool failed, reference %s", reference)
            said = members(request, Refusal(500, reference=reference))
            return _refused(f"{said['title']} {said['detail']} ({reference})")


def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes.model_json_schema(),
        output_schema=tool.gives.model_json_schema(mode="serialization"),
        annotations=types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


def _told(told: Told) -> types.CallToolResult:
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=told.text)], structured_content=told.content
    )


def _refused(text: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=True)
