"""The one error that staff may read: what is wrong, where, and what to do next, in French."""

from __future__ import annotations

import errno
from pathlib import Path

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM)


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

    def __reduce__(self) -> tuple:
        return type(self), (self.message, self.action)


def place_of(error: BaseException) -> str:
    """Where in the code an error happened, in whichever process: « typed.py, ligne 12 »."""
    from traceback import extract_tb

    if told := getattr(error, "place", ""):
        return told
    last = extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}, ligne {last.lineno}"


def of_the_machine(error: BaseException) -> ObservatoryError | None:
    """The sentence for what the machine lacks (disk, rights, memory) or was told to stop, whichever library met it; None for
    anything else."""
    number, words = getattr(error, "errno", None), str(error).lower()
    if number in _FULL or "no space left" in words or "file too large" in words:
        return ObservatoryError(
            "Le disque est plein : rien n’a été remplacé, la dernière publication est intacte.",
            "Faites de la place (ou déplacez la maison des données), puis relancez.",
        )
    if number in _CLOSED or "read-only file system" in words or "permission denied" in words:
        return ObservatoryError(
            "La maison des données ne peut pas être écrite : rien n’a été remplacé.",
            "Vérifiez les droits de son dossier et du disque, puis relancez.",
        )
    if words == "query interrupted":  # what DuckDB makes of a stop
        return ObservatoryError("Arrêté à votre demande : rien n’a été remplacé.", "Pour reprendre, relancez.")
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryException":
        from observatory.settings import shortage

        return shortage()
    return None
