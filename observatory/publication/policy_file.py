"""The disclosure policy of the project, read from its file."""

from __future__ import annotations

from pathlib import Path

from observatory.contracts.strict_yaml import read_yaml
from observatory.disclosure.errors import DisclosureError
from observatory.disclosure.policy import Policy
from observatory.disclosure.policy_text import parse_policy
from observatory.errors import ObservatoryError


def load_policy(path: Path) -> Policy:
    """The policy of a file; ObservatoryError when it cannot be read, is incomplete or contradicts itself."""
    try:
        return parse_policy(read_yaml(path))
    except DisclosureError as refusal:
        raise ObservatoryError(f"{path.name} : {refusal.message}", refusal.action) from None
