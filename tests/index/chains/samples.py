"""A made-up library with a chain in tables, one in facts files, and staff data under a marker."""

from __future__ import annotations

from pathlib import Path

from corpus.reading import read_library
from corpus.records.finding import batches_of, record_files
from corpus.schemas import Audience
from index.chains.atlas import ChainAtlas
from index.chains.facts import facts_for
from index.chains.joining import atlas_of
from index.records.databases import Place
from index.records.store import RecordStore
from index.records.writing import write_records

MARKER = "SECRET"
"""Stands in every staff field, and only there."""

FILES = {
    "chains.csv": f"""编号,产业链名称,产业链英文名称,全国布局,全国布局英文,发展方向,发展方向英文,链长,是否发布,数据日期,数据性质
c-glass,示例玻璃产业链,example glass chain,全国多地生产,made in many places,做薄,make it thinner,{MARKER},是,2026-10-31,demo
c-hidden,{MARKER}产业链,{MARKER} chain,,,,,,否,2026-10-31,demo
""",
    "links.csv": f"""编号,产业链,位置,环节名称,环节英文名称,产品,产品英文,供应环节,国民经济行业代码,关键技术,关键技术英文,本地状况,本地配套率(%),依据,依据英文,是否发布,数据日期,数据性质
l-sand,c-glass,上游,石英砂,quartz sand,精制砂,refined sand,l-melt,,浮选,flotation,强,80,{MARKER},{MARKER},是,2026-10-31,demo
l-melt,示例玻璃产业链,中游,熔窑,glass melting,玻璃液,molten glass,示例面板；plate glass；nowhere,3041,全氧燃烧,oxy-fuel,弱,12.5,{MARKER},{MARKER},是,2026-09-30,demo
l-plate,Example Glass Chain,下游,平板玻璃,plate glass,平板,plates,l-recycling,3042,,,缺失,0,{MARKER},{MARKER},是,2026-10-31,demo
l-panel,示例玻璃產業鏈,下游,示例面板,example panels,面板,panels,,3049,,,有风险,40,{MARKER},{MARKER},是,2026-10-31,demo
l-recycling,c-glass,配套,碎玻璃回收,cullet recycling,碎玻璃,cullet,石英砂,,,,强,66,{MARKER},{MARKER},是,2026-10-31,demo
l-lost,无此产业链,上游,迷路环节,lost link,,,,,,,,,,,是,2026-10-31,demo
l-secret,c-glass,配套,{MARKER}环节,{MARKER} link,,,l-melt,,,,,,,,否,2026-10-31,demo
""",
    "enterprises.csv": f"""编号,企业名称,企业英文名称,产业链,环节,县区,产品,产品英文,是否发布,数据日期,数据性质
e-1,示例砂业,Example Sand,c-glass,l-sand,义马市,砂,sand,是,2026-10-31,demo
e-2,示例熔窑厂,Example Furnace,示例玻璃产业链,glass melting；石英砂,渑池县,,,是,2026-10-31,demo
e-3,示例无环节厂,Example No Link,示例玻璃产业链,,义马市,,,是,2026-10-31,demo
e-4,示例错名厂,Example Misnamed,示例玻璃产业链,没有的环节,义马市,,,是,2026-10-31,demo
e-5,{MARKER}厂,{MARKER} works,示例玻璃产业链,示例面板,义马市,,,否,2026-10-31,demo
""",
    "projects.csv": f"""编号,项目名称,项目英文名称,产业链,环节,县区,阶段,是否发布,牵头领导,数据日期,数据性质
p-1,示例面板项目,Example Panel Project,示例玻璃产业链,示例面板,义马市,在建,是,{MARKER},2026-10-31,demo
p-2,{MARKER}项目,{MARKER} Project,示例玻璃产业链,平板玻璃,义马市,洽谈,否,{MARKER},2026-10-31,demo
p-3,示例氧化铝项目,Example Alumina Project,示例铝产业链,alumina,渑池县,签约,是,,2026-10-31,demo
""",
    "targets.csv": f"""编号,企业名称,企业英文名称,省份,城市,产业链,拟补环节,招引目的,理由,理由英文,优先级,对接状态,最近对接日期,对接记录,数据日期,数据性质
t-1,{MARKER}甲,{MARKER} Jia,示例东省,示例东城,示例玻璃产业链,平板玻璃,补链,{MARKER},{MARKER},高,洽谈中,2026-06-11,{MARKER},2026-10-31,demo
t-2,{MARKER}乙,{MARKER} Yi,示例东省,示例东城,c-glass,glass melting,强链,{MARKER},{MARKER},低,未接触,,{MARKER},2026-10-31,demo
t-3,{MARKER}丙,{MARKER} Bing,示例西省,示例西城,c-glass,没有的环节,延链,,,中,,,,2026-10-31,demo
""",
    "aluminium.yaml": """kind: chain
id: chain-example-aluminium
title: {zh: 示例铝产业链图, en: Map of the example aluminium chain}
name: {zh: 示例铝产业链, en: example aluminium chain}
aliases: [示例铝业]
provenance: public
as_of: 2025-04
summary: {zh: 示例铝产业链有三个环节。, en: The example aluminium chain has three links.}
links:
  - id: link-electrolysis
    position: midstream
    name: {zh: 电解铝, en: electrolytic aluminium}
    statement: {zh: 电解铝环节的企业是示例铝厂。, en: The firm in electrolytic aluminium is Example Aluminium.}
    enterprises: [example-aluminium, secret-aluminium]
    supplies: [link-wheels]
  - id: link-alumina
    position: upstream
    name: {zh: 氧化铝, en: alumina}
    statement: {zh: 氧化铝环节的企业没有写明。, en: No firm is named for alumina.}
    products: [{zh: 氧化铝粉, en: alumina powder}]
    supplies: [link-electrolysis]
  - id: link-wheels
    position: downstream
    name: {zh: 轮毂, en: wheels}
    statement: {zh: 轮毂环节的企业没有写明。, en: No firm is named for wheels.}
    as_of: 2024
""",
    "firms.yaml": """kind: enterprises
id: example-firms
title: {zh: 示例企业名录, en: Example firms}
provenance: public
items:
  - id: example-aluminium
    name: {zh: 示例铝厂, en: Example Aluminium}
    statement: {zh: 示例铝厂生产电解铝。, en: Example Aluminium makes aluminium.}
    chains: [chain-example-aluminium]
  - id: example-holding
    name: {zh: 示例控股, en: Example Holding}
    statement: {zh: 示例控股属于铝产业。, en: Example Holding is in aluminium.}
    chains: [chain-example-aluminium]
""",
    "staff-firms.yaml": f"""kind: enterprises
id: staff-firms
audience: staff
title: {{zh: {MARKER}名录, en: {MARKER} firms}}
provenance: bureau
items:
  - id: secret-aluminium
    name: {{zh: {MARKER}铝厂, en: {MARKER} Aluminium}}
    statement: {{zh: {MARKER}铝厂生产电解铝。, en: {MARKER} Aluminium makes aluminium.}}
    chains: [chain-example-aluminium]
""",
}


def write_library(folder: Path) -> Path:
    """The library in a new folder."""
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def atlas(folder: Path, audience: Audience) -> ChainAtlas:
    """What the atlas of an audience is made of the library, without a whole index."""
    library = read_library([write_library(folder / "library")])
    staff, public = Place(folder / "staff.sqlite"), Place(folder / "public.sqlite")
    write_records(batches_of(record_files(library.tables)), staff, public)
    audiences: tuple[Audience, ...] = ("public", "staff") if audience == "staff" else ("public",)
    store = RecordStore(staff if audience == "staff" else public, audience)
    try:
        return atlas_of(store, [facts_for(one, library.facts) for one in audiences])
    finally:
        store.close()
