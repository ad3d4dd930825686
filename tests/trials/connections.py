"""Every connection that a whole run asks the kernel for, children and browser included: `python -m tests.trials.connections`.

Demonstration, build and publication of a small country, each under strace, which sees what no watch inside Python can: libraries
in other languages, Chromium, its own children. Needs strace; the home is that of OBSERVATORY_HOME, which must be new.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from observatory.home import PROJECT, home_from

COMMANDS = {
    "demo": ["demo", "--scale", "0,2", "--years", "2023-2025"],
    "build": ["build"],
    "publish": ["publish"],
}
CALLS = "connect,sendto,sendmsg,sendmmsg"
# Chromium asks the kernel whether IPv6 has a route, with a UDP socket that it connects and never writes to: no packet leaves
ROUTE_PROBE = "AF_INET6 2001:4860:4860::8888"
ADDRESS = re.compile(r'sa_family=(AF_\w+)(?:.*?inet_addr\("([^"]+)"\)|.*?inet_pton\(AF_INET6, "([^"]+)")?')


def main() -> None:
    if shutil.which("strace") is None or home_from().root.exists():
        raise SystemExit(
            "Il faut strace (apt-get install strace) et une maison qui n’existe pas encore (OBSERVATORY_HOME)."
        )
    outside = 0
    for name, words in COMMANDS.items():
        found = traced([sys.executable, "-m", "observatory.cli.main", *words])
        away = {to: nb for to, nb in found.items() if not is_of_this_machine(to) and to != ROUTE_PROBE}
        outside += sum(away.values())
        print(f"{name:8} {sum(found.values()):5} appels : {dict(found)} ; hors de la machine : {away or 'aucun'}")
    sys.exit(outside > 0)


def traced(command: list[str]) -> Counter[str]:
    """The addresses that a command and all its children asked for, with how many times."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "appels"
        watch = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", f"trace={CALLS}", "-o", str(log)]
        subprocess.run([*watch, *command], cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
        return addresses(log.read_text(encoding="utf-8", errors="replace"))


def addresses(log: str) -> Counter[str]:
    """Of a log of strace, each address named by a call: its family, and its number when it has one."""
    found = (ADDRESS.search(line) for line in log.splitlines())
    return Counter(f"{match[1]} {match[2] or match[3] or ''}".strip() for match in found if match)


def is_of_this_machine(address: str) -> bool:
    """A socket of this machine: a file, the kernel, the loopback."""
    family, _, number = address.partition(" ")
    return family not in ("AF_INET", "AF_INET6") or number.startswith("127.") or number == "::1"


if __name__ == "__main__":
    main()
