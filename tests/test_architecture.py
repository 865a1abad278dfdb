"""Rules about the code itself."""

import inspect

import pytest
from django.apps import apps
from django.db import connection
from factory.django import DjangoModelFactory

from tests import factories

OUR_APPS = ("samarbejde", "contacts", "agreements", "followup", "evaluations", "knowledge")
OUR_MODELS = [model for app in OUR_APPS for model in apps.get_app_config(app).get_models()]
FACTORIES = {
    factory._meta.model: factory
    for _, factory in inspect.getmembers(factories, inspect.isclass)
    if issubclass(factory, DjangoModelFactory) and factory is not DjangoModelFactory
}


def label(model):
    return model._meta.label


@pytest.mark.parametrize("model", OUR_MODELS, ids=label)
def test_every_model_has_a_factory_that_saves(model, db):
    assert FACTORIES[model]().pk is not None


@pytest.mark.parametrize("model", OUR_MODELS, ids=label)
def test_choices_are_guarded_by_the_database(model):
    stem = model._meta.label_lower.replace(".", "_")
    names = {constraint.name for constraint in model._meta.constraints}
    guarded = {field.name for field in model._meta.fields if f"{stem}_{field.name}_valid" in names}
    assert {field.name for field in model._meta.fields if field.choices} - guarded == set()


@pytest.mark.parametrize("model", OUR_MODELS, ids=label)
def test_who_and_when_come_together(model):
    stem = model._meta.label_lower.replace(".", "_")
    fields = {field.name: field for field in model._meta.fields}
    names = {constraint.name for constraint in model._meta.constraints}
    loose = {
        name
        for name, field in fields.items()
        if name.endswith("_at") and field.null and f"{stem}_{name.removesuffix('_at')}_at_and_by_together" not in names
    }
    assert loose == set()


@pytest.mark.parametrize("model", OUR_MODELS, ids=label)
def test_dates_are_bounded_by_the_database(model):
    dates = {f.name for f in model._meta.fields if f.get_internal_type() == "DateField" and not f.generated}
    bounded = {
        name
        for constraint in model._meta.constraints
        if constraint.name.endswith("_dates_within_calendar")
        for name in dates
        if name in repr(constraint.condition)
    }
    assert dates - bounded - {"since"} == set()


def test_the_driver_is_psycopg2():
    assert connection.Database.__name__ == "psycopg2"
