"""Moments as the staff read them: in the time of the bureau."""

from __future__ import annotations

from datetime import datetime

from assistant.keeping.exporting import CHINA


def moment(at: datetime) -> str:
    """Day and minute."""
    return at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
