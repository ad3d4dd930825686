"""The whole of a home in one file, and back: what cannot be made again, every file with its fingerprint."""
