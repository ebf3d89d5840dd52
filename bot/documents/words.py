"""What every report says of itself, whichever force it is of: how to read comparisons, what they
cannot show, and how this document is made."""

from __future__ import annotations

CAUTIONS = (
    (
        "Positions.",
        (
            "Forces in a group are alike by design, and often the first and the last of them do "
            "not differ by more than chance. A position alone shows neither good nor bad "
            "performance."
        ),
    ),
    (
        "Movements.",
        (
            "A position can improve because others did worse, and fall while the force itself did "
            "better. Read the rate and the distance beside it."
        ),
    ),
    (
        "Recording.",
        (
            "Recorded crime depends on what is reported and how it is recorded. Until all forces "
            "record with the same rigour, rates of different forces do not strictly compare."
        ),
    ),
    (
        "Causes.",
        (
            "Much that moves these figures lies beyond the police: the economy, the season, "
            "legislation, attitudes, and events such as a pandemic."
        ),
    ),
    (
        "Small numbers.",
        (
            "Small counts move a good deal by chance. Where a change is within what chance may "
            "do, this report says so and gives no percentage."
        ),
    ),
    (
        "Seasons.",
        (
            "The same quarter of last year is the comparison that leads. The previous quarter is "
            "not adjusted for the season."
        ),
    ),
)
IMPLICATIONS = (
    (
        "For decisions.",
        (
            "A single quarter, or a single change of position, is no reason to move people or "
            "money. Ask first whether the figure lies outside what it usually does."
        ),
    ),
    (
        "For targets.",
        (
            "An aim can turn effort to what is counted and away from what matters. The "
            "aspirations here say what the force hopes for; they are no targets for a person or a "
            "team."
        ),
    ),
    (
        "For demand.",
        (
            "An aspiration says nothing of the demand that a command meets, nor of whether it has "
            "the means to reach it."
        ),
    ),
)
HOW_MADE = (
    (
        "Every conclusion in this report is worked out by fixed rules from the figures, positions "
        "and updates that were approved. No language model took part."
    ),
    "Updates stand in the words of the units that wrote them.",
    "Percentages are of the earlier value. Differences of percentages are percentage points.",
    (
        "The PDF, the web page, the workbook and the CSV files hold the same figures. Each chart "
        "has its figures in words beside it and in the workbook."
    ),
)
MISSING = "Nothing that was owed is missing."
WITHHELD = "Nothing is withheld."
NO_CAVEATS = "No caveats are recorded for what this report shows."
NO_POSITIONS = "No position is recorded for this quarter."
NOTHING_DERIVED = "There is nothing to conclude: no position, and nothing missing or withheld."
PREVIEW = "Preview: not published"
