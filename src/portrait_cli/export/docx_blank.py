"""An empty Word file with our styles and nothing else: no one's name, no theme, no styles that nobody uses."""

from xml.sax.saxutils import quoteattr

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

FONT = "Arial"
"""It is on every computer that has Word, and has Arabic and Hebrew letters; Liberation Sans is as wide."""
EAST_ASIAN_FONT = "Microsoft YaHei"
GRAY = "595959"
"""The one gray, with a contrast of 7 on white."""


def _style(name: str, paragraph: str = "", letters: str = "", *, based: str = "Normal", following: str = "") -> str:
    """Write a style of paragraphs; `following` is that of the paragraph a person begins after one of these."""
    return (
        f'<w:style w:type="paragraph" {_of_ours(name)}w:styleId="{id_of(name)}"><w:name w:val="{_known_as(name)}"/>'
        f'<w:basedOn w:val="{id_of(based)}"/><w:next w:val="{id_of(following or name)}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _look(name: str, letters: str) -> str:
    """Write a style of letters."""
    return (
        f'<w:style w:type="character" {_of_ours(name)}w:styleId="{id_of(name)}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{letters}</w:rPr></w:style>"
    )


def _table(name: str, borders: str, special: str, letters: str) -> str:
    """Write a style of tables, in which the first row or column has letters of its own."""
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in _MARGINS)
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{id_of(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="{special}">{letters}</w:tblStylePr></w:style>'
    )


def id_of(style: str) -> str:
    """Return the name of a style for machines."""
    return style.replace(" ", "")


def _known_as(style: str) -> str:
    """Return the name that Word itself has for a style that it shows with a capital letter."""
    is_capital = style.startswith(("Heading ", "Caption", "Footer", "Header")) and not _of_ours(style)
    return style.lower() if is_capital else style


def _of_ours(style: str) -> str:
    return 'w:customStyle="1" ' if style in _OURS else ""


def _space(before: int, after: int, lines: str = "") -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _room(start: int, hanging: int = 0) -> str:
    return f'<w:ind w:left="{start}" w:hanging="{hanging}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _rule(side: str, width: int = 4, color: str = "808080", space: int = 1) -> str:
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{color}"/>'


_OURS = frozenset({
    "Code", "Code Letters", "Footer Page", "Heading in a Note", "Note", "Picture", "Room", "Room Label",
    "Signature Line", "Table Heading", "Table Text",
})  # fmt: skip
"""The styles that Word does not have by itself."""
_MARGINS = (("top", 50), ("left", 100), ("bottom", 50), ("right", 100))
_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
_QUIET = f'<w:color w:val="{GRAY}"/>'
_STAYS = "<w:keepNext/><w:keepLines/>"
_ROWS = _rule("top") + _rule("bottom") + _rule("insideH", color="BFBFBF")
_MONO = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'


def _list(name: str, depth: int) -> str:
    """Write the style of a list within others: bullets come from Word, numbers stay as they were typed."""
    numbering = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>' if "Bullet" in name else ""
    start = 360 * (depth + 1)
    tab = f'<w:tabs><w:tab w:val="left" w:pos="{start}"/></w:tabs>' if "Number" in name else ""
    hanging = 0 if "Continue" in name else 360
    return _style(name, f"{numbering}{tab}{_space(0, 80)}{_room(start, hanging)}")


def _heading(number: int, before: int, size: int) -> str:
    outline = f'<w:outlineLvl w:val="{number - 1}"/>'
    return _style(f"Heading {number}", _STAYS + _space(before, 80) + outline, _BOLD + _size(size), following="Normal")


def styles(language: str, *, from_right: bool, size: float) -> str:
    """Write the styles, with the language of the document; other scripts have theirs beside it."""
    half_points = round(2 * size)
    on_line = f' w:line="{half_points * 21}" w:lineRule="atLeast"'
    tag = quoteattr(language)
    bidi = tag if from_right else '"ar-SA"'
    turned = "<w:bidi/>" if from_right else ""
    return "".join([
        f"{_XML}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>",
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{EAST_ASIAN_FONT}"/>',
        f'{_size(half_points)}<w:lang w:val={tag} w:eastAsia="zh-CN" w:bidi={bidi}/>',
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>',
        f"<w:pPr>{turned}{_space(0, 120, _LINES)}</w:pPr></w:style>",
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">',
        '<w:name w:val="Default Paragraph Font"/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>',
        _style("Title", _STAYS + _space(0, 120), _BOLD + _size(40), following="Subtitle"),
        _style("Subtitle", _STAYS + _space(0, 240), _QUIET + _size(24), following="Normal"),
        _heading(1, 320, 28),
        _heading(2, 240, 24),
        _heading(3, 200, half_points),
        _style("Heading in a Note", _STAYS + _space(120, 60), _BOLD, following="Normal"),
        _style("Body Text", _space(120, 60), following="Normal"),
        _style("Note", _space(0, 120), _QUIET + _size(18)),
        _style("Quote", _rule_at_start() + _space(60, 120) + _room(280)),
        _style("Code", _space(0, 120) + _room(280), _MONO + _size(18)),
        *(_list(f"List {kind}{number}", depth) for kind in _LISTS for depth, number in enumerate(("", " 2", " 3"))),
        _style("Caption", _STAYS + _space(160, 80), _BOLD + _size(19), following="Normal"),
        _style("Picture", _space(0, 160), following="Normal"),
        _style("Table Text", _space(0, 0), _size(half_points - 2)),
        _style("Table Heading", "<w:keepNext/>" + _space(0, 0), based="Table Text"),
        _style("Room Label", _STAYS + _space(200, 0), _BOLD, following="Room"),
        _style("Room", f"<w:pBdr>{_ROOM}</w:pBdr>{_space(0, 160, on_line)}<w:contextualSpacing/>"),
        _style("Signature Line", _STAYS + _space(0, 0)),
        _style("Footer", _space(0, 20), _QUIET + _size(15)),
        _style("Footer Page", _space(40, 0), based="Footer"),
        _style("Header", _space(0, 0), _QUIET + _size(15)),
        _look("Strong", _BOLD),
        _look("Emphasis", _ITALIC),
        _look("Intense Emphasis", _BOLD + _ITALIC),
        _look("Code Letters", _MONO),
        _table("Table with Header", _ROWS, "firstRow", f"<w:rPr>{_BOLD}</w:rPr><w:tcPr>{_UNDER}</w:tcPr>"),
        _table("Facts", _ROWS, "firstCol", f"<w:rPr>{_BOLD}</w:rPr>"),
        _table("Signatures", "", "firstCol", f"<w:rPr>{_BOLD}</w:rPr>"),
        "</w:styles>",
    ])  # fmt: skip


def _rule_at_start() -> str:
    return f"<w:pBdr>{_rule('left', 12, 'A6A6A6', 8)}</w:pBdr>"


_LINES = ' w:line="264" w:lineRule="auto"'
_LISTS = ("Bullet", "Number", "Continue")
_ROOM = _rule("bottom") + _rule("between")
_UNDER = f"<w:tcBorders>{_rule('bottom', 8, '000000')}</w:tcBorders>"


def _numbering() -> str:
    """Write the bullets of lists within lists."""
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:pStyle w:val="{id_of(style)}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{_room(360 * (depth + 1), 360)}</w:pPr></w:lvl>"
        for depth, (style, sign) in enumerate(
            [("List Bullet", "\u2022"), ("List Bullet 2", "\u2013"), ("List Bullet 3", "\u2022")]
        )
    )
    return (
        f'{_XML}<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def parts(language: str, *, from_right: bool, size: float = 10.5) -> dict[str, str]:
    """Return the files within an empty Word file, by name."""
    names = ("styles", "numbering", "settings")
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), *zip(names, names, strict=True))
    )
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(names, start=1)
    )
    begins = f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{begins}<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f"{begins}{inner}</Relationships>",
        "word/document.xml": f"{_XML}<w:document {_W}><w:body><w:sectPr/></w:body></w:document>",
        "word/styles.xml": styles(language, from_right=from_right, size=size),
        "word/numbering.xml": _numbering(),
        "word/settings.xml": f"{_XML}<w:settings {_W}>"
        '<w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
    }
