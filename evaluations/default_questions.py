"""Ready questions in our own words. Each is asked from a size up: light asks the fewest, full asks them all.

Danish and English are data here, not interface: institutions make their own sets from these. Goals, signs and
promises of the collaboration are added as questions of their own when an evaluation is made.
"""

from dataclasses import dataclass

from evaluations.choices import Audience, Scale, Size, Theme

DEGREE, AGREE, YES, TEXT = Scale.DEGREE, Scale.AGREE, Scale.YES, Scale.TEXT
LIGHT, STANDARD, FULL = Size.LIGHT, Size.STANDARD, Size.FULL
SIZES = [LIGHT, STANDARD, FULL]


@dataclass(frozen=True)
class ReadyQuestion:
    """``size`` is the smallest set that asks it."""

    text: str
    english: str
    theme: str
    scale: str
    size: str = LIGHT
    required: bool = False


Q = ReadyQuestion

_TEACHERS = [
    Q("I hvor høj grad passede forløbet til klassens niveau?",
      "To what degree did it suit the level of the class?", Theme.QUALITY, DEGREE, required=True),
    Q("I hvor høj grad lærte eleverne det, I havde sat jer for?",
      "To what degree did the pupils learn what you had set out to learn?", Theme.LEARNING, DEGREE, required=True),
    Q("I hvor høj grad hang undervisningen hos os sammen med jeres egen?",
      "To what degree did our teaching fit together with your own?", Theme.COHERENCE, DEGREE, required=True),
    Q("I hvor høj grad vidste du, hvad din rolle var?",
      "To what degree did you know what your role was?", Theme.QUALITY, DEGREE),
    Q("I hvor høj grad fungerede kontakten mellem os undervejs?",
      "To what degree did the contact between us work along the way?", Theme.COMMUNICATION, DEGREE, required=True),
    Q("I hvor høj grad stod tiden mål med udbyttet?",
      "To what degree was it worth the time?", Theme.OUTCOME, DEGREE),
    Q("I hvor høj grad var undervisningen fagligt god?",
      "To what degree was the teaching good in its subject?", Theme.QUALITY, DEGREE, STANDARD),
    Q("I hvor høj grad fik alle elever noget at gøre?",
      "To what degree did every pupil have something to do?", Theme.QUALITY, DEGREE, STANDARD),
    Q("I hvor høj grad kunne I arbejde videre med det bagefter?",
      "To what degree could you go on working with it afterwards?", Theme.COHERENCE, DEGREE, STANDARD),
    Q("I hvor høj grad fik du selv noget ud af det?",
      "To what degree did you get something out of it yourself?", Theme.OUTCOME, DEGREE, STANDARD),
    Q("I hvor høj grad vil du gerne fortsætte samarbejdet?",
      "To what degree would you like to go on working together?", Theme.OUTCOME, DEGREE, STANDARD),
    Q("I hvor høj grad fik I de oplysninger, I skulle bruge, i god tid?",
      "To what degree did you get the information you needed in good time?", Theme.COMMUNICATION, DEGREE, FULL),
    Q("I hvor høj grad blev eleverne forberedt hjemme på skolen?",
      "To what degree were the pupils prepared at school?", Theme.COHERENCE, DEGREE, FULL),
    Q("I hvor høj grad var stedet og tingene en del af det, eleverne lærte af?",
      "To what degree did the pupils learn from the place and its things?", Theme.LEARNING, DEGREE, FULL),
    Q("I hvor høj grad kunne kollegerne bruge det, du tog med hjem?",
      "To what degree could your colleagues use what you brought home?", Theme.OUTCOME, DEGREE, FULL),
    Q("Hvad skal vi gøre igen?", "What should we do again?", Theme.WORDS, TEXT),
    Q("Hvad skal vi gøre anderledes?", "What should we do differently?", Theme.WORDS, TEXT),
]  # fmt: skip
_OLDER = [
    Q("Jeg lærte noget, jeg ikke vidste før",
      "I learnt something I did not know before", Theme.LEARNING, AGREE, required=True),
    Q("Jeg var selv med til at undersøge eller lave noget",
      "I took part in exploring or making something myself", Theme.QUALITY, AGREE, required=True),
    Q("Det hang sammen med det, vi laver i timerne",
      "It fitted with what we do in our lessons", Theme.COHERENCE, AGREE, required=True),
    Q("Jeg kunne følge med", "I could keep up", Theme.QUALITY, AGREE, required=True),
    Q("Jeg vil gerne komme igen", "I would like to come again", Theme.OUTCOME, AGREE, required=True),
    Q("Jeg vidste, hvad vi skulle, før vi tog af sted",
      "I knew what we were going to do before we left", Theme.COHERENCE, AGREE, STANDARD),
    Q("Jeg turde spørge", "I dared to ask questions", Theme.QUALITY, AGREE, STANDARD),
    Q("Jeg var med til at bestemme noget", "I had a say in something", Theme.QUALITY, AGREE, FULL),
    Q("Jeg har fortalt andre om det", "I have told others about it", Theme.LEARNING, AGREE, FULL),
    Q("Hvad vil du fortælle andre om?", "What will you tell others about?", Theme.WORDS, TEXT),
]  # fmt: skip
_YOUTH = [
    Q("Jeg fik viden, jeg kan bruge i mit fag",
      "I gained knowledge I can use in my subject", Theme.LEARNING, AGREE, required=True),
    Q("Jeg kom selv til at arbejde med stoffet",
      "I got to work with the material myself", Theme.QUALITY, AGREE, required=True),
    Q("Det hang sammen med det, vi laver på skolen",
      "It fitted with what we do at school", Theme.COHERENCE, AGREE, required=True),
    Q("Niveauet passede til mig", "The level suited me", Theme.QUALITY, AGREE, required=True),
    Q("Jeg vil gerne bruge stedet igen", "I would like to use the place again", Theme.OUTCOME, AGREE, required=True),
    Q("Jeg så, hvordan faget bruges uden for skolen",
      "I saw how the subject is used outside school", Theme.LEARNING, AGREE, STANDARD),
    Q("Jeg blev taget alvorligt", "I was taken seriously", Theme.QUALITY, AGREE, STANDARD),
    Q("Jeg fik øje på en uddannelse eller et job, jeg ikke kendte",
      "I noticed an education or a job I did not know", Theme.OUTCOME, AGREE, FULL),
    Q("Det var klart, hvad vi skulle aflevere eller bruge det til",
      "It was clear what we were to hand in or use it for", Theme.COHERENCE, AGREE, FULL),
    Q("Hvad skal vi gøre anderledes næste gang?", "What should we do differently next time?", Theme.WORDS, TEXT),
]  # fmt: skip
_YOUNG = [
    Q("Lærte du noget nyt?", "Did you learn something new?", Theme.LEARNING, YES, required=True),
    Q("Fik du lov til at gøre noget selv?",
      "Were you allowed to do something yourself?", Theme.QUALITY, YES, required=True),
    Q("Vil du gerne komme igen?", "Would you like to come again?", Theme.OUTCOME, YES, required=True),
    Q("Var det en god dag?", "Was it a good day?", Theme.QUALITY, YES, STANDARD),
    Q("Forstod du, hvad de voksne sagde?", "Did you understand what the adults said?", Theme.QUALITY, YES, STANDARD),
    Q("Har I talt om det i klassen?", "Have you talked about it in class?", Theme.COHERENCE, YES, FULL),
]  # fmt: skip
_LEADERS = [
    Q("I hvor høj grad støtter samarbejdet det, skolen gerne vil?",
      "To what degree does this support what the school wants?", Theme.OUTCOME, DEGREE, required=True),
    Q("I hvor høj grad bæres samarbejdet af mere end én person?",
      "To what degree does it rest on more than one person?", Theme.COMMUNICATION, DEGREE, required=True),
    Q("I hvor høj grad står tid og penge mål med udbyttet?",
      "To what degree is it worth the time and money?", Theme.OUTCOME, DEGREE, required=True),
    Q("I hvor høj grad ved de rette på skolen, hvad samarbejdet går ud på?",
      "To what degree do the right people at the school know what it is about?", Theme.COMMUNICATION, DEGREE, STANDARD),
    Q("I hvor høj grad kan I mærke samarbejdet i skolens egen undervisning?",
      "To what degree can you notice it in the school's own teaching?", Theme.COHERENCE, DEGREE, STANDARD),
    Q("I hvor høj grad er undervisningen så god, at I ville anbefale den?",
      "To what degree is the teaching so good that you would recommend it?", Theme.QUALITY, DEGREE, FULL),
    Q("Skal vi fortsætte, ændre eller slutte – og hvorfor?",
      "Should we go on, change or stop – and why?", Theme.WORDS, TEXT),
]  # fmt: skip
_STAFF = [
    Q("I hvor høj grad var klassen forberedt?",
      "To what degree was the class prepared?", Theme.COHERENCE, DEGREE, required=True),
    Q("I hvor høj grad deltog læreren, som vi havde aftalt?",
      "To what degree did the teacher take part as agreed?", Theme.COMMUNICATION, DEGREE, required=True),
    Q("I hvor høj grad holdt vi planen og timerne?",
      "To what degree did we keep to the plan and the hours?", Theme.QUALITY, DEGREE, required=True),
    Q("I hvor høj grad lærte vi noget, vi kan bruge i andre samarbejder?",
      "To what degree did we learn something we can use elsewhere?", Theme.OUTCOME, DEGREE),
    Q("I hvor høj grad fik eleverne ro og tid til at fordybe sig?",
      "To what degree did the pupils have the calm and time to go deep?", Theme.LEARNING, DEGREE, STANDARD),
    Q("I hvor høj grad fungerede kontakten mellem skolen og os?",
      "To what degree did the contact between the school and us work?", Theme.COMMUNICATION, DEGREE, STANDARD),
    Q("I hvor høj grad kunne en anden have taget over med kort varsel?",
      "To what degree could somebody else have taken over at short notice?", Theme.QUALITY, DEGREE, FULL),
    Q("Hvad skal vi gøre igen, og hvad skal vi lade være med?",
      "What should we do again, and what should we stop doing?", Theme.WORDS, TEXT),
]  # fmt: skip
QUESTIONS: dict[str, list[ReadyQuestion]] = {
    Audience.TEACHERS: _TEACHERS,
    Audience.PUPILS_OLDER: _OLDER,
    Audience.PUPILS_YOUNG: _YOUNG,
    Audience.YOUTH: _YOUTH,
    Audience.LEADERS: _LEADERS,
    Audience.STAFF: _STAFF,
}
NAMES = {
    Audience.TEACHERS: "Lærere",
    Audience.PUPILS_OLDER: "Elever, 4.–10. klasse",
    Audience.PUPILS_YOUNG: "Elever, 0.–3. klasse",
    Audience.YOUTH: "Ungdomsuddannelse",
    Audience.LEADERS: "Ledere",
    Audience.STAFF: "Os selv",
}
SIZE_NAMES = {LIGHT: "let", STANDARD: "standard", FULL: "fuld"}
DEFAULT_SETS: dict[tuple[str, str], tuple[str, list[ReadyQuestion]]] = {
    (audience, size): (
        f"{NAMES[audience]}, {SIZE_NAMES[size]}",
        [q for q in questions if SIZES.index(q.size) <= SIZES.index(size)],
    )
    for audience, questions in QUESTIONS.items()
    for size in SIZES
}

