"""The sentences of policies: a few wordings of each, in both languages, of which a policy keeps to one."""

from __future__ import annotations

from corpus.demo.chance import Chance
from corpus.demo.records import Policy
from corpus.schemas import Bilingual

_WORDINGS = {
    "issued": (
        Bilingual(zh="{issuer}于{on}印发{name}，文号为{number}。", en="The {issuer} issued {name} ({number}) on {on}."),
        Bilingual(zh="{name}（{number}）由{issuer}于{on}印发。", en="On {on} the {issuer} issued {name} ({number})."),
    ),
    "purpose": (
        Bilingual(zh="{name}的目的是{on}。", en="The purpose of {name} is to {on}."),
        Bilingual(zh="{on}，是{name}的出发点。", en="The aim of {name} is to {on}."),
    ),
    "chains": (
        Bilingual(zh="{name}适用于{on}。", en="Support under {name} is open to {on}."),
        Bilingual(zh="{name}的适用范围是{on}。", en="The scope of {name} is {on}."),
    ),
    "counties": (
        Bilingual(zh="{name}只支持建在{on}的项目。", en="Under {name}, only projects in {on} qualify."),
        Bilingual(zh="项目须位于{on}，才能申请{name}。", en="To qualify under {name}, a project must stand in {on}."),
    ),
    "origins": (
        Bilingual(zh="{name}只面向资金来自{on}的投资者。", en="Only investors from {on} qualify under {name}."),
        Bilingual(zh="申请{name}的资金须来自{on}。", en="To qualify under {name}, the funds must come from {on}."),
    ),
    "investment": (
        Bilingual(zh="申请{name}的项目，投资额不低于{on}。", en="Under {name}, a project must invest at least {on}."),
        Bilingual(zh="{name}规定的投资额门槛是{on}。", en="The threshold of investment under {name} is {on}."),
        Bilingual(zh="投资额达到{on}的项目可以申请{name}。", en="Projects of {on} or more may apply under {name}."),
    ),
    "jobs": (
        Bilingual(zh="{name}要求吸纳就业不少于{on}。", en="Under {name}, a firm must employ at least {on}."),
        Bilingual(
            zh="申请{name}的企业，员工不少于{on}。", en="A firm that applies under {name} must have at least {on}."
        ),
    ),
    "research": (
        Bilingual(
            zh="{name}要求研发投入占营业收入的比例不低于{on}。",
            en="Under {name}, a firm must spend at least {on} of its revenue on research and development.",
        ),
    ),
    "intensity": (
        Bilingual(zh="{name}要求亩均投资不低于{on}。", en="Under {name}, investment per mu must be at least {on}."),
        Bilingual(zh="按照{name}，每亩投资须达到{on}。", en="Each mu must carry an investment of {on} under {name}."),
    ),
    "no threshold": (Bilingual(zh="{name}没有规定投资额门槛。", en="No threshold of investment is set in {name}."),),
    "measure": (Bilingual(zh="按照{name}，{on}。", en="Under {name}, {on}."),),
    "rate": (
        Bilingual(zh="{name}按{on}给予支持。", en="The support under {name} is {on}."),
        Bilingual(zh="符合{name}条件的，支持金额为{on}。", en="Those who qualify under {name} receive {on}."),
    ),
    "ceiling": (
        Bilingual(zh="{name}对单个企业最高支持{on}。", en="Under {name}, one firm receives at most {on}."),
        Bilingual(zh="按照{name}，每家企业获得的支持不超过{on}。", en="The ceiling for one firm under {name} is {on}."),
    ),
    "reached": (Bilingual(zh="{on}时，{name}的支持达到最高金额。", en="The ceiling of {name} is reached when {on}."),),
    "procedure": (
        Bilingual(zh="{name}的办理程序：{on}。", en="Procedure of {name}: {on}."),
        Bilingual(zh="按照{name}的程序，{on}。", en="To use {name}, {on}."),
    ),
    "office": (
        Bilingual(zh="{name}的咨询处是{on}。", en="Questions on {name} go to the {on}."),
        Bilingual(zh="了解{name}，可联系{on}。", en="The office to ask about {name} is the {on}."),
    ),
    "effective": (
        Bilingual(zh="{name}自{on}起施行。", en="The first day in force of {name} is {on}."),
        Bilingual(zh="{name}的施行日期是{on}。", en="Applications under {name} are possible from {on}."),
    ),
    "expires": (
        Bilingual(zh="{name}有效期至{on}。", en="The last day in force of {name} is {on}."),
        Bilingual(zh="{name}的有效期在{on}结束。", en="Applications under {name} are possible until {on}."),
    ),
    "open": (Bilingual(zh="{name}没有规定失效日期。", en="No day of expiry is set for {name}."),),
    "supersedes": (Bilingual(zh="{name}取代了{on}。", en="With {name}, the city replaced {on}."),),
    "superseded": (Bilingual(zh="{name}已被取代：{on}。", en="A newer edition replaced {name}: {on}."),),
    "invented": (
        Bilingual(
            zh="{name}是演示用的虚构政策，不构成任何承诺。",
            en="Everything in {name} is invented for demonstration, and nothing in it is a promise.",
        ),
    ),
}


def said(policy: Policy, what: str, on: Bilingual | None = None) -> Bilingual:
    """The sentence that says something of a policy; it names the policy, so that it can stand alone."""
    wording = Chance(policy.id).one_of(_WORDINGS[what], what)
    zh, en = (on.zh, on.en) if on else ("", "")
    return Bilingual(
        zh=wording.zh.format(name=f"《{policy.name.zh}》", number=policy.number, issuer=policy.issuer.zh, on=zh),
        en=wording.en.format(name=f"the {policy.name.en}", number=policy.number, issuer=policy.issuer.en, on=en),
    )


def cited(policy: Policy) -> Bilingual:
    """A policy as another names it, with its number."""
    return Bilingual(zh=f"《{policy.name.zh}》（{policy.number}）", en=f"the {policy.name.en} ({policy.number})")
