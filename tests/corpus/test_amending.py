"""Fields of a document, what its text says for them, and corrections that are written beside it."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from corpus.amending import FieldState, amended, is_valid, states_of, write_amendment
from corpus.intake import Added, add_file
from corpus.reading import read_library
from corpus.whereabouts import Current, Whereabouts, current_of

NOTICE = """\
---
id: rules
issuer: 别的局
kind: policy
---
# 示例市补贴办法

示政〔2025〕8号

每家企业补贴30万元。

本办法自2025年7月1日起施行。《示例市旧补贴办法》同时废止。

示例市人民政府

2025年6月15日
"""
IDS = {"示例市旧补贴办法": "old-rules"}


@pytest.fixture
def place(tmp_path: Path) -> Whereabouts:
    library = tmp_path / "library"
    library.mkdir()
    (library / "rules.md").write_text(NOTICE, "utf-8")
    (library / "old-rules.md").write_text("# 示例市旧补贴办法\n\n每家企业补贴12万元。\n", "utf-8")
    return Whereabouts(library, PurePath("rules.md"))


def current(place: Whereabouts) -> Current:
    found = current_of(place, "rules", None)
    assert isinstance(found, Current)
    return found


def states(place: Whereabouts) -> dict[str, FieldState]:
    return {state.name: state for state in states_of(current(place), IDS.get)}


def correct(
    place: Whereabouts,
    taken: frozenset[str] = frozenset(),
    rejected: frozenset[str] = frozenset(),
    **wanted: tuple[str, ...],
) -> bool:
    now = current(place)
    amendment = amended(now, tuple(states_of(now, IDS.get)), wanted, taken, rejected)
    assert is_valid(amendment)
    return write_amendment(amendment, place, lambda: None)


def test_each_field_says_where_it_stands_and_what_the_text_says(place: Whereabouts) -> None:
    found = states(place)
    assert {name: (state.values, state.origin) for name, state in found.items() if state.values} == {
        "title": (("示例市补贴办法",), "default"),
        "kind": (("policy",), "front"),
        "issuer": (("别的局",), "front"),
        "audience": (("public",), "default"),
    }
    assert {name: (state.standing, state.open[0].value) for name, state in found.items() if state.open} == {
        "issuer": ("differs", "示例市人民政府"),
        "number": ("proposed", "示政〔2025〕8号"),
        "level": ("proposed", "city"),
        "issued": ("proposed", "2025-06-15"),
        "effective": ("proposed", "2025-07-01"),
        "supersedes": ("proposed", "old-rules"),
    }
    span = found["effective"].said[0].span
    assert span
    text = current(place).document.text
    assert text[span.start : span.end] == "2025年7月1日"


def test_a_text_that_the_library_does_not_have_is_nothing_to_take_over(place: Whereabouts) -> None:
    (state,) = (one for one in states_of(current(place), lambda _: None) if one.name == "supersedes")
    assert (state.open, state.said[0].words) == ((), "示例市旧补贴办法")


def test_a_correction_comes_before_front_matter_that_is_delivered_again(place: Whereabouts, tmp_path: Path) -> None:
    assert correct(place, issuer=("示例市人民政府",), number=("示政〔2025〕8号",), kind=("policy",))
    delivered = tmp_path / "rules.md"
    delivered.write_text(NOTICE.replace("30万元", "40万元").replace("别的局", "又一个局"), "utf-8")
    assert isinstance(add_file(delivered, place.library, PurePath(), None), Added)
    (document,) = [one for one in read_library([place.library]).documents if one.id == "rules"]
    assert (document.issuer, document.number, document.kind) == ("示例市人民政府", "示政〔2025〕8号", "policy")
    assert "40万元" in document.text


def test_what_stands_beside_and_was_not_touched_stays_and_the_version_before_is_kept(place: Whereabouts) -> None:
    before = "# a remark\nsource: {title: 示例公报, published: 2025-06}\nnumber: 旧号\n"
    place.beside.write_text(before, "utf-8")
    assert correct(place, number=("示政〔2025〕8号",))
    document = current(place).document
    assert document.source
    assert (document.source.title, document.source.published, document.number) == (
        "示例公报",
        "2025-06",
        "示政〔2025〕8号",
    )
    (kept,) = (place.library / "versions").iterdir()
    assert kept.read_text("utf-8") == before


def test_of_two_who_write_at_the_same_time_the_second_does_not(place: Whereabouts) -> None:
    seen = current(place)
    amendment = amended(seen, tuple(states_of(seen, IDS.get)), {"number": ("一号",)}, frozenset(), frozenset())
    assert correct(place, number=("二号",))
    assert not write_amendment(amendment, place, pytest.fail)
    assert states(place)["number"].values == ("二号",)


def test_what_is_rejected_is_not_asked_again_until_the_text_says_something_else(place: Whereabouts) -> None:
    assert correct(place, rejected=frozenset(("number", "supersedes")))
    assert not states(place)["number"].open
    assert not states(place)["supersedes"].open
    assert states(place)["number"].values == ()
    place.file.write_text(NOTICE.replace("8号", "9号"), "utf-8")
    assert [one.value for one in states(place)["number"].open] == ["示政〔2025〕9号"]
    assert correct(place, number=("示政〔2025〕8号",))
    assert states(place)["number"].rejected == ()


def test_an_emptied_field_is_not_stated_though_front_matter_states_it(place: Whereabouts) -> None:
    assert correct(place, issuer=())
    state = states(place)["issuer"]
    assert (state.values, state.origin, state.standing) == ((), "beside", "proposed")


STATUTE = """\
# 示例市登记办法

（2024年3月5日示例市人民政府令第7号公布）

第一条 为了规范登记，制定本办法。

第二条 登记机关应当在十日内办结。

第三条 本办法自2024年5月1日起施行。
"""


def test_what_was_read_from_a_statute_counts_until_it_is_rejected_and_is_confirmed_by_being_written(
    place: Whereabouts,
) -> None:
    place.file.write_text(STATUTE, "utf-8")
    found = states(place)
    assert (found["effective"].values, found["effective"].standing) == (("2024-05-01",), "unconfirmed")
    span = found["effective"].said[0].span
    assert span
    assert STATUTE[span.start : span.end] == "2024年5月1日"
    assert correct(place, taken=frozenset(("effective",)), number=())
    found = states(place)
    assert (found["effective"].origin, found["effective"].standing) == ("beside", None)
    assert (found["number"].values, found["number"].open) == ((), ())
    assert "示例市人民政府令第7号" in place.beside.read_text("utf-8")
    (document,) = [one for one in read_library([place.library]).documents if one.file == "rules.md"]
    assert (document.number, document.effective) == (None, "2024-05-01")
