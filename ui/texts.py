"""The interface's own words. Chinese is written once, in Simplified script; Traditional is made from it."""

from __future__ import annotations

from corpus.languages import to_traditional
from corpus.schemas import Bilingual
from ui.about_texts import ABOUT_TEXTS
from ui.chain_texts import CHAIN_TEXTS
from ui.files_texts import FILES_TEXTS
from ui.keeping_texts import KEEPING_TEXTS
from ui.languages import INTERFACE_LANGUAGES, InterfaceLanguage
from ui.library_texts import LIBRARY_TEXTS
from ui.matching_texts import MATCHING_TEXTS
from ui.openid_texts import OPENID_TEXTS
from ui.opportunity_texts import OPPORTUNITY_TEXTS
from ui.originals_texts import ORIGINAL_TEXTS
from ui.staff_field_texts import STAFF_FIELD_TEXTS
from ui.staff_texts import STAFF_TEXTS

Texts = dict[str, str]

COMMON_TEXTS: dict[str, tuple[str, str]] = {
    # Name and frame
    "assistant": ("招商助手", "Investment Assistant"),
    "skip": ("跳到主要内容", "Skip to main content"),
    "navigation": ("站点导航", "Site"),
    "chat": ("问答", "Ask"),
    "opportunities": ("招商项目", "Opportunities"),
    "chains": ("产业链", "Chains"),
    "matching": ("项目匹配", "Match my project"),
    "documents": ("资料目录", "Library"),
    "language_choice": ("界面语言", "Language"),
    "theme": ("切换深色或浅色显示", "Switch between dark and light"),
    "notice_label": ("说明", "Notice"),
    "notice": (
        "自动问答助手，只依据所列资料作答，并逐句注明出处；内容供参考，不构成承诺或审批意见。",
        "An automatic assistant. It answers only from the sources it lists and cites each sentence; "
        "for reference only, not a commitment or an approval.",
    ),
    "noscript": (
        "问答需要浏览器启用 JavaScript；资料目录无需启用即可阅读。",
        "Asking needs JavaScript; the sources can be read without it.",
    ),
    # Chat
    "conversation": ("对话", "Conversation"),
    "welcome": ("欢迎", "Welcome"),
    "greeting": ("您好，请问想了解什么？", "Hello. What would you like to know?"),
    "question": ("您的问题", "Your question"),
    "question_hint": ("请输入问题，中文或英文均可", "Ask in Chinese or English"),
    "send": ("发送", "Send"),
    "new": ("新对话", "New conversation"),
    "copy": ("复制回答与出处", "Copy with sources"),
    "copy_plain": ("复制回答", "Copy the answer"),
    "copied": ("已复制", "Copied"),
    "copy_failed": ("未能复制，请手动选择文字", "Could not copy; please select the text"),
    "searching": ("正在查找资料……", "Searching the sources…"),
    "writing": ("正在依据资料撰写……", "Writing from the sources…"),
    "generated": ("AI生成", "AI-generated"),
    "generated_how": (
        "文字由语言模型依据所列出处撰写，逐句经程序核对，以出处原文为准",
        "Worded by a language model from the sources below and checked against them by program; the sources decide",
    ),
    "failed": (
        "抱歉，系统暂时无法回答这个问题，请稍后再试。如需联系我们，请提供编号 {reference}。",
        "Sorry, this question cannot be answered right now. Please try again later. "
        "If you contact us, please quote the reference {reference}.",
    ),
    # Citation and panel
    "source": ("出处", "Source"),
    "close": ("关闭", "Close"),
    "loading": ("正在打开出处……", "Opening the source…"),
    "changed": (
        "这份资料在回答之后已更新，引文位置可能变化，请打开全文查看。",
        "This source has been updated since the answer; please open the whole document.",
    ),
    "unreachable": ("出处暂时打不开，请稍后再试。", "The source cannot be opened right now. Please try again."),
    "locator": ("位置", "Place"),
    "as_of": ("资料日期", "As of"),
    "undated_value": ("未注明", "not stated"),
    "published_by": ("原始来源", "Original source"),
    "open_original": ("打开原始网页", "Open the original page"),
    "open_document": ("阅读全文", "Read the whole document"),
    "new_tab": ("（新窗口）", "(new tab)"),
    "quote_in": ("原文为{language}", "source in {language}"),
    # Status, provenance, language, kind, level
    "status": ("效力", "Validity"),
    "status_in_force": ("现行有效", "In force"),
    "status_expired": ("已失效", "Expired"),
    "status_superseded": ("已被替代", "Superseded"),
    "status_undated": ("未注明有效期", "No validity period stated"),
    "provenance": ("资料性质", "Provenance"),
    "provenance_public": ("公开来源", "Public source"),
    "provenance_bureau": ("本局资料", "The bureau’s own material"),
    "provenance_demo": ("演示数据（虚构）", "Demonstration data (fictional)"),
    "language": ("语言", "Language"),
    "language_zh": ("中文", "Chinese"),
    "language_en": ("英文", "English"),
    "kind": ("类别", "Kind"),
    "kind_policy": ("政策法规", "Policy"),
    "kind_notice": ("通知公告", "Notice"),
    "kind_report": ("报告", "Report"),
    "kind_event": ("活动", "Event"),
    "kind_guide": ("指南", "Guide"),
    "kind_chain_map": ("产业链图", "Chain map"),
    "kind_project_list": ("项目清单", "Project list"),
    "kind_statistics": ("统计数据", "Statistics"),
    "kind_directory": ("名录", "Directory"),
    "kind_note": ("资料说明", "Note"),
    "level": ("层级", "Level"),
    "level_national": ("国家", "National"),
    "level_province": ("省", "Provincial"),
    "level_city": ("市", "Municipal"),
    "level_county": ("县区", "County"),
    # Document pages
    "issuer": ("发布机关", "Issued by"),
    "number": ("文号", "Number"),
    "issued": ("发布日期", "Issued"),
    "effective": ("施行日期", "In force from"),
    "expires": ("失效日期", "Expires"),
    "supersedes": ("替代", "Replaces"),
    "superseded_by": ("被替代为", "Replaced by"),
    "about": ("文件信息", "About this document"),
    "translation": ("查看{language}版", "Read in {language}"),
    "back": ("返回问答", "Back to the assistant"),
    "print": ("打印", "Print"),
    "quoted_here": ("回答引用了下面标出的文字。", "The answer quotes the marked words."),
    "expired_warning": ("本文件已失效，仅供查阅。", "This document has expired and is kept for reference only."),
    "superseded_warning": (
        "本文件已被新的文件替代，仅供查阅。",
        "This document has been replaced and is kept for reference only.",
    ),
    "demo_warning": (
        "本文件为演示用虚构内容，不是真实资料。",
        "This document is fictional and only demonstrates the software.",
    ),
    "documents_none": ("目前没有资料。", "There are no sources yet."),
    "records": ("记录", "Records"),
    "records_intro": ("作答所依据的 {count} 条记录。", "{count} records the answer was computed from."),
    "records_more": ("另有{count}条，打开全部记录", "{count} more: open all records"),
    "record_id": ("编号", "Id"),
    "title": ("标题", "Title"),
    "date": ("日期", "Date"),
    # Errors
    "not_found_title": ("没有这个页面", "Page not found"),
    "not_found_body": (
        "您打开的地址不存在，资料可能已更新或移除。",
        "There is nothing at this address. The source may have been updated or removed.",
    ),
    "too_many_title": ("请求过于频繁", "Too many requests"),
    "too_many_body": (
        "短时间内打开的页面太多，请在{reference}秒后再试。",
        "Too many pages were opened in a short time. Please try again in {reference} seconds.",
    ),
    "broken_title": ("页面暂时无法显示", "Something went wrong"),
    "broken_body": (
        "系统出现问题，请稍后再试。如需联系我们，请提供编号 {reference}。",
        "Please try again later. If you contact us, please quote the reference {reference}.",
    ),
}
OF_PAGES = (
    COMMON_TEXTS,
    OPPORTUNITY_TEXTS,
    CHAIN_TEXTS,
    MATCHING_TEXTS,
    ABOUT_TEXTS,
    LIBRARY_TEXTS,
    KEEPING_TEXTS,
    ORIGINAL_TEXTS,
    STAFF_TEXTS,
    OPENID_TEXTS,
    STAFF_FIELD_TEXTS,
    FILES_TEXTS,
)

_TEXTS = {key: both for texts in OF_PAGES for key, both in texts.items()}


def _in(language: InterfaceLanguage) -> Texts:
    if language == "en":
        return {key: english for key, (_, english) in _TEXTS.items()}
    chinese = {key: simplified for key, (simplified, _) in _TEXTS.items()}
    return {key: to_traditional(text) for key, text in chinese.items()} if language == "zh-Hant" else chinese


TEXTS: dict[InterfaceLanguage, Texts] = {language: _in(language) for language in INTERFACE_LANGUAGES}

ASSISTANT = Bilingual(zh=_TEXTS["assistant"][0], en=_TEXTS["assistant"][1])
