"""The values that fields know: stages, origins, units, currencies, places and others, in both languages."""

from __future__ import annotations

from corpus.records.fields import Choice

STAGES = (
    Choice("lead", "线索", "lead", order=1),
    Choice("negotiation", "洽谈", "negotiation", ("在谈", "谈判", "洽谈中", "正在洽谈", "negotiating"), 2),
    Choice("signed", "签约", "signed", ("已签约",), 3),
    Choice(
        "registered", "注册或核准备案", "registered or approved",
        ("注册", "核准", "备案", "立项", "已注册", "已核准", "已备案", "已立项", "approved", "registered"), 4,
    ),
    Choice(
        "construction", "建设", "construction",
        ("开工", "在建", "开工建设", "已开工", "建设中", "under construction"), 5,
    ),
    Choice("production", "投产", "production", ("已投产", "in production"), 6),
    Choice("reaching_capacity", "达产", "reaching capacity", ("达效", "达产达效", "已达产", "at capacity"), 7),
    Choice("suspended", "暂停", "suspended", ("停工", "暂缓", "已暂停")),
    Choice("terminated", "终止", "terminated", ("已终止", "取消")),
)  # fmt: skip
ORIGINS = (
    Choice("out_of_province", "省外", "out-of-province", ("out of province", "domestic, out of province")),
    Choice("foreign", "境外", "foreign", ("外资", "overseas")),
    Choice("local", "本地", "local", ("市内", "本市")),
)
UNITS = (
    Choice("yuan", "元", "yuan"),
    Choice("wan_yuan", "万元", "10,000 yuan", ("万", "10000 yuan", "ten thousand yuan", "10k yuan")),
    Choice("yi_yuan", "亿元", "100 million yuan", ("亿", "hundred million yuan", "100m yuan")),
)
PLACES = (  # GB/T 2260
    Choice("411200", "三门峡市", "Sanmenxia", ("三门峡", "全市", "市本级", "市直")),
    Choice("411202", "湖滨区", "Hubin District", ("湖滨", "hubin")),
    Choice("411203", "陕州区", "Shanzhou District", ("陕州", "shanzhou", "陕县", "411222")),
    Choice("411221", "渑池县", "Mianchi County", ("渑池", "mianchi")),
    Choice("411224", "卢氏县", "Lushi County", ("卢氏", "lushi")),
    Choice("411281", "义马市", "Yima", ("义马", "yima city")),
    Choice("411282", "灵宝市", "Lingbao", ("灵宝", "lingbao city")),
)
POSITIONS = (
    Choice("upstream", "上游", "upstream", order=1),
    Choice("midstream", "中游", "midstream", order=2),
    Choice("downstream", "下游", "downstream", order=3),
    Choice("support", "配套", "support", ("支撑",)),
)
LINK_STATUSES = (
    Choice("strong", "强", "strong", ("优势", "强项")),
    Choice("weak", "弱", "weak", ("薄弱", "短板")),
    Choice("missing", "缺失", "missing", ("空白", "缺", "断点")),
    Choice("at_risk", "有风险", "at risk", ("风险", "堵点")),
)
PRIORITIES = (
    Choice("low", "低", "low", order=1),
    Choice("medium", "中", "medium", order=2),
    Choice("high", "高", "high", order=3),
)
PURPOSES = (
    Choice("extend", "延链", "extend"),
    Choice("supplement", "补链", "supplement"),
    Choice("strengthen", "强链", "strengthen"),
)
CONTACT_STATUSES = (
    Choice("not_contacted", "未接触", "not contacted"),
    Choice("contacted", "已联系", "contacted"),
    Choice("in_talks", "洽谈中", "in talks"),
    Choice("visited", "已互访", "visited"),
)
LEVELS = (
    Choice("county", "县级", "county", ("县", "区县"), 1),
    Choice("city", "市级", "city", ("市", "municipal"), 2),
    Choice("province", "省级", "province", ("省", "provincial"), 3),
    Choice("national", "国家级", "national", ("国家", "中央"), 4),
)
PROVENANCES = (
    Choice("public", "公开来源", "public source", ("公开",)),
    Choice("bureau", "本局", "bureau", ("本单位", "商务局")),
    Choice("demo", "演示", "demo", ("演示数据", "虚构", "示例")),
)

_NAMED_CURRENCIES = (
    Choice("CNY", "人民币", "yuan", ("rmb", "renminbi", "cny", "元", "人民币元", "¥")),
    Choice("USD", "美元", "US dollars", ("美金", "us dollar", "dollar", "us$", "$")),
    Choice("HKD", "港元", "Hong Kong dollars", ("港币", "hk$")),
    Choice("MOP", "澳门元", "Macao patacas", ("澳门币",)),
    Choice("TWD", "新台币", "New Taiwan dollars", ("台币",)),
    Choice("EUR", "欧元", "euros", ("euro", "€")),
    Choice("GBP", "英镑", "pounds sterling", ("pound", "£")),
    Choice("JPY", "日元", "Japanese yen", ("yen",)),
    Choice("KRW", "韩元", "Korean won", ("won",)),
    Choice("SGD", "新加坡元", "Singapore dollars", ("新元",)),
    Choice("AUD", "澳元", "Australian dollars"),
    Choice("CAD", "加元", "Canadian dollars"),
    Choice("CHF", "瑞士法郎", "Swiss francs"),
)
_OTHER_CODES = (
    "AED AFN ALL AMD AOA ARS AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CDF CLP COP CRC CUP CVE "
    "CZK DJF DKK DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD "
    "KES KGS KHR KMF KPW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MRU MUR MVR MWK MXN MYR MZN NAD "
    "NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SHP SLE SOS SRD SSP "
    "STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TZS UAH UGX UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW"
)
CURRENCIES = (*_NAMED_CURRENCIES, *(Choice(code, code, code) for code in _OTHER_CODES.split()))  # ISO 4217
CURRENCY_CODES = frozenset(choice.code for choice in CURRENCIES)
