import pytest


@pytest.fixture
def register_reference(db):
    """Types, municipalities and their spellings, as the program comes with them."""
    from samarbejde.actions.reference import load_reference  # models need the settings

    load_reference()
