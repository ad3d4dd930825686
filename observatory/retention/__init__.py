"""Persons without contact for 24 months are forgotten: their anonymous outcomes are frozen, then their rows erased."""
