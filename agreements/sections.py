"""The sections of an agreement: what stands in them, and which template has which. The texts are data, not pages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.choices import Template


@dataclass(frozen=True)
class Section:
    """``fields`` are fields of `Agreement`; ``rows`` names what has rows. The parties have their own page."""

    key: str
    title: str | Promise
    hint: str | Promise = ""
    fields: tuple[str, ...] = ()
    rows: str = ""
    advice: tuple[str | Promise, ...] = ()


SECTIONS = (
    Section("parties", _("Parties and contacts"), _("Who takes part, and who answers for each side.")),
    Section(
        "understanding", _("Shared understanding"), _("What do you mean by this collaboration, both of you?"),
        ("understanding",), "",
        (_("Say it so that a new colleague understands what you have promised each other."),
         _("A partnership binds both sides more than a single course: write how.")),
    ),
    Section("background", _("Background"), _("Who took the initiative, and why the two of you?"), ("background",)),
    Section(
        "content", _("What, who and where"), _("What do you do together, and with which pupils?"),
        ("content", "target_group", "pupil_count", "special_needs"), "",
        (_("Two or three sentences are enough: they are the first thing the school reads."),),
    ),
    Section(
        "goals", _("Goals and signs"),
        _("What should the pupils get out of it, and how can you see it happen?"
          " The signs become questions in the evaluation."),
        (), "goals",
        (_("Two or three goals are enough."), _("Write a goal for each side."),
         _("If you cannot see it happen, make it smaller.")),
    ),
    Section(
        "benefit", _("Benefit for both"), _("Two answers, since the two of you rarely want quite the same."),
        ("benefit_school", "benefit_institution"), "",
        (_("You will be asked about both in the evaluation."),),
    ),
    Section(
        "period", _("Period and meetings"), _("From when to when, and how do you keep in touch on the way?"),
        ("starts_on", "ends_on", "meeting_rhythm", "review_weeks", "communication"), "milestones",
        (_("Two short meetings do more than one long."),
         _("Ask which way of keeping in touch suits the teacher best.")),
    ),
    Section(
        "roles", _("Roles and staffing"), _("Who does what, and who takes over when somebody is ill?"),
        ("teacher_role", "tasks_before", "tasks_during", "tasks_after"), "tasks",
        (_("Agree on the teacher's role before the first session: it is what most often goes wrong."),
         _("Do not let it rest on one person.")),
    ),
    Section(
        "hours", _("Hours"), _("What do each of you put in? Preparation and meetings count too."),
        ("hours_institution", "hours_school"),
    ),
    Section(
        "economy", _("Money"), _("Who pays what? Whole kroner are enough, and nothing is an answer too."),
        ("economy",), "lines",
        (_("Remember the bus: it is what most often stops a class."),),
    ),
    Section(
        "supervision", _("Supervision and safety"),
        _("Who looks after the pupils, and what has the head teacher decided?"),
        ("supervision", "teacher_present", "decision_note", "certificate", "certificate_by", "certificate_on"), "",
        (_("Public school pupils may be taught by others than teachers when the head teacher has decided it:"
           " write who, when and how much."),
         _("Write whether a child protection certificate is needed and who obtains it."
           " Never keep the certificate itself.")),
    ),
    Section(
        "insurance", _("Insurance and confidentiality"),
        _("What if something breaks, or somebody hears something they should not pass on?"), ("insurance",),
    ),
    Section(
        "data", _("Pictures and personal data"),
        _("What do you take pictures of, what for, and when are they deleted?"),
        ("data_and_photos", "photo_basis", "photo_purpose", "photo_delete_on"),
    ),
    Section(
        "rights", _("What you make together"), _("Who may use the materials afterwards, and may others?"), ("rights",),
    ),
    Section("evaluation", _("Evaluation"), _("When do you look back, and who answers?"), ("evaluation_plan",)),
    Section(
        "ending", _("Changes and ending"), _("How is the agreement changed, and how does it end?"),
        ("change_and_ending", "renewal_on"),
    ),
    Section(
        "records", _("Case numbers"), _("So that each of you can find it in your own records."),
        ("case_institution", "case_school"),
    ),
)  # fmt: skip
BY_KEY = {section.key: section for section in SECTIONS}

# The light agreement asks for ten things. The rest stands ready in a fold, in texts that fit most.
LIGHT_FIELDS = ("content", "target_group", "starts_on", "ends_on", "teacher_role", "hours_institution")
LIGHT_ROWS = ("goals", "tasks")
LIGHT = ("content", "goals", "period", "roles", "hours")
LIGHT_FOLDED = ("economy", "supervision", "data", "evaluation", "ending")
# Not in every agreement: the full one asks about them too.
ONLY_FULL = ("rights", "records")
# An agreement is between somebody, about something.
ALWAYS_ON = ("parties", "content")
CAN_BE_OFF = tuple(section.key for section in SECTIONS if section.key not in ALWAYS_ON)


@dataclass(frozen=True)
class Layout:
    """How one template shows the agreement: open sections, folded sections, and the fields and rows of each."""

    open: tuple[Section, ...]
    folded: tuple[Section, ...]
    fields: dict[str, tuple[str, ...]]
    rows: dict[str, str]

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.open + self.folded

    @property
    def all_fields(self) -> tuple[str, ...]:
        return tuple(name for section in self.sections for name in self.fields[section.key])

    @property
    def all_rows(self) -> tuple[str, ...]:
        return tuple(self.rows[section.key] for section in self.sections if self.rows[section.key])

    def without(self, off: Iterable[str]) -> "Layout":
        """Return the layout without the sections that an agreement leaves out."""
        gone = set(off) & set(CAN_BE_OFF)
        kept = [tuple(section for section in part if section.key not in gone) for part in (self.open, self.folded)]
        return replace(self, open=kept[0], folded=kept[1])


def layout_of(template: str) -> Layout:
    """Return the layout of one of `Template`, with every section it can have."""
    if template == Template.LIGHT:
        return _light()
    sections = tuple(each for each in SECTIONS if template == Template.FULL or each.key not in ONLY_FULL)
    return Layout(sections, (), _by_key(sections, "fields"), _by_key(sections, "rows"))


def layout_for(agreement) -> Layout:
    """Return the layout of ``agreement``: its template's, without the sections it leaves out."""
    return layout_of(agreement.template).without(agreement.sections_off)


def _by_key(sections: Iterable[Section], name: str) -> dict:
    return {section.key: getattr(section, name) for section in sections}


def _light() -> Layout:
    opened, folded = (tuple(BY_KEY[key] for key in keys) for keys in (LIGHT, LIGHT_FOLDED))
    shown = {each.key: tuple(name for name in each.fields if name in LIGHT_FIELDS) for each in opened}
    rows = {each.key: each.rows if each.rows in LIGHT_ROWS else "" for each in opened + folded}
    return Layout(opened, folded, shown | _by_key(folded, "fields"), rows)
