"""The static site: from protected tables only, complete without a browser, sound without any one table."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import polars as pl
import pytest

from observatory.disclosure.protected import ProtectedTable
from observatory.publication.images import find_browser
from observatory.publication.site import SiteReport, build_site
from observatory.publication.tables import NAMES
from tests.publication import small

GENERAL = {
    "index.html",
    "comparer.html",
    "nuits.html",
    "cartes.html",
    "acceleration.html",
    "ecarts.html",
    "methodes.html",
    "dictionnaire.html",
    "qualite.html",
    "telechargements.html",
    "nouveautes.html",
    "glossaire.html",
    "rechercher.html",
    "accessibilite.html",
}


class Reader(HTMLParser):
    """What a test asks of a page: its text, addresses, headings, scripts and attributes."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.text, self.addresses, self.headings, self.inline, self.tags = "", [], [], [], []
        self.policy = ""
        self._open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        self._open.append(tag)
        self.addresses += [(tag, given[name]) for name in ("href", "src") if given.get(name)]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.inline.append(self.getpos())

    def handle_data(self, data: str) -> None:
        if self._open[-1:] not in (["script"], ["style"]):
            self.text += data


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SiteReport]:
    """The small release without a browser."""
    folder = tmp_path_factory.mktemp("version")
    return folder, build_site(folder, small.protected(small.frames()), None)


@pytest.fixture(scope="module")
def pages(built: tuple[Path, SiteReport]) -> dict[str, Reader]:
    """Every page, by its address in the site."""
    site = built[0] / "site"
    return {
        name: Reader(path)
        for path in site.rglob("*.html")
        if not _is_embedded(name := path.relative_to(site).as_posix())
    }


def _is_embedded(name: str) -> bool:
    """A figure to embed is not a page of the site: no menu, no way in but its own."""
    return name.startswith("integrer/")


def test_there_is_a_page_for_each_territory_beside_the_general_ones(
    built: tuple[Path, SiteReport], pages: dict[str, Reader]
) -> None:
    proofs = {name for name in pages if name.startswith("preuves/")}
    assert {Path(name).stem for name in proofs} == {path.stem for path in (built[0] / "site" / "donnees").glob("*.csv")}
    assert pages.keys() - proofs == GENERAL | {
        f"territoires/{slug}.html"
        for slug in ("fr-fr", "reg-11", "dep-75", "dep-07", "dep-976", "com-75056", "com-69123", "com-93070", "siren-epci-200054781")
    }  # fmt: skip
    assert built[1].nb_pages == len(pages) - len(proofs)


def test_without_a_browser_all_but_the_images_is_written_and_the_site_says_so(
    built: tuple[Path, SiteReport], pages: dict[str, Reader]
) -> None:
    folder, report = built
    assert (report.nb_images, list(folder.glob("figures/*"))) == (0, [])
    assert any("Chromium" in message for message in report.messages)
    assert "Aucun navigateur Chromium" in pages["telechargements.html"].text
    assert report.nb_figures == len(list((folder / "site" / "donnees").glob("*.csv"))) == 14


def test_a_browser_that_fails_does_not_stop_the_publication(tmp_path: Path) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    report = build_site(tmp_path / "version", small.protected(small.frames()), broken)
    assert (report.nb_images, report.nb_pages) == (0, len(GENERAL) + len(small.PLACES))
    assert any("n’a pas pu dessiner" in message for message in report.messages)


def test_a_table_that_was_not_protected_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="ProtectedTable"):
        build_site(tmp_path, {"territoires": small.frames()["territoires"]}, None)  # type: ignore[dict-item]


@pytest.mark.parametrize("missing", NAMES)
def test_any_table_may_be_missing_and_the_site_says_which(tmp_path: Path, missing: str) -> None:
    tables = small.protected(small.frames())
    del tables[missing]
    report = build_site(tmp_path, tables, None)
    assert NAMES[missing] in report.messages[0]
    assert f"Absent de cette version\u00a0: {NAMES[missing]}" in Reader(tmp_path / "site" / "index.html").text


def test_an_empty_table_is_as_good_as_missing(tmp_path: Path) -> None:
    tables = {name: table.filter(False) for name, table in small.protected(small.frames()).items()}  # type: ignore[arg-type]
    report = build_site(tmp_path, tables, None)
    assert (report.nb_pages, report.nb_figures) == (len(GENERAL), 0)
    assert "la liste des territoires" in report.messages[0].lower()


def test_no_release_at_all_still_makes_a_site(tmp_path: Path) -> None:
    nothing: dict[str, ProtectedTable] = {}
    assert build_site(tmp_path, nothing, None).nb_pages == len(GENERAL)


def test_every_page_has_a_strict_policy_and_no_inline_script(pages: dict[str, Reader]) -> None:
    for name, page in pages.items():
        assert "default-src 'none'" in page.policy and "script-src 'self';" in page.policy, name
        assert page.inline == [], name
        assert not [(tag, given) for tag, given in page.tags if any(key.startswith("on") for key in given)], name


