"""The words of the library page: Simplified Chinese and English."""

from __future__ import annotations

LIBRARY_TEXTS: dict[str, tuple[str, str]] = {
    "library_intro": (
        "助手作答所依据的全部公开资料，每份都可阅读全文。",
        "All public sources the assistant answers from; each can be read in full.",
    ),
    "library_matched": ("全部 {total} 份资料中的 {matched} 份", "{matched} of {total} sources"),
    "library_versions": ("共 {count} 个语言版本", "{count} texts in both languages"),
    "library_demo": (
        "资料中含演示内容：标注“演示数据”的均为虚构。",
        "Some of these are for demonstration: those marked as demo data are fictional.",
    ),
    "library_none": ("没有符合条件的资料。", "No source matches."),
    "search_documents": ("搜索标题、发布机关、文号、来源", "Search title, issuer, number and source"),
    "sort_kind": ("类别", "Kind"),
    "sort_date": ("日期，从新到旧", "Date, newest first"),
    "sort_title": ("标题", "Title"),
    "sort_by": ("排序", "Sort by"),
    "page_number": ("页码", "Page"),
    "dates": ("日期", "Dates"),
    "validity_and_provenance": ("效力与性质", "Validity and provenance"),
    "date_issued": ("发布", "issued"),
    "date_effective": ("施行", "in force from"),
    "date_expires": ("失效", "expires"),
    "date_as_of": ("截至", "as of"),
    "date_published": ("来源发布", "source published"),
    "record_tables": ("数据表", "Tables of records"),
    "record_tables_intro": (
        "统计、排序和清单类问题由这些数据表逐行计算得出。",
        "Questions that count, rank or list are computed from all rows of these tables.",
    ),
    "record_table": ("数据表", "Table"),
    "record_count": ("记录数", "Records"),
    "see_projects": ("查看项目", "See the projects"),
    "entity_project": ("项目", "Projects"),
    "entity_enterprise": ("企业", "Enterprises"),
    "entity_target": ("目标企业", "Target enterprises"),
    "entity_chain": ("产业链", "Chains"),
    "entity_link": ("产业链环节", "Links of chains"),
    "entity_event": ("活动", "Events"),
    "entity_statistic": ("统计数据", "Statistics"),
    "entity_policy": ("政策", "Policies"),
}
