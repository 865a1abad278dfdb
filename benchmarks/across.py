"""``python3 -m benchmarks.across``: the report across collaborations, for whoever may see 20,000 of them.

The page and each of its files are made as the superuser and as the coordinator of the largest place: queries, time, and
how much memory it took. Files of more than a hundred collaborations are made by the worker, so their time keeps nobody
waiting; the page's does.
"""

import argparse
import json
import secrets
import subprocess
import sys

from config import bootstrap

bootstrap.prepare(sys.argv)

from benchmarks import serving  # noqa: E402

SIZE = 20_000
MOST_QUERIES = 10
RUN = """
import json, resource, statistics, sys, time, django
django.setup()
from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from evaluations.cross.figures import cross_report
from evaluations.cross.scope import read_scope
from evaluations.exports import CROSS_EXPORTS
from evaluations.models import Answer, Evaluation
from samarbejde.choices import Role
from samarbejde.lib.weeks import school_year
from samarbejde.models import Collaboration, Institution, Membership, User
settings.ALLOWED_HOSTS = ["*"]
translation.activate("da")
place = Institution.objects.annotate(n=Count("collaborations")).order_by("-n", "pk").first()
coordinator = Membership.objects.filter(institution=place, role=Role.COORDINATOR).order_by("pk").first().user
everybody = User.objects.filter(is_superuser=True).order_by("pk").first()
year, rounds = school_year(timezone.localdate()) - 1, int(sys.argv[1])
def clocked(do):
    began = time.perf_counter()
    done = do()
    return (time.perf_counter() - began) * 1000, done
def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
out = {"collaborations": Collaboration.objects.count(), "evaluations": Evaluation.objects.count(),
       "answers": Answer.objects.count(), "rows": []}
for who, user in (("the largest place", coordinator), ("everything", everybody)):
    client = Client()
    client.force_login(user)
    ask = lambda: client.get(f"/rapporter/?skoleaar={year}")
    assert ask().status_code == 200
    with CaptureQueriesContext(connection) as queries:
        ask()
    number, before = len(queries), memory()
    page = statistics.median(clocked(ask)[0] for _round in range(rounds))
    scope = read_scope(QueryDict(f"skoleaar={year}"))
    spent, report = clocked(lambda: cross_report(scope, user))
    row = {"who": who, "visible": Collaboration.objects.visible_to(user).count(), "chosen": len(report.rows),
           "queries": number, "page": page, "gathered": spent, "files": {}}
    for kind, (_type, make) in CROSS_EXPORTS.items():
        row["files"][kind] = clocked(lambda: make(report))[0]
    row["memory"] = memory() - before
    out["rows"].append(row)
print(json.dumps(out))
"""


def main() -> int:
    """Prepare, ask, print a table; fail when the page asks the database more than ten times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--collaborations", type=int, default=SIZE)
    parser.add_argument("--rounds", type=int, default=5)
    wish = parser.parse_args()
    env = serving.environment(wish.collaborations, secrets.token_hex(32))
    serving.manage(env, "collectstatic", "--noinput", "-v0")
    serving.prepare_database(wish.collaborations, env, None)
    command = [sys.executable, "-c", RUN, str(wish.rounds)]
    done = subprocess.run(command, cwd=serving.ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout.strip().splitlines()[-1])
    print(
        f"\n{found['collaborations']} collaborations, {found['evaluations']} evaluations, {found['answers']} answers\n"
    )
    print(
        "| who may see | of them chosen | queries | page ms | gathered ms | CSV s | XLSX s | Word s | PDF s | memory |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for row in found["rows"]:
        files = " | ".join(f"{row['files'][kind] / 1000:.1f}" for kind in ("csv", "xlsx", "docx", "pdf"))
        print(
            f"| {row['who']}: {row['visible']} | {row['chosen']} | {row['queries']} | {row['page']:.0f} |"
            f" {row['gathered']:.0f} | {files} | +{row['memory']:.0f} MiB |"
        )
    return 0 if all(row["queries"] <= MOST_QUERIES for row in found["rows"]) else 1


if __name__ == "__main__":
    sys.exit(main())
