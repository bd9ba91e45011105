"""The documents keep up with the code: commands, options, versions, links."""

import configparser
import importlib.metadata
import re
from pathlib import Path

import click
import pytest

import kg
from kg.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPTIONS = [
    (name, option.opts[-1])
    for name, command in main.commands.items()
    for option in command.params
    if isinstance(option, click.Option)
]


def pins() -> list[tuple[str, str]]:
    config = configparser.ConfigParser(interpolation=None)
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = f"{config['options']['install_requires']}\n{config['options.extras_require']['test']}"
    return [
        (name, version)
        for name, _, version in (line.partition("==") for line in lines.split("\n") if line)
    ]


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
