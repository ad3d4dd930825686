"""From the dirty exports of one SIAO to its requests, answers and flows, held against what happened in the demo world."""

from __future__ import annotations


def test_every_request_of_every_month_is_there_once(con):
    months, same = con.execute(
        "SELECT count(*), count(*) FILTER (WHERE nb = nb_demandes) FROM verite "
        "LEFT JOIN (SELECT mois, count(*) AS nb FROM staging.siao_demande_115 GROUP BY ALL) USING (mois)"
    ).fetchone()
    assert months == same == 84


def test_refusals_and_renewals_are_those_of_the_truth_and_households_have_their_size(con):
    (wrong,) = con.execute(
        "SELECT count(*) FROM verite LEFT JOIN (SELECT mois, count(*) FILTER (WHERE reponse_115 = 'NON_POURVUE') AS nb, "
        "count(*) FILTER (WHERE est_renouvellement) AS nb_stock FROM staging.siao_demande_115 GROUP BY ALL) USING (mois) "
        "WHERE (nb, nb_stock) IS DISTINCT FROM (nb_non_pourvues, nb_renouvellements)"
    ).fetchone()
    assert wrong == 0
    mean, largest = con.execute(
        "SELECT avg(nb_personnes_menage), max(nb_personnes_menage) FROM core.siao_demandes"
    ).fetchone()
    assert mean > 1.2 and largest >= 4


def test_the_rate_by_request_and_by_household_differ_and_the_flow_is_harsher_than_the_stock(con):
    stock, flow = con.execute(
        "SELECT avg((NOT est_pourvue)::INT), avg((NOT est_pourvue)::INT) FILTER (WHERE NOT coalesce(est_renouvellement, false)) "
        "FROM core.siao_demandes"
    ).fetchone()
    (household,) = con.execute(
        "SELECT sum(nb_menages) FILTER (WHERE acces_place = 'JAMAIS') / sum(nb_menages) FROM core.siao_acces"
    ).fetchone()
    assert flow > stock + 0.2 and household < 1 and abs(stock - household) > 0.05


def test_the_number_of_persons_stands_in_its_band(con):
    (wrong,) = con.execute(
        "SELECT count(*) FROM (PIVOT (FROM core.siao_suivis WHERE niveau = 'DEP') ON rapprochement USING sum(nb_suivies) GROUP BY territoire_code, periode) "
        "WHERE NOT (LARGE <= CENTRAL AND CENTRAL <= STRICT)"
    ).fetchone()
    assert wrong == 0
    same, months = con.execute(
        "SELECT count(*) FILTER (WHERE s.nb_stock = f.stock_fin), count(*) FROM core.siao_flux AS f "
        "JOIN core.siao_suivis AS s ON s.periode_debut = f.mois AND len(s.periode) = 7 AND s.rapprochement = 'CENTRAL'"
    ).fetchone()
    assert same == months > 80


def test_nobody_is_lost_between_two_months(con):
    months, broken, jumps = con.execute(
        "SELECT count(*), count(*) FILTER (WHERE stock_debut + nouveaux + retours_logement + retours_inactif + retours_autres "
        "- vers_logement - vers_inactif - autres_sorties <> stock_fin), count(*) FILTER (WHERE stock_debut <> avant) "
        "FROM (SELECT *, lag(stock_fin, 1, stock_debut) OVER (ORDER BY mois) AS avant FROM core.siao_flux)"
    ).fetchone()
    assert months > 80 and broken == 0 and jumps == 0


def test_the_stock_is_a_part_of_those_without_a_home(con):
    """The SIAO never sees everybody; what it sees stays under the truth and above half of it."""
    shares = [
        share
        for (share,) in con.execute(
            "SELECT stock_fin / sum(n.nb_personnes) FROM core.siao_flux AS f JOIN nuits AS n ON n.date_nuit = last_day(f.mois) "
            "WHERE year(mois) BETWEEN 2020 AND 2024 GROUP BY mois, stock_fin"
        ).fetchall()
    ]
    assert len(shares) == 60 and 0.5 < min(shares) and max(shares) < 1


def test_returns_add_up_and_newcomers_are_counted_only_where_two_years_before_are_known(con):
    ((housed, first, second, third),) = con.execute(
        "SELECT nb_sortis, nb_retours_180, nb_retours_365, nb_retours_730 FROM core.siao_retours"
    ).fetchall()
    assert housed > 20 and 0 <= first <= second <= third < housed / 2
    years = con.execute(
        "SELECT annee, nb_entrants, nb_primo_arrivants FROM core.siao_primo_arrivants ORDER BY annee"
    ).fetchall()
    assert [year for year, _, _ in years] == [2021, 2022, 2023, 2024, 2025]
    assert all(0.4 < new / entered < 0.95 for _, entered, new in years)
