"""What a user gets from `pip install .`: a working denpyo with its templates, models and words inside the wheel."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(build, check=True)
    return next(folder.glob("denpyo-*.whl"))


def test_the_wheel_holds_templates_models_words_and_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = {f"ocr/_templates/{path.name}" for path in (ROOT / "templates").glob("*.toml")}
    others = {
        "ocr/business_words.txt",
        "ocr/models/fields.json",
        "ocr/models/fields.onnx",
        "ocr/models/fields.tokenizer.json",
        "ocr/models/layout.onnx",
        "ocr/models/orientation.onnx",
        "ocr/locale/ja/LC_MESSAGES/denpyo.mo",
        "ocr/py.typed",
        "index/py.typed",
    }
    assert templates
    assert templates | others <= names
    assert not [name for name in names if name.startswith(("tests/", "samples/", "training/"))]


def test_the_installed_command_lists_its_templates(wheel: Path, tmp_path: Path) -> None:
    """In an environment of its own, that borrows our dependencies and sees nothing of the checkout."""
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", str(wheel)]
    subprocess.run(install, check=True)
    own = next((tmp_path / "venv").glob("lib/python*/site-packages"))
    borrowed = [path for path in map(Path, sys.path) if path.name == "site-packages"]
    (own / "borrowed.pth").write_text("".join(f"{path}\n" for path in borrowed), encoding="utf-8")
    command = [str(tmp_path / "venv" / "bin" / "denpyo"), "templates"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    listed = {line.split()[0] for line in ran.stdout.splitlines()[1:]}
    assert listed == {path.stem for path in (ROOT / "templates").glob("*.toml")}
    where = subprocess.run(
        [str(python), "-c", "import ocr; print(ocr.__file__)"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert str(own) in where.stdout


def test_every_dependency_is_pinned_and_no_pin_has_an_address() -> None:
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {name: wants for name, wants in project["optional-dependencies"].items() if name != "layout-model"}
    wanted = [*project["dependencies"], *(one for wants in extras.values() for one in wants)]
    pinned = {line.partition("==")[0] for line in pins.splitlines()}
    assert not re.search(r"https?:|@ |--", pins)
    for requirement in wanted:
        name = re.split(r"[<>=!~; \[]", requirement)[0].lower().replace("_", "-")
        assert name in pinned, f"{requirement}: run `make lock`"


def test_one_opencv_is_installed() -> None:
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert re.findall(r"^opencv-python\S*?(?===)", pins, re.MULTILINE) == ["opencv-python"]


def test_every_shipped_model_has_the_bytes_its_table_says() -> None:
    table = (ROOT / "ocr" / "models" / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(\S+)` .*`([0-9a-f]{64})`", table, re.MULTILINE))
    shipped = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in ROOT.glob("ocr/models/*.onnx")}
    assert listed == shipped != {}