# Wrapped around the collaboration's own words: (Danish, English, scale).
_REACHED = ("I hvor høj grad er målet nået: ”%s”", "To what degree has the goal been reached: “%s”", DEGREE)
_FITS = ("Det her passer på os: ”%s”", "This fits us: “%s”", AGREE)
GOAL_QUESTION = {
    Audience.TEACHERS: _REACHED,
    Audience.LEADERS: _REACHED,
    Audience.STAFF: _REACHED,
    Audience.PUPILS_OLDER: _FITS,
    Audience.YOUTH: _FITS,
}
_SEEN = (
    "I hvor høj grad har I set eller hørt det her: ”%s”",
    "To what degree have you seen or heard this: “%s”",
    DEGREE,
)
_DONE = ("Det her gjorde vi: ”%s”", "We did this: “%s”", AGREE)
# The signs are asked about from this size up.
SIGN_QUESTION = {
    Audience.TEACHERS: (STANDARD, _SEEN),
    Audience.STAFF: (STANDARD, _SEEN),
    Audience.PUPILS_OLDER: (FULL, _DONE),
    Audience.YOUTH: (FULL, _DONE),
}
_PROMISED = (
    "Vi lovede jer dette: ”%s” I hvor høj grad fik I det?",
    "This is what we promised you: “%s” To what degree did you get it?",
    DEGREE,
)
_EXPECTED = (
    "Vi regnede selv med dette: ”%s” I hvor høj grad fik vi det?",
    "This is what we expected ourselves: “%s” To what degree did we get it?",
    DEGREE,
)
PROMISE_QUESTION = {Audience.TEACHERS: _PROMISED, Audience.LEADERS: _PROMISED, Audience.STAFF: _EXPECTED}
