"""A program that imports Typer and questionary and asks one question: the floor of a session."""

import questionary
import typer

app = typer.Typer()


@app.command()
def ask() -> None:
    """Ask one question."""
    questionary.text("ready?").unsafe_ask()


app()
