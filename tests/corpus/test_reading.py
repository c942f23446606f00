from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import LibraryUnreadable
from corpus.libraries import Library
from corpus.problems import render_problems
from corpus.reading import read_library

STATISTICS = """\
kind: statistics
id: aluminium
title: {zh: 铝产业, en: Aluminium}
as_of: 2025-04
provenance: public
source: {title: 某日报, url: https://example.org/a}
summary: {zh: 两项数据。, en: Two figures.}
items:
  - id: alumina
    name: {zh: 氧化铝年产能, en: Alumina capacity}
    statement:
      zh: 氧化铝年产能510万吨。
      en: Alumina capacity is 5.1 million tonnes a year.
    figures:
      - {measure: 年产能, value: 510, unit: 万吨}
    source: {title: 另一日报}
  - id: firms
    name: {zh: 重点企业, en: Key firms}
    statement: {zh: 重点企业24家。, en: There are 24 key firms.}
    as_of: 2024
"""


def library(folder: Path, **files: str | bytes) -> Library:
    for name, content in files.items():
        path = folder / name.replace("__", "/")
        path = path.with_name(path.name.replace("_", "."))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_library([folder])


def problems(read: Library, folder: Path) -> list[str]:
    return render_problems(read.problems).replace(f"{folder}/", "").splitlines()


def test_plain_files_are_documents_named_by_their_files(tmp_path: Path) -> None:
    read = library(tmp_path, guide_md="# Green channel\n\nIt is fast.\n", 通知_txt="各单位：请知悉。")
    assert read.problems == ()
    assert [(d.id, d.title, d.language, d.audience) for d in read.documents] == [
        ("guide", "Green channel", "en", "public"),
        ("通知", "通知", "zh", "public"),
    ]
    assert read.documents[0].text == "# Green channel\n\nIt is fast.\n"


def test_front_matter_describes_the_document_and_is_no_part_of_its_text(tmp_path: Path) -> None:
    fields = "id: law-zh\r\ntitle: 外商投资法\r\nkind: policy\r\neffective: 2020-01-01\r\n"
    text = f"---\r\n{fields}---\r\n\r\n第四条 国民待遇。\r\n"
    (document,) = library(tmp_path, law_md=text).documents
    assert (document.id, document.title, document.kind, document.effective) == (
        "law-zh",
        "外商投资法",
        "policy",
        "2020-01-01",
    )
    assert document.text == "\r\n第四条 国民待遇。\r\n"


def test_facts_are_documents_in_both_languages_with_statements_word_for_word(tmp_path: Path) -> None:
    read = library(tmp_path, data_yaml=STATISTICS)
    assert read.problems == ()
    chinese, english = read.documents
    assert (chinese.id, english.id, english.translation_of) == ("aluminium-zh", "aluminium-en", "aluminium-zh")
    assert chinese.text == (
        "# 铝产业\n\n两项数据。\n\n## 氧化铝年产能\n\n氧化铝年产能510万吨。\n\n## 重点企业\n\n重点企业24家。\n"
    )
    told = [(s.headings, english.text[s.span.start : s.span.end], s.as_of) for s in english.sections]
    assert told == [
        ((), "Two figures.", "2025-04"),
        (("Alumina capacity",), "Alumina capacity is 5.1 million tonnes a year.", "2025-04"),
        (("Key firms",), "There are 24 key firms.", "2024"),
    ]
    assert [s.source.title for s in english.sections if s.source] == ["某日报", "另一日报", "某日报"]
    assert read.facts[0].items[0].figures[0].value == 510  # type: ignore[union-attr]


def test_every_problem_of_every_file_is_told_with_its_line_and_good_files_are_read(tmp_path: Path) -> None:
    broken = STATISTICS.replace("as_of: 2025-04", "as_of: 2025-14").replace("    source: {t", "    sauce: {t")
    read = library(
        tmp_path,
        a_md="---\ntitle: x\n",
        b_md="---\ntitle: x\nlevel: town\n---\nText.\n",
        c_md="   \n",
        d_md=b"good text \xff\n",
        e_yaml=broken,
        f_yaml="kind: statistics\nid: [\n",
        g_yaml="kind: recipe\n",
        h_md="Good.",
        i_md="---\ntitle: x\n---\n",
    )
    assert [document.id for document in read.documents] == ["h"]
    assert problems(read, tmp_path) == [
        "a.md:1: front matter: expected a line --- after the fields, found the end of the file",
        'b.md:3: level: expected national, province, city or county, found "town"',
        "c.md:1: file: expected text, found nothing",
        "d.md:1: file: expected text in UTF-8, found the byte 0xff",
        'e.yaml:4: as_of: expected a real value (month must be in 1..12), found "2025-14"',
        "e.yaml:16: items.alumina.sauce: expected one of the fields id, name, statement, figures, as_of, source, "
        'place, found "sauce"',
        "f.yaml:3: YAML: expected well-formed YAML, found did not find expected node content",
        "g.yaml:1: kind: expected one of statistics, events, enterprises, places, chain, glossary, profile, "
        'found "recipe"',
        "i.md:4: text: expected text to quote, found nothing",
    ]


def test_a_figure_must_stand_in_both_statements(tmp_path: Path) -> None:
    read = library(tmp_path, data_yaml=STATISTICS.replace("is 5.1 million", "is 5.2 million"))
    assert problems(read, tmp_path) == [
        "data.yaml:15: items.alumina.figures.1.value: expected a figure that stands in the statement (en), "
        'found "510 万吨"'
    ]


