"""``python3 -m benchmarks.answers``: a thousand pupils answer in a minute, all from the school's one address.

Each opens the link, reads the page and sends the answers; every tenth presses twice. In the end the database is asked:
none lost, none doubled, and the server never in trouble.
"""

import argparse
import json
import re
import secrets
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode

from config import bootstrap

bootstrap.prepare(sys.argv)

from benchmarks import serving  # noqa: E402

SIZE = 25  # collaborations in the database it happens in
LIVE = "/sundhed/live"
AT_ONCE = 40
TWICE_EVERY = 10
PREPARE = """
import datetime, json, django
django.setup()
from django.utils import timezone
from evaluations.actions.evaluations import create_evaluation, open_evaluation
from samarbejde.models import Collaboration
collaboration = Collaboration.objects.order_by("pk").first()
today = timezone.localdate()
evaluation = create_evaluation(
    collaboration=collaboration, title="Tusind svar", opens_on=today, closes_on=today + datetime.timedelta(days=3),
    audiences=["pupils_older"], size="light", by=collaboration.created_by)
[(questionnaire, token)] = open_evaluation(evaluation=evaluation, by=collaboration.created_by).items()
print(json.dumps({"token": token, "questionnaire": questionnaire}))
"""
COUNT = """
import json, django
django.setup()
from evaluations.models import Answer, Response
rows = Response.objects.filter(questionnaire=%d)
answers = Answer.objects.filter(response__in=rows)
print(json.dumps({"responses": rows.count(), "answers": answers.count(), "words": answers.exclude(text="").values("text").distinct().count()}))
"""  # noqa: E501
FIELD = re.compile(r'name="(q\d+)"')
KEY = re.compile(r'name="form_key" value="([^"]+)"')
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Pupil:
    """One browser: its own connection and its own cookies."""

    def __init__(self, port: int) -> None:
        self.client = HTTPConnection("127.0.0.1", port, timeout=serving.PATIENCE)
        self.cookies: dict[str, str] = {}
        self.statuses: list[int] = []

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[str, str]:
        """Return (text, where it sends one on to)."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        self.client.request(method, path, body, headers)
        answer = self.client.getresponse()
        text = answer.read().decode()
        self.statuses.append(answer.status)
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _is, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return text, answer.headers.get("Location", "")

    def answer(self, token: str, number: int) -> float:
        """Open the link, read, send; return how long the sending took."""
        _text, page = self.ask("GET", f"/svar/k/{token}/")
        text, _on = self.ask("GET", page)
        fields = list(dict.fromkeys(FIELD.findall(text)))
        data = {"csrfmiddlewaretoken": CSRF.search(text)[1], "form_key": KEY.search(text)[1]}
        data |= {name: str(1 + number % 5) for name in fields[:-1]} | {fields[-1]: f"Svar nummer {number}"}
        began = time.monotonic()
        for _again in range(2 if number % TWICE_EVERY == 0 else 1):
            self.ask("POST", page, urlencode(data))
        took = time.monotonic() - began
        self.client.close()
        return took


def ask_the_program(env: dict[str, str], code: str) -> dict:
    """Run ``code`` inside the program and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=serving.ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


def prepare(env: dict[str, str]) -> None:
    """Make the database, small but with a life in it."""
    serving.manage(env, "migrate", "-v0")
    serving.manage(env, "createcachetable", "-v0")
    if not serving.is_seeded(env):
        serving.manage(env, "seed", "--collaborations", str(SIZE))


def flood(port: int, token: str, number: int, seconds: float) -> tuple[list[float], list[int], float]:
    """Let ``number`` pupils answer, evenly over ``seconds``; return times, statuses and how long it took in all."""
    times: list[float] = []
    statuses: list[int] = []
    lock = threading.Lock()

    def one(pupil_number: int) -> None:
        time.sleep(max(0.0, began + pupil_number * seconds / number - time.monotonic()))
        pupil = Pupil(port)
        took = pupil.answer(token, pupil_number)
        with lock:
            times.append(took)
            statuses.extend(pupil.statuses)

    began = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, range(number)))
    return sorted(times), statuses, time.monotonic() - began


def main() -> int:
    """Prepare, flood, count, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=55)
    wish = parser.parse_args()
    env = serving.environment(SIZE, secrets.token_hex(32))
    prepare(env)
    serving.manage(env, "collectstatic", "--noinput", "-v0")
    asked = ask_the_program(env, PREPARE)
    with serving.running(env, LIVE) as server:
        times, statuses, took = flood(server.port, asked["token"], wish.answers, wish.seconds)
    found = ask_the_program(env, COUNT % asked["questionnaire"])
    errors = sum(status >= 500 for status in statuses)
    print(f"{wish.answers} answers in {took:.1f} s, every {TWICE_EVERY}th sent twice; {len(statuses)} requests")
    print(f"stored {found['responses']} responses, {found['words']} different; server errors: {errors}")
    middle, slow = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.95))
    print(f"sending took {middle:.0f} ms (median), {slow:.0f} ms (95 %)")
    return 0 if (found["responses"], found["words"], errors) == (wish.answers, wish.answers, 0) else 1


if __name__ == "__main__":
    sys.exit(main())
