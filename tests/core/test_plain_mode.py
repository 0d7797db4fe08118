import pytest

from portrait_cli.core.plain_mode import is_plain


@pytest.mark.parametrize(
    ("option", "setting", "variables"),
    [
        (True, False, {}),
        (False, True, {}),
        (False, False, {"PORTRAIT_PLAIN": "1"}),
        (False, False, {"ACCESSIBLE": "yes"}),
        (False, False, {"TERM": "dumb"}),
        (False, False, {"TERM": "unknown"}),
        (False, True, {"PORTRAIT_PLAIN": "0"}),
    ],
)
def test_any_wish_for_plain_mode_is_enough(option: bool, setting: bool, variables: dict[str, str]) -> None:
    """The option, the setting, a variable or a terminal without abilities: one of them is enough."""
    assert is_plain(option=option, setting=setting, variables=variables)


@pytest.mark.parametrize("value", ["", "0", "no", "False", "OFF"])
def test_a_variable_can_be_off(value: str) -> None:
    """A variable that is empty or says no asks for nothing, nor does an ordinary terminal."""
    variables = {"PORTRAIT_PLAIN": value, "ACCESSIBLE": value, "TERM": "xterm-256color"}
    assert not is_plain(option=False, setting=False, variables=variables)
