"""The refusal of the disclosure control: one French sentence, and what to do."""

from __future__ import annotations


class DisclosureError(Exception):
    """Something forbids publication; `message` says what and `action` what to do. Never holds a count."""

    def __init__(self, message: str, action: str = "") -> None:
        super().__init__(message, action)
        self.message, self.action = message, action

    def __str__(self) -> str:
        return f"{self.message} {self.action}".strip()
