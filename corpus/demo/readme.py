"""The README of the demonstration: what the library holds, and every column of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.demo.tables import Table

_OPENING = """\
# Demonstration library (演示资料库)

**Everything in this folder is invented.** 本资料库全部内容均为虚构，仅用于演示软件。

Firms, officials, policies, projects, events, telephone numbers and provinces do not exist; their names begin with 示例
or Example, and telephone numbers with 000, which nobody can dial. The twelve chains are examples and **not** the 12 key
chains of Sanmenxia, whose names no source gives. Only the names and codes of the city's counties and the industry codes
of GB/T 4754 are real, because locations and links need them; nothing said of them here is.

The folder is written by `python -m corpus.demo corpus/library/demo`, the same for the same code. Change the code in
`corpus/demo`, never these files.

| folder | what it holds |
|---|---|
| `records/` | the tables below, as CSV in UTF-8 |
| `policies/` | each policy as a document in both languages |
| `chains/` | an overview of each chain in both languages |
| `staff/` | notes for staff in both languages |

## Tables

An empty cell is unknown or does not apply. Dates are written as 2026-10-31. Tables name chains, links, counties and
events by their Chinese names, and everything else by id. Columns marked S are for staff; of a project, the others are
public when 是否发布 is 是. An amount of a project is in the 单位 of its row: 25 with 亿元 and CNY is 2.5 billion yuan,
300 with 万元 and USD is 3 million US dollars. Planned and signed amounts and funds in place are different measures.
"""


def readme_of(tables: Sequence[Table]) -> str:
    """The text of the README."""
    return "\n".join([_OPENING, *(line for table in tables for line in _section(table))]).rstrip() + "\n"


def _section(table: Table) -> Iterator[str]:
    yield f"### records/{table.name}.csv\n"
    yield f"{table.about}\n"
    yield "| column | name | meaning | S |"
    yield "|---|---|---|---|"
    for header, name, meaning, staff in table.columns:
        yield f"| {header} | `{name}` | {meaning} | {'S' if staff else ''} |"
    yield ""
