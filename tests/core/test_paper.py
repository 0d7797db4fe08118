import pytest

from portrait_cli.core.paper import paper_of


@pytest.mark.parametrize(
    ("variables", "paper"),
    [
        ({}, "letter"),
        ({"LANG": "C.UTF-8"}, "letter"),
        ({"LANG": "en_US.UTF-8"}, "letter"),
        ({"LANG": "es_MX.UTF-8"}, "letter"),
        ({"LANG": "de_DE.UTF-8"}, "a4"),
        ({"LANG": "en_GB"}, "a4"),
        ({"LANG": "de"}, "letter"),
        ({"LANG": "en_US.UTF-8", "LC_PAPER": "en_IE.UTF-8"}, "a4"),
        ({"LANG": "en_GB.UTF-8", "LC_PAPER": "en_US.UTF-8"}, "letter"),
        ({"LC_ALL": "C", "LC_PAPER": "en_IE.UTF-8"}, "letter"),
        ({"LC_ALL": "", "LC_PAPER": "ca_ES@valencia"}, "a4"),
    ],
)
def test_the_paper_is_that_of_the_country(variables: dict[str, str], paper: str) -> None:
    """US Letter where it is sold, A4 in every other country that the locale names."""
    assert paper_of(variables) == paper
