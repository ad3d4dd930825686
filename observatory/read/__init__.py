"""For analysts: a published release, read with its states, units, intervals and warnings, and sums refused when they make no sense.

>>> from observatory import read
>>> release = read.open_release("published/current")
>>> release.indicator("attributions", "part_nette_pct", level="DEP").frame
"""

from observatory.charts.french import number
from observatory.read.release import Release, Territory, open_release
from observatory.read.report import credits, dress
from observatory.read.series import ReadingError, Series

__all__ = ["ReadingError", "Release", "Series", "Territory", "credits", "dress", "number", "open_release"]