def test_nothing_is_loaded_from_outside_the_bundle(pages: dict[str, Reader]) -> None:
    for name, page in pages.items():
        assert not [address for tag, address in page.addresses if tag != "a" and "//" in address], name


def test_every_internal_address_leads_to_a_file_of_the_release(
    built: tuple[Path, SiteReport], pages: dict[str, Reader]
) -> None:
    site = built[0] / "site"
    for name, page in pages.items():
        for _, address in page.addresses:
            parts = urlsplit(address)
            target = ((site / name).parent / unquote(parts.path) if parts.path else site / name).resolve()
            if parts.scheme in ("http", "https", "data") or not target.is_relative_to(site):
                continue  # what stands beside the site: test_opendata.py, on a whole release
            assert target.is_file(), (name, address)


def test_a_hostile_label_is_shown_and_never_read(pages: dict[str, Reader]) -> None:
    page = pages["territoires/dep-07.html"]
    assert small.HOSTILE in page.text
    for name, one in pages.items():
        assert not [given for tag, given in one.tags if tag == "img" and "onerror" in given], name


def test_a_hostile_label_cannot_close_a_script(built: tuple[Path, SiteReport]) -> None:
    text = (built[0] / "site" / "assets" / "comparison-data.js").read_text(encoding="utf-8")
    assert "</script>" not in text and "\\u003c/script\\u003e" in text
    page = (built[0] / "site" / "territoires" / "dep-07.html").read_text(encoding="utf-8")
    assert page.count("</script>") == page.count("<script")


def test_headings_are_in_order_and_pages_have_landmarks(pages: dict[str, Reader]) -> None:
    for name, page in pages.items():
        assert page.headings.count(1) == 1 and page.headings[0] == 1, name
        assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False)), name
        tags = [tag for tag, _ in page.tags]
        assert {"header", "nav", "main", "footer"} <= set(tags), name
        assert ("html", {"lang": "fr"}) in page.tags, name
        assert any(tag == "a" and given.get("href") == "#contenu" for tag, given in page.tags), name


def test_no_identifier_is_given_twice_in_a_page(pages: dict[str, Reader]) -> None:
    for name, page in pages.items():
        given = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(given) == len(set(given)), name


def test_every_table_has_a_caption_and_scoped_headers(pages: dict[str, Reader]) -> None:
    for name, page in pages.items():
        tags = [tag for tag, _ in page.tags]
        assert tags.count("table") == tags.count("caption"), name
        assert all(given.get("scope") in ("col", "row", "rowgroup") for tag, given in page.tags if tag == "th"), name


def test_a_figure_has_words_a_table_and_a_file(pages: dict[str, Reader]) -> None:
    page = pages["territoires/dep-75.html"]
    drawn = [given for _, given in page.tags if "data-figure" in given]
    assert len(drawn) == 2
    assert all(
        given["role"] == "img" and given["aria-label"].startswith("Diagramme en barres. Paris") for given in drawn
    )
    assert ("a", "../donnees/dep-75-relogement-mensuel.csv") in page.addresses


def test_every_figure_leaves_with_its_files_and_its_text(
    built: tuple[Path, SiteReport], pages: dict[str, Reader]
) -> None:
    page = pages["territoires/dep-75.html"]
    for kind in ("xlsx", "csv"):
        assert ("a", f"../donnees/dep-75-relogement-annuel.{kind}") in page.addresses
    assert len(list((built[0] / "site" / "donnees").glob("*.xlsx"))) == built[1].nb_figures
    assert re.search(r"XLSX données pour un tableur, \d+\u00a0ko", page.text)
    assert "Texte de remplacement\u00a0: Diagramme en barres. Paris" in page.text
    assert "version 2026.11.1" in page.text.partition("Texte pour Word")[2]


def test_every_figure_has_a_page_to_embed_that_stands_in_the_release(built: tuple[Path, SiteReport]) -> None:
    site = built[0] / "site"
    embedded = sorted((site / "integrer").glob("*.html"))
    assert len(embedded) == built[1].nb_figures
    for path in embedded:
        page = Reader(path)
        assert page.inline == [] and "script-src 'self'" in page.policy and page.headings == [1]
        assert re.search("Source\u00a0:|Sources\u00a0:", page.text) and "version 2026.11.1" in page.text
        for tag, address in page.addresses:
            asked = urlsplit(address)
            if asked.scheme == "data":
                continue
            target = (path.parent / unquote(asked.path)).resolve()
            assert not asked.scheme and target.is_file() and target.is_relative_to(site), address
            if tag == "a":
                assert any(given.get("id") == asked.fragment == path.stem for _, given in Reader(target).tags)


