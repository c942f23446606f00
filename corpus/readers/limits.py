"""Limits: how much of everything one file may have, so that none can stop the others from being read."""

from __future__ import annotations

MEGABYTE = 1_000_000

MOST_BYTES = 100 * MEGABYTE
MOST_UNPACKED = 300 * MEGABYTE
"""Of all parts of a packed file (DOCX, XLSX, PPTX) together, as it declares them; no more is unpacked than declared."""

MOST_PARTS = 20_000
MOST_CHARACTERS = 10_000_000
MOST_PAGES = 3_000
MOST_CELLS = 1_000_000
MOST_PIXELS = 60_000_000
MOST_NESTING = 200

SILENCE_SECONDS = 120.0
"""How long a reader may work on one page, or on a file without pages."""

WHOLE_SECONDS = 3_600.0
MEMORY_BYTES = 2_000 * MEGABYTE
"""Of address space, which a process needs more of than it uses."""
