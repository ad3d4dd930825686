"""The runner of `dbt_like_sql/`: reads the SQL models, orders them, follows their columns, builds their tables.

One file, one SELECT, one relation of the warehouse: `core/relogement.sql` makes `core.relogement`. This room holds no
domain SQL, knows no source and no contract: statements that come from contracts are handed to it.
"""
