"""The words about the files that documents were read from: Simplified Chinese and English."""

from __future__ import annotations

ORIGINAL_TEXTS: dict[str, tuple[str, str]] = {
    "download_original": ("下载原文件", "Download the original"),
    "original_page": ("原文件页面", "Page of the original"),
    "page_of": ("第{number}页，共{count}页", "Page {number} of {count}"),
    "previous_page": ("上一页", "Previous page"),
    "next_page": ("下一页", "Next page"),
    "picture_of_page": ("原文件第{number}页：{text}", "Page {number} of the original: {text}"),
    "placed": ("引文在原文件中的位置：{place}", "Where the quote stands in the original: {place}"),
    "unplaced": (
        "引文在原文件中的确切位置无法确定，只在下面的文字中标出。",
        "Where exactly the quote stands in the original cannot be told; it is marked in the text below only.",
    ),
    "to_quote": ("转到引文", "Go to the quote"),
}
