"""A wheel built from the checkout works elsewhere: ontology and seeds travel inside."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = [pytest.mark.packaging, pytest.mark.model]

ARTICLE = """LUSAKA, Zambia (Meridian Wire) - Zambia's president met the president of Malawi in
Lusaka on Friday.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy, so that no leftover of an earlier build gets in."""
    copy = tmp_path_factory.mktemp("source") / "geokg"
    copy.mkdir()
    for name in ("kg", "ontology", "seeds"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    out = copy.parent / "dist"
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
    subprocess.run(
        [*command, "--wheel-dir", str(out), str(copy)],
        check=True,
        env={**os.environ, "PIP_NO_INDEX": "1", "PIP_QUIET": "1"},
    )
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel where only the dependencies of the running environment are seen."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", str(wheel)],
        check=True,
        env={**os.environ, "PIP_NO_INDEX": "1", "PIP_QUIET": "1"},
    )
    # A path listed in a .pth file is searched after the folder that the file stands in, and
    # the .pth files in it (an editable install of this very checkout) are not read.
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    return python


def test_the_wheel_holds_package_data_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    data = [p for p in files("ontology") + files("seeds") if "training" not in p.parts]
    shipped = {f"kg/data/{p.relative_to(ROOT)}" for p in data}
    code = {str(p.relative_to(ROOT)) for p in files("kg")}
    assert shipped | code == {name for name in names if not name.startswith("geokg-")}


def files(folder: str) -> list[Path]:
    return [
        p
        for p in (ROOT / folder).rglob("*")
        if p.is_file() and "__pycache__" not in p.parts and not p.name.startswith(".")
    ]


def test_the_installed_command_builds_and_asks(python: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}

    def kg(*arguments: str) -> str:
        done = subprocess.run(
            [str(python.parent / "kg"), *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = subprocess.run(
        [str(python), "-c", "import kg; print(kg.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(python.parents[1])
    kg("build", "article.txt", "--date", "2025-03-15")
    labels = kg("query", "SELECT ?label { ?e a gk:State ; rdfs:label ?label }", "--format", "csv")
    assert {"Zambia", "Malawi"} <= set(labels.split())
    kg("validate")
