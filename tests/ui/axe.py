"""What axe finds wrong on a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OPTIONS = {"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"], "iframes": False}
_AXE = Axe()


def violations(page: Page, within: str | None = None) -> list[str]:
    """Each rule of WCAG 2.2 AA or of good practice that the page, or a part of it, breaks, with the first element."""
    found = _AXE.run(page, within, _OPTIONS).response["violations"]
    return [f"{one['impact']} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
