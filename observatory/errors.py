"""The one error that staff may read: what is wrong, where, and what to do next, in French."""


class ObservatoryError(Exception):
    """A refusal in plain French.

    `message` says what is wrong and where; `action` says what to do. Neither ever holds a personal value.
    """

    def __init__(self, message: str, action: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.action = action

    def __str__(self) -> str:
        return f"{self.message} {self.action}".strip()
