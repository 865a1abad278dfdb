"""What the figures mean, said once: printed with every report and written on a sheet of its own."""

from django.utils.translation import gettext as _


def definitions() -> list[tuple[str, str]]:
    """Return (word, meaning)."""
    return [
        (_("Participations"), _("One pupil at one session. A pupil who comes five times is five participations.")),
        (_("Sessions held"), _("Times with pupils that were held. Planned and cancelled ones do not count.")),
        (_("Teaching hours"), _("The hours of the sessions held.")),
        (_("Hours used"), _("The teaching hours, and what was logged beside them: preparation, driving, meetings.")),
        (_("Answers"), _("Everybody who answered. A class that put its hands up counts with all its pupils.")),
        (_("Response rate"),
         _("Those who answered, of those who could. Known only where it was written down how many could.")),
        (_("Positive answers"), _("The two best answers of the scale. “Don't know” counts in no share.")),
        (_("Small groups"), _("Fewer than five pupils are never shown, nor anything they could be worked out from.")),
    ]  # fmt: skip
