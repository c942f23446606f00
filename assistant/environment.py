"""The environment of the process, set before any library reads it."""

from __future__ import annotations

import os

_VARIABLES = {
    # No library may fetch a model or report its use: everything needed is installed.
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "TRANSFORMERS_VERBOSITY": "error",
    # Small matrix products are steadier on one thread when several questions are answered at once.
    "OPENBLAS_NUM_THREADS": "1",
}


def prepare_environment() -> None:
    """Keep libraries offline and steady; what the user has set stays as it is."""
    for name, value in _VARIABLES.items():
        os.environ.setdefault(name, value)
