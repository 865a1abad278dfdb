"""Accessibility checks by axe-core, run inside the page as the browser sees it."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Page

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Style sheets are fetched ahead for one experimental rule, which is not among ours; sound and film for one that is.
RUN = """async (tags) => {
  const result = await axe.run(document, {
    runOnly: { type: "tag", values: tags },
    resultTypes: ["violations"],
    preload: { assets: ["media"] },
  });
  return result.violations.map((rule) => ({
    id: rule.id,
    impact: rule.impact,
    help: rule.help,
    nodes: rule.nodes.map((node) => node.target.join(" ") + " " + node.html.slice(0, 160)),
  }));
}"""


def bring_axe(context: BrowserContext) -> None:
    """Let every page of ``context`` be born with axe: a browser that has compiled it once does not do so again."""
    context.add_init_script(path=AXE)


def find_violations(page: Page) -> list[dict]:
    """Return what axe finds on ``page``: dicts of id, impact, help and nodes. Empty is good."""
    # Evaluated through the debugger: the page's own content security policy stays as strict as it is.
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(RUN, RULES)


def assert_accessible(page: Page) -> None:
    """Fail with one line for each place that breaks WCAG 2.2 A or AA or axe's best practice."""
    lines = [
        f"{rule['impact']} {rule['id']}: {rule['help']}\n    {node}"
        for rule in find_violations(page)
        for node in rule["nodes"]
    ]
    assert not lines, f"axe on {page.url}:\n" + "\n".join(lines)
