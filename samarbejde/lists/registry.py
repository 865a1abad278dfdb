"""The lists whose searches can be saved. The ground's own; a phase adds its own when the program starts."""

from samarbejde.lists import collaborations, people, schools
from samarbejde.lists.spec import ListSpec

SPECS: dict[str, ListSpec] = {spec.name: spec for spec in (collaborations.SPEC, schools.SPEC, people.SPEC)}


def register_list(spec: ListSpec) -> None:
    """Let searches of one more list be saved, under its name in `SavedList`."""
    SPECS[spec.name] = spec
