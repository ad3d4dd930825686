"""The typed lake: one Parquet per partition, replaced only by a candidate that passed its blocking checks."""
