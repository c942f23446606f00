"""Terminal tables: the table of an answer drawn with the widths of Chinese characters."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from assistant.record_tables import RecordTable

_WIDTH = 110


def drawn(table: RecordTable) -> list[str]:
    """The lines of a table as a terminal shows it, figures to the right."""
    shown = Table(box=box.SIMPLE, pad_edge=False)
    for header, is_numeric in zip(table.headers, table.numeric, strict=True):
        shown.add_column(header, justify="right" if is_numeric else "left", overflow="fold")
    for row in table.rows:
        shown.add_row(*row)
    out = StringIO()
    Console(file=out, width=_WIDTH, color_system=None, markup=False, highlight=False, emoji=False).print(shown)
    return [line.rstrip() for line in out.getvalue().strip("\n").splitlines()]
