"""Moments as the staff read them: in the time of the bureau."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from assistant.keeping.exporting import CHINA


def moment(at: datetime) -> str:
    """Day and minute."""
    return at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def seconds_until(at: datetime) -> int:
    """How long to wait for a moment, at least one second."""
    return max(1, math.ceil((at - datetime.now(UTC)).total_seconds()))
