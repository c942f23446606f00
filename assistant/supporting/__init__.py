"""Supporting: what a model wrote is cut into sentences, and each is held against the sources it cites.

`SentenceCutter` gives sentences with the tokens they cite as the text arrives; `verdict` says whether one may be shown.
"""

from assistant.supporting.cutting import SentenceCutter
from assistant.supporting.judging import verdict
from assistant.supporting.tools import SupportTools
from assistant.supporting.values import Cut, Reason, Source, Verdict

__all__ = ["Cut", "Reason", "SentenceCutter", "Source", "SupportTools", "Verdict", "verdict"]
