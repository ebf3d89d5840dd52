"""The one colour file: the Analysis Function palette, and what each colour is for.

No colour carries a meaning alone: a shape or a word always says the same.
"""

DARK_BLUE = "#12436D"
ORANGE = "#F46A25"
DARK_GREY = "#3D3D3D"
MID_GREY = "#BFBFBF"

PAPER = "#FFFFFF"
INK = "#1A1A1A"
QUIET_INK = "#4D4D4D"  # second lines and notes: 8.5 to 1 on white
GRID = "#DADADA"
TRACK = "#8C8C8C"
AIM_FILL = "#DDE8F2"
USUAL_FILL = "#EFF1F3"  # where values of an unchanged process lie

OWN = DARK_BLUE
PEER = MID_GREY
AIM = ORANGE
ALERT = ORANGE  # always a triangle, never a line

ALL = (
    *(DARK_BLUE, ORANGE, DARK_GREY, MID_GREY),
    *(PAPER, INK, QUIET_INK, GRID, TRACK, AIM_FILL, USUAL_FILL),
)
