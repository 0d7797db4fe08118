import json

from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.formats.page_data import embedded


@given(st.text())
def test_data_means_the_same_and_has_no_markup(text: str) -> None:
    """Whatever the words are, no element begins or ends in them, and JSON reads them as they were."""
    data = embedded(json.dumps([text, "</script><!--"], ensure_ascii=False))
    assert json.loads(data) == [text, "</script><!--"]
    assert "<" not in data
    assert "\u2028" not in data
