"""The demo's logins. They exist in the demo only: `config.checks` refuses to start elsewhere with them."""

from samarbejde.choices import Role

DEMO_PASSWORD = "samarbejde-demo"  # noqa: S105 - printed at every start, and of no use outside the demo

# E-mail, name, role, place (its short name), phone. The first of each role is printed.
STAFF = [
    ("maja@kystmuseet.example", "Maja Lindholt", Role.EDITOR, "kystmuseet", "59 43 00 11"),
    ("jonas@kystmuseet.example", "Jonas Brandt", Role.COORDINATOR, "kystmuseet", "59 43 00 12"),
    ("karen@kystmuseet.example", "Karen Toft", Role.ADMIN, "kystmuseet", "59 43 00 10"),
    ("liv@kystmuseet.example", "Liv Sandholm", Role.READER, "kystmuseet", "59 43 00 15"),
    ("sofie@kystmuseet.example", "Sofie Nørgaard", Role.EDITOR, "kystmuseet", "59 43 00 13"),
    ("viggo@skovlunden.example", "Viggo Ravn", Role.COORDINATOR, "skovlunden", "86 81 00 21"),
    ("asta@skovlunden.example", "Asta Mølgaard", Role.EDITOR, "skovlunden", "86 81 00 22"),
    ("emil@observatoriet.example", "Emil Kjærsgaard", Role.COORDINATOR, "observatoriet", "66 14 00 31"),
    ("nora@observatoriet.example", "Nora Dahl", Role.EDITOR, "observatoriet", "66 14 00 32"),
]
NETWORK_ACCOUNT = ("nina@netvaerk.example", "Nina Falk")
SUPERUSER_ACCOUNT = ("sara@samarbejde.example", "Sara Holm")

DEMO_ACCOUNTS = [
    *[
        next((email, name, role.label) for email, name, found, _place, _phone in STAFF if found == role)
        for role in (Role.EDITOR, Role.COORDINATOR, Role.ADMIN, Role.READER)
    ],
    (*NETWORK_ACCOUNT, Role.NETWORK.label),
    (*SUPERUSER_ACCOUNT, "Superbruger"),
]
