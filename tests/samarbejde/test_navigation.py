"""The menus hold what one can do."""

import pytest
from django.urls import reverse

ABOUT = reverse("samarbejde:about")


@pytest.mark.parametrize(
    ("actor", "creates", "register"),
    [("reader", False, False), ("editor", True, False), ("coordinator", True, True), ("superuser", True, True)],
)
def test_menus_follow_the_role(login, cast, actor, creates, register):
    context = login(getattr(cast, actor)).get(ABOUT).context
    urls = [item["url"] for item in context["nav_own"]]
    found = (bool(context["nav_create"]), reverse("contacts:register_import_list") in urls, len(context["nav_tabs"]))
    assert found == (creates, register, 4)
