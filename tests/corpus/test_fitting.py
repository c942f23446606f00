from __future__ import annotations

import pytest

from corpus.fitting import misfits

KNOWN = frozenset(("one", "two", "self"))


@pytest.mark.parametrize(
    ("wanted", "wrong"),
    [
        ({"issued": ("2025-13-01",)}, [("issued", "date")]),
        ({"effective": ("2025年7月1日",), "expires": ("2025",)}, [("effective", "date")]),
        ({"effective": ("2025-07-01",), "expires": ("2025-06",)}, [("expires", "order")]),
        ({"effective": ("2025-07-01",), "expires": ("2025",)}, []),
        ({"supersedes": ("one", "none", "self")}, [("supersedes", "unknown"), ("supersedes", "itself")]),
        ({"supersedes": ("one",), "superseded_by": ("one",)}, [("superseded_by", "circle")]),
        (
            {"level": ("village",), "audience": ("all",), "kind": ("policy",)},
            [("level", "choice"), ("audience", "choice")],
        ),
        ({"issuer": ("局" * 301,), "level": ()}, [("issuer", "long")]),
        ({"issued": ("2025",), "effective": ("2025-02",), "expires": ("2025-02-28",)}, []),
    ],
)
def test_what_cannot_be_said_of_a_document_is_told_by_field(wanted, wrong):
    assert [(one.field, one.why) for one in misfits(wanted, "self", KNOWN)] == wrong
