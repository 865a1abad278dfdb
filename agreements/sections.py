"""The sections of an agreement: what stands in them, and which template has which. The texts are data, not pages."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.choices import Template


@dataclass(frozen=True)
class Section:
    """``fields`` are fields of `Agreement`; goals and tasks have rows of their own, the parties a page of their own."""

    key: str
    title: str | Promise
    hint: str | Promise = ""
    fields: tuple[str, ...] = ()
    advice: tuple[str | Promise, ...] = ()


SECTIONS = (
    Section("parties", _("Parties and contacts"), _("Who takes part, and who answers for each side.")),
    Section(
        "understanding", _("Shared understanding"), _("What do you mean by this collaboration, both of you?"),
        ("understanding",),
        (_("Say it so that a new colleague understands what you have promised each other."),
         _("A partnership binds both sides more than a single course: write how.")),
    ),
    Section("background", _("Background"), _("Who took the initiative, and why the two of you?"), ("background",)),
    Section(
        "content", _("What, who and where"), _("What do you do together, and with which pupils?"),
        ("content", "target_group", "pupil_count"),
        (_("Two or three sentences are enough: they are the first thing the school reads."),),
    ),
    Section(
        "goals", _("Goals and signs"),
        _("What should the pupils get out of it, and how can you see it happen?"
          " The signs become questions in the evaluation."),
        (),
        (_("Two or three goals are enough."), _("Write a goal for each side."),
         _("If you cannot see it happen, make it smaller.")),
    ),
    Section(
        "benefit", _("Benefit for both"), _("Two answers, since the two of you rarely want quite the same."),
        ("benefit_school", "benefit_institution"),
        (_("You will be asked about both in the evaluation."),),
    ),
    Section(
        "period", _("Period and meetings"), _("From when to when, and how do you keep in touch on the way?"),
        ("starts_on", "ends_on", "meeting_rhythm", "review_weeks", "communication"),
        (_("Two short meetings do more than one long."),
         _("Ask which way of keeping in touch suits the teacher best.")),
    ),
    Section(
        "roles", _("Roles and staffing"), _("Who does what, and who takes over when somebody is ill?"),
        ("teacher_role", "school_tasks"),
        (_("Agree on the teacher's role before the first session: it is what most often goes wrong."),
         _("Do not let it rest on one person.")),
    ),
    Section(
        "hours", _("Hours and money"), _("What do each of you put in? Preparation and meetings count too."),
        ("hours_institution", "hours_school", "economy"),
    ),
    Section(
        "supervision", _("Supervision and safety"),
        _("Who looks after the pupils, and what has the head teacher decided?"),
        ("supervision",),
        (_("Public school pupils may be taught by others than teachers when the head teacher has decided it:"
           " write who, when and how much."),
         _("Write whether a child protection certificate is needed and who obtains it."
           " Never keep the certificate itself.")),
    ),
    Section(
        "data", _("Pictures and personal data"),
        _("What do you take pictures of, what for, and when are they deleted?"),
        ("data_and_photos",),
    ),
    Section("evaluation", _("Evaluation"), _("When do you look back, and who answers?"), ("evaluation_plan",)),
    Section(
        "ending", _("Changes and ending"), _("How is the agreement changed, and how does it end?"),
        ("change_and_ending", "renewal_on"),
    ),
)  # fmt: skip
BY_KEY = {section.key: section for section in SECTIONS}

# The light agreement asks for ten things. The rest stands ready in a fold, in texts that fit most.
LIGHT_FIELDS = ("content", "target_group", "starts_on", "ends_on", "teacher_role", "hours_institution")
LIGHT = ("content", "goals", "period", "roles", "hours")
LIGHT_FOLDED = ("supervision", "data", "evaluation", "ending")


@dataclass(frozen=True)
class Layout:
    """How one template shows the agreement: open sections, folded sections, and the fields of each."""

    open: tuple[Section, ...]
    folded: tuple[Section, ...]
    fields: dict[str, tuple[str, ...]]

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.open + self.folded

    @property
    def all_fields(self) -> tuple[str, ...]:
        return tuple(name for section in self.sections for name in self.fields[section.key])


def layout_of(template: str) -> Layout:
    """Return the layout of one of `Template`."""
    if template != Template.LIGHT:
        return Layout(SECTIONS, (), {section.key: section.fields for section in SECTIONS})
    money = Section("economy", _("Money"), "", ("economy",))
    folded = (money, *(BY_KEY[key] for key in LIGHT_FOLDED))
    opened = tuple(BY_KEY[key] if key != "hours" else replace(BY_KEY[key], title=_("Hours")) for key in LIGHT)
    shown = {section.key: tuple(name for name in section.fields if name in LIGHT_FIELDS) for section in opened}
    shown |= {section.key: section.fields for section in folded}
    return Layout(opened, folded, shown)
