"""Danish until somebody chooses otherwise."""

import pytest
from django.urls import reverse

ABOUT = reverse("samarbejde:about")


@pytest.mark.parametrize(
    ("cookie", "language"), [(None, "da"), ("en", "en"), ("da", "da"), ("xx", "da")], ids=["none", "en", "da", "broken"]
)
def test_the_cookie_decides_and_the_browser_does_not(client, cast, cookie, language):
    if cookie:
        client.cookies["sprog"] = cookie
    response = client.get(reverse("account_login"), headers={"accept-language": "en-US,en;q=0.9"})
    assert (response.status_code, response["Content-Language"]) == (200, language)


def test_on_a_new_device_the_user_s_own_choice_counts(login, cast):
    cast.editor.language = "en"
    cast.editor.save(update_fields=["language"])
    assert login(cast.editor).get(ABOUT)["Content-Language"] == "en"
