"""``python3 -m benchmarks.finder``: the school finder over a whole register: queries, time, and the database's plan.

Without a file of the register (named, or in the folder of the environment variable SAMARBEJDE_DATA) the sample is
used. The page is held against the bare statement that ranks the schools, asked right after it, in turns.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

from config import bootstrap

bootstrap.prepare(sys.argv)

from benchmarks import serving  # noqa: E402

SIZE = 1052  # collaborations in the database it happens in
REGISTER = Path("register") / "instreg_2024-10_masked_utf16le.csv"
MOST_QUERIES, MOST_TIMES = 6, 3
PAGES = {
    "what one begins with": "",
    "near, with earlier visits": "?naer=skal&besoeg=3&afstand=20",
    "everything weighs": (
        "?naer=3&besoeg=3&samarbejde=2&svar=2&nye=1&fokus=2&trin=2&slags=1&egn=1"
        "&afstand=50&klassetrin=mellemtrin&type=1012&kommune=0101&kommune=0751"
    ),
    "page 5": "?side=5",
}
RUN = """
import json, statistics, sys, time, django
django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.conf import settings
from contacts.queries.finder import RANKING, ranking_values
from contacts.queries import finder_page
from django.db.models import Count
from samarbejde.models import Institution, Membership, School
from samarbejde.choices import Role
settings.ALLOWED_HOSTS = ["*"]
place = Institution.objects.annotate(n=Count("collaborations")).order_by("-n", "pk").first()
user = Membership.objects.filter(institution=place, role=Role.COORDINATOR).order_by("pk").first().user
client = Client()
client.force_login(user)
pages, rounds, asked = json.loads(sys.argv[1]), int(sys.argv[2]), []
ranked = finder_page.rank_schools
def listening(institution_id, wish, **places):
    asked.append((institution_id, wish, places))
    return ranked(institution_id, wish, **places)
finder_page.rank_schools = listening
out = {"schools": School.objects.count(), "pages": {}}
def clocked(do):
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000
for name, query in pages.items():
    ask = lambda: client.get("/skoler/find/" + query)
    assert ask().status_code == 200, (query, ask().status_code)
    with CaptureQueriesContext(connection) as queries:
        ask()
    number = len(queries)
    institution_id, wish, places = asked[-1]
    values = ranking_values(institution_id, wish, today=places["today"], first=places["first"], last=places["last"])
    def bare():
        with connection.cursor() as cursor:
            cursor.execute(RANKING, values)
            cursor.fetchall()
    times = [(clocked(ask), clocked(bare)) for _round in range(rounds)]
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY ON) " + RANKING, values)
        plan = [line for line, in cursor.fetchall()]
    out["pages"][name] = {"queries": number, "ms": statistics.median(page for page, _bare in times),
        "bare": statistics.median(bare for _page, bare in times),
        "times": statistics.median(page / bare for page, bare in times), "plan": plan}
print(json.dumps(out))
"""


def whole_register() -> Path | None:
    """Return the register's file where somebody has put it."""
    folder = os.environ.get("SAMARBEJDE_DATA")
    path = Path(folder) / REGISTER if folder else None
    return path.resolve() if path and path.exists() else None


def main() -> int:
    """Prepare, ask every page in turns with its bare statement, and print plans and figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=Path, default=whole_register(), help="a file of the whole register")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--no-plans", action="store_true", help="figures only")
    wish = parser.parse_args()
    env = serving.environment(SIZE, secrets.token_hex(32))
    serving.manage(env, "collectstatic", "--noinput", "-v0")
    serving.prepare_database(SIZE, env, str(wish.schools) if wish.schools else None)
    command = [sys.executable, "-c", RUN, json.dumps(PAGES), str(wish.rounds)]
    done = subprocess.run(command, cwd=serving.ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout.strip().splitlines()[-1])
    for name, page in {} if wish.no_plans else found["pages"].items():
        print(f"\n{name}\n  " + "\n  ".join(page["plan"]))
    print(f"\n{found['schools']} schools, {wish.rounds} rounds\n")
    print("| page | queries | page ms | bare ms | × |\n|---|---|---|---|---|")
    for name, page in found["pages"].items():
        print(f"| {name} | {page['queries']} | {page['ms']:.0f} | {page['bare']:.0f} | {page['times']:.2f} |")
    pages = found["pages"].values()
    return 0 if all(page["queries"] <= MOST_QUERIES and page["times"] <= MOST_TIMES for page in pages) else 1


if __name__ == "__main__":
    sys.exit(main())
