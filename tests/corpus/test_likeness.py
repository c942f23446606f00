from __future__ import annotations

from pathlib import Path

from corpus.likeness import Likeness, alike, like, sketch_of
from corpus.reading import read_library

SHIPPED = Path(__file__).parents[2] / "corpus" / "library"
NOTICE = "".join(f"第{number}条 示范县第{number}号仓库每年为{number * 7}家果园保管苹果。" for number in range(1, 40))


def compared(texts: dict[str, str]) -> tuple[Likeness, ...]:
    return alike({name: sketch_of(text) for name, text in texts.items()})


def test_a_text_with_a_few_words_changed_is_named_beside_the_first() -> None:
    changed = NOTICE.replace("第9号仓库", "第九号旧仓库").replace("苹果。第20条", "梨。第20条")
    (pair,) = compared({"old": NOTICE, "new": changed, "other": "The orchard sells apples in autumn. " * 20})
    assert (pair.first, pair.second) == ("new", "old")
    assert 0.7 <= pair.share < 1


def test_script_width_case_and_spaces_make_no_difference() -> None:
    (pair,) = compared({"a": "三门峡市的补贴办法 ABC 123 号文件", "b": "三門峽市的補貼辦法abc１２３號文件"})
    assert pair.share == 1


def test_documents_of_one_form_on_different_subjects_are_not_alike() -> None:
    for name in ("demo", "sanmenxia"):
        documents = read_library([SHIPPED / name]).documents
        assert compared({document.id: document.text for document in documents}) == ()


def test_texts_without_letters_are_like_nothing() -> None:
    assert compared({"a": "", "b": "。。。", "c": ""}) == ()


def test_one_text_is_compared_with_all_others_the_most_alike_first() -> None:
    near, far = NOTICE.replace("第9号", "第九"), NOTICE[: len(NOTICE) * 9 // 10]
    others = {name: sketch_of(text) for name, text in {"far": far, "near": near, "": "", "same": NOTICE}.items()}
    found = like("new", sketch_of(NOTICE), others)
    assert [pair.second for pair in found] == ["same", "near", "far"]
    assert found[0].share == 1 > found[1].share > found[2].share
