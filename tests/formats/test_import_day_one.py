import pytest

from conftest import NOON
from examples import ZONES, day_one, imported, only, prose
from portrait_cli.formats.imports import reader
from portrait_cli.formats.imports.duplicates import only_new
from portrait_cli.formats.imports.source import SourceFile


def test_a_day_one_entry_changed_since_is_the_same() -> None:
    """Day One's id identifies an entry: its words, days and time zones may change."""
    before = imported("dayone", day_one(uuid="A", text="before"))
    after = imported("dayone", day_one(uuid="A", text="after", timeZone="Asia/Tokyo"))
    assert only_new(after.entries, [one.id for one in before.entries]) == []


def test_one_day_one_entry_in_two_files_is_one() -> None:
    """The same entry twice is one entry; if they differ, the second is named."""
    pages = [SourceFile(f"{text}.json", day_one(uuid="A", text=text[0]).encode(), NOON) for text in ("a", "ab", "b")]
    found = reader.read("dayone", pages, ZONES)
    assert len(found.entries) == 1
    assert found.problems == ("b.json, entry 1: another entry of this source has the same id",)


@pytest.mark.parametrize("rich", ["[", '{"contents":[{"text":1}]}', [], "[" * 100_000])
def test_day_one_words_that_cannot_be_read_are_named(rich: object) -> None:
    """An entry whose words we cannot read is not imported as an empty one."""
    assert "only there as rich text" in imported("dayone", day_one(richText=rich)).problems[0]


@pytest.mark.parametrize("rich", ["", None, {}, '{"contents":[]}'])
def test_an_empty_day_one_entry_is_named(rich: object) -> None:
    """An entry without words, files and tags is left out, whatever Day One noted of its place and weather."""
    found = imported("dayone", day_one(richText=rich, location={"placeName": "Gym"}))
    assert (found.entries, found.problems) == ((), ("it, entry 1: it is empty",))
    assert only("dayone", day_one(richText=rich, tags=["visit"])).tags == ("visit",)


def test_a_picture_alone_is_an_entry() -> None:
    """A picture without words is named, also if the export does not have its file."""
    entry = only("dayone", day_one(photos=[{"type": None}, {"identifier": "A", "title": "Us"}]))
    assert prose(entry) == (
        "Attachment, left where it was: a photo that the export does not contain\n\n"
        "Attachment, left where it was: a photo that the export does not contain (Day One's id for it: A) (Us)"
    )


def test_a_day_without_a_time_is_a_moment_in_utc() -> None:
    """Day One's moments are in UTC, and shown in the zone of the entry."""
    assert only("dayone", day_one(text="x", creationDate="2024-03-04")).written.isoformat() == "2024-03-03T18:00:00"


@pytest.mark.parametrize(
    ("exported", "shown"),
    [
        (r"30\-minutes late \(again\)\. 3\.5 hours\!", "30-minutes late (again). 3.5 hours!"),
        (r"C:\\\(temp\) and \\ and \a", r"C:\(temp) and \ and \a"),
        (r"code `a\.b` \` and ``c\.`d`` e\.", r"code `a\.b` ` and ``c\.`d`` e."),
        ("```\n\\(x\n```\n\\(y", "```\n\\(x\n```\n(y"),
        ("one\\\ntwo", "one\ntwo"),
        (r"\# no heading", "# no heading"),
        ("for \u200b***Alice***\u200b, who\u200bsang", "for ***Alice***, who\u200bsang"),
    ],
)
def test_backslashes_are_shown_as_day_one_shows_them(exported: str, shown: str) -> None:
    """A backslash before a sign is Day One's and not a person's, but code is shown as it is."""
    assert prose(only("dayone", day_one(text=exported))) == shown
    assert only("dayone", day_one(text=f"# {exported.splitlines()[0]}\n")).title.count("\\") <= shown.count("\\")


