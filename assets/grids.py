"""A grid of what was received of a source: one cell for each département and period, read again alone when asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import dagster as dg

from assets.read_again import partitions_received, read_again
from observatory.home import Home
from observatory.lake.partitions import Outcome

UNKNOWN = "inconnu"


@dataclass(frozen=True)
class Grid:
    """The cells of `contracts` under the asset `key`.

    `prefix`: of the names that Dagster keeps of rows and columns. `pattern` reads the name of a partition of the lake: its
    group « departement » is the row; `column`, a format of its groups, the column.
    """

    key: dg.AssetKey
    prefix: str
    contracts: tuple[str, ...]
    pattern: str
    column: str

    @cached_property
    def partitions(self) -> dg.MultiPartitionsDefinition:
        """The rows and columns that Dagster shows."""
        return dg.MultiPartitionsDefinition({"departement": self.departements, "periode": self.periods})

    @cached_property
    def departements(self) -> dg.DynamicPartitionsDefinition:
        return dg.DynamicPartitionsDefinition(name=f"{self.prefix}_departements")

    @cached_property
    def periods(self) -> dg.DynamicPartitionsDefinition:
        return dg.DynamicPartitionsDefinition(name=f"{self.prefix}_periodes")

    def cell_of(self, partition: str) -> dg.MultiPartitionKey:
        """The cell that a partition of the lake stands in; a file of which no row could be typed has neither row nor column."""
        found = re.fullmatch(self.pattern, partition)
        if found is None:
            return dg.MultiPartitionKey({"departement": UNKNOWN, "periode": partition})
        return dg.MultiPartitionKey(
            {"departement": found["departement"], "periode": self.column.format(**found.groupdict())}
        )

    def list_received(self, instance: dg.DagsterInstance, home: Home) -> None:
        """Make a row for each département received and a column for each period, so that what is missing shows."""
        cells = [self.cell_of(one).keys_by_dimension for one in partitions_received(home, self.contracts)]
        for dimension, name in ((self.departements, "departement"), (self.periods, "periode")):
            instance.add_dynamic_partitions(dimension.name, sorted({cell[name] for cell in cells}))

    def seen(self, context: dg.AssetExecutionContext, outcomes: Iterable[Outcome]) -> None:
        """Colour the cells of which something stands in the lake after a run over all of them."""
        for partition in sorted({outcome.partition for outcome in outcomes if outcome.is_kept}):
            context.log_event(dg.AssetMaterialization(self.key, partition=self.cell_of(partition)))

    def read_again(self, context: dg.AssetExecutionContext, what: str) -> dg.MaterializeResult:
        """Read and check the cell of this run alone; `what`: « l’export »."""
        cell = context.partition_key
        name = "-".join(cell.keys_by_dimension[name] for name in ("departement", "periode"))
        return read_again(context, self.contracts, lambda one: self.cell_of(one) == cell, what, name)
