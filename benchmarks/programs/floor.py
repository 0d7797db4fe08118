"""A Typer program that imports rich's console and yaml and prints one panel: the floor of every screen."""

import typer
import yaml
from rich.console import Console
from rich.panel import Panel

app = typer.Typer()


@app.command()
def show() -> None:
    """Print one panel."""
    Console().print(Panel(yaml.__version__))


app()
