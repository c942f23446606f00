"""The list of published projects: filtered, sorted and paged by an address, counted over all rows."""

from __future__ import annotations

import pytest

from assistant.opportunities.naming import Names
from assistant.opportunities.viewing import opportunities, opportunity
from assistant.opportunities.views import OpportunitiesView
from corpus.languages import Script
from index.records.store import RecordStore
from tests.assistant.opportunities.conftest import names
from tests.assistant.opportunities.projects import HOSTILE, SECRETS


def view(store: RecordStore, *parameters: tuple[str, str], script: Script = "hans") -> OpportunitiesView:
    return opportunities(store, names(store, script), parameters)


def ids(store: RecordStore, *parameters: tuple[str, str]) -> list[str]:
    return [one.id for one in view(store, *parameters).opportunities]


def test_lists_what_is_published_the_largest_first_and_what_cannot_be_ordered_last(public: RecordStore):
    found = view(public)
    assert [one.id for one in found.opportunities][:3] == ["p-01", "p-02", "p-05"]
    assert {one.id for one in found.opportunities[3:]} == {"p-03", "p-04"}
    assert (found.matched, found.total, found.unordered) == (5, 5, (1, 1))
    assert found.opportunities[0].amount == "12.5亿元"
    assert found.as_of == "2026-09-30至2026-10-31"


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ([("q", "铜箔")], {"p-01", "p-03"}),
        ([("q", "电解 乙公司")], set()),
        ([("q", "FOIL alpha")], {"p-01"}),
        ([("q", "電解銅箔")], {"p-01", "p-03"}),
        ([("q", "100%")], {"p-03"}),
        ([("chain", "示例铜链"), ("chain", "示例铝链"), ("county", "411281")], {"p-01", "p-04"}),
        ([("link", "铜箔"), ("origin", "local")], {"p-05"}),
        ([("cooperation", "合资合作")], {"p-02", "p-04"}),
        ([("investor", "none")], {"p-04"}),
        ([("investor", "stated"), ("county", "411281")], {"p-01"}),
        ([("min", "3"), ("unit", "yi")], {"p-01", "p-02"}),
        ([("min", "30,000"), ("max", "30000"), ("unit", "wan")], {"p-02"}),
        ([("max", "1"), ("unit", "million")], {"p-05"}),
        ([("min", "1.25"), ("unit", "billion")], {"p-01"}),
        ([("land_min", "80.5"), ("land_max", "120")], {"p-01", "p-02"}),
    ],
)
def test_filters_by_what_stands_in_the_address(public: RecordStore, parameters, expected):
    found = view(public, *parameters)
    assert {one.id for one in found.opportunities} == expected
    assert (found.matched, found.ignored) == (len(expected), ())


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("investment-asc", ["p-05", "p-02", "p-01"]),
        ("land-desc", ["p-01", "p-02", "p-04", "p-05", "p-03"]),
        ("land-asc", ["p-05", "p-04", "p-02", "p-01", "p-03"]),
        ("date-asc", ["p-02"]),
        ("name-asc", ["p-05"]),
    ],
)
def test_sorts_both_ways_with_the_unknown_last(public: RecordStore, sort, expected):
    assert ids(public, ("sort", sort))[: len(expected)] == expected


def test_offers_only_values_that_occur_with_how_many_have_them(public: RecordStore):
    facets = {facet.name: facet for facet in view(public, ("chain", "示例铜链")).facets}
    assert [(option.value, option.count) for option in facets["chain"].options] == [("示例铜链", 3), ("示例铝链", 2)]
    assert {option.value: option.count for option in facets["county"].options} == {"411281": 1, "411224": 2}
    assert "event" not in facets


def test_a_chosen_value_stays_on_offer_when_nothing_has_it(public: RecordStore):
    county = next(f for f in view(public, ("county", "411282"), ("chain", "示例铜链")).facets if f.name == "county")
    assert ("411282", 0, True) in [(option.value, option.count, option.is_chosen) for option in county.options]


