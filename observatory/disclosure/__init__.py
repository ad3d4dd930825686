"""Statistical confidentiality: what may be published, and the only type that charts, pages and files accept.

Of use alone, without the rest of the project:

    from observatory.disclosure import Dimension, Policy, Table, protect

    places = Dimension.tree("territoire", {"FR": ["01", "02"]})
    sexes = Dimension.flat("sexe", "ensemble", ["F", "H"])
    table = Table("demandes", frame, dimensions=("territoire", "sexe"), classes=("courant",))
    protection = protect([table], [places, sexes], Policy("1.0.0", "Prénom Nom", "2026-11-23"))

`protection.tables` may be published, `protection.summary` too; `protection.journal` and `protection.audit` may not.
See docs/confidentialite.md.
"""

from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.history import Past
from observatory.disclosure.inventory import Table
from observatory.disclosure.policy import Policy, Rules
from observatory.disclosure.policy_text import parse_policy
from observatory.disclosure.protected import ProtectedTable
from observatory.disclosure.protection import AuditFailure, Protection, protect
from observatory.disclosure.structure import Dimension, Relation

__all__ = [
    "AuditFailure", "Dimension", "DisclosureError", "Past", "Policy", "ProtectedTable", "Protection", "Relation", "Rules",
    "Table", "parse_policy", "protect",
]  # fmt: skip
