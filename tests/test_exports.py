"""What the package offers: few names, sorted, each there; and importing it does nothing."""

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(kg.__path__, "kg.")
    if module.name != "kg.__main__"
)


def test_the_package_exports_what_the_readme_uses() -> None:
    assert kg.__all__ == ["GeokgError", "Graph", "__version__", "build", "load"]


@pytest.mark.parametrize("name", kg.__all__)
def test_public_names_are_there_and_listed(name: str) -> None:
    assert getattr(kg, name)
    assert name in dir(kg)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'kg' has no attribute 'biuld'"):
        _ = kg.biuld


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is_and_offers_names_that_exist(module: str) -> None:
    loaded = importlib.import_module(module)
    assert loaded.__doc__
    for name in loaded.__all__:
        assert hasattr(loaded, name), f"{module}.{name}"


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import kg", "spacy rdflib pyoxigraph click rich yaml networkx trafilatura kg.model"),
        ("import kg.cli", "spacy rdflib pyoxigraph rich yaml networkx trafilatura dateparser"),
        ("import kg.pipeline", "spacy rdflib click rich networkx pyshacl trafilatura dateparser"),
    ],
)
def test_imports_load_nothing_heavy(statement: str, unwanted: str) -> None:
    code = f"import sys; {statement}; print(*sorted(set({unwanted.split()!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""
    assert done.stderr == ""
