"""A small library and an assistant over it that answers a few questions word for word."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Generator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Self, cast

from pydantic import HttpUrl

from assistant.answers import Answer, Citation, Outcome, Piece, Sentence
from assistant.browsing import Browsing
from assistant.conversations import Conversation
from assistant.current_index import CurrentIndex
from assistant.record_answers import RecordAnswer
from assistant.searching import Searched
from assistant.views import DocumentView, Edition, RecordsView, RecordView, Section
from corpus.documents import Document, Passage, Span, Status
from corpus.glossaries import Glossary
from corpus.languages import language_of, script_of
from corpus.records.entities import ENTITIES
from corpus.schemas import Audience, Bilingual, Contact, Language, ProfileFile, Source
from index.chains.atlas import ChainAtlas
from index.records.store import RecordStore
from tests.index.chains.samples import atlas

PROFILE = ProfileFile(
    kind="profile",
    bureau=Bilingual(zh="三门峡市商务局", en="Sanmenxia Municipal Bureau of Commerce"),
    city=Bilingual(zh="三门峡市", en="Sanmenxia"),
    notice=Bilingual(
        zh="自动问答助手，只依据所列公开资料作答，并逐句注明出处；内容供参考，不构成承诺或审批意见。",
        en="An automatic assistant. It answers only from the public sources it lists and cites each sentence; "
        "for reference only, not a commitment or an approval.",
    ),
    greeting=Bilingual(
        zh="您好，欢迎了解三门峡的产业、项目与政策。",
        en="Welcome. Ask about Sanmenxia’s industries, projects and policies.",
    ),
    contact=Contact(
        name=Bilingual(zh="招商服务科", en="Investment Service Office"), handles=Bilingual(zh="咨询", en="enquiries")
    ),
    topics=(Bilingual(zh="产业链", en="Industrial chains"),),
    questions=(
        Bilingual(zh="第29届黄河文化旅游节签了多少项目？", en="How many projects were signed at the 29th festival?"),
        Bilingual(zh="容缺受理是什么？", en="What does the green channel cover?"),
        Bilingual(zh="外商投资鼓励目录现在用哪一版？", en="Which edition of the encouraged catalogue applies?"),
        Bilingual(zh="三门峡铝产业有哪些龙头？", en="Which firms lead the aluminium chain?"),
    ),
)

REPORT = """# 三门峡开展精准招商

## 第29届黄河文化旅游节

第29届黄河文化旅游节期间举办高端制造业产业推介会，共签约项目49个，投资总额613.47亿元。其中**高端制造业**项目23个，新材料项目17个。

| 类别 | 项目数 | 占比 |
|---|---|---|
| 高端制造 | 23 | 46.9% |
| 新材料 | 17 | 34.7% |

## 服务机制

- 容缺受理：主要材料齐全、次要材料欠缺的，先行受理。
- 五个一：一个重大项目、一位牵头领导、一个牵头部门、一个工作专班、一个承诺。
"""
REPORT_ENGLISH = """## The 29th Yellow River Cultural Tourism Festival

A promotion convention for high-end manufacturing signed 49 projects worth 61.347 billion yuan.

## Service

The green channel works under the premise of legal compliance.
"""
CATALOGUE = """## Replaced

The 2022 catalogue of encouraged industries was replaced by the 2025 edition on 1 February 2026.
"""
HOSTILE = """## <script>alert(1)</script>

