"""Ask a question over HTTP and print each sentence as it is verified, with what it cites. Needs Python alone.

python docs/examples/ask.py http://127.0.0.1:7860 "May foreign investors own all of a factory?"
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen


def events(address: str, question: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The events of an answer, each with its name and its data."""
    request = Request(
        f"{address}/api/v1/ask",
        data=json.dumps({"question": question}).encode(),
        headers={"Content-Type": "application/json", "Accept": "text/event-stream"},
    )
    name = ""
    with urlopen(request, timeout=60) as response:
        for line in response:
            field, _, value = line.decode().rstrip("\n").partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                yield name, json.loads(value)


def main(address: str, question: str) -> None:
    """Print the answer as it comes."""
    for name, data in events(address, question):
        if name == "sentence":
            print(data["text"])
            for citation in data["citations"]:
                print(f"  [{citation['n']}] {citation['title']}, {citation['locator']}: {citation['address']}")
        elif name == "reset":
            print("(What was said so far is taken back.)")
        elif name == "answer":
            print(f"({data['outcome']}, {data.get('notice', 'quoted')})")
        elif name == "problem":
            sys.exit(f"{data['title']} {data['detail']} ({data['reference']})")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
