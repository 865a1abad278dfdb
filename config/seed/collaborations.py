"""The ground floor of a story: the collaboration, its parties and people, and what lists and the search read."""

import datetime
import random

from config.seed import words
from config.seed.ground import Ground, Known
from config.seed.story import Story
from config.seed.tables import Tables
from samarbejde.choices import CollaborationKind, DocumentKind, ParticipantRole, PartyKind
from samarbejde.lib.folding import fold
from samarbejde.lib.grades import grades_label
from samarbejde.models import Collaboration, Participant, Party, SearchDocument
from samarbejde.phases import DeclineReason, Phase, Status

KINDS = [kind.value for kind in CollaborationKind]
KIND_ODDS = (15, 15, 45, 15, 6, 4)
REASONS = [reason.value for reason in DeclineReason]
MANY = {name: getattr(Collaboration, name).through for name in ("grades", "subjects", "formats", "tags")}


def write_sides(story: Story, tables: Tables, chance: random.Random) -> list[Known]:
    """Write parties and participants; return those who take part, in the order they are read."""
    party = tables.add(
        Party, collaboration_id=story.pk, kind=PartyKind.INSTITUTION.value, institution_id=story.place.pk,
        school_id=None, municipality_id=None,
    )  # fmt: skip
    story.parties = [party, *_other_parties(story, tables)]
    story.tell(story.begun, "collaboration_created", Phase.CONTACT, title=story.title)
    joined = [_join(story, tables, party, story.lead, ParticipantRole.LEAD, story.place.name)]
    if chance.random() < 0.5:
        others = [known for known in story.place.staff if known.pk != story.lead.pk]
        joined += [_join(story, tables, party, chance.choice(others), ParticipantRole.BACKUP, story.place.name)]
    roles = [ParticipantRole.LEADER, ParticipantRole.CONTACT, ParticipantRole.TEACHING, ParticipantRole.OTHER]
    leader_comes = chance.random() < 0.7
    for known, role in zip(story.people, roles, strict=False):
        if role != ParticipantRole.LEADER or leader_comes or len(story.people) == 1:
            joined.append(_join(story, tables, story.parties[1], known, role, story.counterpart))
    if chance.random() < 0.05:
        _join(story, tables, story.parties[1], None, ParticipantRole.CONTACT, story.counterpart)
    return [known for known in joined if known]


def _other_parties(story: Story, tables: Tables) -> list[int]:
    found = [
        tables.add(
            Party, collaboration_id=story.pk, kind=PartyKind.SCHOOL.value, institution_id=None, school_id=school,
            municipality_id=None,
        )
        for school, _name, _people in story.schools
    ]  # fmt: skip
    if story.municipality:
        found.append(
            tables.add(
                Party, collaboration_id=story.pk, kind=PartyKind.MUNICIPALITY.value, institution_id=None,
                school_id=None, municipality_id=story.municipality[0],
            )
        )  # fmt: skip
    return found


def _join(
    story: Story, tables: Tables, party: int, known: Known | None, role: ParticipantRole, place: str
) -> Known | None:
    tables.add(
        Participant, collaboration_id=story.pk, party_id=party, person_id=known.pk if known else None,
        role=role.value, started_on=story.begun,
    )  # fmt: skip
    if party != story.parties[0]:  # our own people come with the collaboration
        story.tell(
            story.begun, "participant_added" if known else "vacancy_added", Phase.CONTACT,
            name=known.name if known else "", person=known.pk if known else None, role=role.value, note="", party=place,
        )  # fmt: skip
    return known


