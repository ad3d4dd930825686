"""The SQL models in the words of Spark, for a warehouse that one machine does not hold (decision 0037).

sqlglot does most of it; what it does not know, or gets wrong, is one function here, with its reason. Nothing here needs
Spark. Its dialect is that of Databricks, which is Spark with QUALIFY: the Spark that we hold to has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from observatory.errors import ObservatoryError
from observatory.warehouse.functions import sql_functions
from observatory.warehouse.models import Model, parse_query

if TYPE_CHECKING:
    from sqlglot import exp


def spark_sql(model: Model) -> str:
    """The query of a model for Spark 4, ANSI mode, session in UTC. Relations keep their names.

    Raises ObservatoryError when the model has a construct that no rewriting knows.
    """
    import sqlglot

    query = parse_query(model.sql, model.name)
    try:
        for rewrite in _REWRITES:
            query = rewrite(query)
        return query.sql(dialect="databricks", unsupported_level=sqlglot.ErrorLevel.RAISE, comments=False, pretty=True)
    except (sqlglot.UnsupportedError, NotImplementedError) as error:
        raise ObservatoryError(
            f"{model.name} ne se traduit pas pour Spark : {str(error).strip()}.",
            "Écrivez-le autrement, ou ajoutez la réécriture à observatory/warehouse/portable.py.",
        ) from None


def python_functions(model: Model) -> list[str]:
    """The estimators that a model calls (`functions.sql_functions`): Python on both engines, never translated."""
    from sqlglot import exp

    known = {name for name, *_ in sql_functions()}
    called = {found.name.lower() for found in parse_query(model.sql, model.name).find_all(exp.Anonymous)}
    return sorted(known & called)


def spark_type(kind: str) -> str:
    """A DuckDB type as Spark writes it: `STRUCT(a VARCHAR)[]` → `ARRAY<STRUCT<a: STRING>>`. sqlglot makes a moment of TIME."""
    from sqlglot import exp

    if kind == "TIME":
        return "TIME(6)"
    return exp.DataType.build(kind, dialect="duckdb").sql(dialect="spark")


def _rows_in(query: exp.Query) -> exp.Query:
    """`(a, b) IN (SELECT (c, d) …)`: a row is equal when its columns are, empty ones too. Spark takes the row apart, and
    an empty column makes its NOT IN empty."""
    from sqlglot import exp

    for found in list(query.find_all(exp.In)):
        inner = found.args.get("query")
        inner = inner and inner.unnest()
        if not isinstance(found.this, exp.Tuple) or not isinstance(inner, exp.Select):
            continue
        (row,) = inner.expressions
        names = [f"_{rank}" for rank, _ in enumerate(row.expressions)]
        inner.set("expressions", [exp.alias_(value, name) for value, name in zip(row.expressions, names, strict=True)])
        same = [
            exp.NullSafeEQ(this=exp.column(name, "_lignes"), expression=value)
            for name, value in zip(names, found.this.expressions, strict=True)
        ]
        lines = exp.select("1").from_(inner.subquery("_lignes")).where(*same)
        found.replace(exp.Exists(this=lines))
    return query


def _extremes(query: exp.Query) -> exp.Query:
    """`arg_max(a, b)` passes over the rows where `a` is empty; `max_by` gives it back empty."""
    from sqlglot import exp

    for found in list(query.find_all(exp.ArgMax, exp.ArgMin)):
        known = exp.Is(this=found.this.copy(), expression=exp.null()).not_()
        found.set("expression", exp.If(this=known, true=found.expression.copy(), false=exp.null()))
    return query


def _lists(query: exp.Query) -> exp.Query:
    """`list(a ORDER BY b)` keeps its order and its empty values; `collect_list` keeps neither. Ascending orders only."""
    from sqlglot import exp

    for found in list(query.find_all(exp.ArrayAgg)):
        is_ordered = isinstance(found.this, exp.Order)
        value, keys = (found.this.this, found.this.expressions) if is_ordered else (found.this, [])
        if isinstance(value, exp.Distinct) or any(key.args.get("desc") for key in keys):
            raise NotImplementedError("list(DISTINCT …) ou list(… ORDER BY … DESC)")
        fields = [
            field
            for rank, key in enumerate(keys)
            for field in (
                exp.alias_(exp.Is(this=exp.paren(key.this), expression=exp.null()), f"vide_{rank}"),
                exp.alias_(key.this.copy(), f"cle_{rank}"),
            )
        ]
        entry = exp.Struct(expressions=[*fields, exp.alias_(value.copy(), "valeur")])
        lines = exp.func("collect_list", entry)
        if is_ordered:
            lines = exp.func("array_sort", lines)
        kept = exp.Lambda(
            this=exp.Dot.build([exp.to_identifier("e"), exp.to_identifier("valeur")]),
            expressions=[exp.to_identifier("e")],
        )
        found.replace(exp.Transform(this=lines, expression=kept))
    return query


def _places(query: exp.Query) -> exp.Query:
    """The n-th of a list, n being computed: sqlglot shifts written numbers only. Out of the list, or empty: empty."""
    from sqlglot import exp

    for found in list(query.find_all(exp.Bracket)):
        (place,) = found.expressions
        if (
            isinstance(place, exp.Slice)
            or isinstance(found.this, exp.Column)
            or not (place.is_int or isinstance(found.this, exp.Array))
        ):
            raise NotImplementedError("un crochet sur une colonne : texte ou liste, rien ne le dit")
        if not place.is_int:
            found.replace(exp.func("try_element_at", found.this, exp.cast(place, "int")))
    return query


def _series(query: exp.Query) -> exp.Query:
    """A series that ends before it begins is empty; `sequence` fails. Bounds of a series of dates become dates."""
    from sqlglot import exp

    for found in list(query.find_all(exp.GenerateSeries)):
        start, end, step = found.args["start"], found.args["end"], found.args.get("step")
        if isinstance(step, exp.Interval):
            start, end = exp.cast(start, "date"), exp.cast(end, "date")
        if found.args.get("is_end_exclusive"):
            end = exp.Sub(this=exp.paren(end), expression=exp.Literal.number(1))
        series = exp.Anonymous(this="SEQUENCE", expressions=[part.copy() for part in (start, end, step) if part])
        guarded = exp.If(this=exp.LTE(this=start.copy(), expression=end.copy()), true=series, false=exp.array())
        if isinstance(found.parent, exp.Table):  # FROM a, generate_series(…) AS s(d)
            table = found.parent
            lateral = exp.Unnest(expressions=[guarded], alias=table.args["alias"].copy())
            table.replace(lateral)
        else:
            found.replace(guarded)
    return query


def _generators(query: exp.Query) -> exp.Query:
    """Lists unnested side by side in a SELECT go in step; Spark wants one generator, over the lists zipped together."""
    from sqlglot import exp

    for select in query.find_all(exp.Select):
        lists = [one for one in select.expressions if isinstance(one.unalias(), exp.Explode)]
        made = [
            made for one in select.expressions for made in one.find_all(exp.Explode) if made.parent_select is select
        ]
        if len(made) > len(lists):
            raise NotImplementedError("un unnest dans une expression")
        if len(lists) < 2:
            continue
        first = select.expressions.index(lists[0])
        if select.expressions[first : first + len(lists)] != lists:
            raise NotImplementedError("des unnest qui ne se suivent pas")
        names = [exp.to_identifier(one.alias or f"_liste_{rank}") for rank, one in enumerate(lists)]
        zipped = exp.func("arrays_zip", *(one.unalias().this for one in lists))
        together = exp.Aliases(this=exp.func("inline", zipped), expressions=names)
        others = select.expressions
        select.set("expressions", [*others[:first], together, *others[first + len(lists) :]])
    return query


def _recursions(query: exp.Query) -> exp.Query:
    """A recursion by UNION, which Spark has not, is one by UNION ALL whose lines are then taken once. One that turns in a
    circle stops with an error, at the hundredth turn."""
    from sqlglot import exp

    for cte in list(query.find_all(exp.CTE)):
        union, name = cte.this, cte.alias
        if not isinstance(union, exp.Union) or not union.args.get("distinct"):
            continue
        inside = [table for table in union.find_all(exp.Table) if table.name == name and not table.db]
        if not inside:
            continue
        for table in inside:
            table.set("alias", table.args.get("alias") or exp.TableAlias(this=exp.to_identifier(name)))
            table.set("this", exp.to_identifier(f"{name}_repetes"))
        union.set("distinct", False)
        once = exp.CTE(this=exp.select("*").distinct().from_(f"{name}_repetes"), alias=cte.args["alias"].copy())
        cte.set("alias", exp.TableAlias(this=exp.to_identifier(f"{name}_repetes")))
        ctes = cte.parent.expressions
        place = next(rank for rank, one in enumerate(ctes) if one is cte) + 1
        cte.parent.set("expressions", [*ctes[:place], once, *ctes[place:]])
    return query


def _endless(query: exp.Query) -> exp.Query:
    """The day after all days, and the one before: Spark has no infinite date."""
    from sqlglot import exp

    days = {"infinity": "9999-12-31", "-infinity": "0001-01-01"}
    for found in query.find_all(exp.Cast):
        if found.this.is_string and found.this.name in days and found.is_type("date"):
            found.set("this", exp.Literal.string(days[found.this.name]))
    return query


def _divisions(query: exp.Query) -> exp.Query:
    """A division gives a DOUBLE; of decimals, Spark makes a decimal of six places."""
    from sqlglot import exp

    for found in query.find_all(exp.Div):
        found.set("this", exp.cast(found.this, "double"))
    return query


def _words(query: exp.Query) -> exp.Query:
    """What sqlglot leaves as it is, or says wrong (Monday is the first day of `isodow`)."""
    from sqlglot import exp

    for found in list(query.find_all(exp.Anonymous)):
        if found.name.lower() == "date_sub":
            found.replace(_whole_months(*found.expressions))
        elif found.name.lower() == "list_position":
            found.set("this", "ARRAY_POSITION")
    for found in list(query.find_all(exp.DayOfWeekIso)):
        found.replace(exp.paren(exp.func("weekday", found.this) + 1))
    for join in query.find_all(exp.Join):
        if join.args.get("method"):
            raise NotImplementedError(f"une jointure {join.args['method']}")
        if join.kind in ("SEMI", "ANTI") and not join.side:
            join.set("side", "LEFT")
    for cte in query.find_all(exp.CTE):
        cte.set("materialized", None)
    return query


def _whole_months(part: exp.Expr, start: exp.Expr, end: exp.Expr) -> exp.Expr:
    """`date_sub('month', a, b)`, for a ≤ b: months gone by in full, the 31st being the last of a shorter month."""
    from sqlglot import parse_one

    if part.name != "month":
        raise NotImplementedError(f"date_sub('{part.name}', …)")
    a, b = start.sql("spark"), end.sql("spark")
    months = f"((YEAR({b}) - YEAR({a})) * 12 + MONTH({b}) - MONTH({a}))"
    return parse_one(f"{months} - IF(ADD_MONTHS({a}, {months}) > {b}, 1, 0)", dialect="spark")


_REWRITES = (
    _rows_in,
    _extremes,
    _lists,
    _places,
    _series,
    _generators,
    _recursions,
    _endless,
    _divisions,
    _words,
)
