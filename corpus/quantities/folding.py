"""Folding: one form for characters that differ only in width, script or typeface, position by position."""

from __future__ import annotations

import re

_WIDE = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"), " ")
_TRADITIONAL = str.maketrans(
    "萬億兩個項條號畝噸頃圓幣點歐鎊韓餘幾間臺輛級類種張棟層處週時鐘內屆戶縣區鄉鎮隻顆組輪場頁節強釐這單數過達據發參",
    "万亿两个项条号亩吨顷圆币点欧镑韩余几间台辆级类种张栋层处周时钟内届户县区乡镇只颗组轮场页节强厘这单数过达据发参",
)
_LOOKALIKES = str.maketrans("○◯￥μ−﹪﹝﹞", "〇〇¥µ-%〔〕")
_FOLD = _WIDE | _SPACES | _TRADITIONAL | _LOOKALIKES

# 陆, 伍 and 参 are also ordinary words: only a run of two or more is a financial numeral.
_FINANCIAL_RUN = re.compile("[壹贰貳叁叄参肆伍陆陸柒捌玖拾佰仟零万亿]{2,}+")
_FINANCIAL = str.maketrans("壹贰貳叁叄参肆伍陆陸柒捌玖拾佰仟", "一二二三三三四五六六七八九十百千")


def fold(text: str) -> str:
    """The text with full-width, Traditional and financial figures made plain; each character keeps its position."""
    return _FINANCIAL_RUN.sub(lambda run: run[0].translate(_FINANCIAL), text.translate(_FOLD))
