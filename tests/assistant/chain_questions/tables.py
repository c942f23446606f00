"""The demonstration's tables of chains: asked through an atlas, and as plain rows to answer from by hand."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import assistant
from assistant.chain_answers import chain_answer
from assistant.chain_questions import ChainQuestion, ChainVocabulary, understand_chains
from assistant.record_answers import RecordAnswer
from corpus.glossaries import Glossary
from corpus.languages import script_of
from index.chains.atlas import ChainAtlas

Row = Mapping[str, str]

RECORDS = Path(assistant.__file__).parents[1] / "corpus/library/demo/records"


def table(name: str) -> list[Row]:
    with (RECORDS / f"{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@dataclass(frozen=True)
class Asking:
    """Asks an atlas in one line."""

    atlas: ChainAtlas
    vocabulary: ChainVocabulary

    @classmethod
    def of(cls, atlas: ChainAtlas) -> Asking:
        return cls(atlas, ChainVocabulary.of(atlas, Glossary(())))

    def understood(self, question: str) -> ChainQuestion | None:
        return understand_chains(question, self.vocabulary)

    def __call__(self, question: str) -> RecordAnswer:
        asked = self.understood(question)
        assert asked is not None, question
        answer = chain_answer(asked, self.atlas, script_of(question))
        assert answer is not None, question
        return answer


@dataclass(frozen=True)
class Hand:
    """Answers from the plain rows."""

    links: Sequence[Row]
    firms: Sequence[Row]
    targets: Sequence[Row]

    def named(self, name: str) -> Row:
        [link] = [link for link in self.links if name in (link["环节名称"], link["环节英文名称"])]
        return link

    def fed_by(self, link: Row) -> list[Row]:
        return [other for other in self.links if other["编号"] in link["供应环节"].split("；")]

    def feeding(self, link: Row) -> list[Row]:
        return [other for other in self.links if link["编号"] in other["供应环节"].split("；")]

    def along(self, name: str, way: str, steps: int = 99) -> set[str]:
        """Ids of what is reached from a link, a step at a time."""
        start = self.named(name)
        found, edge = {start["编号"]}, [start]
        for _ in range(steps):
            ways = {"up": [self.feeding], "down": [self.fed_by], "both": [self.feeding, self.fed_by]}[way]
            edge = [other for link in edge for follow in ways for other in follow(link) if other["编号"] not in found]
            found |= {link["编号"] for link in edge}
        return found - {start["编号"]}

    def links_of(self, letter: str, *, position: str = "", status: str = "") -> set[str]:
        return {
            link["编号"]
            for link in self.links
            if link["产业链"].startswith(f"示例产业链{letter}")
            and position in ("", link["位置"])
            and status in ("", link["本地状况"])
        }

    def firms_of(self, name: str) -> set[str]:
        link = self.named(name)
        return {
            firm["编号"]
            for firm in self.firms
            if firm["产业链"] == link["产业链"] and link["环节名称"] in firm["环节"].split("；")
        }

    def unlisted(self, letter: str = "") -> set[str]:
        of_chain = [link for link in self.links if link["产业链"].startswith(f"示例产业链{letter}")]
        return {link["编号"] for link in of_chain if not self.firms_of(link["环节名称"])}

    def targets_of(self, *, name: str = "", letter: str = "", purpose: str = "") -> set[str]:
        return {
            target["编号"]
            for target in self.targets
            if name in ("", target["拟补环节"])
            and target["产业链"].startswith(f"示例产业链{letter}")
            and purpose in ("", target["招引目的"])
        }
