"""What an agreement says unless somebody writes otherwise. Danish, as agreements are, whatever language one works in.

Sensible beginnings, not legal advice: each text can be changed in each agreement.
"""

from agreements.choices import Template

COMMON = {
    "teacher_role": (
        "Læreren forbereder eleverne, er med hele tiden og har ansvaret for klassen."
        " Vi står for det faglige indhold hos os."
    ),
    "economy": "Ingen af os betaler den anden. Skolen betaler selv sin transport.",
    "supervision": (
        "Skolen har ansvaret for eleverne og for undervisningen, og en lærer er til stede hele tiden.\n"
        "Bliver vi bekymrede for et barn, siger vi det straks til læreren eller skolens leder.\n"
        "Hver part har sine egne forsikringer i orden."
    ),
    "data_and_photos": (
        "Vi skriver ikke oplysninger om enkelte elever ned. Tager vi billeder, aftaler vi først, hvad de skal bruges"
        " til, og sletter dem senest, når skoleåret slutter. Ingen billeder bruges i markedsføring uden samtykke."
    ),
    "evaluation_plan": (
        "Når forløbet slutter, svarer lærere og elever på et kort spørgeskema uden navne. Vi ser på svarene sammen og"
        " aftaler, hvad vi gentager, laver om eller stopper med."
    ),
    "change_and_ending": (
        "Vi kan ændre aftalen undervejs. Ændringen skrives ind her og godkendes af begge.\n"
        "Hver af os kan stoppe aftalen med en måneds varsel. De besøg, der er aftalt, gennemfører vi så vidt muligt."
    ),
}
STANDARD = {
    "understanding": (
        "Vi planlægger sammen og har begge et ansvar for, at det lykkes."
        " Vi siger det til hinanden, når noget ikke går som aftalt."
    ),
    "meeting_rhythm": "Et opstartsmøde, et møde midtvejs og et til sidst",
    "communication": (
        "Vi skriver på mail og svarer inden for tre hverdage. Haster det, så ringer vi."
        " Skolen giver besked til forældrene."
    ),
    "tasks_before": "Læreren gør klassen klar til emnet. Vi sender en kort besked om dagen senest en uge før.",
    "tasks_during": "Læreren deler klassen i grupper og er med i samtalen. Vi tager imod og leder arbejdet hos os.",
    "tasks_after": "Læreren samler op med klassen og fortæller os, hvordan det gik. Vi skriver ned, hvad vi vil huske.",
    "insurance": (
        "Hver part sørger for sine egne forsikringer.\nAlle, der er med, har tavshedspligt om personlige forhold."
        " Bliver vi bekymrede for et barn, siger vi det straks til læreren eller skolens leder."
    ),
    "supervision": (
        COMMON["supervision"]
        + "\nUnderviser vi uden en lærer, beslutter skolens leder det først: hvem, hvornår og hvor meget"
        " (folkeskolelovens § 3, stk. 5).\nVi har talt om, hvorvidt der skal indhentes børneattest,"
        " og hvem der gør det."
    ),
    "change_and_ending": (
        "Vi ser på aftalen, når vi mødes. Ændringer skrives ind her og godkendes af begge.\n"
        "Hver af os kan stoppe aftalen med tre måneders varsel. Skifter skolen eller vi leder, taler vi om aftalen"
        " inden for en måned. De besøg, der er aftalt, gennemfører vi så vidt muligt."
    ),
}
FULL = {
    "rights": (
        "Det, vi laver sammen, må vi begge bruge, så længe vi nævner hinanden."
        " Vil en af os dele det med andre, spørger vi først."
    ),
}
MUNICIPAL = {
    "understanding": (
        "Kommunen giver sine skoler adgang til forløb hos os. Hver skole aftaler selv indhold og tid med os og vælger"
        " en kontaktperson."
    ),
    "economy": "Kommunen betaler for skolerne efter den aftalte ramme. Skolerne betaler ikke selv for at være med.",
    "communication": (
        "Kommunen giver besked til skolerne om tilbuddet. Hver skole har en kontaktperson, og vi svarer inden for tre"
        " hverdage."
    ),
}
TEXTS = {
    Template.LIGHT: COMMON,
    Template.STANDARD: COMMON | STANDARD,
    Template.FULL: COMMON | STANDARD | FULL,
    Template.MUNICIPAL: COMMON | STANDARD | MUNICIPAL,
}
FIRST_TASK = "Undervise eleverne"
