"""The entities, each with the one table of its fields."""

from corpus.records.entities.chains import CHAIN, LINK
from corpus.records.entities.figures import EVENT, STATISTIC
from corpus.records.entities.firms import ENTERPRISE, TARGET
from corpus.records.entities.policies import POLICY
from corpus.records.entities.projects import PROJECT
from corpus.records.fields import Entity, EntityName

ENTITIES: dict[EntityName, Entity] = {
    entity.name: entity for entity in (PROJECT, ENTERPRISE, TARGET, CHAIN, LINK, EVENT, STATISTIC, POLICY)
}

__all__ = ["CHAIN", "ENTERPRISE", "ENTITIES", "EVENT", "LINK", "POLICY", "PROJECT", "STATISTIC", "TARGET"]
