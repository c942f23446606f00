from __future__ import annotations

import pytest

from corpus.schemas import Bilingual
from ui.languages import in_language, interface_language


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh-TW,zh;q=0.9", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant-MO", "zh-Hant"),
        ("en-GB,en;q=0.9,zh;q=0.1", "en"),
        ("en;q=0.2,zh-TW;q=0.7", "zh-Hant"),
        ("de-DE,de;q=0.9", "en"),
        ("de,zh;q=0.5", "zh-Hans"),
        ("", "zh-Hans"),
        ("*", "zh-Hans"),
        ("en;q=nonsense", "zh-Hans"),
    ],
)
def test_follows_the_browser_until_a_choice_is_made(accepted, language):
    assert interface_language({}, {}, accepted) == language


def test_the_choice_goes_before_the_browser():
    assert interface_language({}, {"language": "zh-Hant"}, "en") == "zh-Hant"


def test_an_unknown_choice_is_as_none():
    assert interface_language({}, {"language": "xx"}, "en") == "en"


def test_a_bilingual_text_is_shown_in_the_readers_script():
    text = Bilingual(zh="三门峡市商务局", en="Bureau")
    assert [in_language(text, language) for language in ("zh-Hans", "zh-Hant", "en")] == [
        "三门峡市商务局",
        "三門峽市商務局",
        "Bureau",
    ]
