"""What the keyboard reaches on a page, how it shows, and what moves or is too small to be hit."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from playwright.sync_api import Page

_FOCUS = """() => {
  const element = document.activeElement;
  const drawn = element.querySelector(":scope > rect"); // a link in a diagram is marked by its box
  const shown = drawn ?? document.querySelector(`.filters-toggle[for="${element.id || "-"}"]`) ?? element;
  const style = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  const outline = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
  return {
    what: element.outerHTML.slice(0, 90),
    isBody: element === document.body,
    isMarked: outline >= 2 || parseFloat(style.strokeWidth) >= 3,
    isShown: box.width * box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""

_STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((one) => one.tabIndex === 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }))
  .length"""

_PARTS_OF_A_DATE = 4  # year, month and day, and the calendar, are stops of one field

_MOVING = """() => {
  const seconds = (text) => Math.max(...text.split(",").map(parseFloat));
  const moves = (style) => style.animationName !== "none" || seconds(style.transitionDuration) > 0;
  return [...document.querySelectorAll("body, body *")]
    .filter((element) => ["", "::before", "::after"].some((part) => moves(getComputedStyle(element, part))))
    .map((element) => element.outerHTML.slice(0, 80));
}"""

# A smaller target is allowed in a sentence, and where a circle of 24 px about its middle meets no other target.
_SMALL = """() => {
  const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true }))
    .map((element) => ({ element, box: (element.closest("label") ?? element).getBoundingClientRect() }))
    .filter(({ box }) => box.width > 1 && box.height > 1 && box.bottom > 0);
  const isSmall = ({ box }) => Math.min(box.width, box.height) < 23.9;
  const isInSentence = ({ element }) => getComputedStyle(element).display === "inline" &&
    [...element.parentElement.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim().length > 1);
  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  const distance = ([x, y], box) => Math.hypot(
    Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  const apart = (one, other) => isSmall(other)
    ? Math.hypot(middle(one.box)[0] - middle(other.box)[0], middle(one.box)[1] - middle(other.box)[1]) >= 24
    : distance(middle(one.box), other.box) >= 12;
  const isMetBy = (one) => (other) => other !== one && !one.element.contains(other.element) && !apart(one, other);
  return targets
    .filter((one) => isSmall(one) && !isInSentence(one) && targets.some(isMetBy(one)))
    .map(({ element, box }) => `${Math.round(box.width)}x${Math.round(box.height)} ${element.outerHTML.slice(0, 90)}`);
}"""


def stops(page: Page) -> int:
    """How many stops the keyboard should make."""
    number: int = page.evaluate(_STOPS)
    return number


def visited(page: Page) -> list[dict[str, Any]]:
    """The stops that the keyboard makes from the beginning of the page to its end."""
    dates = page.locator("input[type=date]:visible").count()

    def tab() -> dict[str, Any]:
        page.keyboard.press("Tab")
        stop: dict[str, Any] = page.evaluate(_FOCUS)
        return stop

    while not tab()["isBody"]:  # some pages begin in a field
        pass
    most = stops(page) + 3 + dates * (_PARTS_OF_A_DATE - 1)
    return list(takewhile(lambda stop: not stop["isBody"], (tab() for _ in range(most))))


def unmarked(page: Page) -> list[str]:
    """The stops at which the focus is not seen."""
    return [stop["what"] for stop in visited(page) if not (stop["isMarked"] and stop["isShown"])]


def moving(page: Page) -> list[str]:
    """What is animated, or would be when it changes."""
    found: list[str] = page.evaluate(_MOVING)
    return found


def small_targets(page: Page) -> list[str]:
    """What is to be pressed and smaller than 24 by 24 pixels without the space that makes up for it (WCAG 2.5.8)."""
    found: list[str] = page.evaluate(_SMALL)
    return found
