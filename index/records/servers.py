"""Servers: the records of each generation in schemas of their own, where a bureau keeps them in PostgreSQL."""

from __future__ import annotations

import logging
from collections.abc import Collection
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import DropSchema

from corpus.schemas import Audience
from index.record_urls import RecordUrls
from index.records.databases import Place, writing_engine
from index.records.errors import NoRecordServer
from index.shelves import AUDIENCES, RECORDS_FILE, audience_of

logger = logging.getLogger(__name__)

_PREFIX = "smx_"


def place_of(urls: RecordUrls, shelf: Path, generation: str) -> Place:
    """Where the records of a shelf, by its folder, of a generation are kept. Raises `NoRecordServer`."""
    audience = audience_of(shelf)
    url = urls.of(audience)
    if url:
        return Place(_checked(url, audience), _schema(generation, audience))
    if urls.are_given:
        raise NoRecordServer(f"The records of the {audience} shelf have no database, but those of the other have.")
    return Place(shelf / RECORDS_FILE)


def forget_all_but(urls: RecordUrls, generations: Collection[str]) -> None:
    """Remove the schemas of other generations; what cannot be removed now is left to the next build."""
    for audience in AUDIENCES:
        if url := urls.of(audience):
            kept = {_schema(generation, audience) for generation in generations}
            engine = writing_engine(Place(url))
            try:
                with engine.begin() as connection:
                    for schema in inspect(connection).get_schema_names():
                        if schema.startswith(_PREFIX) and schema.endswith(f"_{audience}") and schema not in kept:
                            connection.execute(DropSchema(schema, cascade=True))
            except SQLAlchemyError:
                logger.warning("old records could not be removed from %s", Place(url).shown, exc_info=True)
            finally:
                engine.dispose()


def _schema(generation: str, audience: Audience) -> str:
    return f"{_PREFIX}{generation.lower()}_{audience}"


def _checked(url: str, audience: Audience) -> str:
    try:
        made = make_url(url)
        made.get_dialect().import_dbapi()
    except (SQLAlchemyError, ImportError) as error:
        raise NoRecordServer(f"The URL of the {audience} records names no usable database: {error}") from error
    if made.get_backend_name() != "postgresql":
        raise NoRecordServer(f"Records are kept in files or in PostgreSQL, not in {made.get_backend_name()}.")
    return url
