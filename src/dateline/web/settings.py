"""Who may reach the page: the address it listens on, the names it answers to, the password."""

import ipaddress
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from dateline.errors import BadInput

LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")
SHORTEST_PASSWORD = 12
LAST_PORT = 65_535
EVERY_ADDRESS = frozenset(("0.0.0.0", "::"))  # noqa: S104 - named here in order to be refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the page is served.

    `names` are the hosts that a request may name; `token` is what a write must carry; with
    `password` every request must carry it too.
    """

    host: str = "127.0.0.1"
    port: int = 8321
    names: tuple[str, ...] = LOCAL_NAMES
    password: str | None = None
    reviewer: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)


def settings_for(
    host: str, port: int, *, password_file: Path | None, names: tuple[str, ...], reviewer: str = ""
) -> Settings:
    """Return the settings for an address, or say why it is refused.

    Raises:
        BadInput: The address is open to other machines and there is no password, or no name.
    """
    if not 0 < port <= LAST_PORT:
        raise BadInput(f"--port {port}: expected 1 to {LAST_PORT}")
    password = _password(password_file) if password_file else None
    if is_local(host):
        return Settings(
            host=host, port=port, names=LOCAL_NAMES + names, password=password, reviewer=reviewer
        )
    if password is None:
        raise BadInput(
            f"--host {host} opens the archive to other machines; give --password-file FILE (a "
            f"password of {SHORTEST_PASSWORD} characters or more), or leave --host out"
        )
    if host in EVERY_ADDRESS and not names:
        raise BadInput(f"--host {host} listens everywhere; say which name to answer to with --name")
    shown = f"[{host}]" if ":" in host else host
    return Settings(
        host=host, port=port, names=(*LOCAL_NAMES, shown, *names), password=password,
        reviewer=reviewer,
    )  # fmt: skip


def is_local(host: str) -> bool:
    """Say whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _password(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as err:
        raise BadInput(f"--password-file {path}: cannot be read ({err})") from err
    if len(text) < SHORTEST_PASSWORD:
        raise BadInput(
            f"--password-file {path}: the password has {len(text)} characters; "
            f"{SHORTEST_PASSWORD} is the least"
        )
    return text
