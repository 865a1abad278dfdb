"""``python3 -m benchmarks.visitors``: six hundred people write to us within a minute, all from one address.

Each opens the public form, opens a page behind a link, says that it is on the screen, and sends the form; every tenth
sends it twice. In the end the database is asked: none lost, none doubled; nobody was turned away, and the server was
never in trouble.
"""

import argparse
import re
import secrets
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from benchmarks import serving
from benchmarks.answers import CSRF, LIVE, SIZE, TWICE_EVERY, Pupil, ask_the_program, prepare

AT_ONCE = 60
SLOW_ENOUGH = 2.2  # seconds: the form does not believe that anybody reads and writes faster than two
STAMP = re.compile(r'name="stamp" value="([^"]+)"')
PREPARE = """
import json, django
django.setup()
from agreements.actions.shared_pages import share_page
from contacts.actions.inquiries import save_inquiry_page
from contacts.models import InquiryPage
from samarbejde.models import Party
party = Party.objects.filter(kind="school").select_related("collaboration__institution").order_by("pk").first()
house, by = party.collaboration.institution, party.collaboration.created_by
page = InquiryPage.objects.filter(institution=house).first()
save_inquiry_page(institution=house, version=page.version if page else 0, is_open=True, welcome="", closed_text="", by=by)
_page, token = share_page(party=party, name="Seks hundrede", by=by)
print(json.dumps({"slug": house.slug, "token": token}))
"""  # noqa: E501
COUNT = """
import json, django
django.setup()
from contacts.models import Inquiry
rows = Inquiry.objects.filter(name__startswith=%r)
print(json.dumps({"inquiries": rows.count(), "different": rows.values("name").distinct().count()}))
"""


class Guest(Pupil):
    """Somebody at a school: their own browser behind the school's one address."""

    def visit(self, slug: str, token: str, name: str, *, twice: bool) -> float:
        """Open the form and the shared page, and send; return how long the sending took."""
        form = f"/henvend/{slug}/"
        text, _on = self.ask("GET", form)
        opened = time.monotonic()
        data = {"csrfmiddlewaretoken": CSRF.search(text)[1], "stamp": STAMP.search(text)[1]}
        data |= {
            "places_q": "Skolen ved havnen", "name": name, "email": f"{name.replace(' ', '.')}@skole.example".lower(),
            "wish": "Vi vil gerne undersøge fjorden med 5. årgang.", "driver": "team", "send": "1",
        }  # fmt: skip
        _text, page = self.ask("GET", f"/det-aftalte/k/{token}/")
        shown, _on = self.ask("GET", page)
        if "data-opened" in shown:
            self.ask("POST", f"{page}aabnet/", urlencode({"csrfmiddlewaretoken": CSRF.search(shown)[1]}))
        time.sleep(max(0.0, opened + SLOW_ENOUGH - time.monotonic()))
        began = time.monotonic()
        for _again in range(2 if twice else 1):
            self.ask("POST", form, urlencode(data))
        took = time.monotonic() - began
        self.client.close()
        return took


def crowd(port: int, asked: dict, names: list[str], seconds: float) -> tuple[list[float], Counter, float]:
    """Let everybody in ``names`` come, evenly over ``seconds``; return times, statuses and how long it took in all."""
    times: list[float] = []
    statuses: Counter = Counter()
    lock = threading.Lock()

    def one(number: int) -> None:
        time.sleep(max(0.0, began + number * seconds / len(names) - time.monotonic()))
        guest = Guest(port)
        took = guest.visit(asked["slug"], asked["token"], names[number], twice=number % TWICE_EVERY == 0)
        with lock:
            times.append(took)
            statuses.update(guest.statuses)

    began = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, range(len(names))))
    return sorted(times), statuses, time.monotonic() - began


def main() -> int:
    """Prepare, let them come, count, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=600)
    parser.add_argument("--seconds", type=float, default=55)
    wish = parser.parse_args()
    env = serving.environment(SIZE, secrets.token_hex(32))
    prepare(env)
    serving.manage(env, "collectstatic", "--noinput", "-v0")
    asked, crowd_name = ask_the_program(env, PREPARE), f"Gaest {secrets.token_hex(3)}"
    names = [f"{crowd_name} {number}" for number in range(wish.visitors)]
    with serving.running(env, LIVE) as server:
        times, statuses, took = crowd(server.port, asked, names, wish.seconds)
    found = ask_the_program(env, COUNT % crowd_name)
    errors, refused = sum(number for status, number in statuses.items() if status >= 500), statuses[429]
    print(f"{wish.visitors} visitors in {took:.1f} s from one address; {sum(statuses.values())} requests")
    print(f"answers by status: {dict(sorted(statuses.items()))}; server errors: {errors}, turned away: {refused}")
    print(f"stored {found['inquiries']} requests, {found['different']} different")
    middle, slow = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.95))
    print(f"sending took {middle:.0f} ms (median), {slow:.0f} ms (95 %)")
    wanted = (wish.visitors, wish.visitors, 0, 0)
    return 0 if (found["inquiries"], found["different"], errors, refused) == wanted else 1


if __name__ == "__main__":
    sys.exit(main())
