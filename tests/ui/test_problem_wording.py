"""What is wrong with files, in Chinese: every phrase that the library can tell has its words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import assistant.reviewing
import corpus
import index.records
from corpus import yaml_fields
from corpus.chain_references import chain_problems
from corpus.problems import Note, Problem, render_problems
from corpus.reading import read_library
from corpus.records.finding import batches_of, record_files
from corpus.schemas import Link
from ui.problem_texts import EXPECTED_TEXTS, FOUND_TEXTS, NOTE_TEXTS, PROBLEM_FIELDS
from ui.problem_wording import Phrases, problem_wording

_SAID_IN = {
    "Problem": ("field", "expected", "found"),
    "RowProblem": ("field", "expected", "found"),
    "Fault": ("field", "expected", "found"),
    "Unreadable": ("expected", "found"),
    "NotPlainValuesError": ("expected", "found"),
    "BadCell": ("expected",),
    "problem": ("expected", "found"),
    "id_problem": ("expected", "found"),
    "report": ("expected", ""),
    "parts_of": ("expected",),
    "_failed": ("expected", "found"),
    "scan_fault": ("found",),
    "Remark": ("field", "note"),
    "Note": ("note",),
}
"""What the last arguments of a call say."""
_ANY = "7"

BAD = {
    "latin.md": b"caf\xe9 \x80\n",
    "binary.txt": b"a\x00b",
    "empty.txt": b"",
    "only-front.md": b"---\ntitle: A\n---\n",
    "open-front.md": b"---\ntitle: A\n\nText\n",
    "front.md": b"---\nkind: decree\nissued: 2024/5\nexpires: 2024-02-30\neffective: 2024-13\nauthor: Li\nid: 'a b'\n"
    b"source: {title: '', url: smx}\nsupersedes: one\nsuperseded_by: nobody\n---\nText.\n",
    "long.md": b"---\nid: " + b"a" * 130 + b"\nissuer: [a]\n---\nText.\n",
    "twice.md": b"---\nid: twice\n---\nText.\n",
    "again.md": b"---\nid: twice\n---\nText two.\n",
    "same.md": b"# One\n\nText.\n",
    "folder/same.md": b"# Two\n\nOther text.\n",
    "gone.pdf.yaml": b"issuer: Nobody\n",
    "film.mp4": b"film",
    "damaged.pdf": b"%PDF-1.7 nothing",
    "damaged.docx": b"PK\x03\x04 nothing",
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "none.xlsx": b" ",
    "other.pptx": b"<nothing>",
    "list.yaml": b"- a\n- b\n",
    "kind.yaml": b"kind: poem\n",
    "glossary.yaml": b"kind: glossary\nid: g\nterms: [{zh: a, zh_hant: a, en: a}, {zh: a, zh_hant: a, en: b}]\n",
    "facts.yaml": b"kind: enterprises\nid: firms\ntitle: {zh: a, en: b}\nitems:\n"
    b"- {id: a, name: {zh: a, en: b}, statement: {zh: a, en: b}, chains: [none], "
    b"figures: [{measure: m, value: 5, unit: t}]}\n"
    b"- {id: a, name: {zh: a, en: b}, statement: {zh: a, en: b}, place: '12'}\n",
    "firms.yaml": b"kind: enterprises\nid: firms\ntitle: {zh: a, en: b}\nitems:\n"
    b"- {id: a, name: {zh: a, en: b}, statement: {zh: a, en: b}, chains: [none], "
    b"figures: [{measure: m, value: five, unit: t}, {measure: m, value: 5, unit: t}]}\n",
    "items.yaml": b"kind: enterprises\nid: more\ntitle: {zh: a, en: b}\nitems:\n"
    b"- {id: a, name: {zh: a, en: b}, statement: {zh: a, en: b}, chains: [none], "
    b"figures: [{measure: m, value: 5, unit: t}]}\n- {id: a, name: {zh: a, en: b}, statement: {zh: a, en: b}}\n",
    "nothing.yaml": b"kind: statistics\nid: s\ntitle: {zh: a}\nitems: []\n",
    "conditions.yaml": b"kind: conditions\nid: c\npolicies:\n- id: p\n  name: {zh: a, en: b}\n  documents: [none]\n",
    "clauses.yaml": b"kind: conditions\nid: c\npolicies:\n- id: p\n  name: {zh: a, en: b}\n  documents: [none]\n"
    b"  asks:\n  - {asks: chain, at_least: 5, clause: {zh: a, en: b}}\n  - {asks: land, clause: {zh: a, en: b}}\n"
    b"  - {asks: jobs, at_least: many, clause: {zh: a, en: b}}\n"
    b"  - {asks: investment, at_least: 5, clause: {zh: a, en: b}}\n"
    b"  - {asks: jobs, at_least: 5, one_of: [a], clause: {zh: a, en: b}}\n  - {asks: chain, clause: {zh: a, en: b}}\n"
    b"  - {asks: jobs, at_least: 5, currency: CNY, clause: {zh: a, en: b}}\n"
    b"  - {asks: jobs, at_least: 5, more_than: 6, clause: {zh: a, en: b}}\n",
    "projects.csv": "编号,项目名称,阶段,总投资(万元),用地(亩),是否发布,数据日期,编号,说明\n"
    "P1,甲,飞行,很多,-3,也许,昨天,P1,x\nP2,乙,签约,1.2345678,1.23456789,是,2024-13-01,,\n,丙,,,,,,,\n"
    "P3,丁,签约,99999999999999999999,5,是,2024,,,,,多\n".encode(),
    "money.csv": "编号,项目名称,总投资,币种,单位\nP5,甲,5,什么,什么\nP6,乙,-5,USD,万元\n"
    "P7,丙,5万欧元,USD,\nP8,丁,5,,\n".encode(),
    "links.csv": "编号,环节名称,产业链,供应环节\nL1,甲,没有,L2\nL2,乙,没有,L1\n".encode(),
    "chains.csv": "编号,产业链名称\nC1,铝\n".encode(),
    "nothing.csv": b"",
    "headless.csv": b"a,b\n1,2\n",
    "rows.yaml": b"kind: records\nentity: project\nrows:\n- {name_zh: a}\n- {id: [[a]]}\n",
    "no-ids.yaml": b"kind: records\nentity: project\nrows:\n- {name_zh: a}\n",
    "entity.yaml": b"kind: records\nentity: poem\nrows: {}\n",
}
"""Files with nearly everything that can be wrong with them."""

BAD_YAML = (
    *("a: b: c", "a: [1, 2", "a: {b: c", "- a\nb: c", "a:\n- b\n c: d", "a: 'b", "a: @b", "a: !tag b", "a: *b"),
    *("a: b\na: c", "? [a]\n: b", "a: b\n---\nc: d", "a: &x {b: *x}", "a:\n\tb: c", "%FOO\n---\na: b", 'a: "\\q"'),
    *("a: |0\n b", "a: \x01", "a: " + "[" * 30 + "]" * 30, "a: b\n  - c", "a: b\n]", '"a" b', "!a!b c: d"),
    *("- - a\n - b", "a: - b", 'a: "\\xzz"', "a: |x\n"),
)


def modules() -> Iterator[ast.Module]:
    """The modules that tell problems."""
    for package in (corpus, index.records, assistant.reviewing):
        file = Path(str(package.__file__))
        for each in [file] if file.name != "__init__.py" else sorted(file.parent.rglob("*.py")):
            yield ast.parse(each.read_text("utf-8"))


def phrases(node: ast.expr, named: dict[str, list[ast.expr]], seen: frozenset[str] = frozenset()) -> list[str]:
    """What an expression can be, with something else for what differs; nothing where that is not written here."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            found = [""]
            for part in parts:
                inner = part.value if isinstance(part, ast.FormattedValue) else part
                options = phrases(inner, named, seen) or [_ANY]
                found = [before + option for before in found for option in options]
            return found
        case ast.IfExp(body=one, orelse=other):
            return phrases(one, named, seen) + phrases(other, named, seen)
        case ast.BoolOp(values=values):
            return [text for value in values for text in phrases(value, named, seen)]
        case ast.BinOp(left=left, right=right):
            first, second = (phrases(side, named, seen) for side in (left, right))
            return [one + other for one in first for other in second or [_ANY]]
        case ast.Name(id=name) if name not in seen:
            return [text for value in named.get(name, []) for text in phrases(value, named, seen | {name})]
    return []