def test_the_code_that_embeds_a_hostile_title_is_one_frame_and_nothing_else(pages: dict[str, Reader]) -> None:
    code = re.findall(r"<iframe.*?></iframe>", pages["territoires/dep-07.html"].text)
    assert len(code) == 2 and all("onerror" in one and "<img" not in one for one in code)


def test_numbers_on_the_page_are_those_of_the_table_and_of_the_csv(
    built: tuple[Path, SiteReport], pages: dict[str, Reader]
) -> None:
    text = (built[0] / "site" / "donnees" / "dep-75-relogement-annuel.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))[1:]
    assert [row[1] for row in rows] == ["2136", "1234"]
    for value in ("2\u202f136", "1\u202f234"):
        assert value in pages["territoires/dep-75.html"].text


def test_the_page_says_why_a_territory_has_no_figure(pages: dict[str, Reader]) -> None:
    assert "hors de la source" in pages["territoires/dep-976.html"].text
    epci = pages["territoires/siren-epci-200054781.html"].text
    assert "La source ne publie pas de chiffre pour ce territoire" in epci
    assert "annoncé le 28\u00a0janvier 2021" in epci


def test_the_page_gives_the_warnings_and_the_limits(pages: dict[str, Reader]) -> None:
    text = pages["territoires/dep-75.html"].text
    assert "Non collecté\u00a0: janvier 2021" in text
    assert "Ce que ces chiffres ne disent pas" in text
    assert "multiplie le nombre de ménages par 2,2" in text


def test_every_anomaly_is_listed_and_counted_by_nature(pages: dict[str, Reader]) -> None:
    text = pages["qualite.html"].text
    assert text.count("Le cumul annuel publié baisse de") == 2
    assert re.search(r"Ensemble\s*7", text)
    assert re.search(r"38\s*35\s*3", text), "lignes lues, retenues, en quarantaine"


@pytest.mark.parametrize("is_fictional", [True, False])
def test_invented_data_are_announced_on_every_page_and_in_every_csv(tmp_path: Path, is_fictional: bool) -> None:
    build_site(tmp_path, small.protected(small.frames(is_fictional)), None)
    site = tmp_path / "site"
    bands = ["Données fictives\u00a0: démonstration" in Reader(path).text for path in site.rglob("*.html")]
    mentions = ["Données fictives" in path.read_text(encoding="utf-8") for path in site.rglob("*.csv")]
    assert set(bands) == set(mentions) == {is_fictional}


def test_invented_data_are_not_credited_to_the_real_producer(tmp_path: Path) -> None:
    build_site(tmp_path, small.protected(small.frames(is_fictional=True)), None)
    page = Reader(tmp_path / "site" / "territoires" / "dep-75.html").text
    assert "Source\u00a0: données fictives, à la manière de la source (Dihal, Baromètre)." in page
    assert "Source\u00a0: Dihal" not in page


def test_a_release_without_any_correction_or_warning_lacks_nothing(tmp_path: Path) -> None:
    tables = small.protected(small.frames())
    for name in ("corrections", "avertissements"):
        tables[name] = tables[name].filter(False)  # type: ignore[arg-type]
    assert "Absent" not in " ".join(build_site(tmp_path, tables, None).messages)
    assert "Aucune correction n’est déclarée" in Reader(tmp_path / "site" / "qualite.html").text


def test_french_spaces_hold_before_high_punctuation(pages: dict[str, Reader]) -> None:
    for name, page in pages.items():
        assert not re.findall(r".{20} [:;!?»%](?=\s|$)", page.text.replace("«\u00a0;\u00a0»", "")), name
        assert "« " not in page.text, name


def test_the_browser_is_the_one_that_the_caller_names_or_none(tmp_path: Path) -> None:
    mine = tmp_path / "navigateur"
    mine.write_text("")
    assert find_browser({"OBSERVATORY_BROWSER": str(mine)}) is None
    mine.chmod(0o755)
    assert find_browser({"OBSERVATORY_BROWSER": str(mine)}) == mine


def test_a_check_that_says_the_same_of_many_parts_is_one_line(tmp_path: Path) -> None:
    tables = small.frames()
    one = tables["controles"].head(1)
    many = [
        one.with_columns(
            partition=pl.lit(f"Z{rank}-2025"),
            est_reussi=pl.lit(False),
            nb_lignes_en_cause=pl.lit(3, one["nb_lignes_en_cause"].dtype),
        )
        for rank in range(11, 91)
    ]
    tables["controles"] = pl.concat([*many, one.with_columns(est_reussi=pl.lit(True))])
    build_site(tmp_path, small.protected(tables), None)
    page = (tmp_path / "site" / "qualite.html").read_text(encoding="utf-8")
    text = Reader(tmp_path / "site" / "qualite.html").text
    assert page.count(f">{one['controle_id'][0]}</th>") == 2 and re.search(r"80\s*parts", text) and "Z90-2025" in text
    assert re.search(r"Anomalies\s*240|Bloquant\s*240", text)
