from conftest import Run


def test_a_hint_about_an_indicator_works(run: Run) -> None:
    """When an indicator has no level yet, the hint names the attribute that asks for one."""
    run("note", "Words.")
    done = run("growth", "AD2")
    assert done.code == 3
    assert "hint: `portrait reflect advocacy` asks for one" in done.err
