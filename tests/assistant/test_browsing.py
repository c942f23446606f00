from __future__ import annotations

from datetime import date

from assistant.browsing import Browsing
from tests.assistant.samples import Asked


def test_shows_documents_with_their_status_and_passages(ask: Asked) -> None:
    library = Browsing(ask.index, lambda: date(2026, 6, 1))
    view = library.document("tea-2020-zh")
    assert view is not None
    assert view.status == "superseded"
    assert "12万元" in "".join(passage.text for passage in view.passages)
    assert library.document("not-there") is None
    assert library.document("staff-targets-zh") is None
    names = [view.document.id for view in library.documents()]
    assert len(names) == 10
    assert not [name for name in names if name.startswith("staff")]