Demonstration text with <img src=x onerror=alert(1)> and ![pixel](https://example.invalid/p.png) inside.
"""


def _view(
    document_id: str, title: str, text: str, sections: tuple[str, ...], status: Status = "undated", **facts: object
) -> DocumentView:
    """The document cut into passages before each of the given words."""
    starts = [text.index(section) for section in sections]
    ends = [*starts[1:], len(text)]
    language = language_of(text)
    document = Document(document_id, title, language, text, (), f"{document_id}.md", **facts)  # type: ignore[arg-type]
    passages = tuple(
        Passage(
            f"{document_id}#{number}",
            document_id,
            language,
            (),
            text[start:].split("\n", 1)[0].lstrip("# "),
            Span(start, start + len(text[start:end].rstrip())),
            text[start:end].rstrip(),
        )
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    )
    return DocumentView(document, status, passages)


_SOURCE = Source(
    title="Sanmenxia Carries Out Precise Industrial Investment Attraction",
    url=HttpUrl("https://en.smx.gov.cn/714/616851648/1815631.html"),
)

LIBRARY = {
    view.document.id: view
    for view in (
        _view(
            "report-2024-zh",
            "三门峡开展精准招商",
            REPORT,
            ("## 第29届", "## 服务机制"),
            kind="report",
            provenance="public",
            as_of="2024-06",
            source=_SOURCE,
            issuer="三门峡市商务局",
        ),
        _view(
            "report-2024-en",
            "Sanmenxia Carries Out Precise Industrial Investment Attraction",
            REPORT_ENGLISH,
            ("## The 29th", "## Service"),
            kind="report",
            provenance="public",
            as_of="2024-06",
            source=_SOURCE,
            translation_of="report-2024-zh",
        ),
        _view(
            "catalogue-2022-en",
            "Catalogue of Industries for Encouraged Foreign Investment, 2022 edition",
            CATALOGUE,
            ("## Replaced",),
            "superseded",
            kind="policy",
            level="national",
            issued="2022",
            superseded_by="catalogue-2025-en",
            provenance="public",
        ),
        _view("demo-en", "Demonstration <b>note</b>", HOSTILE, ("## <script>",), provenance="demo"),
    )
}


def cite(n: int, document_id: str, quote: str, passage: int = 1) -> Citation:
    """A citation of these words of the document."""
    view = LIBRARY[document_id]
    document, held = view.document, view.passages[passage - 1]
    start = document.text.index(quote)
    return Citation(
        n,
        document_id,
        held.id,
        document.title,
        held.locator,
        quote,
        Span(start, start + len(quote)),
        document.language,
        "public",
        view.status,
        document.provenance,
        str(document.source.url) if document.source else None,
        document.as_of,
    )


RECORDS = {
    "p-1": RecordView("p-1", "示例甲项目 <b>", (("县区", "义马市"), ("总投资", "12亿元")), is_demo=True),
    "p-2": RecordView("p-2", "示例乙项目", (("县区", "灵宝市"),), is_demo=False),
}


class FakeAssistant:
    """Answers by the first key found in the question; records what it was asked."""

    profile: ProfileFile | None = PROFILE

    def __init__(self) -> None:
        self.asked: list[Conversation] = []
        self.may_go_on = threading.Event()
        self.was_left = threading.Event()

    def stream(self, conversation: Conversation) -> Generator[Piece]:
        """The whole answer; to "in own words" as a model writes it, stopping after a sentence until it may go on."""
        whole = self.answer(conversation)
        if "自己的话" not in conversation.question and "own words" not in conversation.question:
            yield Piece(whole, is_whole=True)
            return
        written = replace(whole, composer="model")
        first = Piece(replace(written, sentences=written.sentences[:1]))
        try:
            yield Piece(replace(written, sentences=(), citations=()))
            yield first
            while not self.may_go_on.wait(0.05):
                yield first
        except GeneratorExit:
            self.was_left.set()
            raise
        if "fails" in conversation.question:
            plainly = Sentence(
                "The language model did not respond, so this is the answer without rewording.", framing=True
            )
            whole = replace(whole, sentences=(plainly, *whole.sentences))
        yield Piece(whole if "fails" in conversation.question else written, is_whole=True)

    def answer(self, conversation: Conversation) -> Answer:
        question = conversation.question
        self.asked.append(conversation)
        if "崩溃" in question or "crash" in question:
            raise RuntimeError("the secret inside")
        language = language_of(question)

        def answer(
            outcome: Outcome, *parts: tuple[str, tuple[Citation, ...]], suggestions: tuple[str, ...] = ()
        ) -> Answer:
            return Answer(
                question,
                language,
                script_of(question),
                outcome,
                tuple(Sentence(text, tuple(c.n for c in cited), framing=not cited) for text, cited in parts),
                tuple(citation for _, cited in parts for citation in cited),
                suggestions,
            )

        if "记录" in question:
            return replace(
                answer(Outcome.ANSWERED, ("项目的数量是2个。", ())),
                sentences=(Sentence("项目的数量是2个。", (1,)),),
                records=RecordAnswer(
                    query="项目的数量",
                    entity="project",
                    matched=2,
                    total=3,
                    value=2,
                    rows=(),
                    ids=("p-1", "p-2"),
                    as_of="2026-10-31",
                    audience="public",
                    provenance="demo",
                    title="项目记录",
                    sentences=(),
                ),
            )
        if "29" in question and language == "zh":
            sentence = "第29届黄河文化旅游节期间举办高端制造业产业推介会，共签约项目49个，投资总额613.47亿元。"
            return answer(
                Outcome.ANSWERED,
                (sentence, (cite(1, "report-2024-zh", sentence), cite(2, "report-2024-en", "signed 49 projects"))),
                (
                    "其中高端制造业项目23个，新材料项目17个。",
                    (cite(3, "report-2024-zh", "项目23个，新材料项目17个。"),),
                ),
                suggestions=("其中新材料投资多少亿？", "46.9%按什么口径？"),
            )
        if "29" in question:
            quote = "A promotion convention for high-end manufacturing signed 49 projects worth 61.347 billion yuan."
            return answer(Outcome.ANSWERED, (quote, (cite(1, "report-2024-en", quote),)))
        if "catalogue" in question or "目录" in question:
            quote = "The 2022 catalogue of encouraged industries was replaced by the 2025 edition on 1 February 2026."
            return answer(Outcome.ANSWERED, (quote, (cite(1, "catalogue-2022-en", quote),)))
        if "demo" in question:
            quote = HOSTILE.splitlines()[-1]
            return answer(Outcome.ANSWERED, (quote, (cite(1, "demo-en", quote),)))
        if language == "zh":
            return answer(
                Outcome.NOT_FOUND,
                ("已检索全部公开资料，没有找到能回答这个问题的内容。", ()),
                ("您可以换一种问法，或联系三门峡市商务局招商服务科。", ()),
                suggestions=("第29届黄河文化旅游节签了多少项目？",),
            )
        return answer(
            Outcome.NOT_FOUND,
            ("All public sources were searched; none of them answers this question.", ()),
            ("Please ask the Investment Service Office of the Sanmenxia Municipal Bureau of Commerce.", ()),
        )


class FakeIndex:
    """An open index of the small library, with records where it has any."""

    def __init__(self, records: RecordStore | None) -> None:
        self.records = records
        self.glossary = Glossary(())
        self.conditions = ()
        self.has_chains = False

    def get(self) -> Self:
        return self

    def warm(self) -> None:
        """It is warm."""

    def document(self, document_id: str) -> Document | None:
        view = LIBRARY.get(document_id)
        return view.document if view else None

    def versions(self, document_id: str) -> frozenset[str]:
        return frozenset({document_id})


@cache
def chains(audience: Audience) -> ChainAtlas:
    """The made-up chains as an audience sees them."""
    with tempfile.TemporaryDirectory() as folder:
        return atlas(Path(folder), audience)


class FakeLibrary(Browsing):
    """Shows the small library, and the records and chains beside it; its opportunities are those of a real store."""

    profile: ProfileFile | None = PROFILE
    audience: Audience = "public"

    def __init__(self, records: RecordStore | None = None) -> None:
        super().__init__(cast(CurrentIndex, FakeIndex(records)))

    def sections(self) -> tuple[Section, ...]:
        return ("opportunities", "chains", "matching")

    @property
    def edition(self) -> Edition:
        return Edition("20260301T000000000000Z", "2026-03-01T00:00:00+00:00")

    def search(self, question: str, limit: int) -> Searched:
        return Searched(question, language_of(question))

    def document(self, document_id: str) -> DocumentView | None:
        return LIBRARY.get(document_id)

    def documents(self) -> tuple[DocumentView, ...]:
        return tuple(LIBRARY.values())

    def records(self, entity: str, ids: Sequence[str], language: Language) -> RecordsView | None:
        views = tuple(RECORDS[id_] for id_ in ids if id_ in RECORDS)
        return RecordsView(ENTITIES["project"], views) if entity == "project" else None

    def chains(self) -> ChainAtlas:
        return chains(self.audience)

    def documents_naming(self, name: str, language: Language) -> tuple[DocumentView, ...]:
        views = LIBRARY.values()
        return tuple(v for v in views if v.document.language == language) if name in ("熔窑", "Glass melting") else ()
