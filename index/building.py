"""Building: read the libraries, embed what is new, write a generation, check it, publish it.

A build never touches what is being served; the published generation changes in one atomic step at the very end.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from corpus.ledger import load_ledger, save_ledger
from corpus.reading import Survey, list_libraries, survey_of
from corpus.records.finding import digest_of_files, record_files
from corpus.whole_files import share_folder
from index.build_reports import BuildReport, unchanged
from index.chains.facts import CHAINS_FILE, facts_as_json, facts_for
from index.drafts import Drafts
from index.embedding import compiled
from index.errors import BuildFailed
from index.generations import FORMAT, Generations, Manifest, new_id
from index.gloss import compile_glossary, compiled_dictionary, dictionary_version
from index.new_rows import NewRows, new_rows
from index.planning import plan_shelf
from index.previous import previous_generation
from index.progress import Progress
from index.record_placing import RecordsPlace, forget_old_records, place_records
from index.record_urls import FILES, RecordUrls
from index.row_making import RowMaker, RowTools
from index.row_parts import RowParts
from index.rows import Place
from index.rows_here import RowsHere
from index.seals import checksums, stamps
from index.shelf_writing import Material, write_shelf
from index.shelves import AUDIENCES
from index.store_keeping import StoreKeeping
from index.store_planning import plan_shelf_stores
from index.unfinished import UnfinishedParts
from index.vector_urls import IN_FILES, VectorUrls

__all__ = ["BuildReport", "Making", "Progress", "build"]

UNFINISHED = "unfinished"
"""The folder in the data folder where a build keeps what the next one need not make again if this one is cut short."""
LEDGER = "ledger.json"
"""The file in the data folder that tells what each file of the libraries was found to hold."""


@dataclass(frozen=True, slots=True)
class Making:
    """What an index is made with: a folder of compiled things, a model by name or folder, places for the rest.

    `rows` makes the rows of new passages.
    """

    cache: Path
    model: str
    record_urls: RecordUrls = FILES
    vector_urls: VectorUrls = IN_FILES
    rows: RowMaker = field(default_factory=RowsHere)


@dataclass(frozen=True, slots=True)
class _Work:
    """A build at work: where it writes, what it kept of one before, what it reads and what it makes an index with."""

    generations: Generations
    temporary: Path
    drafts: Drafts
    parts: UnfinishedParts
    keeping: StoreKeeping
    libraries: tuple[str, ...]
    making: Making


def build(data: Path, libraries: Sequence[Path], making: Making, progress: Progress) -> BuildReport:
    """Build an index of the libraries in `data` and publish it.

    Raises `SearchIndexError`, `CorpusError` and `OSError`.
    """
    generations, unfinished = Generations(data), data / UNFINISHED
    with generations.building() as temporary:
        drafts = Drafts(unfinished / "documents.sqlite", str(FORMAT))
        keeping = StoreKeeping(making.vector_urls, unfinished / "stores")
        with closing(drafts), closing(keeping):
            keeping.connect()
            try:
                survey = _survey(libraries, data / LEDGER, drafts, progress)
                parts = UnfinishedParts(unfinished / "parts", share_folder)
                work = _Work(generations, temporary, drafts, parts, keeping, tuple(map(str, libraries)), making)
                report = _build(survey, work, progress)
            except BuildFailed:
                drafts.forget_if_damaged()
                raise
        shutil.rmtree(unfinished, ignore_errors=True)
        return report


def _build(survey: Survey, work: _Work, progress: Progress) -> BuildReport:
    """Make a generation of what was surveyed and publish it, unless nothing has changed."""
    generations, temporary, drafts, making = work.generations, work.temporary, work.drafts, work.making
    keeping, id_ = work.keeping, new_id()
    cache = making.cache
    compiled_model = compiled(making.model, cache)
    lexicon = _digest([dictionary_version(), *(term.model_dump_json() for term in survey.terms)])
    tables = record_files(survey.tables)
    records = digest_of_files(tables) + making.record_urls.digest if tables else ""
    chains = {audience: facts_as_json(facts_for(audience, survey.facts)) for audience in AUDIENCES}
    described = [_library_json(survey), records, *chains.values(), *_contents(survey)]
    digest = _digest([str(FORMAT), making.vector_urls.digest, compiled_model.name, lexicon, *described])
    previous = previous_generation(generations)
    has_stores = previous is not None and keeping.has(previous)
    if previous and has_stores and previous.manifest.library == digest:
        keeping.forget_old(generations.published())
        return unchanged(previous.manifest, survey.problems)

    (temporary / "library.json").write_text(_library_json(survey), "utf-8")
    compile_glossary(survey.terms, temporary / "glossary.marisa")
    same_makers = previous and (previous.manifest.lexicon, previous.manifest.model) == (
        lexicon,
        compiled_model.name,
    )
    carried = previous if same_makers else None
    plans = [plan_shelf(audience, survey, drafts, carried) for audience in AUDIENCES]
    drafts.commit()
    makers = _digest([str(FORMAT), compiled_model.name, lexicon])
    new: dict[Place, NewRows] = {}
    if any(len(part.new) for plan in plans for part in plan.parts.values()):
        kept = RowParts(drafts.file.parent / "rows", makers)
        tools = RowTools(compiled_model, compiled_dictionary(cache), temporary / "glossary.marisa")
        new = new_rows(plans, drafts, (making.rows, tools), kept, progress)
    material = Material(new, drafts.file, carried, makers)
    for plan in plans:
        shelf = temporary / plan.audience
        planned = plan_shelf_stores(plan, carried if has_stores else None)
        progress.start(f"writing {plan.audience}", 1 + sum(map(len, planned.values())))
        write_shelf(shelf, plan, material, work.parts)
        if chains[plan.audience]:
            (shelf / CHAINS_FILE).write_text(chains[plan.audience], "utf-8")
        progress.advance(1)
        keeping.write(shelf, planned, carried, progress.advance)
    place = RecordsPlace(temporary, id_, making.record_urls)
    shelved = place_records(tables, records, place, previous, progress) if tables else None
    progress.start("checking", 1)
    sums = checksums(temporary)
    keeping.check(sums, carried.manifest.checksums if carried else {})
    progress.advance(1)
    before = previous.digests() if previous else {}
    manifest = Manifest(
        id=id_,
        format=FORMAT,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        library=digest,
        libraries=work.libraries,
        model=compiled_model.name,
        lexicon=lexicon,
        documents={plan.audience: len(plan.entries) for plan in plans},
        passages={plan.audience: sum(part.size for part in plan.parts.values()) for plan in plans},
        checksums=sums,
        records=records,
        record_counts=shelved.counts if shelved else {},
        stamps=stamps(temporary),
    )
    generations.publish(temporary, manifest)
    forget_old_records(making.record_urls, generations)
    keeping.forget_old(generations.published())
    after = {card.id: card.digest for card in survey.cards}
    embedded = sum(len(part.new) for plan in plans for part in plan.parts.values())
    return BuildReport(
        generation=manifest.id,
        built=True,
        documents=manifest.documents,
        passages=manifest.passages,
        added=tuple(key for key in after if key not in before),
        changed=tuple(key for key in after if key in before and after[key] != before[key]),
        removed=tuple(key for key in before if key not in after),
        embedded=embedded,
        carried_over=sum(manifest.passages.values()) - embedded,
        problems=(*survey.problems, *(shelved.problems if shelved else ())),
    )


def _survey(libraries: Sequence[Path], ledger: Path, drafts: Drafts, progress: Progress) -> Survey:
    """Look at the libraries, of whose files only those are read that are not as they were when last looked at."""
    known = load_ledger(ledger, str(FORMAT))
    met = known | drafts.records()
    listing = list_libraries(libraries)
    progress.start("reading", len(listing.files))
    survey = survey_of(listing, met, progress.advance, drafts.take_in)
    if survey.records != known:
        save_ledger(ledger, str(FORMAT), survey.records)
    return survey


def _contents(survey: Survey) -> Iterator[str]:
    for card in survey.cards:
        yield card.id
        yield card.digest


def _library_json(survey: Survey) -> str:
    values = {
        "profile": survey.profile.model_dump(mode="json") if survey.profile else None,
        "terms": [term.model_dump(mode="json") for term in survey.terms],
        "conditions": [policy.model_dump(mode="json") for policy in survey.conditions],
    }
    return json.dumps(values, ensure_ascii=False)


def _digest(texts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()