def test_files_are_named_where_they_stand() -> None:
    """Each place names its own file, by its kind and identifier; a file without a place is named below."""
    entry = only(
        "dayone",
        day_one(
            text="Before ![](dayone-moment://BB) it.\n\n![](dayone-moment:/audio/CC)"
            "![Plan](dayone-pdf://dd)\ndayone-moment://EE\n![](dayone-moment:/video/ZZ)\n![](dayone-external:/video/aHR0cHM6Ly9hLmIvYw)"
            "\n![](dayone-external:/video/!)\n![](dayone-moment://YY)",
            photos=[
                {"identifier": "AA", "md5": "a1", "type": "jpeg"},
                {"identifier": "BB", "md5": "b2", "type": "png"},
            ],
            audios=[
                {"identifier": "CC", "md5": "c3", "format": "aac"},
                {"identifier": "BB", "md5": "c4", "format": ".mp3"},
            ],
            pdfAttachments=[{"identifier": "DD", "md5": "d5", "pdfName": "Plan.pdf"}],
            videos=[{"identifier": "EE", "md5": "e6"}],
        ),
    )
    assert prose(entry) == (
        "Before (Attachment, left where it was: photos/b2.png) it.\n\n"
        "Attachment, left where it was: audios/c3.m4a\n"
        "Attachment, left where it was: pdfs/d5.pdf (Plan.pdf) (Plan)\n"
        "Attachment, left where it was: videos/e6.mov\n"
        "Attachment, left where it was: a video that the export does not contain (Day One's id for it: ZZ)\n"
        "https://a.b/c\n"
        "dayone-external:/video/!\n"
        "Attachment, left where it was: a photo or another file that the export does not contain "
        "(Day One's id for it: YY)\n\n"
        "Attachment, left where it was: photos/a1.jpeg\n\n"
        "Attachment, left where it was: audios/c4.m4a"
    )


@pytest.mark.parametrize(
    ("zone", "written", "offset", "name"),
    [
        ("GMT-0500", "2024-03-04T09:05:10", "-05:00", ""),
        ("GMT+05:30", "2024-03-04T19:35:10", "+05:30", ""),
        ("-0500", "2024-03-04T09:05:10", "-05:00", ""),
        ("utc", "2024-03-04T14:05:10", "+00:00", ""),
        ("Asia/Tokyo", "2024-03-04T23:05:10", "+09:00", "Asia/Tokyo"),
        ("", "2024-03-04T08:05:10", "-06:00", ""),
        (None, "2024-03-04T08:05:10", "-06:00", ""),
        (" ", "2024-03-04T08:05:10", "-06:00", ""),
    ],
)
def test_time_is_that_of_the_zone(zone: str | None, written: str, offset: str, name: str) -> None:
    """A zone may be a name, which is kept, or an offset from UTC; without one, time is local."""
    entry = only("dayone", day_one(text="x", timeZone=zone))
    assert (entry.written.isoformat(), entry.utc_offset, entry.time_zone) == (written, offset, name)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "GMT+9900"])
def test_an_unknown_zone_is_told(zone: str) -> None:
    """The zone of an entry is named, and that local time was used."""
    found = imported("dayone", day_one(text="x", timeZone=zone))
    assert found.entries[0].utc_offset == "-06:00"
    told = f"the time zone {zone} is not known here, so the time is that of your time zone"
    assert list(found.remarks.values()) == [(told,)]


def _file(name: str, uuid: str, zone: str) -> SourceFile:
    return SourceFile(name, day_one(text="x", uuid=uuid, timeZone=zone).encode(), NOON)


def test_where_it_was_written_is_kept() -> None:
    """Place, weather and music are lines of the front matter; what is not as expected there costs no words."""
    entry = only(
        "dayone",
        day_one(
            text="Words.",
            location={"placeName": "Gym", "localityName": "Springfield", "country": "USA", "latitude": 1},
            weather={"conditionsDescription": "Cloudy", "temperatureCelsius": 9.4},
            music={"track": "T", "artist": "A"},
        ),
    )
    assert entry.extra[1:] == ('place: "Gym, Springfield, USA"', 'weather: "Cloudy, 9 °C"', 'music: "T, A"')
    odd = only("dayone", day_one(text="Words.", location=[1], weather={"temperatureCelsius": "warm"}))
    assert (prose(odd), odd.extra[1:]) == ("Words.", ())


def test_a_moment_at_the_end_of_time_is_named() -> None:
    """A moment without a local time is not a date."""
    assert "no date" in imported("dayone", day_one(creationDate="0001-01-01T00:00:00Z")).problems[0]
