"""Demanding: what a question names or asks for that a passage or sentence must hold to answer it.

Words and meaning find what is near; these checks, which need no model, tell a near miss from an answer: another
district's figure, another festival's projects, a capacity where an output was asked for, an area where a place was.
"""

from assistant.demanding.demands import Demands, demands_of

__all__ = ["Demands", "demands_of"]
