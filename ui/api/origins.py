"""Origins: the beginning of every address that is handed out, from the host that was asked for and is answered to."""

from __future__ import annotations

import re

from fastapi import HTTPException, Request
from starlette.datastructures import URL

_HOST = re.compile(r"(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?", re.ASCII | re.IGNORECASE)


def origin_of(request: Request) -> str:
    """Scheme and host of the request, as https://invest.example.org.

    The name was compared with those that are answered to; what may stand around it (user, path) leads elsewhere.
    """
    address = URL(scope=request.scope)
    if not _HOST.fullmatch(address.netloc):
        raise HTTPException(400)
    return f"{address.scheme}://{address.netloc}"
