"""Whatever stands in an address: the page comes, counts what it shows, and its own address shows the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.opportunities.selecting import FACETS, SORTS, UNITS
from assistant.opportunities.viewing import PAGE_SIZE, opportunities
from index.records.store import RecordStore
from tests.assistant.opportunities.conftest import names

_NAMES = ("q", "min", "max", "unit", "land_min", "land_max", "investor", "sort", "page", "utm", *FACETS)
_VALUES = (
    *UNITS, *SORTS, "示例铜链", "示例铝链", "411281", "411224", "local", "铜箔", "独立投资", "stated", "none",
    "1", "2", "0.5", "30,000", "-1",
    "项目", "100%", "_", "'", '"', "1e9", "9" * 30,
)  # fmt: skip
_PARAMETERS = st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from(_VALUES) | st.text(max_size=12)), max_size=6)


@given(_PARAMETERS)
@settings(max_examples=30)
def test_the_page_comes_and_its_own_address_shows_the_same(many: RecordStore, parameters: list[tuple[str, str]]):
    found = opportunities(many, names(many), parameters)
    assert len(found.opportunities) == found.last - found.first + 1 if found.matched else not found.opportunities
    assert found.last <= found.matched <= found.total == 50
    assert found.page == 1 or found.matched > PAGE_SIZE
    again = opportunities(many, names(many), [*found.parameters, ("page", str(found.page))])
    assert [one.id for one in again.opportunities] == [one.id for one in found.opportunities]
    assert (again.matched, again.ignored) == (found.matched, ())
    for chip in found.chips:
        assert opportunities(many, names(many), chip.without).ignored == ()
