"""The environment of the process, set before any library reads it."""

from __future__ import annotations

import os

_VARIABLES = {
    # No library may fetch a model or report its use: everything needed is installed.
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "RAY_USAGE_STATS_ENABLED": "0",
    "TRANSFORMERS_VERBOSITY": "error",
    # Nor may Ray send the folder it is started in to other machines, or write to the terminal.
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    # Small matrix products are steadier on one thread when several questions are answered at once.
    "OPENBLAS_NUM_THREADS": "1",
}


def prepare_environment() -> None:
    """Keep libraries offline and steady; what the user has set stays as it is."""
    for name, value in _VARIABLES.items():
        os.environ.setdefault(name, value)