def told() -> Iterator[tuple[str, str]]:
    """All that is said in the source: whether it is a field, is expected, was found or is a note, and its words."""
    for module in modules():
        named: dict[str, list[ast.expr]] = {}
        for node in ast.walk(module):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    named.setdefault(name, []).append(value)
                case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                    for target, value in zip(names, values, strict=True):
                        if isinstance(target, ast.Name):
                            named.setdefault(target.id, []).append(value)
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                said = _SAID_IN.get(name, ())
                for argument, what in zip(node.args[-len(said) :] if said else (), said, strict=False):
                    for text in phrases(argument, named) if what else ():
                        yield what, text
                if name == "ValueError" and node.args:
                    for text in phrases(node.args[0], named):
                        if text.startswith("expected "):
                            yield "expected", text.removeprefix("expected ")


def test_every_phrase_that_is_written_in_the_source_has_chinese_words():
    wording = problem_wording("zh-Hans")
    all_told = {(what, text) for what, text in told() if text.strip(_ANY + ": ")}
    all_told |= {("expected", text) for text in yaml_fields._EXPECTED.values()}
    assert len(all_told) > 150
    missing = []
    for what, text in sorted(all_told):
        if what == "note":
            known = wording.note(Note("a", 1, text)) != text or ": proposed " in text
        elif what == "field":
            known = text in PROBLEM_FIELDS.keys() | Link.model_fields.keys() or wording._field(text) != text
        else:
            known = (wording._expected if what == "expected" else wording._found).said(text) is not None
        if not known:
            missing.append((what, text))
    assert missing == []


