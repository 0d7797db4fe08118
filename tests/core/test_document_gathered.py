from datetime import date

from portrait_cli.core.document import Cover
from portrait_cli.core.documents.gathered import about_whom


def test_a_span_of_days_is_not_called_a_school_year() -> None:
    """The cover says what kind of time it names."""
    for year, label in (("", "School year"), ("2026–27", "School year"), ("since August 1, 2025", "Time")):
        assert about_whom(Cover(date(2027, 6, 1), year=year)).pairs[-1] == (label, year)
