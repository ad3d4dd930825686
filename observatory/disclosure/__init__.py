"""Statistical confidentiality: what may be published, and the only type that charts, pages and files accept."""
