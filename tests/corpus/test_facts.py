from __future__ import annotations

from corpus.facts import documents_of
from corpus.schemas import ChainFile, EnterprisesFile, PlacesFile


def test_products_that_the_statement_leaves_out_are_told_after_it_and_aliases_are_not() -> None:
    enterprises = EnterprisesFile.model_validate(
        {
            "kind": "enterprises",
            "id": "firms",
            "title": {"zh": "企业", "en": "Firms"},
            "items": [
                {
                    "id": "firm",
                    "name": {"zh": "某铜箔", "en": "Some Foil"},
                    "statement": {"zh": "某铜箔生产电解铜箔。", "en": "Some Foil (某铜箔) makes copper foil."},
                    "aliases": ["某铜箔", "Some Foil Ltd"],
                    "products": [{"zh": "电解铜箔", "en": "copper foil"}, {"zh": "铜板", "en": "copper plate"}],
                }
            ],
        }
    )
    chinese, english = documents_of(enterprises, "firms.yaml")
    assert chinese.text == ("# 企业\n\n## 某铜箔\n\n某铜箔生产电解铜箔。\n\n某铜箔的产品：铜板。\n")
    assert "makes copper foil.\n\nProducts of Some Foil: copper plate.\n" in english.text
    assert (chinese.kind, english.translation_of, english.file) == ("directory", "firms-zh", "firms.yaml")


def test_codes_of_places_and_links_are_told() -> None:
    places = PlacesFile.model_validate(
        {
            "kind": "places",
            "id": "places",
            "title": {"zh": "区划", "en": "Places"},
            "items": [
                {
                    "id": "p",
                    "name": {"zh": "甲区", "en": "Jia"},
                    "statement": {"zh": "甲区是市辖区。", "en": "Jia is a district."},
                    "code": "990001",
                    "former_code": "990002",
                }
            ],
        }
    )
    chinese, english = documents_of(places, "places.yaml")
    assert chinese.text.endswith("甲区的行政区划代码：990001。\n\n甲区的原行政区划代码：990002。\n")
    assert english.text.endswith("Division code of Jia: 990001.\n\nFormer division code of Jia: 990002.\n")
    chain = ChainFile.model_validate(
        {
            "kind": "chain",
            "id": "c",
            "title": {"zh": "某链", "en": "A chain"},
            "name": {"zh": "某链", "en": "A chain"},
            "aliases": ["某产业链"],
            "links": [
                {
                    "id": "l",
                    "position": "support",
                    "name": {"zh": "环节", "en": "Link"},
                    "statement": {"zh": "环节。", "en": "A link."},
                    "gbt": ["3251"],
                }
            ],
        }
    )
    chinese, _ = documents_of(chain, "c.yaml")
    assert chinese.text == ("# 某链\n\n## 配套\n\n### 环节\n\n环节。\n\n环节的国民经济行业代码（GB/T 4754）：3251。\n")
