"""The rules of the rooms: who may import whom, thin assets, cheap and silent imports, no request to the outside."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = sorted((ROOT / "observatory").rglob("*.py"))
ASSETS = sorted((ROOT / "assets").glob("*.py"))
HEAVY = {
    "great_expectations", "plotly", "pandas", "scipy", "geopandas", "playwright", "polars", "duckdb", "sqlglot", "highspy",
    "numpy", "xlsxwriter", "splink", "docx", "lxml", "pyspark",
}  # fmt: skip
ONLY_IN = {
    "great_expectations": {"quality"},
    "sqlglot": {"warehouse"},
    "plotly": {"publication"},
    "jinja2": {"publication", "reports"},
    "highspy": {"disclosure"},
    "xlsxwriter": {"forms", "publication"},
    "docx": {"publication"},
    "svg2png_py": {"publication"},
    "lxml": {"publication"},
    "splink": {"pseudonyms"},
    "pyspark": {"warehouse"},
}
MAY_IMPORT = {
    "contracts": {"errors", "fingerprints", "home", "kept"},
    "territories": {"errors"},
    "pseudonyms": {"distinct", "errors", "home"},
    "sources": {"contracts", "territories", "pseudonyms", "distinct", "errors", "home", "workers"},
    "quality": {"contracts", "errors"},
    "indicators": set(),
    "warehouse": {"errors", "fingerprints", "indicators", "kept", "settings"},
    "disclosure": set(),
    "charts": {"disclosure", "indicators", "territories", "errors"},
    "demo": {"contracts", "errors", "home"},
    "forms": {"contracts", "errors"},
    "reports": {"errors", "home"},
    "read": {"charts", "errors"},
    "lake": {"contracts", "sources", "quality", "warehouse", "errors", "fingerprints", "home", "settings", "workers"},
    "backup": {"pseudonyms", "errors", "home"},
    "research": {"contracts", "charts", "pseudonyms", "lake", "pipeline", "errors", "home"},
    "retention": {"contracts", "sources", "lake", "warehouse", "pipeline", "research", "replacement", "errors", "home"},
}
NEVER_RESEARCH = {
    "publication",
    "charts",
    "disclosure",
    "read",
    "indicators",
    "warehouse",
    "reports",
    "forms",
    "backup",
}


def imported(path: Path, top_only: bool = False) -> set[str]:
    """Dotted names that a module imports; those under `if TYPE_CHECKING` are not imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_only else [n for n in ast.walk(tree)]
    typing_only = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for child in ast.walk(node)
    }
    names = set()
    for node in nodes:
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module or ""}
    return names


def room(path: Path) -> str:
    parts = path.relative_to(ROOT / "observatory").parts
    return parts[0] if len(parts) > 1 else path.stem


@pytest.mark.parametrize("path", LIBRARY, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_library_keeps_to_its_rooms(path: Path) -> None:
    names = imported(path)
    assert not {n for n in names if n.split(".")[0] == "dagster"}, "la bibliothèque n’importe jamais dagster"
    for package, owners in ONLY_IN.items():
        if any(name.split(".")[0] == package for name in names):
            assert room(path) in owners, f"{package} ne s’importe que dans {owners}"
    if room(path) in MAY_IMPORT:
        others = {n.split(".")[1] for n in names if n.startswith("observatory.")} - {room(path)}
        assert others <= MAY_IMPORT[room(path)], f"la pièce {room(path)} ne peut pas importer {others}"


def test_nothing_that_is_shown_reads_a_secure_research_file() -> None:
    """Neither what publishes nor an asset imports the room, or names its folder."""
    shown = [path for path in LIBRARY if room(path) in NEVER_RESEARCH - {"backup"}] + ASSETS
    assert {room(path) for path in LIBRARY} >= NEVER_RESEARCH | {"research"}
    for path in LIBRARY + ASSETS:
        if path in shown or room(path) == "backup":
            assert not {name for name in imported(path) if name.startswith("observatory.research")}, path
    for path in shown:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)} & {"research"}, path


@pytest.mark.parametrize("path", LIBRARY + ASSETS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_heavy_import_at_the_top(path: Path) -> None:
    assert not {name.split(".")[0] for name in imported(path, top_only=True)} & HEAVY


@pytest.mark.parametrize("path", ASSETS, ids=lambda p: p.name)
def test_assets_are_thin(path: Path) -> None:
    functions = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.FunctionDef)]
    nested = {id(child) for f in functions for child in ast.walk(f) if child is not f}
    for function in (f for f in functions if id(f) in nested or f.decorator_list):
        body = [n for n in ast.walk(function) if isinstance(n, ast.stmt)]
        assert len(body) <= 25, f"{function.name} tient trop de logique pour un asset"


def test_importing_the_library_is_cheap_and_silent() -> None:
    modules = [
        ".".join(p.relative_to(ROOT).with_suffix("").parts)
        for p in LIBRARY
        if p.name != "__init__.py" and "cli" not in p.parts
    ]
    code = (
        f"import sys\nfor name in {modules!r}: __import__(name)\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)), 'dagster' in sys.modules, 'yaml' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert run.stdout.strip() == "[] False False"
    assert run.stderr == ""


def test_published_code_names_no_cdn() -> None:
    published = [p for p in (ROOT / "observatory").rglob("*") if p.suffix in (".py", ".js", ".css", ".j2", ".html")]
    assert not [
        p for p in published for mark in ("//cdn", "//unpkg", "fonts.googleapis") if mark in p.read_text("utf-8")
    ]
