"""``manage.py screenshots ADDRESS``: the pictures in ``docs/screenshots``, taken of a running demo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.chromium import MISSING, arguments, find_chromium
from config.demo.accounts import DEMO_PASSWORD
from evaluations.actions.evaluations import open_evaluation
from evaluations.models import Evaluation
from samarbejde.models import Collaboration, OutboxMessage, User

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

EMAIL = "jonas@kystmuseet.example"
SHOWN = "Havet som klasserum"
DESK, PHONE = (1280, 860), (390, 844)
NOT_A_DEMO = "Screenshots are taken of the demo: start it, and set SAMARBEJDE_DEMO=1 here too."
NOT_INSTALLED = "Install the tools first: pip install -r requirements-dev.txt"


class Command(BaseCommand):
    """Playwright and the browser are tools of those who develop, so they are only looked for here."""

    help = "Take the documentation's screenshots of a running demo."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where the demo answers, and where the pictures go."""
        parser.add_argument("address", nargs="?", default="http://127.0.0.1:8000")
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "docs" / "screenshots")

    def handle(self, *, address: str, folder: Path, **options: object) -> None:
        """Take every picture."""
        if not settings.DEMO:
            raise CommandError(NOT_A_DEMO)
        try:
            from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a tool of those who develop
        except ImportError as error:
            raise CommandError(NOT_INSTALLED) from error
        if not find_chromium():
            raise CommandError(MISSING)
        folder.mkdir(parents=True, exist_ok=True)
        # Everything is read before the browser starts: its loop and the database do not go together.
        pages, links = own_pages(), public_links()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=arguments())
            camera = Camera(browser, address.rstrip("/"), folder)
            camera.take_own(pages)
            camera.take_public(links)
            browser.close()
        self.stdout.write(f"{camera.taken} pictures in {folder}")


class Camera:
    """Opens pages of the demo at ``address``, and counts the pictures ``taken``."""

    def __init__(self, browser: Browser, address: str, folder: Path) -> None:
        self.browser, self.address, self.folder, self.taken = browser, address, folder, 0

    def take_own(self, pages: dict[str, str]) -> None:
        """Take the pages of somebody logged in: wide, on a phone, and the first in the dark."""
        first = next(iter(pages))
        for size, scheme, names in ((DESK, "light", pages), (PHONE, "light", pages), (DESK, "dark", [first])):
            window = self.window(size, scheme)
            self.log_in(window)
            for name in names:
                self.take(window, pages[name], f"{name}-{size[0]}-{scheme}")
            window.close()

    def take_public(self, links: dict[str, str]) -> None:
        """Take the pages behind links, on a phone that knows nobody."""
        for name, path in links.items():
            window = self.window(PHONE, "light")
            self.take(window, path, f"{name}-{PHONE[0]}-light")
            window.close()

    def window(self, size: tuple[int, int], scheme: str) -> BrowserContext:
        """Return a new window of a Dane."""
        viewport = {"width": size[0], "height": size[1]}
        return self.browser.new_context(
            viewport=viewport, color_scheme=scheme, locale="da-DK", timezone_id="Europe/Copenhagen"
        )

    def log_in(self, window: BrowserContext) -> None:
        page = window.new_page()
        page.goto(f"{self.address}/konto/login/")
        page.get_by_label("E-mail", exact=True).fill(EMAIL)
        page.get_by_label("Adgangskode", exact=True).fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Log ind", exact=True).click()
        page.wait_for_url(f"{self.address}/")
        page.close()

    def take(self, window: BrowserContext, path: str, name: str) -> None:
        """Take what is seen without scrolling."""
        page = window.new_page()
        page.goto(self.address + path, wait_until="networkidle")
        page.screenshot(path=self.folder / f"{name}.png")
        page.close()
        self.taken += 1


def own_pages() -> dict[str, str]:
    """Return {name: path} of the pages behind the login."""
    shown = Collaboration.objects.get(title=SHOWN, institution__memberships__user__email=EMAIL)
    mine = Evaluation.objects.filter(collaboration__institution=shown.institution, status="closed")
    report = mine.filter(collaboration__phase="evaluation").first() or mine.latest("pk")
    home = shown.get_absolute_url()
    return {
        "overblik": "/",
        "samarbejder": "/samarbejder/",
        "samarbejde": home,
        "aftale": f"{home}aftale/",
        "rapport": f"/samarbejder/{report.collaboration_id}/evaluering/{report.pk}/",
    }


def public_links() -> dict[str, str]:
    """Return {name: path} of an agreement to approve and a class's questions, for which new links are made."""
    mail = OutboxMessage.objects.filter(body__contains="/godkend/k/").latest("pk")
    line = next(line for line in mail.body.splitlines() if "/godkend/k/" in line)
    evaluation = Evaluation.objects.filter(status="open").latest("pk")
    tokens = open_evaluation(evaluation=evaluation, by=User.objects.get(email=EMAIL))
    pupils = evaluation.questionnaires.get(audience__startswith="pupils")
    return {"godkend": line[line.index("/godkend/") :], "spoergeskema": f"/svar/k/{tokens[pupils.pk]}/"}
