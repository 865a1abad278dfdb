"""Forms sent with something wrong: by address, the fields that are wrong. ``None`` is nothing chosen at all."""

PAST, FUTURE = "1931-01-01", "2098-01-01"
WRONG = [
    ("/samarbejder/ny/", {"title": ""}),
    ("/samarbejder/{sea}/ret/", {"title": "", "ends_on": PAST}),
    ("/samarbejder/{sea}/fase/", {"target": None}),
    ("/samarbejder/{sea}/status/", {"target": None}),
    ("/samarbejder/{sea}/personer/ny/", {"party": None, "email": "ingen adresse"}),
    ("/samarbejder/{sea}/parter/ny/", {}),
    ("/samarbejder/{sea}/filer/", {"upload": ""}),
    ("/samarbejder/{sea}/noter/", {"text": ""}),
    ("/samarbejder/{sea}/kontakt/ny/", {"happened_on": FUTURE}),
    ("/samarbejder/{sea}/vurdering/", {"expected_hours": "mange"}),
    ("/samarbejder/{sea}/vurdering/", {"decision": None}),
    ("/samarbejder/{sea}/forventninger/svar/", {"meaning": ""}),
    ("/samarbejder/{sea}/forventninger/tekst/", {"text": ""}),
    ("/samarbejder/{sea}/aftale/ret/", {"pupil_count": "mange"}),
    ("/samarbejder/{sea}/aftale/del/", {"email": "ingen adresse"}),
    ("/samarbejder/{sea}/aftale/forny/", {"ends_on": PAST}),
    ("/samarbejder/{returned}/aftale/send/", {"email_": "ingen adresse"}),
    ("/viden/former/ny/", {"name": ""}),
    ("/samarbejder/{sea}/moeder/nyt/", {"date": ""}),
    ("/samarbejder/{sea}/loefter/nyt/", {"text": ""}),
    ("/samarbejder/{sea}/milepaele/ny/", {"text": ""}),
    ("/samarbejder/{sea}/statussnak/ny/", {"date": ""}),
    ("/samarbejder/{sea}/maal/{goal}/", {"status": None}),
    ("/samarbejder/{sea}/timer/", {"hours": "mange"}),
    ("/samarbejder/{sea}/penge/", {"amount": "mange"}),
    ("/samarbejder/{sea}/klasser/", {"name": ""}),
    ("/samarbejder/{sea}/klippekort/", {"visits": ""}),
    ("/samarbejder/{sea}/gange/ny/", {"date": "", "hours": "mange"}),
    ("/bemanding/fravaer/", {"starts_on": ""}),
    ("/min-side/", {"name": ""}),
    ("/kalender/abonnement/", {"name": ""}),
    ("/samarbejder/{sea}/evaluering/ny/", {"title": ""}),
    ("/samarbejder/{answered}/evaluering/{results}/ret/", {"title": ""}),
    ("/samarbejder/{answered}/evaluering/{results}/samtale/ret/", {"talked_on": ""}),
    ("/samarbejder/{sea}/viden/afslutning/", {"reason": None}),
    ("/samarbejder/{sea}/viden/erfaringer/ny/", {"headline": ""}),
    ("/samarbejder/{ended}/viden/historien/ord/ending/", {"text": ""}),
    ("/viden/del/historie/{ended}/", {"title": ""}),
    ("/skoler/{school}/ret/", {"email": "ingen adresse"}),
    ("/skoler/{school}/kontakt/ny/", {"happened_on": FUTURE}),
    ("/skoler/kriterier/", {"name": ""}),
    ("/personer/ny/", {"name": ""}),
    ("/personer/{person}/ret/", {"name": ""}),
    ("/personer/{person}/stoppet/", {"left_on": ""}),
    ("/personer/{person}/slet/", {"sikker": None}),
    ("/personer/{person}/poster/ny/", {}),
    ("/kampagner/ny/", {"title": ""}),
    ("/import/register/ny/", {"file": ""}),
    ("/import/besoeg/ny/", {"file": ""}),
    ("/visninger/ny/", {"name": ""}),
    ("/henvend/kystmuseet/", {"wish": "", "email": "ingen adresse"}),
    ("/konto/password/change/", {"oldpassword": ""}),
    ("/konto/email/", {"email": "ingen adresse"}),
]

# Everything empty is filled with something, the wrong is made wrong, and the form's own button is pressed. What the
# browser itself would hold back is sent all the same, for the server's answer is what is looked at.
FORM = """
  const names = Object.keys(wrong);
  const isTick = (field) => ["radio", "checkbox"].includes(field.type);
  const called = (field) => names.find((name) => (wrong[name] === null) === isTick(field) &&
    (name === field.name || (name.endsWith("_") && field.name.startsWith(name))));
  const forms = [...document.querySelectorAll("main form[method=post]")].map((form) =>
    [...form.elements].filter((field) => field.name && field.name !== "website" &&
      !["hidden", "submit", "button"].includes(field.type)));
  const fields = forms.find((each) => names.length ? each.some(called) : each.length);
  const read = () => fields.filter((field) => !["file", "password"].includes(field.type)).map((field) =>
    [field.name, field.value, isTick(field) && field.checked].join(" "));
"""
SEND = f"""(wrong) => {{
  {FORM}
  const right = {{ date: "2026-11-02", time: "10:00", number: "1", email: "a@b.example", url: "https://b.example" }};
  for (const field of fields) {{
    const name = called(field);
    if (name && isTick(field)) field.checked = false;
    else if (name) field.value = wrong[name];
    else if (!isTick(field) && !field.value && !["file", "search"].includes(field.type) && field.tagName !== "SELECT")
      field.value = right[field.type] || "Skrevet før".slice(0, field.maxLength < 0 ? 99 : field.maxLength);
  }}
  const form = fields[0].form, said = read();
  form.noValidate = true;
  form.requestSubmit([...form.elements].find((each) =>
    each.type === "submit" && !["find", "add", "remove"].includes(each.name)));
  return said;
}}"""
READ = f"(wrong) => {{ {FORM} return read(); }}"
# Where the links of the summary lead, as far as they lead nowhere.
ASTRAY = """[...document.querySelectorAll("main .error-summary a[href^='#']")]
  .map((link) => link.hash.slice(1)).filter((id) => !document.getElementById(decodeURIComponent(id)))"""
