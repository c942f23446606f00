"""Watching: the state of the switches as every question needs it, at no cost and never more than two seconds old."""

from __future__ import annotations

import logging
import threading

from assistant.keeping.errors import KeepingError
from assistant.keeping.switches import OPEN, Switch, Switches, switch_of
from assistant.keeping.visits import Channel

logger = logging.getLogger(__name__)

_PERIOD_SECONDS = 1.0


class Watching:
    """Looks at the switches once a second. While they cannot be read, the last known state holds.

    Before they were ever read they are taken as open: what is answered is published and verified, and a database
    that is down must not cost readers the answers.
    """

    def __init__(self, switches: Switches) -> None:
        self._switches = switches
        self._known = OPEN
        self._is_blind = False
        self._closing = threading.Event()
        self.look()
        self._thread = threading.Thread(target=self._run, name="watching-switches", daemon=True)
        self._thread.start()

    def closed(self, channel: Channel) -> Switch | None:
        """The switch by which a channel is closed now, if it is."""
        name = switch_of(channel)
        return self._known[name] if name and not self._known[name].is_open else None

    def look(self) -> None:
        """Read the switches now."""
        try:
            self._known = self._switches.all()
            self._is_blind = False
        except KeepingError as error:
            if not self._is_blind:
                logger.error("the switches cannot be read, the last known state holds: %s %s", error, error.remedy)
            self._is_blind = True
        except Exception:  # looking must go on
            logger.exception("the switches cannot be read")

    def close(self) -> None:
        """Stop looking."""
        self._closing.set()
        self._thread.join(_PERIOD_SECONDS)

    def _run(self) -> None:
        while not self._closing.wait(_PERIOD_SECONDS):
            self.look()
