from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis import GenerationMode

_EXAMPLES = 15  # of each operation, of requests as they should be and as they should not


@pytest.fixture(scope="module")
def description(real_address: str) -> Any:
    return schemathesis.openapi.from_url(f"{real_address}/api/v1/openapi.json")


def operations(description: Any) -> Iterator[Any]:
    return (found.ok() for found in description.get_all_operations())


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_what_is_described_is_what_is_done(description, mode):
    """Every answer has a status, a type and a form that its description names, and none is a failure."""
    tried = 0
    for operation in operations(description):
        if mode is GenerationMode.NEGATIVE and not (operation.query or operation.body or operation.path_parameters):
            continue

        @settings(max_examples=_EXAMPLES)
        @given(case=operation.as_strategy(generation_mode=mode))
        def holds(case: Any) -> None:
            nonlocal tried
            tried += 1
            case.call_and_validate(timeout=20)

        holds()
    assert tried > 5 * _EXAMPLES


def test_every_refusal_that_may_be_met_is_described(description):
    for operation in operations(description):
        described = set(operation.definition.raw["responses"])
        assert {"200", "400", "422", "429", "500", "503"} <= described
        assert ({"413", "415"} <= described) == bool(operation.body)
