"""The palette serves colour-blind readers, grey prints and poor sight."""

from __future__ import annotations

from itertools import pairwise

from observatory.charts import style


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(color: str, paper: str = style.PAPER) -> float:
    light, dark = sorted((_luminance(color), _luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_words_reach_the_contrast_of_wcag_aa() -> None:
    words = [style.INK, style.MUTED, style.OCHRE, style.BLUE, *(series["text"] for series in style.SERIES)]
    assert min(map(_contrast, words)) >= 4.5
    assert _contrast(style.MUTED, style.BAND) >= 4.5


def test_lines_reach_the_contrast_of_a_graphic() -> None:
    assert min(_contrast(series["color"]) for series in style.SERIES) >= 3


def test_neighbouring_lines_differ_in_grey_or_in_dash() -> None:
    for first, second in pairwise(style.SERIES):
        lighter = abs(_luminance(first["color"]) - _luminance(second["color"])) >= 0.1
        assert lighter or first["dash"] != second["dash"]


def test_bars_start_at_zero() -> None:
    assert style.TEMPLATE["layout"]["yaxis"]["rangemode"] == "tozero"


def test_plotly_reads_no_tag_in_a_label() -> None:
    assert style.plot_text("<b>&</b>") == "&lt;b&gt;&amp;&lt;/b&gt;"


def test_the_end_of_an_axis_is_never_a_whole_number_that_a_reader_could_take_for_a_count() -> None:
    ends = [style.above(top, share) for top in range(3000) for share in (1.04, 1.1, 1.2)]
    assert not [end for end in ends if float(end).is_integer()]
    assert all(style.above(top, 1.1) >= top * 1.1 for top in range(3000))
