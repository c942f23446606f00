"""Mails: subject, sender, date and text of an EML file; what is attached is named and not opened."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from corpus.encodings import decoded
from corpus.readers.drafts import Draft, Piece, cleaned_line
from corpus.readers.limits import MOST_NESTING
from corpus.readers.readings import Advance, Reading, Remark, Unreadable
from corpus.readers.web_pages import write_web_page

_SHOWN = ("From", "To", "Cc", "Date")


def read_mail(data: bytes, _: Advance) -> Reading:
    """The mail as a document whose title is its subject. Raises `Unreadable`."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    draft = Draft()
    title = cleaned_line(str(message["Subject"] or "")) or None
    if title:
        draft.heading(1, [Piece(title)])
    for name in _SHOWN:
        if value := cleaned_line(str(message[name] or "")):
            draft.block([Piece(f"{name}: {value}")])
    attached: list[str] = []
    body = _body(message, attached)
    if body is not None:
        _write(draft, body)
    for name in attached:
        draft.block([Piece(f"Attachment: {name}")])
    remarks = tuple(Remark(1, "attachment", f"{name} is not opened") for name in attached)
    return Reading(draft.text, draft.places, title, _day(message), remarks=remarks)


def _body(message: EmailMessage, attached: list[str]) -> EmailMessage | None:
    """The part that holds the text, plain where there is a choice; the names of what is attached are added."""
    texts: list[EmailMessage] = []
    parts = [(message, 0)]
    while parts:
        part, depth = parts.pop(0)
        if depth > MOST_NESTING:
            raise Unreadable(f"parts at most {MOST_NESTING} deep", "deeper ones")
        kind = part.get_content_type()
        name = part.get_filename()
        if kind == "message/rfc822":
            attached.append(cleaned_line(name or "message.eml"))
        elif part.is_multipart():
            parts += [(inner, depth + 1) for inner in part.get_payload() if isinstance(inner, EmailMessage)]
        elif name or part.get_content_disposition() == "attachment":
            attached.append(cleaned_line(name or kind))
        elif kind in ("text/plain", "text/html"):
            texts.append(part)
    return next((part for part in texts if part.get_content_type() == "text/plain"), texts[0] if texts else None)


def _write(draft: Draft, body: EmailMessage) -> None:
    payload = body.get_payload(decode=True)
    text = decoded(payload, body.get_content_charset()) if isinstance(payload, bytes) else None
    if text is None:
        raise Unreadable("text", "a mail in no encoding that is known")
    if body.get_content_type() == "text/html":
        write_web_page(draft, text)
        return
    for paragraph in text.replace("\r\n", "\n").split("\n\n"):
        for line in paragraph.split("\n"):
            draft.block([Piece(line)])


def _day(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).date().isoformat()
    except (TypeError, ValueError):
        return None
