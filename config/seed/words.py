"""The words that seeded data are made of."""

FIRST_NAMES = (
    "Agnes", "Aksel", "Alma", "Anders", "Anja", "Asger", "Astrid", "Bente", "Birgit", "Bo", "Carl", "Charlotte",
    "Clara", "Dagmar", "Daniel", "Ditte", "Ebbe", "Ella", "Emil", "Esben", "Eva", "Finn", "Frederik", "Gerda",
    "Gustav", "Hanne", "Henrik", "Hilda", "Inger", "Ivan", "Jakob", "Jette", "Johanne", "Jonas", "Julie", "Kaj",
    "Karla", "Kasper", "Kim", "Lars", "Lea", "Lise", "Liv", "Mads", "Maja", "Malte", "Marie", "Mikkel", "Nanna",
    "Nikolaj", "Oskar", "Otto", "Per", "Petra", "Rasmus", "Rosa", "Rune", "Sara", "Simon", "Sofie", "Stine",
    "Susanne", "Svend", "Tanja", "Thea", "Tobias", "Tove", "Ursula", "Valdemar", "Vera", "Vilma", "Yasmin", "Åge",
    "Ørnulf",
)  # fmt: skip
LAST_NAMES = (
    "Abildgaard", "Ankersen", "Bak", "Birkholm", "Brandt", "Bøgelund", "Damgaard", "Ebbesen", "Elkjær", "Falk",
    "Fisker", "Friis", "Gade", "Grøn", "Hald", "Hedegaard", "Hvid", "Højlund", "Kirkegaard", "Kjeldgaard", "Klint",
    "Krogh", "Lund", "Lykke", "Løvgreen", "Meldgaard", "Mosegaard", "Mølgaard", "Nedergaard", "Nørby", "Oksen",
    "Pilgaard", "Ravn", "Riis", "Rosenlund", "Sandager", "Sejersen", "Sommer", "Stensgaard", "Søndergaard",
    "Toftegaard", "Ulrik", "Vestergaard", "Vinter", "Voss", "Ørsted", "Åbrink",
)  # fmt: skip
PLACE_NAMES = (
    "Fjord", "Skov", "Strand", "Klint", "Bymose", "Hede", "Havne", "Ås", "Kilde", "Enge", "Mølle", "Bakke", "Sø",
    "Dam", "Ø", "Banke", "Lunde", "Å", "Marsk", "Klit", "Torve", "Slots", "Værft", "Mose", "Bugt",
)  # fmt: skip
PLACE_KINDS = (
    ("museum", "museet"), ("nature_school", "naturskolen"), ("science_centre", "laboratoriet"),
    ("archive", "arkivet"), ("theatre", "teatret"), ("art_museum", "kunsthallen"), ("library", "biblioteket"),
    ("zoo", "akvariet"),
)  # fmt: skip
SUBJECT_MATTERS = (
    "Stenalderen", "Vikingerne", "Kystens fugle", "Byens huse", "Vandets vej", "Jernalderens mad", "Lys og lyd",
    "Skovens dyr", "Husflid og teknologi", "Klima og energi", "Maleri og farve", "Besættelsen", "Fortællinger",
    "Stjernehimlen", "Fisk og fangst", "Arbejderliv", "Middelalderbyen", "Robotter og teknologi", "Havets planter",
    "Demokrati", "Skuespil", "Gamle breve", "Jordens lag", "Insekter", "Håndværk", "Kort og landskab",
    "Leg før og nu", "Krop og bevægelse", "Affald og genbrug", "Industri og opfindelser",
)  # fmt: skip
WAYS = (
    "med egne hænder", "på tværs af fag", "for {grades} klasse", "i lokalområdet", "som undersøgelse",
    "fra begge sider", "i tre årstider", "som udstilling", "med eleverne som formidlere", "uge for uge",
    "ude og inde", "i fællesskab",
)  # fmt: skip
NEXT_STEPS = (
    "Ring til skolens leder", "Send forslag til datoer", "Aftal næste gang", "Svar på skolens spørgsmål",
    "Send aftalen til godkendelse", "Mød teamet på skolen", "Book værkstedet", "Tal om elevernes produkter",
    "Find en ny dag", "Saml op med lærerne",
)  # fmt: skip
UNDERSTANDING = "Vi planlægger sammen, deles om undervisningen og taler om, hvordan det går, hver gang vi mødes."
VALUE = "Eleverne møder faget et andet sted end i klassen, og lærerne får en makker, som kender stoffet."
DESCRIPTION = "Et forløb om {matter}, hvor klassen kommer flere gange og arbejder videre hjemme på skolen."
NOTES = (
    "Talte om, hvad de gerne vil have ud af det.", "Ingen tog telefonen.", "Lagde en besked på kontoret.",
    "De er interesserede, men skal vende det i teamet.", "Vi aftalte at mødes på skolen.",
    "Skrev en kort mail med et forslag.",
)  # fmt: skip
GOALS = (
    "Eleverne kan forklare {matter} for andre", "Eleverne undersøger selv og stiller spørgsmål",
    "Lærerne kan bruge stedet uden os", "Vi bliver bedre til at bygge på det, klassen ved",
    "Klasserne kommer igen næste år",
)  # fmt: skip
SIGNS = (
    "De bruger fagets ord, når de fortæller", "De spørger hinanden, før de spørger os",
    "De tager noget med hjem og arbejder videre",
)  # fmt: skip
TASKS = ("Undervise", "Skaffe transport", "Forberede klassen", "Holde kontakten")
LESSONS = (
    "Aftal datoer for hele året ved det første møde", "Mød lærerne på deres egen skole først",
    "Lad klassen vælge emnet inden for rammen", "Hav altid en plan for regnvejr",
    "Skriv til to på skolen, ikke kun til én",
)  # fmt: skip
LESSON_TEXT = "Det gik bedst i de klasser, hvor vi gjorde det fra begyndelsen. Næste gang skriver vi det ind i aftalen."
CLASS_LETTERS = "ABCD"
TAGS = ("årgang", "ny skole", "ude", "fast venskab", "forsøg")