def library_of(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder


def problems_in(folder: Path) -> list[Problem]:
    library = read_library([folder])
    batches = list(batches_of(record_files(library.tables)))
    in_rows = [problem.as_problem() for batch in batches for problem in batch.problems]
    return [*library.problems, *in_rows, *chain_problems(batches, library.facts)]


def unsaid(problem: Problem) -> list[str]:
    """What of a problem is shown in English to those who read Chinese, save what is quoted or named from the file."""
    said = problem_wording("zh-Hans").problem(problem)
    parts = re.fullmatch(r"(.+?)：需要(.+)；实际：(.+)", said, re.S)
    assert parts
    _, expected, found = parts.groups()
    unquoted = re.sub("“.*?”", "“”", found, flags=re.S)
    told = problem_wording("zh-Hans")._expected.said(problem.expected)
    return [*([] if told == expected else [expected]), *re.findall("[A-Za-z]{4,}", unquoted)]


def test_what_is_wrong_with_a_library_of_bad_files_is_told_in_chinese(tmp_path: Path) -> None:
    folder = library_of(tmp_path, BAD)
    (folder / "out.md").symlink_to("/nowhere")
    found = problems_in(folder)
    assert {problem.file.removeprefix(f"{folder}/") for problem in found} >= BAD.keys() - {"again.md", "chains.csv"}
    in_english = {problem: rest for problem in found if (rest := unsaid(problem))}
    # What the libraries of other makers say of a damaged file stands in brackets, in their words.
    left = {problem: rest for problem, rest in in_english.items() if "damaged" not in problem.found}
    assert left == {}


@pytest.mark.parametrize("text", BAD_YAML)
def test_mistakes_in_yaml_are_told_in_chinese(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    (problem,) = problems_in(tmp_path)
    assert unsaid(problem) == []


def test_both_languages_of_a_phrase_hold_the_same_of_a_file() -> None:
    def slots(text: str) -> list[str]:
        return sorted(slot for _, slot, _, _ in Formatter().parse(text) if slot)

    for chinese, english in (*EXPECTED_TEXTS, *FOUND_TEXTS, *NOTE_TEXTS):
        assert slots(chinese) == slots(english), english
    for table in (EXPECTED_TEXTS, FOUND_TEXTS, NOTE_TEXTS):
        assert len(table) == len({english for _, english in table})


def test_a_problem_is_said_in_each_language_with_what_stands_in_the_file() -> None:
    problem = Problem("a.csv", 3, "issued", "at most 2 cells in a sheet", '"发布, at most"')
    assert problem_wording("zh-Hans").problem(problem) == (
        "发布日期（issued）：需要每个工作表最多2个单元格；实际：“发布, at most”"
    )
    assert problem_wording("zh-Hant").problem(problem) == (
        "發佈日期（issued）：需要每個工作表最多2個單元格；實際：“发布, at most”"
    )
    assert f"a.csv:3: {problem_wording('en').problem(problem)}" == render_problems([problem])


def test_the_more_particular_of_two_phrases_that_fit_is_taken() -> None:
    phrases = Phrases((("{most}个", "at most {most}"), ("{most}页", "at most {most} pages")), is_traditional=False)
    assert phrases.said("at most 5 pages") == "5页"
    assert phrases.said("at least 5") is None


def test_what_is_about_a_file_as_a_whole_is_not_said_to_stand_on_its_first_line() -> None:
    wording = problem_wording("en")
    problems = [Problem("a", 1, "file", "", ""), Problem("a", 2, "file", "", ""), Problem("a", 1, "issued", "", "")]
    assert [wording.has_place(each) for each in problems] == [False, True, True]
    notes = ["file: its macros are passed over", "page: read from a scan with low confidence (41 %)"]
    assert [wording.has_place(Note("a", 1, each)) for each in notes] == [False, True]


def test_a_note_is_said_with_what_it_is_about() -> None:
    wording = problem_wording("zh-Hans")
    assert wording.note(Note("a", 1, "Sheet: 1: 3 hidden rows and 0 hidden columns are passed over")) == (
        "Sheet: 1：略过3个隐藏行和0个隐藏列"
    )
    assert wording.note(Note("a", 1, "负责人: not a column of projects; kept for staff, not searched")) == (
        "负责人：不是项目的列；只留给内部，不参与检索"
    )
    assert (
        problem_wording("en").note(Note("a", 1, "file: its macros are passed over"))
        == "file: its macros are passed over"
    )
