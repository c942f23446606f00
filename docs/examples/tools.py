"""Call the tools as an assistant of somebody else's would (pip install mcp).

python docs/examples/tools.py http://127.0.0.1:7860 "May foreign investors own all of a factory?"
"""

from __future__ import annotations

import asyncio
import sys

from mcp.client import Client


async def main(address: str, question: str) -> None:
    """Print the names of the tools, then what `ask` tells."""
    async with Client(f"{address}/mcp") as client:
        print(", ".join(tool.name for tool in (await client.list_tools()).tools))
        told = await client.call_tool("ask", {"question": question})
        for part in told.content:
            print(part.text)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
