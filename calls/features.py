"""What of the caller's screen can be switched off. Results never can."""

from django.utils.translation import gettext_lazy as _

from crew.switches.features import Feature, register

register(
    Feature(
        "calls.next",
        _("Next number"),
        _("Callers are handed voters, one after the other."),
        _(
            "Nobody is handed a new number. Who is on a call finishes it and taps what happened; then the screen says"
            " that calling is stopped, and goes on by itself when it is on again. Voters already on phones lapse."
        ),
        screens=("calls",),
    ),
    Feature(
        "calls.reserve",
        _("Reserve for 90 minutes"),
        _("Each phone carries about 90 minutes of voters, so that callers go on when the office is away."),
        _(
            "Phones get five voters at a time. What they carry already stays. Without a connection callers run out"
            " after some ten minutes."
        ),
        screens=("calls",),
    ),
    Feature(
        "calls.script",
        _("Script and answers"),
        _("The words to read aloud, the questions, and their answers to tap."),
        _(
            "From the next voter on the screen has no script: callers ask whether they will vote, and when, and tap"
            " what happened. Who is in the middle of a call keeps the script until its end."
        ),
        screens=("calls",),
    ),
    Feature(
        "calls.practice",
        _("Practice for callers"),
        _("Invented voters to try the screen with."),
        _("Nobody begins to practise. Who is practising goes on until they end it."),
        screens=("calls",),
    ),
)
