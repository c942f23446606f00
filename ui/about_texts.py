"""The words of asking about one thing: Simplified Chinese and English."""

from __future__ import annotations

ABOUT_TEXTS: dict[str, tuple[str, str]] = {
    "asking_about": ("正在询问", "Asking about"),
    "drop_about": ("不再限于此", "Ask about anything"),
}
