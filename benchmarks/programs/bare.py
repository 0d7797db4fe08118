"""A bare Typer program with two commands: what `portrait --version` is measured against."""

from typing import Annotated

import typer

app = typer.Typer()


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo("bare 1")
        raise typer.Exit


@app.callback()
def bare(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False) -> None:
    """Do nothing."""


@app.command()
def one() -> None:
    """Do one thing."""


@app.command()
def two() -> None:
    """Do another thing."""


app()
