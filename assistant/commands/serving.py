"""The commands `smx serve` and `smx doctor`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from assistant.commands.opening import opened
from assistant.commands.parsing import add_command, data_folder
from assistant.commands.saying import BROKEN, FINE, say

if TYPE_CHECKING:
    from assistant.commands.parsing import Commands
    from assistant.settings import Settings


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
    ):
        assistant = Assistant(index, composer=steps.composer, proposer=steps.proposer)
        hosts = (*settings.server.allowed_hosts, host)
        site = Site(hosts, settings.server.embed_origins, service, keeper)
        app = create_app(assistant, Browsing(index), site)
        say(f"Serving http://{host}:{port} (Ctrl+C stops)")
        serve(app, host, port, service, settings.server)
    return FINE


def doctor(_: argparse.Namespace, settings: Settings) -> int:
    """Say of each thing that is needed whether it is there."""
    from assistant.doctor import checks

    failed = False
    for name, problem in checks(settings):
        say(f"{'ok  ' if problem is None else 'FAIL'}  {name}" + (f": {problem}" if problem else ""))
        failed = failed or problem is not None
    return BROKEN if failed else FINE
