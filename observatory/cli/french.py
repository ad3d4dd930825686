"""Click's own words in French: usage, help, wrong use. Click takes them through gettext, one name per module."""

from click import core, decorators, exceptions, formatting, parser, types

_WORDS = {
    "Usage:": "Utilisation :",
    "Options": "Options ",
    "Commands": "Commandes ",
    "Positional arguments": "Arguments ",
    "Show this message and exit.": "Montre cette aide.",
    "Show the version and exit.": "Montre la version.",
    "%(prog)s, version %(version)s": "%(prog)s, version %(version)s",
    "Try '{command} {option}' for help.": "Aide : {command} {option}",
    "Error: {message}": "Erreur : {message}",
    "Aborted!": "Interrompu.",
    "Missing argument": "Argument manquant",
    "Missing option": "Option manquante",
    "Missing parameter": "Paramètre manquant",
    "Missing command.": "Commande manquante.",
    "No such command {name!r}.": "La commande « {name} » n’existe pas.",
    "No such option {name!r}.": "L’option « {name} » n’existe pas.",
    "Option {name!r} does not take a value.": "L’option « {name} » ne prend pas de valeur.",
    "Invalid value for {param_hint}: {message}": "Valeur refusée pour {param_hint} : {message}",
    "Invalid value: {message}": "Valeur refusée : {message}",
    "{name} {filename!r} does not exist.": "{name} « {filename} » est introuvable.",
    "{name} {filename!r} is a directory.": "{name} « {filename} » est un dossier.",
    "{name} {filename!r} is a file.": "{name} « {filename} » n’est pas un dossier.",
    "{name} {filename!r} is not readable.": "{name} « {filename} » n’est pas lisible.",
    "{value!r} is not a valid {number_type}.": "« {value} » n’est pas un nombre.",
    "{value} is not in the range {range}.": "{value} est hors de l’intervalle {range}.",
    "file": "fichier",
    "directory": "dossier",
    "path": "chemin",
    "default: {default}": "par défaut : {default}",
    "unknown error": "erreur inconnue",
}
_PLURALS = {
    "Got unexpected extra argument ({args})": (
        "Argument en trop : {args}",
        "Arguments en trop : {args}",
    ),
    "Did you mean {possibility}?": ("Vouliez-vous dire {possibility}\u202f?", "Vouliez-vous dire : {possibilities} ?"),
    "(Possible option: {possibilities})": (
        "(Option possible : {possibilities})",
        "(Options possibles : {possibilities})",
    ),
    "Option {name!r} requires an argument.": (
        "L’option « {name} » demande une valeur.",
        "L’option « {name} » demande {nargs} valeurs.",
    ),
}


def speak_french() -> None:
    """Give click its French words."""
    for module in (core, decorators, exceptions, formatting, parser, types):
        if hasattr(module, "_"):
            module._ = _word
        if hasattr(module, "ngettext"):
            module.ngettext = _plural


def _word(text: str) -> str:
    return _WORDS.get(text, text)


def _plural(singular: str, plural: str, count: int) -> str:
    return _PLURALS.get(singular, (singular, plural))[count > 1]