@pytest.mark.parametrize(
    "parameter",
    [
        ("chain", "没有的链"), ("county", "411221"), ("origin", "moon"), ("min", "many"), ("max", "-3"), ("min", "1e9"),
        ("land_min", "NaN"), ("unit", "pound"), ("sort", "stage-desc"), ("page", "0"), ("page", "二"),
        ("page", "9" * 40),
        ("page", "7"), ("investor", "secret"), ("chain", "x' OR 1=1 --"), ("min", "9" * 60), ("chain", "示例密链"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_left_aside_and_told(public: RecordStore, parameter):
    found = view(public, parameter)
    assert (found.matched, found.page) == (5, 1)
    assert found.ignored == ((parameter[0], parameter[1][:100]),)


def test_bounds_the_wrong_way_round_are_left_aside(public: RecordStore):
    found = view(public, ("min", "5"), ("max", "2"))
    assert found.matched == 5
    assert {name for name, _ in found.ignored} == {"min", "max"}


def test_names_of_other_sites_and_empty_fields_mean_nothing(public: RecordStore):
    found = view(public, ("utm_source", "x"), ("q", "  "), ("min", ""))
    assert (found.matched, found.ignored, found.parameters) == (5, (), ())


def test_a_range_says_of_how_many_it_cannot_tell(public: RecordStore):
    found = view(public, ("min", "1"))
    assert (found.sums.untold_unknown, found.sums.untold_other_currency) == (1, 1)


def test_the_address_leads_to_the_same_list_and_each_chip_to_the_list_without_it(public: RecordStore):
    asked = [("chain", "示例铜链"), ("chain", "示例铝链"), ("min", "1"), ("unit", "wan"), ("sort", "land-asc")]
    found = view(public, *asked)
    assert ids(public, *found.parameters) == [one.id for one in found.opportunities]
    assert [chip.without for chip in found.chips] == [
        (("chain", other), ("min", "1"), ("unit", "wan"), ("sort", "land-asc")) for other in ("示例铝链", "示例铜链")
    ]


def test_pages_of_twenty(many: RecordStore):
    pages = [view(many, ("page", str(n)), ("sort", "name-asc")) for n in (1, 2, 3)]
    assert [(page.first, page.last, page.matched, page.page_count) for page in pages] == [
        (1, 20, 50, 3),
        (21, 40, 50, 3),
        (41, 50, 50, 3),
    ]
    assert len({one.id for page in pages for one in page.opportunities}) == 50


def test_summaries_count_all_rows_and_add_up_one_currency(public: RecordStore):
    chain, county = view(public).summaries
    assert [(bar.name.text, bar.count, bar.amount) for bar in chain.bars] == [
        ("示例铜链", 3, "12.500002亿元"),
        ("示例铝链", 2, "3亿元"),
    ]
    assert (chain.unknown, chain.other_currency) == (1, 1)
    assert {bar.name.text: bar.amount for bar in county.bars}["卢氏县"] == "200元"
    assert chain.bars[0].shown_by == (("chain", "示例铜链"),)


def test_english_names_come_from_the_records_the_choices_and_the_glossary(public: RecordStore):
    found = view(public, script="latn")
    first = found.opportunities[0]
    assert (first.name.text, first.amount) == ("Alpha Foil Project", "1.25 billion yuan")
    assert first.chain is not None
    assert first.chain.text == "Example copper chain"
    assert first.link is not None
    assert (first.link.text, first.link.language) == ("铜箔", "zh")
    cooperation = next(facet for facet in found.facets if facet.name == "cooperation")
    assert "Sole investment" in [option.name.text for option in cooperation.options]


def test_traditional_readers_get_our_words_in_their_script(public: RecordStore):
    first = view(public, script="hant").opportunities[0]
    assert (first.amount, first.name.text) == ("12.5億元", "甲铜箔项目")


def test_one_project_has_its_public_fields_and_the_amount_as_written(public: RecordStore):
    page = opportunity(public, names(public), "p-02")
    assert page is not None
    assert (page.amount, page.amount_written) == ("3亿元", "30000 万元")
    assert {header: said.text for header, said in page.facts}["用地"] == "80.5亩"
    assert page.contact is not None


@pytest.mark.parametrize("which", [0, 1])
def test_nothing_of_staff_or_of_unpublished_projects_is_shown_from_either_shelf(stores, which):
    store = stores[which]
    shown = [repr(view(store)), repr(view(store, script="latn"))]
    shown += [repr(opportunity(store, names(store), id_)) for id_ in ("p-01", "p-02", "p-03", "p-04", "p-05")]
    assert not [secret for secret in (*SECRETS, "示例密链", "7.77") if secret in "".join(shown)]
    assert view(store).total == 5
    assert opportunity(store, names(store), "p-99") is None
    assert opportunity(store, names(store), "none") is None


def test_a_hostile_name_is_only_text(public: RecordStore):
    page = opportunity(public, names(public), "p-05")
    assert page is not None
    assert page.name.text == HOSTILE


def test_two_chains_of_one_name_are_not_mixed_up_in_english(public: RecordStore):
    known = Names.of(public, names(public).glossary, "latn").known["chain"]
    assert known["示例铜链"] == known["c-1"] == "Example copper chain"
