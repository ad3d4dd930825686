"""Estimators of the observatory: pure functions, frames or arrays in, results out; no file, no database."""