def test_references_must_lead_somewhere(tmp_path: Path) -> None:
    chain = """\
kind: chain
id: chain
title: {zh: 链, en: Chain}
name: {zh: 链, en: Chain}
links:
  - id: one
    position: downstream
    name: {zh: 甲, en: One}
    statement: {zh: 甲在下游。, en: One is downstream.}
  - id: two
    position: upstream
    name: {zh: 乙, en: Two}
    statement: {zh: 乙在上游。, en: Two is upstream.}
    supplies: [one, three]
    enterprises: [nobody]
"""
    old = "---\nid: old\nsuperseded_by: new\ntranslation_of: old\nsupersedes: [older, new]\n---\nText.\n"
    read = library(tmp_path, chain_yaml=chain, new_md="Text.", old_md=old)
    assert problems(read, tmp_path) == [
        'chain.yaml:14: links.two.supplies: expected one of the links of the library, found "three"',
        'chain.yaml:15: links.two.enterprises: expected one of the enterprises of the library, found "nobody"',
        'old.md:4: translation_of: expected the id of another document of the library, found "old"',
        'old.md:5: supersedes.1: expected the id of another document of the library, found "older"',
    ]
    assert "## 上游\n\n### 乙\n\n乙在上游。\n\n乙供应的环节：甲。\n\n## 下游\n\n### 甲\n" in read.documents[0].text
    assert read.documents[1].sections[0].headings == ("Upstream", "Two")


def test_files_of_one_name_take_their_folders_names_and_are_reported(tmp_path: Path) -> None:
    read = library(tmp_path, a__x_md="One.", b__x_md="Two.", x_txt="Three.", y_md="Four.")
    assert [document.id for document in read.documents] == ["a-x", "b-x", "x", "y"]
    assert [line.split(":")[0] for line in problems(read, tmp_path)] == ["a/x.md", "b/x.md", "x.txt"]


def test_of_two_documents_with_one_id_the_second_is_left_out(tmp_path: Path) -> None:
    read = library(tmp_path, a_md="---\nid: same\n---\nOne.", b_md="---\ntitle: b\nid: same\n---\nTwo.")
    assert [document.text for document in read.documents] == ["One."]
    (problem,) = problems(read, tmp_path)
    assert problem.startswith("b.md:3: id: expected an id of its own; ")


def test_of_two_profiles_and_two_equal_terms_the_second_is_reported(tmp_path: Path) -> None:
    pair = "{zh: 甲, en: a}"
    profile = f"kind: profile\nbureau: {pair}\ncity: {pair}\nnotice: {pair}\ngreeting: {pair}\n"
    profile += f"contact: {{name: {pair}, handles: {pair}}}\ntopics: [{pair}]\nquestions: [{pair}]\n"
    term = "  - {zh: 备案, zh_hant: 備案, en: filing}\n"
    read = library(tmp_path, p_yaml=profile, q_yaml=profile, t_yaml=f"kind: glossary\nid: terms\nterms:\n{term}{term}")
    assert read.profile is not None
    assert [term.en for term in read.terms] == ["filing", "filing"]
    assert problems(read, tmp_path) == [
        "q.yaml:1: kind: expected one profile in a library, found another one",
        't.yaml:5: terms.2.zh: expected a term that is not there yet, found "备案"',
    ]


def test_a_folder_that_is_not_there_stops_the_reading(tmp_path: Path) -> None:
    with pytest.raises(LibraryUnreadable, match="cannot be read") as caught:
        read_library([tmp_path / "missing"])
    assert "--library" in caught.value.remedy


def test_fields_beside_a_text_come_before_its_front_matter(tmp_path: Path) -> None:
    read = library(
        tmp_path,
        note_md="---\nid: note\nissuer: 甲局\nexpires: 2024\nkind: policy\n---\nText.\n",
        note_md_yaml="issuer: 乙局\nexpires:\nnumber: 示商〔2026〕1号\n",
        gone_md_yaml="issuer: 丙局\n",
    )
    (document,) = read.documents
    assert (document.issuer, document.number, document.expires) == ("乙局", "示商〔2026〕1号", None)
    assert document.kind == "policy"
    assert problems(read, tmp_path) == [
        "gone.md.yaml:1: file: expected the file it speaks of, gone.md, beside it, found none"
    ]


def test_what_is_wrong_beside_a_text_is_told_with_its_own_file_and_line(tmp_path: Path) -> None:
    read = library(
        tmp_path,
        one_md="---\nid: one\ntranslation_of: two\n---\nText.\n",
        one_md_yaml="issuer: 甲局\nsupersedes: [three]\n",
        four_txt="Text.\n",
        four_txt_yaml="nunber: 1\n",
    )
    assert [line.partition(", found")[0] for line in problems(read, tmp_path)] == [
        "four.txt.yaml:1: nunber: expected one of the fields id, title, language, translation_of, kind, audience, "
        "issuer, number, level, issued, effective, expires, supersedes, superseded_by, as_of, source, provenance, "
        "rejected",
        "one.md:3: translation_of: expected the id of another document of the library",
        "one.md.yaml:2: supersedes.1: expected the id of another document of the library",
    ]
