"""Draw to a terminal or a file: no markup is read from what is drawn, no line is padded."""

from collections.abc import Iterable
from typing import IO

from rich.console import Console, RenderableType

# Longer lines are hard to read; a wider terminal keeps its margin.
WIDEST = 104


def print_parts(parts: Iterable[RenderableType], file: IO[str] | None = None) -> None:
    """Print the parts one below the other, in plain text where the terminal is none."""
    console = _console(file)
    with console.capture() as drawn:
        for part in parts:
            console.print(part)
    # Tables fill their lines with spaces, which are noise in a file.
    lines = (line.rstrip() for line in drawn.get().splitlines())
    console.file.write("".join(f"{line}\n" for line in lines))


def _console(file: IO[str] | None) -> Console:
    """Return a console that reads no markup, no emoji codes and highlights nothing by itself."""
    console = Console(file=file, markup=False, emoji=False, highlight=False, soft_wrap=False)
    console.width = min(console.width, WIDEST)
    return console
