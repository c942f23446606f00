import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.modelling.thinking import ThoughtFilter


def filtered(*pieces: str) -> str:
    thoughts = ThoughtFilter()
    return "".join([*(thoughts.feed(piece) for piece in pieces), thoughts.finish()])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<think>five?</think>Six.", "Six."),
        ("A<think>b</think>C<think>d</think>E", "ACE"),
        ("<think>never ends", ""),
        ("a < b, <thin> and <think", "a < b, <thin> and <think"),
        ("<think>a < b </thin</think>c", "c"),
        ("三门峡<", "三门峡<"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_takes_thoughts_out_however_the_text_is_cut(text: str, said: str, size: int) -> None:
    assert filtered(*(text[start : start + size] for start in range(0, len(text), size))) == said


@given(st.lists(st.text("<>/thinkab", max_size=9)))
def test_cutting_makes_no_difference(pieces: list[str]) -> None:
    assert filtered(*pieces) == filtered("".join(pieces))


def test_text_is_not_held_back_longer_than_it_may_be_a_mark() -> None:
    thoughts = ThoughtFilter()
    assert thoughts.feed("a <th") == "a "
    assert thoughts.feed("ree") == "<three"
