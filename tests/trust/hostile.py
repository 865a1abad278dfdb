"""Values nobody means, and forms read from a page so that they can be filled with them."""

from html.parser import HTMLParser

SCRIPT = "\"><script>alert(1)</script>'<img src=x onerror=alert(1)>"
VALUES = [
    "", " ", "\0", "a\0b", SCRIPT, "{{7*7}}{% debug %}%s{0.__class__}", "=1+1|cmd", "'; DROP TABLE x; --", "\\", "%",
    "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}" * 40, "\u202eabc\u2066", "א" * 30, "e\u0301" * 300, "\uffff\ufdd0",
    "\u00b2", "٣", "½", "-1", "0", "1e999", "NaN", "Infinity", "9" * 400, "9" * 5000, str(2**63), str(2**31),
    "1.5", "1,5", "None", "school:²", "municipality:" + "9" * 30, "true",
    "[]", "a" * 5000, "0001-01-01", "9999-12-31", "2027-02-29", "0000-00-00", "2026-13-45",
    "0001-01-01T00:00:00Z_1", "9999-12-31T23:59:59.999999Z_9", "2026-11-02T10:00:00.000000Z_²",
    "a\r\nSet-Cookie: x=1", "../../etc/passwd", "&", ";", "alle", "-titel", "owner__password", "web\x1f",
    "x\tw\u0085z", "(((", '"a b', "ja & !nej | (", ",,,,", "::", "_", "\u00ad",
]  # fmt: skip
NAMES = [
    "q", "side", "page", "sorter", "kolonner", "visning", "efter", "foer", "fra", "antal", "som", "filter", "vis",
    "fase",
    "slags", "status", "mine", "til", "rolle", "plads", "person", "person_q", "places", "places_q", "skole", "skoleaar",
    "type", "sted", "planlagt", "format", "liste", "nr", "next", "kommune", "trin", "fag", "ansvarlig", "uge", "maaned",
    "dato", "o", "p", "id", "tilbage", "periode", "maerke", "kind", "opmaerksomhed",
]  # fmt: skip


class Forms(HTMLParser):
    """``forms``: for each form of the page (action, method, {name: (kind, values, options)})."""

    def __init__(self, text: str):
        super().__init__()
        self.forms: list[dict] = []
        self.here: dict | None = None
        self.select = self.textarea = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.here = {"action": given.get("action", ""), "method": given.get("method", "get").lower(), "fields": {}}
            self.forms.append(self.here)
        elif self.here is not None:
            self._field(tag, given)

    def _field(self, tag, given):
        name = given.get("name", "")
        if tag == "option" and self.select:
            self._add(self.select, "choice", given.get("value", ""), chosen="selected" in given)
        elif not name or "disabled" in given:
            return
        elif tag == "select":
            self.select = name
            self.here["fields"].setdefault(name, {"kind": "choice", "values": [], "options": []})
        elif tag == "textarea":
            self.textarea = name
            self._add(name, "text", "", chosen=False)
        elif tag in {"input", "button"}:
            kind = {"radio": "choice", "checkbox": "choice", "hidden": "hidden", "file": "file", "date": "date"}
            kind = kind.get(given.get("type", "text"), "text" if tag == "input" else "button")
            chosen = kind in {"text", "date", "hidden"} or "checked" in given
            self._add(name, kind, given.get("value", "on" if kind == "choice" else ""), chosen=chosen)

    def _add(self, name, kind, value, *, chosen):
        field = self.here["fields"].setdefault(name, {"kind": kind, "values": [], "options": []})
        field["options"].append(value)
        if chosen:
            field["values"].append(value)

    def handle_data(self, data):
        if self.textarea and data.strip():
            self.here["fields"][self.textarea]["values"] = [data.lstrip("\n")]

    def handle_endtag(self, tag):
        if tag == "form":
            self.here = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.textarea = None


def filled(form: dict, value: str, *, kinds: set[str]) -> dict[str, list[str]]:
    """Return what Enter posts: ``value`` in the fields of ``kinds``, and in the others what the page proposes."""
    data = {}
    for name, field in form["fields"].items():
        if field["kind"] in kinds:
            data[name] = [value]
        elif field["kind"] == "choice":
            data[name] = field["values"] or [option for option in field["options"] if option][:1]
        elif field["kind"] not in {"file", "button"}:
            data[name] = field["values"] or field["options"][:1]
    return data
