"""Readiness: whether questions should be sent here, which is less than being alive."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """How far a process has come."""

    STARTING = "starting"
    READY = "ready"
    STOPPING = "stopping"


class Readiness:
    """Goes one way: starting, ready, stopping."""

    def __init__(self) -> None:
        self._state = State.STARTING

    @property
    def state(self) -> State:
        """Where the process stands now."""
        return self._state

    def started(self) -> None:
        """The index is open and warm; a process that is already stopping stays so."""
        if self._state is State.STARTING:
            self._state = State.READY

    def stop(self) -> None:
        """No more questions are to be sent here."""
        self._state = State.STOPPING
