"""Notes for staff on single projects: which have stalled, and who answers for the largest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.demo.histories import AS_OF
from corpus.demo.naming import OFFICIALS
from corpus.demo.pages import Page, Part
from corpus.demo.records import Project
from corpus.demo.staff_notes import staff_page
from corpus.demo.wording import day, joined, money, things
from corpus.demo.world import World
from corpus.schemas import Bilingual

_ON = day(AS_OF)
_LARGEST = 3


def project_note_pages(world: World) -> Iterator[Page]:
    """The two notes."""
    yield staff_page(
        "stalled-projects",
        Bilingual(zh="暂停、终止和会议逾期的项目", en="Projects suspended, terminated or overdue for a meeting"),
        (),
        [
            Part(
                Bilingual(zh="暂停的项目", en="Suspended"), [_left(p) for p in world.projects if p.stage == "suspended"]
            ),
            Part(
                Bilingual(zh="终止的项目", en="Terminated"),
                [_left(p) for p in world.projects if p.stage == "terminated"],
            ),
            Part(Bilingual(zh="会议逾期的项目", en="Overdue for a meeting"), _overdue(world.projects)),
        ],
    )
    yield staff_page(
        "five-ones",
        Bilingual(zh="“五个一”责任分工", en="Who answers for projects under the Five Ones"),
        (),
        [Part(official, _answered_for(official, world.projects)) for official in OFFICIALS],
    )


def _left(project: Project) -> Bilingual:
    since, name = day(project.history[-1].since), project.name
    why = project.issues or Bilingual(zh="原因不详", en="the reason is unknown")
    if project.stage == "suspended":
        zh, en = f"自{since.zh}起暂停", f"has been suspended since {since.en}"
    else:
        zh, en = f"于{since.zh}终止", f"was terminated on {since.en}"
    return Bilingual(zh=f"{name.zh}{zh}，{why.zh}。", en=f"The {name.en} {en}: {why.en}.")


def _overdue(projects: Sequence[Project]) -> Sequence[Bilingual]:
    late = sorted(
        (project.five_ones.next_meeting, project.id, project)
        for project in projects
        if project.five_ones.next_meeting and project.five_ones.next_meeting < project.as_of
    )
    sentences = [
        Bilingual(
            zh=f"截至数据日期，有{len(late)}个项目的会议已过期未开。",
            en=f"On the day of the data, {things(len(late), 'project was', 'projects were')} overdue for a meeting.",
        )
    ]
    for meeting, _, project in late:
        on, official = day(meeting), project.five_ones.official or Bilingual(zh="无人", en="nobody")
        sentences.append(
            Bilingual(
                zh=f"{project.name.zh}（{official.zh}牵头）的会议原定{on.zh}召开。",
                en=f"The meeting on the {project.name.en}, led by {official.en}, was set for {on.en}.",
            )
        )
    return sentences


def _answered_for(official: Bilingual, projects: Sequence[Project]) -> Sequence[Bilingual]:
    own = [project for project in projects if project.five_ones.official == official]
    sized = [
        (project.money.total, project) for project in own if project.money.total and project.money.currency == "CNY"
    ]
    largest = sorted(sized, key=lambda known: (-known[0], known[1].id))[:_LARGEST]
    listed = joined(
        [
            Bilingual(
                zh=f"{project.name.zh}（总投资{money(total).zh}）",
                en=f"the {project.name.en} (total investment {money(total).en})",
            )
            for total, project in largest
        ]
    )
    return (
        Bilingual(
            zh=f"截至{_ON.zh}，{official.zh}牵头项目{len(own)}个。",
            en=f"On {_ON.en}, {official.en} led {things(len(own), 'project', 'projects')}.",
        ),
        Bilingual(
            zh=f"{official.zh}牵头的人民币项目中，总投资最大的是{listed.zh}。",
            en=f"Of the yuan projects led by {official.en}, the largest by total investment are {listed.en}.",
        ),
    )
