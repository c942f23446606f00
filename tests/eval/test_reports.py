from __future__ import annotations

import pytest

from eval.reports import Row, Target, machine, render


def test_a_row_shows_target_figure_and_verdict():
    rows = [
        Row("R@1", 0.96, Target(0.955), note="n 626"),
        Row("cold", 2.75, Target(2.5, at_most=True), "s"),
        Row("rate", 120.0, unit="passages/s"),
    ]
    assert render(rows).splitlines()[2:] == [
        "| R@1 | ≥ 0.9550 | 0.9600 | yes | n 626 |",
        "| cold | ≤ 2.50 s | 2.75 s | **no** |  |",
        "| rate | – | 120.00 passages/s | – |  |",
    ]


@pytest.mark.parametrize("target", [Target(0.01), Target(0.01, at_most=True)])
def test_a_figure_on_the_bound_meets_it(target: Target):
    assert target.met(0.96 - 0.95)


def test_a_figure_without_a_target_cannot_fail():
    assert not Row("rate", 0.0).failed


def test_the_machine_is_described_by_cores_and_versions():
    assert {"cores", "Python", "chromadb", "openvino"} <= set(machine().replace(",", " ").split())
