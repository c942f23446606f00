"""Wording: what an exported table says of itself, in the reader's language and script."""

from __future__ import annotations

from corpus.languages import Script, in_script

_WORDS = {
    "file": ("招商项目-{count}个-截至{as_of}", "investment-projects-{count}-as-of-{as_of}"),
    "sheet": ("招商项目", "Projects"),
    "notes": ("说明", "About this table"),
    "in_mu": ("{field}（亩）", "{field} (mu)"),
    "in_yuan": ("{field}（亿元）", "{field} (million yuan)"),
    "in_other": ("{field}（其他币种，百万）", "{field} (million, in another currency)"),
    "currency": ("其他币种", "Other currency"),
    "written": ("{field}（原文）", "{field} (as written)"),
    "count": ("项目数", "Projects"),
    "counted": ("全部{total}个已发布项目中的{matched}个", "{matched} of {total} published projects"),
    "filter": ("筛选与排序", "Filters and order"),
    "as_of": ("数据日期", "Data as of"),
    "provenance": ("数据性质", "Provenance"),
    "demo": ("请注意", "Please note"),
    "demo_warning": (
        "含演示数据：标为“演示”的项目均为虚构。",
        "Contains demonstration data: projects marked “demo” are fictional.",
    ),
    "exported": ("导出时间", "Exported at"),
    "address": ("网址", "Address"),
    "notice": ("声明", "Notice"),
    "no_promise": (
        "仅供参考，不构成承诺；请以联系单位的答复为准。",
        "For reference only, not a commitment; please confirm with the contact office.",
    ),
    "unstated": ("未注明", "Not stated"),
    "to": ("至", " to "),
    "comma": ("、", ", "),
}


def word(name: str, script: Script, **values: str) -> str:
    """The words of this name. Raises `KeyError` for an unknown name or a missing value."""
    text = _WORDS[name][script == "latn"].format(**values)
    return in_script(text, script)
