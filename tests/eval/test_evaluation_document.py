"""What docs/evaluation.md promises of the case format and the metrics."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from eval.case_files import CaseKind, Expected, Tag, read_cases
from eval.summaries import MEASURES

TEXT = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text("utf-8")
CASES = TEXT.partition("## Cases\n")[2].partition("\n## ")[0]


def test_the_example_is_a_file_of_cases(tmp_path: Path):
    (example,) = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    (tmp_path / "kilns.yaml").write_text(example, "utf-8")
    (question,) = read_cases(tmp_path / "kilns.yaml", ()).questions
    assert question.expect.wrong_figures == ("1912", "40 years of service")


def test_every_kind_tag_and_field_of_a_case_is_named():
    named = set(re.findall(r"`(\w+)`", CASES))
    assert {*get_args(CaseKind), *get_args(Tag), *Expected.model_fields} - named == set()


def test_every_metric_is_defined():
    defined = TEXT.partition("## Metrics\n")[2].partition("\n## ")[0]
    rows = [
        cell
        for line in defined.splitlines()
        if line.startswith("| `")
        for cell in re.findall(r"`(\w+)`", line.split("|")[1])
    ]
    assert rows == [measure.name for measure in MEASURES]
