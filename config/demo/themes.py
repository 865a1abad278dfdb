"""What the demo's collaborations are about. Our own invention, told as a museum educator would."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Theme:
    """A course: ``goals`` are (for whom, text, signs); words are what teachers and pupils said about it."""

    title: str
    kind: str
    grades: tuple[str, ...]
    subjects: tuple[str, ...]
    formats: tuple[str, ...]
    short: str
    value: str
    understanding: str
    goals: tuple[tuple[str, str, tuple[str, ...]], ...]
    sessions: tuple[str, ...]
    notes: tuple[str, ...]
    evidence: str
    lesson: tuple[str, str]
    inside: str
    teacher_words: tuple[str, ...]
    pupil_words: tuple[str, ...]
    venue: str = "at_institution"
    hours: int = 36
    roles: dict = field(default_factory=dict)


TOGETHER = "Vi planlægger sammen, underviser sammen og deler det, vi lærer. Ingen af os er leverandør."

COAST = (
    Theme(
        "Havet som klasserum", "over_time", ("5", "6"), ("natur-teknologi", "dansk"), ("class-grows", "teaching-both-places"),
        "Klasserne kommer til fjorden tre gange om året og følger den samme strækning gennem årstiderne.",
        "Eleverne får et fast sted at undersøge, og lærerne får en plan, de selv kan gentage.", TOGETHER,
        (
            ("pupils", "Eleverne stiller selv spørgsmål til fjorden, som de kan undersøge",
             ("De skriver mindst ét eget spørgsmål før turen", "De vælger selv, hvordan de vil måle")),
            ("school", "Lærerne bruger fjorden uden os",
             ("En lærer har været ved vandet med klassen på egen hånd",)),
        ),
        ("Første tur til fjorden", "I laboratoriet", "Vinterfjorden", "Plankton under lup", "Vi laver plancher", "Fernisering for forældre"),
        ("De ville ikke hjem. Planktonet skal have mere tid næste gang.", "Regn hele dagen, men alle havde støvler med.",
         "6.b havde forberedt deres egne spørgsmål. Det kunne mærkes."),
        "Alle grupper havde skrevet deres eget spørgsmål ned, før vi gik ud.",
        ("Bestil bussen, før I aftaler datoen", "Vi tabte to uger på at finde en bus, der passede. Nu spørger vi busselskabet først, og så falder resten på plads."),
        "Jonas stod alene med fire klasser i november. Det går ikke igen.",
        ("Nu går vi selv ned til vandet en fredag, bare fordi vi kan.", "Forberedelsen var god, men den må gerne komme en uge før."),
        ("Jeg troede, at en søstjerne var en plante.", "Planktonet. De var levende!", "At man kan smage på tang."),
        venue="outdoors_other", hours=62,
    ),
    Theme(
        "Fossiler og fortællinger", "partnership", ("3",), ("natur-teknologi", "dansk"), ("friendship-class",),
        "En venskabsklasse, som besøger samlingen hvert halve år og skriver videre på sin egen fortælling.",
        "En klasse, der kender museet indefra, og tekster, som hænger i udstillingen.", TOGETHER,
        (
            ("pupils", "Eleverne kan fortælle om en fossil ud fra det, de selv kan se",
             ("De bruger mindst tre iagttagelser i deres tekst",)),
            ("institution", "Vi lærer, hvordan 3. klasser læser vores montrer", ("Vi har ændret mindst én tekst",)),
        ),
        ("Vi lærer samlingen at kende", "Skriveværksted", "Tekster på væggen", "Gensyn"),
        ("Ida havde delt klassen i hold på forhånd. Det gav ro.", "Vi manglede bænke i magasinet."),
        "Teksterne fortæller om det, de har set, ikke om dinosaurer fra film.",
        ("Del klassen i hold, før I kommer", "Når læreren har lavet holdene hjemmefra, får vi tyve minutter mere med genstandene."),
        "Vores egne tekster er for svære til 3. klasse. Det skal vi ikke sige højt før efter ombygningen.",
        ("Mine elever skriver længere, når de skriver om noget, de har holdt i hånden.",),
        ("Jeg fandt et søpindsvin.", "Det bedste var magasinet.", "Min tekst hænger på væggen."), hours=40,
    ),
    Theme(
        "Fiskerlejets børn", "over_time", ("4",), ("historie", "dansk"), ("grade-every-year", "teaching-at-school"),
        "4. årgang arbejder med børneliv i fiskerlejet omkring 1880. De kommer tre gange, og vi kommer to gange til skolen.",
        "Historie, man kan røre ved, og et forløb, der kan gentages hvert år.", TOGETHER,
        (
            ("pupils", "Eleverne kan fortælle om et barns hverdag i fiskerlejet ud fra genstande",
             ("De peger på mindst to genstande i deres fortælling", "De sammenligner med deres egen hverdag")),
            ("school", "Lærerne kan selv lede en time i museets magasin", ("Læreren har planlagt sin egen time",)),
        ),
        ("Huset og haven", "Børns arbejde", "Vi kommer på skolen", "Madlavning over ild", "Eleverne fortæller"),
        ("Ilden tog lidt længere tid end planlagt.", "Fedt at møde dem i deres eget klasselokale."),
        "Alle elever havde valgt en genstand og fortalt om den for klassen.",
        ("Kom på skolen først", "Når vi har mødt klassen hos dem selv, kender vi navnene, og besøget begynder et andet sted."),
        "Skolen glemte to gange at give os besked om vikar.",
        ("Det var godt, at I kom til os først.",), ("At børnene arbejdede.", "Sild smager bedre end jeg troede."), hours=32,
    ),
    Theme(
        "Kystens planter", "ad_hoc", ("7",), ("biologi", "madkundskab"), ("try-offers",),
        "7. klasserne prøver vores nye forløb om spiselige planter og siger, hvad der skal laves om.",
        "Et forløb, eleverne har været med til at forme.", "Et enkelt forløb, som vi prøver af sammen.",
        (("pupils", "Eleverne kan kende fem spiselige planter på stranden", ("De samler dem selv, uden hjælp",)),),
        ("Vi prøver forløbet", "Smag og snak"), ("Strandkålen var populær. Tangen var ikke.",),
        "Tre ud af fire grupper fandt alle fem planter.",
        ("Lad eleverne teste forløbet, før I trykker materialet", "De fandt tre opgaver, som ingen forstod. Det tog en time at rette."),
        "", ("De tog det alvorligt, fordi I brugte det, de sagde.",), ("At man kan spise ukrudt.",), venue="outdoors_other", hours=20,
    ),
    Theme(
        "Byg et skib", "over_time", ("8", "9"), ("haandvaerk-design", "historie"), ("elective-subjects",),
        "Et valghold bygger en jolle sammen med museets bådebygger.",
        "Et valgfag, som skolen ikke selv kan holde, og elever, der opdager et håndværk.", TOGETHER,
        (
            ("pupils", "Eleverne kan bruge tre af bådebyggerens redskaber sikkert", ("De viser det for en ny elev",)),
            ("collaboration", "Båden kommer i vandet inden sommerferien", ("Der er dato og dåb",)),
        ),
        ("Værktøj og tegning", "Køl og spanter", "Planker", "Klinknagler", "Maling", "Stabelafløbning"),
        ("To elever kom efter skoletid for at blive færdige.", "Vi mangler en ekstra voksen ved saven."),
        "Alle syv viste høvlen frem for 7. klasserne.",
        ("Sæt en voksen mere på, når der er maskiner", "Vi troede, at én kunne være nok. Det kunne én ikke."),
        "Bådebyggeren går på pension til sommer.",
        ("Jeg har set elever, der normalt gemmer sig, tage ordet.",), ("Jeg kan høvle!", "Vi kom til tiden hver gang."), hours=48,
    ),
    Theme(
        "Strandrensning og statistik", "over_time", ("6",), ("matematik", "natur-teknologi"), ("teaching-both-places",),
        "Eleverne samler affald på den samme strand fire gange, tæller det og laver grafer i matematik.",
        "Rigtige tal, som eleverne selv har samlet.", TOGETHER,
        (("pupils", "Eleverne kan vise deres egne tal i et diagram, andre forstår", ("En anden klasse kan læse det",)),),
        ("Første optælling", "Anden optælling", "Grafer i klassen", "Tredje optælling"),
        ("312 stykker plast på hundrede meter.", "De ville selv veje det også."),
        "Diagrammerne hænger på biblioteket.",
        ("Brug den samme strækning hver gang", "Ellers kan tallene ikke sammenlignes, og det opdager eleverne."),
        "", ("Matematik giver pludselig mening.",), ("Der lå en sko.", "At vi fandt mindre til sidst."), venue="outdoors_other", hours=22,
    ),
    Theme(
        "Lyden af havet", "single", ("1",), ("musik", "billedkunst"), ("pupils-exhibit",),
        "1. klasse optager lyde ved havnen og laver et lydbillede til udstillingen.",
        "En udstilling, hvor forældrene kommer for at høre deres børn.", "Et enkelt forløb med en fernisering.",
        (("pupils", "Eleverne kan fortælle, hvad de hører, uden at se det", ("De gætter hinandens lyde",)),),
        ("Vi lytter ved havnen", "Lydværksted", "Fernisering"), ("Mågerne var de bedste.",), "Alle turde gætte.",
        ("Hav høretelefoner nok med", "Et par til hver, ellers venter halvdelen."), "",
        ("De talte om det i flere dage.",), ("Mågen.", "Min egen lyd."), hours=20,
    ),
    Theme(
        "Alle 4. klasser til fjorden", "municipal", ("4",), ("natur-teknologi",), ("whole-municipality",),
        "Alle kommunens 4. klasser kommer en dag til fjorden. Kommunen betaler bussen.",
        "Ingen elev i kommunen går ud af 4. klasse uden at have været ved fjorden.", "En aftale med kommunen, som skolerne får besked om hvert forår.",
        (("collaboration", "Alle 4. klasser i kommunen har været af sted inden juni", ("Listen er fuld",)),),
        ("Første klasse på fjorden", "Anden klasse på fjorden", "Tredje klasse på fjorden", "Fjerde klasse på fjorden"),
        ("Bussen kom til tiden.", "To klasser på én dag er for meget."), "Halvdelen af klasserne har været her.",
        ("Spørg forvaltningen i marts", "I april er pengene fordelt, og så er det for sent."), "Forvaltningen skifter kontaktperson hvert år.",
        ("Godt, at kommunen betaler bussen.",), ("Krabberne.", "Bussen."), venue="outdoors_other", hours=120,
    ),
)
FOREST = (
    Theme(
        "Træets år", "over_time", ("0", "1"), ("natur-teknologi",), ("friendship-class",),
        "Klassen får sit eget træ og besøger det fire gange om året.",
        "Udeskole, som lærerne tør tage selv.", TOGETHER,
        (("pupils", "Eleverne kan fortælle, hvordan deres træ har ændret sig", ("De tegner det hver gang",)),),
        ("Vi vælger træ", "Vintertræet", "Træet springer ud", "Sommertræet"), ("Alle krammede træet til sidst.",),
        "Tegningerne viser knopper, blade og bark.",
        ("Vælg træer tæt på stien", "Så kan elever i kørestol også være med."), "",
        ("Vi går nu i skoven hver anden uge.",), ("Mit træ.",), venue="outdoors_other", hours=24,
    ),
    Theme(
        "Skovens spiselige", "ad_hoc", ("5",), ("madkundskab",), ("try-offers",), "Klassen sanker og laver mad over bål.",
        "Madkundskab, der begynder med at finde maden.", "Et forløb, vi prøver sammen.",
        (("pupils", "Eleverne kan lave et måltid af det, de selv har fundet", ("Alle smager",)),),
        ("Vi sanker og koger",), ("Brændenældesuppe er en sællert.",), "Alle smagte.",
        ("Spørg om allergi, før I tænder bål", "Vi fik det at vide, da gryden var tom."), "", ("Mere af det.",), ("Suppen.",),
        venue="outdoors_other", hours=12,
    ),
    Theme(
        "Åen fra kilde til fjord", "partnership", ("7", "8"), ("biologi", "geografi"), ("development-project",),
        "Elever måler vandkvalitet på fem steder og lægger tallene frem for kommunen.",
        "Et rigtigt projekt med en rigtig modtager.", TOGETHER,
        (("pupils", "Eleverne kan forsvare deres tal over for en voksen, der spørger", ("De svarer byrådet",)),),
        ("Kilden", "Møllen", "Byen", "Fjorden", "Fremlæggelse"), ("Strømmen var stærkere end ventet.",), "Byrådet stillede ni spørgsmål.",
        ("Aftal modtageren først", "Eleverne arbejder anderledes, når de ved, hvem der skal læse det."), "", ("Stort.",), ("Byrådet.",),
        venue="outdoors_other", hours=40,
    ),
)
SPACE = (
    Theme(
        "Mission til Mars", "over_time", ("6",), ("natur-teknologi", "matematik"), ("teaching-both-places",),
        "Klassen planlægger en mission og flyver den i simulatoren.", "Naturfag, hvor man må tage fejl og prøve igen.", TOGETHER,
        (("pupils", "Eleverne kan forklare, hvorfor de ændrede deres plan", ("De viser første og sidste udkast",)),),
        ("Vi vælger mål", "Brændstof og baner", "Flyvedag"), ("Tre af fem landede.",), "Alle grupper ændrede planen.",
        ("Lad dem fejle første gang", "De lærer mest af den raket, der ikke lettede."), "", ("Sjældent har de regnet så meget.",), ("Vi landede.",), hours=26,
    ),
    Theme(
        "Kursus for naturfagslærere", "partnership", (), ("fysik-kemi",), ("teacher-courses",),
        "Tre eftermiddage om stjernehimlen for kommunens naturfagslærere.", "Lærere, der tør tage kikkerten frem.", TOGETHER,
        (("school", "Lærerne har brugt kikkerten med en klasse inden jul", ("De sender et billede af himlen",)),),
        ("Himlen nu", "Kikkerten", "Hjemme i klassen"), ("Overskyet. Vi tog planetariet.",), "Syv ud af ti har brugt den.",
        ("Læg kurset, når lærerne har forberedelse", "Tirsdag eftermiddag virkede. Torsdag gjorde ikke."), "", ("Endelig noget praktisk.",), ("–",), hours=16,
    ),
    Theme(
        "Nattens dyr og stjerner", "single", ("2",), ("natur-teknologi",), ("parents-involved",),
        "En aften, hvor elever og forældre ser stjerner sammen.", "Forældre, der kommer, når det handler om deres børn.", "En enkelt aften.",
        (("pupils", "Eleverne kan vise deres forældre ét stjernebillede", ("De peger det ud selv",)),),
        ("Stjerneaften",), ("Halvfjerds forældre. Vi havde regnet med tredive.",), "Næsten alle fandt Karlsvognen.",
        ("Hav en plan for overskyet vejr", "Vi havde planetariet klar, og ingen gik hjem."), "", ("Dejlig aften.",), ("Karlsvognen.",), hours=8,
    ),
)
