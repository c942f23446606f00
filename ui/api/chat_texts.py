"""An answer as the text of a chat message, with a link behind each sentence for each source it rests on."""

from __future__ import annotations

from typing import Any

from assistant.answers import Piece, Sentence
from assistant.replies import reply
from ui.api.answers import citation_forms


class ChatText:
    """The text of a message as far as it has come, and the annotations of its citations.

    `start_index` and `end_index` of an annotation are the characters (Unicode code points) of its link in the text.
    """

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._shown: tuple[Sentence, ...] = ()
        self.content = ""
        self.annotations: list[dict[str, Any]] = []

    def grow_to(self, piece: Piece) -> list[dict[str, Any]]:
        """Bring the text to a piece of the answer; what is added, a sentence at a time.

        A text that was sent cannot be taken back: an answer that goes on otherwise follows it as a whole.
        """
        answer = piece.answer
        added: list[dict[str, Any]] = []
        if answer.sentences[: len(self._shown)] != self._shown:
            self._shown = ()
            added.append(self._append("\n\n"))
        cited = {form["n"]: form for form in citation_forms(answer, self._origin)}
        for sentence in answer.sentences[len(self._shown) :]:
            space = " " if self._shown and answer.language == "en" else ""
            sources = [cited[n] for n in sentence.citations if n in cited]
            added.append(self._append(f"{space}{sentence.text}", sources))
            self._shown = (*self._shown, sentence)
        if piece.is_whole and answer.composer == "model":
            added.append(self._append(f"\n\n{reply('generated', answer.script)}"))
        return added

    def _append(self, text: str, sources: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        """Add a text with a link to each of its sources."""
        start, annotations = len(self.content), []
        for source in sources or ():
            text += " "
            begins = start + len(text)
            text += f"[[{source['n']}]]({source['address']})"
            citation = {
                "start_index": begins,
                "end_index": start + len(text),
                "url": source["address"],
                "title": source["title"],
            }
            annotations.append({"type": "url_citation", "url_citation": citation})
        self.content += text
        self.annotations += annotations
        return {"content": text, **({"annotations": annotations} if annotations else {})}
