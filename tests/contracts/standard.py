"""The ODCS standard, as its own package ships it."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema


def validator() -> jsonschema.protocols.Validator:
    """A validator of the schema shipped with the package, with the standard's own repair of its `map` and `vector` rules.

    As shipped, they also bite a column without `logicalType`, which is optional (bitol-io/open-data-contract-standard,
    issue 322 and its repair).
    """
    schema = json.loads(files("open_data_contract_standard").joinpath("schema.json").read_text(encoding="utf-8"))
    for rule in schema["$defs"]["SchemaBaseProperty"]["allOf"]:
        if "if" in rule:
            rule["if"]["required"] = ["logicalType"]
    return jsonschema.validators.validator_for(schema)(schema)
