"""Foreign names are heard in the characters that transcribe them, and not in others."""

from __future__ import annotations

import pytest

from assistant.assembly import OpenIndex
from assistant.supporting.sounding import Sounds


@pytest.fixture(scope="module")
def sounds(small: OpenIndex) -> Sounds:
    return Sounds(small.sounds)


@pytest.mark.parametrize(
    ("latin", "han", "written"),
    [
        ("Jacksonville", "位于杰克逊维尔市中心", "杰克逊维尔"),
        ("Kilifi", "肯尼亚的基利菲郡", "基利菲"),
        ("Wesley", "约翰卫斯理的布道", "卫斯理"),
        ("Camden", "就像卡姆登案", "卡姆登"),
    ],
)
def test_a_name_is_heard_where_it_is_transcribed(sounds: Sounds, latin: str, han: str, written: str):
    assert [han[span.start : span.end] for span in sounds.heard(latin, han)] == [written]


@pytest.mark.parametrize(
    ("latin", "han"), [("Jacksonville", "基利菲郡"), ("Wesley", "卡姆登案"), ("Camden", "铝产业链")]
)
def test_another_name_is_not_heard(sounds: Sounds, latin: str, han: str):
    assert sounds.heard(latin, han) == ()
