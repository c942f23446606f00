"""What the documents promise: their examples run, their tables are complete, their links lead somewhere."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from assistant.cli import main, parser
from assistant.progress import Silent
from assistant.settings import SHIPPED_LIBRARY, Settings, variable_names
from corpus.conditions import CONDITIONS_KIND, ConditionsFile
from corpus.reading import read_library
from corpus.schemas import FILE_KINDS, FrontMatter
from index.building import Making, build

ROOT = Path(__file__).parents[1]
PATHS = (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in PATHS}
README, FORMAT, COMMANDS = (TEXTS[name] for name in ("README.md", "docs/library-format.md", "docs/command-line.md"))
KINDS = {**FILE_KINDS, CONDITIONS_KIND: ConditionsFile}
CONSOLE = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
MADE_FILES = dict(re.findall(r"`(my-library/[\w-]+\.md)`(?:(?!```).)*?```markdown\n(.*?)^```", README, re.M | re.S))
# Places and words of the workshop, but for the names of fields; the brackets keep this file free of them too.
FORBIDDEN = re.compile(
    r"(?<!\w)(/wor[k]\b|/roo[t]\b|/hom[e]/|pypi[.]|npmj[s]|crates[.]|iss[u]e \d|(?<!`)sess[i]on|help[e]r)",
    re.IGNORECASE,
)


def examples(block: str) -> Iterator[tuple[list[str], str]]:
    """Each command of a console block, and the first line it is said to print (empty when none is shown)."""
    for command, _, shown in (part.partition("\n") for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]):
        yield shlex.split(command), shown.partition("\n")[0]


def links() -> Iterator[tuple[str, str]]:
    for name, text in TEXTS.items():
        prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", prose):
            yield name, "".join(target)


def commands(parser: argparse.ArgumentParser, name: str = "smx") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command that can be run, by its whole name."""
    inner = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not inner:
        yield name, parser
    for action in inner:
        for word, under in action.choices.items():
            yield from commands(under, f"{name} {word}")


def fields(model: type[BaseModel]) -> set[str]:
    """The names of a schema's fields and of those inside them."""
    found = set(model.model_fields)
    for field in model.model_fields.values():
        for module, inner in re.findall(r"corpus\.(schemas|conditions)\.(\w+)", repr(field.annotation)):
            schema = getattr(__import__(f"corpus.{module}", fromlist=[inner]), inner)
            found |= fields(schema) if isinstance(schema, type) and issubclass(schema, BaseModel) else set()
    return found


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped library's index."""
    data = tmp_path_factory.mktemp("documents") / "data"
    build(data, (SHIPPED_LIBRARY,), Making(Settings().cache, "bundled"), Silent())
    return data


@pytest.mark.parametrize("block", CONSOLE, ids=range(len(CONSOLE)))
def test_the_readmes_examples_print_what_they_show(
    block: str, served: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMX_DATA", str(served))
    for name, text in MADE_FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    for (program, *arguments), first_line in examples(block):
        assert program == "smx"
        assert main(arguments) == 0
        printed = capsys.readouterr().out.partition("\n")[0]
        assert not first_line or printed == first_line


def test_the_readme_has_examples_in_both_languages_and_a_refusal():
    shown = [first_line for block in CONSOLE for _, first_line in examples(block)]
    assert any("签约项目" in line for line in shown)
    assert any("aluminium" in line for line in shown)
    assert any("found nothing" in line for line in shown)


def test_the_readme_begins_with_what_it_is_a_picture_and_the_two_commands():
    first_screen = README.partition("\n## ")[0]
    assert "![" in first_screen
    assert re.search(r"^make run .*\nmake check ", first_screen, re.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "docs/settings.md"])
def test_the_settings_table_lists_every_variable_with_its_default(name: str):
    rows = re.findall(r"^\| `(SMX_\w+)` \| (.*?) \| (.*?) \|$", TEXTS[name], re.MULTILINE)
    assert {variable: (default, what) for variable, default, what in rows} == variable_names()


@pytest.mark.parametrize(("name", "target"), sorted(set(links())))
def test_every_link_inside_the_project_leads_somewhere(name: str, target: str):
    if not target.startswith(("http://", "https://", "#")):
        assert ((ROOT / name).parent / target.partition("#")[0]).exists()


def test_the_table_of_front_matter_has_every_field():
    table = FORMAT.partition("## Documents")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(FrontMatter.model_fields)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_is_described_with_all_its_fields(kind: str):
    described = re.search(rf"^#+ kind: {kind}\n(.*?)(?=^## |^### |\Z)", FORMAT, re.MULTILINE | re.DOTALL)
    assert described
    source = FORMAT.partition("A **source** has")[2].partition("\n\n")[0]
    of_all_facts = FORMAT.partition("## Facts")[2].partition("\n### ")[0] + source
    named = set(re.findall(r"`(\w+)`", described[1] + of_all_facts)) | {"zh", "en"}
    assert fields(KINDS[kind]) - named == set()


def test_the_examples_of_the_library_format_are_a_library_without_problems(tmp_path: Path):
    beside, *kinds = re.findall(r"^```yaml\n(.*?)^```", FORMAT, re.MULTILINE | re.DOTALL)
    assert len(kinds) == len(KINDS)
    (tmp_path / "policy.md.yaml").write_text(beside, "utf-8")
    for number, text in enumerate(kinds):
        (tmp_path / f"{number}.yaml").write_text(text, "utf-8")
    [document] = re.findall(r"^```markdown\n(.*?)^```", FORMAT, re.MULTILINE | re.DOTALL)
    (tmp_path / "policy.md").write_text(document, "utf-8")
    for named in ("subsidy-example.zh", "subsidy-example-2024.en"):
        (tmp_path / f"{named}.md").write_text("Another document.", "utf-8")
    assert read_library([tmp_path]).problems == ()


@pytest.mark.parametrize(
    ("name", "parser"), list(commands(parser())), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_is_described_with_its_options(name: str, parser: argparse.ArgumentParser):
    heading = " ".join(name.split()[:2])
    section = COMMANDS.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    assert f"`{name}" in section
    inherited = COMMANDS.partition("## smx ask\n")[2].partition("\n## ")[0] if "options of `smx ask`" in section else ""
    options = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
    common = {"--help", "--data"}  # described above the commands
    assert {option for option in options - common if option not in section + inherited} == set()


def test_the_changelog_has_a_part_for_what_is_not_released():
    assert re.search(r"^## \[Unreleased\]\n+### Added\n+- ", TEXTS["CHANGELOG.md"], re.MULTILINE)


@pytest.mark.parametrize("name", TEXTS)
def test_no_document_names_what_is_not_the_readers(name: str):
    assert FORBIDDEN.findall(TEXTS[name]) == []


def test_every_module_and_test_that_the_page_on_security_names_is_there():
    named = set(re.findall(r"`([\w./-]+/[\w.-]+\.\w+|requirements\.lock|pyproject\.toml)`", TEXTS["docs/security.md"]))
    assert len(named) > 40
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