def write_collaboration(
    story: Story, tables: Tables, chance: random.Random, ground: Ground, joined: list[Known]
) -> None:
    """Write the collaboration itself, last, when its phases have told their hours."""
    topics = {
        "subjects": sorted(chance.sample(range(len(ground.subjects)), chance.choice((1, 1, 2)))),
        "formats": sorted(chance.sample(range(len(ground.formats)), chance.choice((0, 1, 1, 2)))),
    }
    picked = {
        "subjects": [ground.subjects[index] for index in topics["subjects"]],
        "formats": [ground.formats[index] for index in topics["formats"]],
        "grades": [(pk, name) for pk, _code, name in story.grades],
        "tags": [chance.choice(story.place.tags)] if chance.random() < 0.15 else [],
    }
    for name, rows in picked.items():
        attribute = MANY[name]._meta.get_field(name.removesuffix("s")).attname
        for pk, _label in rows:
            tables.add(MANY[name], collaboration_id=story.pk, **{attribute: pk})
    names = [*(known.name for known in joined), *(name for key in ("subjects", "tags") for _, name in picked[key])]
    written = chance.random() < 0.8
    texts = {
        "description": words.DESCRIPTION.format(matter=story.matter.lower()) if chance.random() < 0.6 else "",
        "understanding": words.UNDERSTANDING if written else "",
        "value_for_school": words.VALUE if written and chance.random() < 0.8 else "",
    }
    tables.add(
        Collaboration, id=story.pk, institution_id=story.place.pk, title=story.title, lead_id=story.lead.user,
        kind=chance.choices(KINDS, KIND_ODDS)[0], phase=story.phase.value, status=story.status.value,
        decline_reason=chance.choice(REASONS) if story.status == Status.DECLINED else "",
        **texts, **_days(story, chance),
        created_at=f"{story.begun} 09:00+01:00", updated_at=f"{_last_day(story)} 10:{story.pk % 60:02d}+01:00",
        created_by_id=story.lead.user, counterpart=story.counterpart[:300],
        municipality_codes=_codes(story, ground),
        grades_label=grades_label([code for _, code, _ in story.grades]), hours_agreed=story.hours_agreed,
        hours_used=story.hours_used, search_text=fold(" ".join([story.title, story.counterpart, *names])),
    )  # fmt: skip
    topics_text = ", ".join(label for key in ("subjects", "formats", "grades", "tags") for _, label in picked[key])
    story.about = ", ".join(label for key in ("subjects", "grades", "formats") for _, label in picked[key])
    parts = [story.counterpart, texts["description"], texts["understanding"], texts["value_for_school"], topics_text]
    write_document(
        tables, story, DocumentKind.COLLABORATION, story.pk, title=story.title,
        subtitle=f"{story.counterpart} · {story.place.name}", body="\n".join(parts), url=f"/samarbejder/{story.pk}/",
    )  # fmt: skip


def _codes(story: Story, ground: Ground) -> str:
    """Return the municipalities of the other side, as COPY reads an array."""
    found = {ground.school_codes.get(school) for school, _name, _people in story.schools} - {None}
    if story.municipality:
        found.add(ground.municipality_codes[story.municipality[0]])
    return f"{{{','.join(sorted(found))}}}"


def _last_day(story: Story) -> datetime.date:
    return max((happening.day for happening in story.happenings), default=story.begun)


def _days(story: Story, chance: random.Random) -> dict:
    """Return the period, and the next step of one that is not finished."""
    begins = story.day_of(Phase.ACTIVE) if story.has_reached(Phase.ACTIVE) else None
    days = {"starts_on": begins, "ends_on": None, "next_step": "", "next_step_on": None}
    if story.phase == Phase.CLOSED:
        days["ends_on"] = max(begins or story.begun, story.day_of(Phase.CLOSED))
    elif begins and chance.random() < 0.7:
        days["ends_on"] = story.today + datetime.timedelta(days=chance.randint(5, 300))
    if story.phase != Phase.CLOSED and story.status == Status.RUNNING and chance.random() < 0.75:
        days["next_step"] = chance.choice(words.NEXT_STEPS)
        days["next_step_on"] = story.today + datetime.timedelta(days=int(chance.triangular(-25, 75, 15)))
    return days


def write_document(
    tables: Tables, story: Story, kind: DocumentKind, pk: int, *, title: str, subtitle: str, body: str, url: str
) -> None:
    """Write what the search finds of one thing of the story's."""
    tables.add(
        SearchDocument, kind=kind.value, object_id=pk, institution_id=story.place.pk, collaboration_id=story.pk,
        title=title, subtitle=subtitle[:300], body=body, url=url,
    )  # fmt: skip
