"""The commands `smx serve` and `smx doctor`."""

from __future__ import annotations

import argparse
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING

from assistant.commands.opening import opened
from assistant.commands.parsing import add_command, data_folder
from assistant.commands.saying import BROKEN, FINE, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.commands.parsing import Commands
    from assistant.keeping.stores import Store
    from assistant.model_steps import ModelSteps
    from assistant.settings import Settings
    from ui.staff.space import StaffSpace


def add_to(commands: Commands) -> None:
    """Add the commands to the parser."""
    serving = add_command(commands, "serve", serve_page, "Serve the page.", data_folder())
    serving.add_argument("--host", help="address to listen on")
    serving.add_argument("--port", type=int, help="port to listen on")
    add_command(commands, "doctor", doctor, "Check that everything the assistant needs is there.", data_folder())


def serve_page(options: argparse.Namespace, settings: Settings) -> int:
    """Serve the page until it is told to stop. Raises `SettingsError`, `SearchIndexError`, `OSError`."""
    from assistant.browsing import Browsing
    from assistant.flow import Assistant
    from assistant.keeping.keeper import Keeper
    from assistant.keeping.stores import Store
    from assistant.model_steps import model_steps
    from ui.app import create_app
    from ui.running.logs import configure_logs
    from ui.running.starting import running
    from ui.serving import serve
    from ui.site import Site

    host, port = options.host or settings.server.host, settings.server.port if options.port is None else options.port
    configure_logs(settings.logs, settings.secrets())
    index = opened(settings, "public")
    with (
        model_steps(settings.model) as steps,
        running(settings, index, steps.composer) as service,
        Store(settings.kept_at("public"), "public") as store,
        Keeper(store, "public", settings.keeping.days) as keeper,
        ExitStack() as opening,
    ):
        assistant = Assistant(index, composer=steps.composer, proposer=steps.proposer)
        hosts = (*settings.server.allowed_hosts, host)
        staff = opening.enter_context(_staff_space(settings, steps, store)) if settings.server.staff_space else None
        site = Site(hosts, settings.server.embed_origins, service, keeper, staff)
        app = create_app(assistant, Browsing(index), site)
        say(f"Serving http://{host}:{port} (Ctrl+C stops)")
        serve(app, host, port, service, settings.server)
    return FINE


@contextmanager
def _staff_space(settings: Settings, steps: ModelSteps, public: Store) -> Iterator[StaffSpace]:
    """What the staff side works on, opened for it alone."""
    from assistant.browsing import Browsing
    from assistant.flow import Assistant
    from assistant.grouping import embedding_of
    from assistant.keeping.keeper import Keeper
    from assistant.keeping.stores import Store
    from assistant.rebuilding import Rebuilding
    from assistant.reviewing import Reviewing
    from assistant.surveying import Surveying
    from assistant.uploading import Uploads
    from ui.staff.space import staff_space

    provider, folders = None, (settings.data, settings.library)
    if settings.staff.openid_issuer:
        from assistant.openid.provider import Provider

        provider = Provider(settings.staff)
    index = opened(settings, "staff")
    with (
        Store(settings.kept_at("staff"), "staff") as store,
        Keeper(store, "staff", settings.keeping.days) as keeper,
        closing(Rebuilding(*folders, settings.record_urls)) as rebuilding,
    ):
        assistant = Assistant(index, composer=steps.composer, proposer=steps.proposer)
        reviewing = Reviewing(Uploads(*folders), Surveying(*folders))
        answering = assistant, Browsing(index), embedding_of(index)
        yield staff_space(answering, keeper, (public, store), (rebuilding, reviewing), provider)


def doctor(_: argparse.Namespace, settings: Settings) -> int:
    """Say of each thing that is needed whether it is there."""
    from assistant.doctor import checks

    failed = False
    for name, problem in checks(settings):
        say(f"{'ok  ' if problem is None else 'FAIL'}  {name}" + (f": {problem}" if problem else ""))
        failed = failed or problem is not None
    return BROKEN if failed else FINE
