"""Territories: codes, levels, vintages. A territory is (niveau, code, millésime); names are labels."""
