"""The words in which chains are spoken of, in both languages; Chinese in Simplified script."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.records.choices import CONTACT_STATUSES, LINK_STATUSES, POSITIONS, PRIORITIES, PURPOSES
from corpus.records.fields import Choice
from corpus.schemas import Language
from index.chains.atlas import POSITIONS as _POSITIONS
from index.chains.atlas import Link

_SAYINGS: dict[str, tuple[str, str]] = {
    "upstream_query": ("{link}的上游环节", "links upstream of {link}"),
    "downstream_query": ("{link}的下游环节", "links downstream of {link}"),
    "near_query": ("{link}{steps}步以内的环节", "links within {steps} {step_word} of {link}"),
    "upstream_direct": (
        "直接供应{link}的有{count}个环节：{names}",
        "directly upstream of {link} there {are} {links}: {names}",
    ),
    "downstream_direct": (
        "{link}直接供应{count}个环节：{names}",
        "directly downstream of {link} there {are} {links}: {names}",
    ),
    "upstream_further": ("再往上游有{count}个环节：{names}", "further upstream there {are} {links}: {names}"),
    "downstream_further": ("再往下游有{count}个环节：{names}", "further downstream there {are} {links}: {names}"),
    "upstream_none": ("记录中没有写明供应{link}的环节", "the records name no link that supplies {link}"),
    "downstream_none": ("记录中没有写明{link}供应的环节", "the records name no link that is supplied by {link}"),
    "upstream_map_direct": ("直接供应{link}的环节是{names}", "directly upstream of {link}: {names}"),
    "upstream_map_further": ("再往上游是{names}", "further upstream: {names}"),
    "downstream_map_direct": ("{link}直接供应的环节是{names}", "directly downstream of {link}: {names}"),
    "downstream_map_further": ("再往下游是{names}", "further downstream: {names}"),
    "upstream_map_none": (
        "{map}图没有写明供应{link}的环节",
        "the map of the {map} names no link that supplies {link}",
    ),
    "downstream_map_none": (
        "{map}图没有写明{link}供应的环节",
        "the map of the {map} names no link that is supplied by {link}",
    ),
    "near_map_direct": ("与{link}直接相连的环节是{names}", "directly beside {link}: {names}"),
    "near_map_further": ("再往外是{names}", "further on: {names}"),
    "links_map": ("{chain}图列出的环节是：{names}", "the links on the map of the {chain} are: {names}"),
    "links_map_at": (
        "{chain}图列出的{position}环节是：{names}",
        "the {position} links on the map of the {chain} are: {names}",
    ),
    "firms_map_at": (
        "{chain}图列出的{position}企业：{names}",
        "the {position} firms on the map of the {chain}: {names}",
    ),
    "firms_map_of": ("{link}环节是{names}", "{names} in {link}"),
    "firms_map_none": ("{link}环节没有写明企业", "none named in {link}"),
    "supply_line": ("{link}供应的环节：", "Links that {link} supplies: "),
    "near": (
        "{link}{steps}步以内有{count}个环节：{names}",
        "within {steps} {step_word} of {link} there {are} {links}: {names}",
    ),
    "near_direct": (
        "与{link}直接相连的有{count}个环节：{names}",
        "directly beside {link} there {are} {links}: {names}",
    ),
    "steps": ("{steps}步", "{steps} {step_word}"),
    "near_none": ("记录中没有与{link}相连的环节", "the records name no link beside {link}"),
    "firms_query": ("{link}环节的企业", "firms in {link}"),
    "firms": ("{link}环节列有{count}家企业：{names}", "{firms} {are} listed for {link}: {names}"),
    "firms_none": ("记录中没有列出{link}环节的企业", "the records list no firm for {link}"),
    "suppliers": ("这些环节列有{count}家企业：{names}", "{firms} {are} listed for these links: {names}"),
    "supply_is_process": (
        "供应关系是工艺上的上下游，不代表企业之间有合同",
        "supply is a matter of process, not of contracts between firms",
    ),
    "links_query": ("{chain}的环节", "links of {chain}"),
    "links": ("{chain}有{count}个环节：{names}", "{chain} has {links}: {names}"),
    "links_at": ("{chain}有{count}个{position}环节：{names}", "{chain} has {count} {position} {link_word}: {names}"),
    "links_none": ("记录中{chain}没有这样的环节", "the records have no such link of {chain}"),
    "unlisted_query": ("没有列出企业的环节", "links without a listed firm"),
    "unlisted": (
        "{chain}的{total}个环节中，有{count}个没有列出本地企业：{names}",
        "of the {total} links of {chain}, {count} {have} no local firm listed: {names}",
    ),
    "unlisted_all": (
        "全部{total}个环节中，有{count}个没有列出本地企业：{names}",
        "of all {total} links, {count} {have} no local firm listed: {names}",
    ),
    "unlisted_none": (
        "{total}个环节都列有本地企业",
        "a local firm is listed for each of the {total} links",
    ),
    "only_listed": (
        "这只说明记录里没有列出，不等于本地没有",
        "this says only what the records list, not what the city has",
    ),
    "targets_query": ("拟补{link}环节的目标企业", "target firms for {link}"),
    "targets": ("可补{link}环节的目标企业有{count}家：{names}", "{targets} could fill {link}: {names}"),
    "chain_targets_query": ("{chain}的{purposes}目标企业", "target firms of {chain}{purposes}"),
    "chain_targets": ("{chain}的{purposes}目标企业有{count}家：{names}", "{chain} has {targets}{purposes}: {names}"),
    "chain_targets_none": (
        "记录中没有{chain}的{purposes}目标企业",
        "the records name no target firm of {chain}{purposes}",
    ),
    "targets_none": ("记录中没有拟补{link}环节的目标企业", "the records name no target firm for {link}"),
    "status_query": ("{chain}的{status}环节", "{status} links of {chain}"),
    "status_query_all": ("{status}环节", "{status} links"),
    "status": ("{chain}的{status}环节有{count}个：{names}", "{chain} has {links} that {are} {status}: {names}"),
    "status_all": ("{status}环节共{count}个：{names}", "{links} {are} {status}: {names}"),
    "status_none": ("{chain}没有标为“{status}”的环节", "{chain} has no link that is marked {status}"),
    "status_none_all": ("没有标为“{status}”的环节", "no link is marked {status}"),
    "gaps_query": ("{chain}的薄弱、缺失和有风险环节", "weak, missing and at-risk links of {chain}"),
    "gap_targets": ("{purpose}目标企业有{count}家：{names}", "{targets} to {purpose} the chain: {names}"),
    "gap_targets_none": ("记录中没有{purpose}目标企业", "the records name no target firm to {purpose} the chain"),
    "match_rate": ("本地配套率{rate}%", "local match rate {rate}%"),
    "last_contact": ("最近对接{date}", "last contact {date}"),
    "priority": ("优先级{priority}", "{priority} priority"),
    "as_of": ("数据日期{date}", "the data are as of {date}"),
}
_ADJECTIVES = {"weak": "薄弱", "missing": "缺失", "at_risk": "有风险", "strong": "优势"}
_NOUNS = {"links": ("link", "links"), "firms": ("firm", "firms"), "targets": ("target firm", "target firms")}


def sentence(name: str, language: Language, **values: str | int) -> str:
    """One sentence, with its first letter and its full stop; `count` also decides the number of English words."""
    text = saying(name, language, **values)
    return f"{text}。" if language == "zh" else f"{text[:1].upper()}{text[1:]}."


def saying(name: str, language: Language, **values: str | int) -> str:
    """A part of a sentence."""
    count = values.get("count")
    is_one = count == 1
    nouns = {key: f"{count} {one if is_one else many}" for key, (one, many) in _NOUNS.items()}
    numbers = {"are": "is" if is_one else "are", "have": "has" if is_one else "have"}
    link_word = _NOUNS["links"][not is_one]
    step_word = "step" if values.get("steps") == 1 else "steps"
    return _SAYINGS[name][language == "en"].format(
        **nouns, **numbers, step_word=step_word, link_word=link_word, **values
    )


def listed(names: Sequence[str], language: Language, most: int = 24) -> str:
    """Names one after the other; those beyond the first so many are counted."""
    more = len(names) - most
    said = ("、" if language == "zh" else ", ").join(names[:most])
    if more <= 0:
        return said
    return f"{said}，另有{more}个" if language == "zh" else f"{said} and {more} more"


def links_by_position(links: Sequence[Link], language: Language) -> str:
    """The names of links, those of each position together under its name."""
    groups = []
    for position in (*_POSITIONS, None):
        names = [link.name.said(language) for link in links if link.position == position]
        if names:
            label = f"{position_in_words(position, language)} " if position else ""
            groups.append(f"{label}{listed(names, language)}")
    return ("；" if language == "zh" else "; ").join(groups)


def bracketed(name: str, details: Sequence[str], language: Language) -> str:
    """A name with details in brackets, or without any."""
    if not details:
        return name
    return f"{name}（{'，'.join(details)}）" if language == "zh" else f"{name} ({', '.join(details)})"


def status_in_words(status: str, language: Language) -> str:
    """A link's status as an adjective."""
    return _ADJECTIVES[status] if language == "zh" else _choice(LINK_STATUSES, status, language)


def position_in_words(position: str, language: Language) -> str:
    """Where a link stands."""
    return _choice(POSITIONS, position, language)


def positions_in_words(positions: Sequence[str], language: Language) -> str:
    """Where several links stand."""
    return ("、" if language == "zh" else ", ").join(position_in_words(position, language) for position in positions)


def purpose_in_words(purpose: str, language: Language) -> str:
    """What a target is wanted for."""
    return _choice(PURPOSES, purpose, language)


def priority_in_words(priority: str, language: Language) -> str:
    """How much a target is wanted."""
    return _choice(PRIORITIES, priority, language)


def contact_in_words(status: str, language: Language) -> str:
    """How far talks have come."""
    return _choice(CONTACT_STATUSES, status, language)


def _choice(choices: Sequence[Choice], code: str, language: Language) -> str:
    found = next((choice for choice in choices if choice.code == code), None)
    return code if found is None else found.zh if language == "zh" else found.en
