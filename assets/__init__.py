"""The orchestration: thin Dagster definitions over the library. An asset body calls `observatory` and says what happened."""
