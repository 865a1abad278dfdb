"""Ready question sets in our own words: (audience, size) -> name and questions (text, theme, scale, required).

Danish is data here, not interface: institutions edit the copies in the administration. Goals and promises of the
agreement are added as questions of their own when an evaluation is made.
"""

from evaluations.choices import Audience, Scale, Size, Theme

DEGREE, AGREE, YES, TEXT = Scale.DEGREE, Scale.AGREE, Scale.YES, Scale.TEXT

_TEACHERS_LIGHT = [
    ("I hvor høj grad passede forløbet til klassens niveau?", Theme.QUALITY, DEGREE, True),
    ("I hvor høj grad lærte eleverne det, I havde sat jer for?", Theme.LEARNING, DEGREE, True),
    ("I hvor høj grad hang undervisningen hos os sammen med jeres egen?", Theme.COHERENCE, DEGREE, True),
    ("I hvor høj grad vidste du, hvad din rolle var?", Theme.QUALITY, DEGREE, False),
    ("I hvor høj grad fungerede kontakten mellem os undervejs?", Theme.COMMUNICATION, DEGREE, True),
    ("I hvor høj grad stod tiden mål med udbyttet?", Theme.OUTCOME, DEGREE, False),
    ("Hvad skal vi gøre igen?", Theme.WORDS, TEXT, False),
    ("Hvad skal vi gøre anderledes?", Theme.WORDS, TEXT, False),
]

DEFAULT_SETS: dict[tuple[str, str], tuple[str, list[tuple]]] = {
    (Audience.TEACHERS, Size.LIGHT): ("Lærere, let", _TEACHERS_LIGHT),
    (Audience.TEACHERS, Size.STANDARD): (
        "Lærere, standard",
        [
            *_TEACHERS_LIGHT[:6],
            ("I hvor høj grad var undervisningen fagligt god?", Theme.QUALITY, DEGREE, False),
            ("I hvor høj grad fik alle elever noget at gøre?", Theme.QUALITY, DEGREE, False),
            ("I hvor høj grad kunne I arbejde videre med det bagefter?", Theme.COHERENCE, DEGREE, False),
            ("I hvor høj grad fik du selv noget ud af det?", Theme.OUTCOME, DEGREE, False),
            ("I hvor høj grad vil du gerne fortsætte samarbejdet?", Theme.OUTCOME, DEGREE, False),
            *_TEACHERS_LIGHT[6:],
        ],
    ),
    (Audience.PUPILS_OLDER, Size.LIGHT): (
        "Elever, 4.–10. klasse",
        [
            ("Jeg lærte noget, jeg ikke vidste før", Theme.LEARNING, AGREE, True),
            ("Jeg var selv med til at undersøge eller lave noget", Theme.QUALITY, AGREE, True),
            ("Det hang sammen med det, vi laver i timerne", Theme.COHERENCE, AGREE, True),
            ("Jeg kunne følge med", Theme.QUALITY, AGREE, True),
            ("Jeg vil gerne komme igen", Theme.OUTCOME, AGREE, True),
            ("Hvad vil du fortælle andre om?", Theme.WORDS, TEXT, False),
        ],
    ),
    (Audience.PUPILS_YOUNG, Size.LIGHT): (
        "Elever, 0.–3. klasse",
        [
            ("Lærte du noget nyt?", Theme.LEARNING, YES, True),
            ("Fik du lov til at gøre noget selv?", Theme.QUALITY, YES, True),
            ("Vil du gerne komme igen?", Theme.OUTCOME, YES, True),
        ],
    ),
    (Audience.LEADERS, Size.LIGHT): (
        "Ledere",
        [
            ("I hvor høj grad støtter samarbejdet det, skolen gerne vil?", Theme.OUTCOME, DEGREE, True),
            ("I hvor høj grad bæres samarbejdet af mere end én person?", Theme.COMMUNICATION, DEGREE, True),
            ("I hvor høj grad står tid og penge mål med udbyttet?", Theme.OUTCOME, DEGREE, True),
            ("Skal vi fortsætte, ændre eller slutte – og hvorfor?", Theme.WORDS, TEXT, False),
        ],
    ),
    (Audience.STAFF, Size.LIGHT): (
        "Os selv",
        [
            ("I hvor høj grad var klassen forberedt?", Theme.COHERENCE, DEGREE, True),
            ("I hvor høj grad deltog læreren, som vi havde aftalt?", Theme.COMMUNICATION, DEGREE, True),
            ("I hvor høj grad holdt vi planen og timerne?", Theme.QUALITY, DEGREE, True),
            ("I hvor høj grad lærte vi noget, vi kan bruge i andre samarbejder?", Theme.OUTCOME, DEGREE, False),
            ("Hvad virkede, og hvad virkede ikke?", Theme.WORDS, TEXT, False),
        ],
    ),
}
GOAL_QUESTION = {
    Audience.TEACHERS: ("I hvor høj grad er målet nået: ”%s”", DEGREE),
    Audience.LEADERS: ("I hvor høj grad er målet nået: ”%s”", DEGREE),
    Audience.STAFF: ("I hvor høj grad er målet nået: ”%s”", DEGREE),
    Audience.PUPILS_OLDER: ("Det her passer på os: ”%s”", AGREE),
}
PROMISE_QUESTION = "Vi lovede jer dette: ”%s” I hvor høj grad fik I det?"
