"""What happens to a file before it reaches us: changes of its cells, of its text, of its bytes, of its archive. Each is drawn
from a seed and has a name; nothing here knows what the door will say."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

Rows = list[list[str]]

ABSURD = (
    *(
        "9999-12-31",
        "0000-00-00",
        "31/02/2025",
        "29/02/2023",
        "-1",
        "1e308",
        "NaN",
        "inf",
        "-Infinity",
        "99999999999999999999",
    ),
    *(
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://x.invalid")',
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "<script>alert(1)</script>",
    ),
    *(
        "\u202eelbat",
        "a\u200bb\ufeff",
        "\x00",
        "a\x00b",
        "' OR 1=1 --",
        "{{7*7}}",
        "../../etc/passwd",
        "é" * 300,
        "A" * 40_000,
    ),
    *(
        "12,5,7",
        "1 234 567",
        "1\u202f234",
        "vrai",
        "0x10",
        "1_000",
        "٣",
        "💥",
        "\r",
        "a\nb",
        '"',
        '""',
        ";",
        "#REF!",
        "#N/A",
    ),
    *("1899-12-30", "45292", "2025-13-01", "2025-01-01T25:61:61", "25:99", "00:00", "null", "None", "-0", "0" * 400),
)


# --- cells: the number of records that hold something is known afterwards


def absurd_cell(rows: Rows, chance: random.Random) -> Rows:
    for _ in range(chance.randint(1, 6)):
        row = rows[chance.randrange(1, len(rows))]
        row[chance.randrange(len(row))] = chance.choice(ABSURD)
    return rows


def absurd_column(rows: Rows, chance: random.Random) -> Rows:
    rank = chance.randrange(len(rows[0]))
    for row in rows[1:]:
        row[rank] = chance.choice(ABSURD)
    return rows


def columns_shuffled(rows: Rows, chance: random.Random) -> Rows:
    order = chance.sample(range(len(rows[0])), len(rows[0]))
    return [[row[rank] for rank in order] for row in rows]


def header_removed(rows: Rows, _: random.Random) -> Rows:
    return rows[1:]


def header_cut(rows: Rows, chance: random.Random) -> Rows:
    rank = chance.randrange(len(rows[0]))
    return [row[:rank] + row[rank + 1 :] for row in rows]


def header_doubled(rows: Rows, chance: random.Random) -> Rows:
    rank = chance.randrange(len(rows[0]))
    return [[*row, row[rank]] for row in rows]


def header_renamed(rows: Rows, chance: random.Random) -> Rows:
    rows[0][chance.randrange(len(rows[0]))] = chance.choice([*ABSURD, "colonne1", ""])
    return rows


def header_repeated(rows: Rows, chance: random.Random) -> Rows:
    at = chance.randrange(1, len(rows))
    return [*rows[:at], list(rows[0]), *rows[at:]]


def rows_doubled(rows: Rows, chance: random.Random) -> Rows:
    return [*rows, *(list(row) for row in rows[1:] for _ in range(chance.randint(1, 3)))]


def rows_emptied(rows: Rows, chance: random.Random) -> Rows:
    for row in rows[1:]:
        if chance.random() < 0.5:
            row[:] = [""] * len(row)
    return rows


def lines_before(rows: Rows, chance: random.Random) -> Rows:
    width = len(rows[0])
    return [[f"Export du {chance.randint(1, 28)}/01/2026", *[""] * (width - 1)], [""] * width, *rows]


def columns_added(rows: Rows, chance: random.Random) -> Rows:
    return [
        [*row, *(chance.choice(ABSURD) if at else f"x{n}" for n in range(chance.randint(1, 1)))]
        for at, row in enumerate(rows)
    ]


def very_wide(rows: Rows, chance: random.Random) -> Rows:
    return [[*row, *[str(chance.randint(0, 9)) for _ in range(600)]] for row in rows]


CELLS: dict[str, Callable[[Rows, random.Random], Rows]] = {
    one.__name__: one
    for one in (
        absurd_cell, absurd_column, columns_shuffled, header_removed, header_cut, header_doubled, header_renamed, header_repeated,
        rows_doubled, rows_emptied, lines_before, columns_added, very_wide,
    )
}  # fmt: skip


# --- bytes


def truncated(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def bytes_flipped(content: bytes, chance: random.Random) -> bytes:
    found = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def bytes_removed(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randint(1, 60) :]


def bytes_inserted(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return (
        content[:at]
        + chance.choice([b"\x00" * 50, b'"', b"\r", b"\xff\xfe", b"\xef\xbb\xbf", b"\n" * 40])
        + content[at:]
    )


def doubled(content: bytes, _: random.Random) -> bytes:
    return content + content


BYTES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    one.__name__: one for one in (truncated, bytes_flipped, bytes_removed, bytes_inserted, doubled)
}


# --- text


def encodings_mixed(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    lines[at] += "é".encode("cp1252")
    return b"\n".join(lines) + "é".encode()


def other_encoding(content: bytes, chance: random.Random) -> bytes:
    return content.decode("utf-8").encode(
        chance.choice(["utf-16", "utf-32", "utf-16-be", "cp1252", "utf-8-sig", "utf-7"]), "replace"
    )


def other_delimiter(content: bytes, chance: random.Random) -> bytes:
    return content.replace(b";", chance.choice([b",", b"\t", b"|", b":", b" ", b"~"]))


def quotes_unbalanced(content: bytes, chance: random.Random) -> bytes:
    found = content
    for _ in range(chance.choice([1, 3])):
        at = chance.randrange(len(found))
        found = found[:at] + b'"' + found[at:]
    return found


def null_bytes(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + b"\x00" + content[at:]


def line_ends(content: bytes, chance: random.Random) -> bytes:
    return content.replace(b"\n", chance.choice([b"\r", b"\r\n", b"\n\r", b"\x0b", b"\x85"]))


def several_boms(content: bytes, _: random.Random) -> bytes:
    return b"\xef\xbb\xbf" * 3 + content


TEXT: dict[str, Callable[[bytes, random.Random], bytes]] = {
    one.__name__: one
    for one in (
        encodings_mixed,
        other_encoding,
        other_delimiter,
        quotes_unbalanced,
        null_bytes,
        line_ends,
        several_boms,
    )
}


# --- archives (XLSX, ODS, zip of outlines)


def rezipped(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return buffer.getvalue()


def _in_sheet(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    return rezipped(content, lambda name, part: change(part) if name.endswith(("sheet1.xml", "content.xml")) else part)


def member_truncated(content: bytes, chance: random.Random) -> bytes:
    return _in_sheet(content, lambda part: part[: chance.randrange(len(part))])


def member_flipped(content: bytes, chance: random.Random) -> bytes:
    return _in_sheet(content, lambda part: bytes_flipped(part, chance))


def member_removed(content: bytes, chance: random.Random) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        gone = chance.choice(source.namelist())
        for name in source.namelist():
            if name != gone:
                target.writestr(name, source.read(name))
    return buffer.getvalue()


def external_entity(content: bytes, _: random.Random) -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return _in_sheet(
        content, lambda part: head + part.replace(b"</t>", b"&x;</t>").replace(b"</text:p>", b"&x;</text:p>")
    )


def billion_laughs(content: bytes, _: random.Random) -> bytes:
    levels = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    head = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">' + levels + b"]>"
    return _in_sheet(
        content, lambda part: head + part.replace(b"</t>", b"&l9;</t>").replace(b"</text:p>", b"&l9;</text:p>")
    )


def path_traversal(content: bytes, chance: random.Random) -> bytes:
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(
            chance.choice(["../../evade.geojson", "/tmp/evade.csv", "..\\evade.xlsx", "a/../../x.gpkg"]), b"{}"
        )
    return buffer.getvalue()


def archive_bomb(content: bytes, _: random.Random) -> bytes:
    """A sheet that unfolds into 1.5 GiB of spaces; 1.5 MiB as it is sent."""
    import zlib

    name = next(
        (n for n in zipfile.ZipFile(io.BytesIO(content)).namelist() if n.endswith(("sheet1.xml", "content.xml"))),
        "a.geojson",
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for one in source.namelist():
            if one != name:
                target.writestr(one, source.read(one))
        with target.open(name, "w", force_zip64=True) as handle:
            block = b" " * 2**22
            for _ in range(384):
                handle.write(block)
    assert zlib
    return buffer.getvalue()


def far_cell(content: bytes, _: random.Random) -> bytes:
    """One cell at the far corner of the sheet: a reader that lays a sheet out in full asks for all the memory there is."""
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    repeated = b'<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    rows = b'<table:table-row table:number-rows-repeated="1048576">' + repeated + b"</table:table-row></table:table>"
    return _in_sheet(content, lambda part: part.replace(b"</sheetData>", far).replace(b"</table:table>", rows))


def wrong_dimension(content: bytes, chance: random.Random) -> bytes:
    told = chance.choice([b"A1:XFD1048576", b"A1", b"B2:A1", b"A0", b"ZZZZ1:A1", b""])
    return _in_sheet(content, lambda part: part.replace(b"<sheetData>", b'<dimension ref="' + told + b'"/><sheetData>'))


def merged_cells(content: bytes, chance: random.Random) -> bytes:
    told = chance.choice([b"A1:B3", b"A1:XFD1048576", b"C2:A1", b"A2:A9"])
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="' + told + b'"/></mergeCells>'
    return _in_sheet(content, lambda part: part.replace(b"</sheetData>", merged))


ARCHIVES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    one.__name__: one
    for one in (
        member_truncated, member_flipped, member_removed, external_entity, billion_laughs, path_traversal, wrong_dimension, merged_cells,
    )
}  # fmt: skip
HEAVY = {one.__name__: one for one in (archive_bomb, far_cell)}


# --- JSON


def nested_deep(content: bytes, _: random.Random) -> bytes:
    return b'{"type":"FeatureCollection","features":' + b"[" * 60_000 + b"]" * 60_000 + b"}"


def json_values(content: bytes, chance: random.Random) -> bytes:
    old, new = chance.choice(
        [(b"coordinates", b"x"), (b"[[", b"["), (b"Polygon", b"Point"), (b"2025", b"null"), (b"FeatureCollection", b"Feature"),
         (b"properties", b"geometry"), (b".", b"e308"), (b":", b"::"), (b'"code', b'"<script>')]
    )  # fmt: skip
    return content.replace(old, new)


JSON = {one.__name__: one for one in (nested_deep, json_values)}
