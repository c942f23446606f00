"""Ask with the client of chat completions (pip install openai) and print the answer with its sources.

python docs/examples/chat.py http://127.0.0.1:7860 "May foreign investors own all of a factory?"
"""

from __future__ import annotations

import sys

from openai import OpenAI


def main(address: str, question: str) -> None:
    """Print the answer, then each source once."""
    client = OpenAI(base_url=f"{address}/v1", api_key="none is needed")
    completion = client.chat.completions.create(model="smx", messages=[{"role": "user", "content": question}])
    message = completion.choices[0].message
    print(message.content)
    for title, url in dict.fromkeys((a.url_citation.title, a.url_citation.url) for a in message.annotations or ()):
        print(f"- {title}: {url}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
