"""One person in a browser: what they press, and the rule that every page they meet must be right."""

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response

from tests.browser.axe import assert_accessible, bring_axe

OPTIONAL = r"(\s+\(valgfri\))?"
PATIENCE = 20_000  # ms: the machine that tests is busier than the one that is used


class Visitor:
    """``base`` is the address of the program, ``complaints`` what the browser and the server have protested about."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context, self.base = context, base
        bring_axe(context)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._note)

    def _hear(self, message: ConsoleMessage) -> None:
        # The browser calls it an error when the editor that saves by itself is told that it cannot be saved like this.
        if message.type == "error" and "status of 422" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _note(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.url}")

    def go(self, path: str) -> None:
        """Open a page by its address, whole or from the root, and look at it."""
        answer = self.page.goto(path if path.startswith("http") else self.base + path)
        assert answer is None or answer.ok, f"{answer.status} {path}"
        self.look()

    def look(self) -> None:
        """Fail if the page is not accessible, is wider than the window, or made the browser protest."""
        size = self.page.viewport_size
        whole = self.page.evaluate("document.documentElement.scrollHeight")
        # Seen whole: a bar that stays at the window's edge lies over whatever one has not scrolled to yet.
        if whole > size["height"]:
            self.page.set_viewport_size({"width": size["width"], "height": whole})
        assert_accessible(self.page)
        if whole > size["height"]:
            self.page.set_viewport_size(size)
        assert self.overflow() <= 0, f"{self.page.url} is {self.overflow()} px wider than its window"
        assert self.complaints == []

    def overflow(self) -> int:
        return self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def follow(self, name: str, **where) -> None:
        """Press a link of the page, and look at where it leads."""
        self._press("link", name, **where)

    def press(self, name: str, **where) -> None:
        """Press a button of the page, and look at what comes of it."""
        self._press("button", name, **where)

    def _press(self, role: str, name: str, *, exact: bool = True, inside: Locator | None = None) -> None:
        target = (inside or self.main).get_by_role(role, name=name, exact=exact).first
        with self.page.expect_navigation(wait_until="load"):
            target.click()
        self.look()

    def field(self, label: str, inside: Locator | None = None) -> Locator:
        """Return the field called ``label``, whether or not it may be left empty."""
        return (inside or self.main).get_by_label(re.compile(rf"^\s*{re.escape(label)}{OPTIONAL}\s*$")).first

    def write(self, label: str, text: str, *, inside: Locator | None = None) -> None:
        self.field(label, inside).fill(text)

    def pick(self, label: str, option: str | int, *, inside: Locator | None = None) -> None:
        """Choose in a drop-down, by the option's text or its place."""
        wish = {"index": option} if isinstance(option, int) else {"label": option}
        self.field(label, inside).select_option(**wish)

    def choose(self, group: str, option: str) -> None:
        """Tick one answer of a question."""
        question = self.main.get_by_role("group", name=re.compile(rf"^{re.escape(group)}{OPTIONAL}$"))
        question.get_by_label(option, exact=True).check()

    def reads(self, text: str) -> None:
        """Fail unless the page says ``text``."""
        self.main.get_by_text(text).first.wait_for()

    def fetch(self, name: str) -> bytes:
        """Press a link that is a file, and return the file."""
        with self.page.expect_download() as coming:
            self.main.get_by_role("link", name=name, exact=True).first.click()
        return coming.value.path().read_bytes()
