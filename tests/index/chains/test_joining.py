"""The atlas of a library with chains in tables and in facts files."""

from __future__ import annotations

from decimal import Decimal

import pytest

from index.chains.atlas import ChainAtlas, Name, without_firms
from tests.index.chains.samples import MARKER, atlas


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> ChainAtlas:
    return atlas(tmp_path_factory.mktemp("staff-atlas"), "staff")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> ChainAtlas:
    return atlas(tmp_path_factory.mktemp("public-atlas"), "public")


def names(found: object) -> list[str]:
    return [one.name.zh for one in found]  # type: ignore[attr-defined]


def test_chains_come_from_tables_and_from_facts_files(public: ChainAtlas) -> None:
    assert [(chain.id, chain.stated.origin) for chain in public.chains] == [
        ("c-glass", "records"),
        ("chain-example-aluminium", "facts"),
    ]
    glass = public.chains[0]
    assert (glass.landscape.en, glass.direction.zh, glass.stated.as_of) == (
        "made in many places",
        "做薄",
        "2026-10-31",
    )
    assert public.chains[1].summary.en == "The example aluminium chain has three links."


def test_links_stand_from_upstream_to_support_under_the_chain_that_they_name_in_any_way(public: ChainAtlas) -> None:
    assert [link.id for link in public.chains[0].links] == ["l-sand", "l-melt", "l-panel", "l-plate", "l-recycling"]
    assert [link.id for link in public.chains[1].links] == ["link-alumina", "link-electrolysis", "link-wheels"]


def test_a_link_has_its_products_codes_technologies_and_dates(public: ChainAtlas) -> None:
    melting = public.link("l-melt")
    assert melting
    assert (melting.products, melting.gbt) == ((Name("玻璃液", "molten glass"),), ("3041",))
    assert (melting.technologies.en, melting.stated.as_of) == ("oxy-fuel", "2026-09-30")
    wheels = public.link("link-wheels")
    assert wheels
    assert wheels.stated.as_of == "2024"


def test_supply_is_found_by_id_or_name_and_what_is_unknown_is_counted(staff: ChainAtlas) -> None:
    melting = staff.link("l-melt")
    assert melting
    assert melting.supplies == ("l-panel", "l-plate")
    assert staff.left_out["supply"] == 1


def test_firms_and_projects_stand_at_every_link_they_name(staff: ChainAtlas) -> None:
    found = {link.id: (names(link.firms), names(link.projects)) for link in staff.chains[0].links}
    assert found["l-sand"] == (["示例砂业", "示例熔窑厂"], [])
    assert found["l-melt"] == (["示例熔窑厂"], [])
    assert found["l-panel"] == ([f"{MARKER}厂"], ["示例面板项目"])


def test_what_names_a_chain_alone_stands_beside_its_links(staff: ChainAtlas) -> None:
    assert names(staff.chains[0].firms_beside) == ["示例无环节厂"]
    aluminium = staff.chain("chain-example-aluminium")
    assert aluminium
    assert names(aluminium.firms_beside) == ["示例控股", f"{MARKER}铝厂"]
    assert names(aluminium.firms) == ["示例铝厂", "示例控股", f"{MARKER}铝厂"]


def test_what_fits_no_link_is_left_out_and_counted(staff: ChainAtlas) -> None:
    assert staff.left_out == {"link": 1, "supply": 1, "enterprise": 1, "target": 1}


def test_a_project_may_name_a_link_of_a_facts_file(public: ChainAtlas) -> None:
    alumina = public.link("link-alumina")
    assert alumina
    assert names(alumina.projects) == ["示例氧化铝项目"]


def test_staff_see_how_a_link_stands_and_who_would_fill_it(staff: ChainAtlas) -> None:
    plate = staff.link("l-plate")
    melting = staff.link("l-melt")
    assert plate
    assert melting
    assert plate.assessment
    assert melting.assessment
    assert (plate.assessment.status, melting.assessment.match_rate) == ("missing", Decimal("12.5"))
    [target] = plate.targets
    assert (target.purpose, target.status, target.last_contact) == ("supplement", "in_talks", "2026-06-11")


def test_the_public_atlas_holds_nothing_for_staff(public: ChainAtlas) -> None:
    assert MARKER not in repr(public)
    assert not public.is_for_staff
    assert all(link.assessment is None and link.targets == () for link in public.links.values())
    assert set(public.left_out) == {"link", "supply", "enterprise"}


def test_links_without_a_firm_are_those_of_which_none_is_known(public: ChainAtlas) -> None:
    assert names(without_firms(public.chains[0].links)) == ["示例面板", "平板玻璃", "碎玻璃回收"]


def test_supply_may_go_round_in_a_circle(public: ChainAtlas) -> None:
    assert [tuple(reached) for reached in public.graph.downstream("l-plate")] == [
        ("l-recycling", 1),
        ("l-sand", 2),
        ("l-melt", 3),
        ("l-panel", 4),
    ]
