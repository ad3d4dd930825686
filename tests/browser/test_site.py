"""The published site in a real browser: it draws, compares, prints and fits, with nothing from outside."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from observatory.publication import images
from observatory.publication.composition import compose
from observatory.publication.images import Drawn, draw_images
from observatory.publication.site import SiteReport
from tests.publication import small

Open = Callable[..., Any]
KINDS = {
    "accueil": "index.html",
    "département": "territoires/dep-75.html",
    "hostile": "territoires/dep-07.html",
    "hors source": "territoires/dep-976.html",
    "nuits": "territoires/com-75056.html",
    "accéléré": "territoires/siren-epci-200054781.html",
    "comparaison": "comparer.html",
    "effet": "acceleration.html",
    "écarts": "ecarts.html",
    "méthodes": "methodes.html",
    "dictionnaire": "dictionnaire.html",
    "qualité": "qualite.html",
    "téléchargements": "telechargements.html",
    "nouveautés": "nouveautes.html",
    "glossaire": "glossaire.html",
    "recherche": "rechercher.html?q=paris",
    "accessibilité": "accessibilite.html",
    "registre": "nuits.html",
    "cartes": "cartes.html",
}
DRAWN = "[data-figure][data-drawn] .main-svg"


@pytest.mark.parametrize(
    ("address", "expected"), [(KINDS["accueil"], 2), (KINDS["département"], 2), (KINDS["nuits"], 2)]
)
def test_figures_are_drawn_and_tables_are_filled(watched: Open, base: str, address: str, expected: int) -> None:
    page = watched(base, address)
    page.wait_for_selector("[data-figure]:not([data-drawn])", state="detached")
    assert page.locator("[data-figure][data-drawn]").count() == expected
    assert page.locator("[data-figure] .bars .point path").count() > 0
    assert page.locator("figure table tbody tr").count() >= 2 * expected


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_every_kind_of_page_opens_without_error_and_fits_a_phone(watched: Open, release: Any, address: str) -> None:
    page = watched(release[0].as_uri(), address, width=360)
    page.wait_for_selector("[data-figure]:not([data-drawn])", state="detached")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_hostile_label_draws_as_text(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), KINDS["hostile"])
    page.wait_for_selector("[data-figure]:not([data-drawn])", state="detached")
    assert page.locator("h1").inner_text() == small.HOSTILE
    assert page.locator("img").count() == 0


def test_a_month_not_collected_is_named_on_the_drawing(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), KINDS["département"])
    page.wait_for_selector(DRAWN)
    assert "non collecté" in page.locator("#dep-75-relogement-mensuel .plot").text_content()


def test_a_territory_is_found_by_keyboard(watched: Open, base: str) -> None:
    page = watched(base, KINDS["accueil"])
    page.locator("#chercher").focus()
    page.keyboard.type("ile de")
    assert page.locator("#chercher-liste li").all_inner_texts() == ["Île-de-France\nRégion"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/territoires/reg-11.html")


def test_the_search_says_when_it_finds_nothing(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), KINDS["accueil"])
    page.fill("#chercher", "introuvable")
    assert page.locator("#chercher-etat").inner_text() == "Aucun territoire de ce nom ou de ce code."
    assert not page.locator("#chercher-liste").is_visible()


def test_the_first_key_reaches_the_content_and_focus_is_seen(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), KINDS["département"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"


def test_the_comparison_keeps_its_state_in_the_address(watched: Open, base: str) -> None:
    page = watched(base, "comparer.html#indicateur=an&territoires=DEP-75,REG-11")
    page.wait_for_selector("#trace .main-svg")
    assert page.locator("#choisis li").count() == 2
    assert page.locator("#tableau tbody tr").first.inner_text().split("\t") == [
        "2021",
        "1\u202f234 (incomplète)",
        "6\u202f200 (incomplète)",
    ]
    page.select_option("#indicateur", "mois")
    page.get_by_role("button", name="Retirer Paris").click()
    assert page.url.endswith("#indicateur=mois&territoires=REG-11")
    page.fill("#ajouter", "mayotte")
    page.keyboard.press("Enter")
    assert page.url.endswith("#indicateur=mois&territoires=REG-11,DEP-976")
    assert "Mayotte\u00a0: non collecté, hors de la source." in page.locator("#alertes").text_content()


def test_a_missing_month_breaks_the_line_of_a_comparison(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), "comparer.html#indicateur=mois&territoires=DEP-75")
    page.wait_for_selector("#trace .main-svg")
    months = page.evaluate("document.getElementById('trace').data[0].y")
    assert months == [None, None, 260, 240, None, 244]
    assert page.evaluate("document.getElementById('trace').data[0].connectgaps") is False


def test_one_territory_inside_another_is_flagged(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), "comparer.html#indicateur=an&territoires=DEP-75,REG-11")
    assert "Île-de-France contient Paris" in page.locator("#alertes").text_content()


def test_the_warnings_of_each_territory_follow_it_in_a_comparison(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), "comparer.html#indicateur=mois&territoires=DEP-75,REG-11")
    page.wait_for_selector("#trace .main-svg")
    told = page.locator("#figure-avis").text_content()
    assert "Paris\u00a0: Valeur corrigée\u00a0: avril 2021" in told


def test_night_counts_of_different_perimeters_are_refused_with_the_reason(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), "comparer.html#indicateur=nuits&territoires=COM-75056,COM-69123")
    told = page.locator("#alertes").text_content()
    assert "Comparaison refusée" in told and "Lyon ne se compare pas aux autres" in told
    assert "le périmètre est propre à la ville, ou n’est pas précisé" in told
    assert not page.locator("#figure").is_visible()
    assert page.locator("#tableau tbody tr").count() == 4


def test_night_counts_of_one_perimeter_are_compared_and_the_others_left_out(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), "comparer.html#indicateur=nuits&territoires=COM-75056,COM-93070")
    page.wait_for_selector("#trace .main-svg")
    assert page.evaluate("document.getElementById('trace').data.map(line => line.y)") == [
        [2598, None, 3015],
        [12, None, 30],
    ]
    text = page.locator("#tableau").inner_text()
    assert "non\u00a0: la nuit n’a pas eu lieu en janvier, ou son mois n’est pas connu" in text
    assert text.count("%") == 0, "définitif puis provisoire ; 12 personnes puis 30 : aucun pourcentage"


def test_no_line_joins_two_perimeters_of_one_territory(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), "comparer.html#indicateur=nuits&territoires=COM-75056")
    page.wait_for_selector("#trace .main-svg")
    assert page.evaluate("document.getElementById('trace').data[0].y") == [3035, None, 2598, None, 3015], (
        "ni deux périmètres, ni un définitif et un provisoire"
    )


def test_an_address_made_by_hand_does_no_harm(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), "comparer.html#indicateur=<b>&territoires=DEP-75,XX,<img src=x>&de=abc")
    page.wait_for_selector("#trace .main-svg")
    assert page.locator("#choisis li").count() == 1
    assert page.input_value("#indicateur") == "mois"


def test_a_comparison_without_a_choice_shows_something(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), "comparer.html")
    page.wait_for_selector("#trace .main-svg")
    assert page.locator("#choisis li").all_inner_texts()[0].startswith("Île-de-France")


def test_on_paper_the_figures_fit_and_the_menus_are_gone(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), KINDS["département"])
    page.wait_for_selector(DRAWN)
    page.emulate_media(media="print")
    page.evaluate("document.body.style.width = '670px'")
    assert not page.locator(".nav").is_visible()
    assert page.evaluate("document.querySelector('.plot .main-svg').getBoundingClientRect().width") <= 670
    assert "non collecté" in page.locator("#dep-75-relogement-mensuel .plot").inner_text()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_link_to_a_place_of_a_portrait_leads_there(watched: Open, release: Any, width: int) -> None:
    page = watched(release[0].as_uri(), f"{KINDS['département']}#avertissements", width)
    page.wait_for_selector(".columns.drawn")
    page.wait_for_timeout(1500)  # it scrolls there smoothly
    top, is_the_end = page.evaluate("""() => {
        const all = document.documentElement;
        return [document.getElementById("avertissements").getBoundingClientRect().top, innerHeight + scrollY > all.scrollHeight - 2];
    }""")
    assert 0 <= top < 40 or (is_the_end and 0 <= top < 900)


def test_nothing_moves_on_the_screen_when_the_rest_of_a_portrait_is_laid_out(watched: Open, release: Any) -> None:
    page = watched(release[0].as_uri(), KINDS["département"])
    page.wait_for_selector(".columns.drawn")
    seen = """async (is_drawn) => {
        document.querySelector(".columns").classList.toggle("drawn", is_drawn);
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const sections = [...document.querySelectorAll(".main > section")];
        return [getComputedStyle(sections[0]).contentVisibility, sections[0].clientHeight, sections[1].getBoundingClientRect().top];
    }"""
    before, after = page.evaluate(seen, False), page.evaluate(seen, True)
    assert (before[0], after[0]) == ("auto", "visible") and before[1:] == after[1:]


def test_a_figure_is_first_its_picture_cut_to_the_drawing(chromium: Any, release: Any) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.route("**/plotly.min.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{release[0].as_uri()}/site/{KINDS['département']}")
    place = page.locator("#dep-75-relogement-annuel .plot")
    place.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('#dep-75-relogement-annuel .plot img').naturalWidth === 720")
    height, shown, whole, position = place.evaluate("""(plot) => {
        const image = plot.querySelector("img"), box = image.getBoundingClientRect();
        return [plot.clientHeight, box.height, image.naturalHeight, parseFloat(getComputedStyle(image).objectPosition.split(" ")[1])];
    }""")
    svg = (release[0] / "figures" / "dep-75-relogement-annuel.svg").read_text(encoding="utf-8")
    top = float(re.search(r"translate\(0,([\d.]+)\)", svg)[1])
    assert height == shown < whole and position / 100 * (whole - shown) == pytest.approx(top, abs=0.1)
    context.close()


def test_without_javascript_the_image_and_the_table_stand_in(chromium: Any, release: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{release[0].as_uri()}/site/{KINDS['département']}")
    assert page.locator("#dep-75-relogement-annuel .plot img").is_visible()
    first, *others = page.locator(".plot img").evaluate_all("(images) => images.map((image) => image.loading)")
    assert first != "lazy" and set(others) == {"lazy"}
    assert page.locator("#dep-75-relogement-annuel table tbody tr").count() == 2
    page.locator("#dep-75-relogement-annuel .figure-tools > summary").click()
    assert "Texte de remplacement" in page.locator("#dep-75-relogement-annuel-texte").inner_text()
    assert not page.locator("#dep-75-relogement-annuel [data-copy]").first.is_visible()
    context.close()


def test_the_text_for_word_is_copied_by_keyboard_and_said_aloud(watched: Open, base: str) -> None:
    page = watched(base, KINDS["département"])
    page.wait_for_selector(DRAWN)
    figure = page.locator("#dep-75-relogement-annuel")
    figure.locator(".figure-tools > summary").focus()
    page.keyboard.press("Enter")
    figure.get_by_role("button", name="Copier pour Word").focus()
    page.keyboard.press("Enter")
    figure.locator("[role=status]", has_text="Copié.").wait_for()
    page.evaluate("document.querySelector('h1').setAttribute('contenteditable', '')")
    page.locator("h1").focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+V")
    pasted = page.locator("h1").inner_text().replace("\u00a0", " ")  # an editable title has its own spaces
    assert pasted.startswith("Paris : personnes sans domicile relogées dans le parc social, par an.")
    assert "Source : Dihal, Baromètre" in pasted and "Texte de remplacement : Diagramme en barres" in pasted
    assert page.locator("h1 strong, h1 b").count() > 0, "mise en forme gardée"


def test_the_code_to_embed_knows_the_address_of_the_site(watched: Open, base: str) -> None:
    page = watched(base, KINDS["département"])
    code = page.locator("#dep-75-relogement-annuel-cadre").text_content()
    site = f"{base}/site/" if base.startswith("http") else "https://adresse-du-site/"
    assert f'src="{site}integrer/dep-75-relogement-annuel.html"' in code


def test_an_embedded_figure_is_drawn_and_fits(watched: Open, base: str) -> None:
    for figure, width in (("dep-75-relogement-mensuel", 320), ("carte-relogement-dep", 700)):
        page = watched(base, f"integrer/{figure}.html", width=width)
        page.wait_for_selector(DRAWN)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_figure_is_saved_as_an_image_that_stands_alone(release: tuple[Path, SiteReport]) -> None:
    folder, report = release
    assert report.nb_images == report.nb_figures == len(list(folder.glob("figures/*.png"))) == 14
    svg = (folder / "figures" / "dep-75-relogement-mensuel.svg").read_text(encoding="utf-8")
    for words in ("par mois", "Nombre de personnes", "Dihal, Baromètre", "Données arrêtées", "Flux non"):
        assert words in svg
    assert "Données fictives" not in svg


def test_a_figure_that_has_not_changed_is_not_drawn_again(
    release: tuple[Path, SiteReport], tmp_path: Path, chromium_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, report = release
    made = [figure for some in compose(small.protected(small.frames())).shown.values() for figure in some]
    before = Drawn(folder / "figures", report.images.prints)
    drawn: list[str] = []
    draw_all = images._draw_all
    monkeypatch.setattr(
        images, "_draw_all", lambda left, *rest: drawn.extend(one.id for one in left) or draw_all(left, *rest)
    )
    changed = [replace(made[0], note="Autre note."), *made[1:]]
    again = draw_images(changed, tmp_path / "figures", chromium_path, before)
    assert drawn == [made[0].id] and (again.nb_images, again.nb_taken) == (len(made), len(made) - 1)
    for figure in made[1:]:
        for ending in ("svg", "png"):
            name = f"{figure.id}.{ending}"
            assert (tmp_path / "figures" / name).read_bytes() == (folder / "figures" / name).read_bytes()
    (tmp_path / "figures" / f"{made[1].id}.png").unlink()
    lost = Drawn(tmp_path / "figures", again.prints)
    assert not lost.has(made[1].id, again.prints[made[1].id]) and lost.has(made[2].id, again.prints[made[2].id])


def test_a_png_fills_16_cm_at_300_dots_per_inch(release: tuple[Path, SiteReport]) -> None:
    png = (release[0] / "figures" / "dep-75-relogement-annuel.png").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, per_metre = int.from_bytes(png[16:20]), int.from_bytes(png[png.index(b"pHYs") + 4 :][:4])
    assert width / per_metre == pytest.approx(0.16, rel=0.01)
    assert per_metre * 0.0254 >= 300
    assert len(png) < 120_000


def test_the_image_is_the_one_that_the_browser_reads_back(chromium: Any, release: tuple[Path, SiteReport]) -> None:
    page = chromium.new_page()
    page.goto((release[0] / "figures" / "dep-75-relogement-annuel.png").as_uri())
    corner, size = page.evaluate("""() => {
        const image = document.images[0], canvas = document.createElement("canvas");
        canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
        return [getComputedStyle(image).display !== "none", [canvas.width, canvas.height]];
    }""")
    page.close()
    assert corner and size[0] == 1920 and size[1] > 900


def test_invented_data_are_announced_inside_the_image(tmp_path: Path, chromium_path: Path) -> None:
    shown = compose(small.protected(small.frames(is_fictional=True))).shown
    made = [figures[0] for figures in shown.values() if figures][:3]
    assert draw_images(made, tmp_path, chromium_path).nb_images == 3
    for figure in made:
        image = (tmp_path / f"{figure.id}.svg").read_text(encoding="utf-8")
        assert "Données fictives\u00a0: démonstration, à ne pas citer" in image


def test_no_figure_needs_no_browser(tmp_path: Path, chromium_path: Path) -> None:
    assert draw_images([], tmp_path, chromium_path).nb_images == 0
