"""Choices of the ground floor. Values are stored; labels are what people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    READER = "reader", _("Reader")
    EDITOR = "editor", _("Editor")
    COORDINATOR = "coordinator", _("Coordinator")
    ADMIN = "admin", _("Institution admin")
    NETWORK = "network", _("Network coordinator")


class InstitutionKind(models.TextChoices):
    MUSEUM = "museum", _("Museum")
    ART_MUSEUM = "art_museum", _("Art museum")
    SCIENCE_CENTRE = "science_centre", _("Science centre")
    ZOO = "zoo", _("Zoo or aquarium")
    NATURE_SCHOOL = "nature_school", _("Nature school")
    ARCHIVE = "archive", _("Archive")
    THEATRE = "theatre", _("Theatre")
    LIBRARY = "library", _("Library")
    OTHER = "other", _("Other learning environment")


class UnitKind(models.TextChoices):
    SINGLE = "single", _("Single school")
    MAIN = "main", _("Main school")
    DEPARTMENT = "department", _("Department")


class GradePhase(models.TextChoices):
    DAYCARE = "daycare", _("Daycare")
    LOWER = "lower", _("Indskoling")
    MIDDLE = "middle", _("Mellemtrin")
    UPPER = "upper", _("Udskoling")
    YOUTH = "youth", _("Youth education")
    ADULT = "adult", _("Adults and students")


class SubjectKind(models.TextChoices):
    SUBJECT = "subject", _("Subject")
    TOPIC = "topic", _("Obligatory topic")
    ELECTIVE = "elective", _("Elective")
    UPPER_SECONDARY = "upper_secondary", _("Upper secondary subject")
    OTHER = "other", _("Other")


class CollaborationKind(models.TextChoices):
    SINGLE = "single", _("Single course")
    AD_HOC = "ad_hoc", _("Ad hoc collaboration")
    OVER_TIME = "over_time", _("Collaboration over time")
    PARTNERSHIP = "partnership", _("Partnership")
    SUBSCRIPTION = "subscription", _("Subscription or punch card")
    MUNICIPAL = "municipal", _("Municipal agreement")


class FormatGroup(models.TextChoices):
    TEACHING = "2A", _("Developing the teaching on offer")
    COMPETENCES = "2B", _("Developing competences")
    TASKS = "2C", _("Supporting the school's tasks")
    TIES = "2D", _("Lasting ties between pupils and place")
    OTHER = "2E", _("Other forms of teaching")


class PartyKind(models.TextChoices):
    INSTITUTION = "institution", _("Learning environment")
    SCHOOL = "school", _("School")
    MUNICIPALITY = "municipality", _("Municipality")


class Function(models.TextChoices):
    """A person's post."""

    SCHOOL_LEADER = "school_leader", _("Head teacher")
    PEDAGOGICAL_LEADER = "pedagogical_leader", _("Pedagogical leader")
    TEACHER = "teacher", _("Teacher")
    PEDAGOGUE = "pedagogue", _("Pedagogue")
    CLASS_TEACHER = "class_teacher", _("Class teacher")
    TEAM_COORDINATOR = "team_coordinator", _("Team coordinator")
    PLC = "plc", _("Learning centre adviser")
    SECRETARY = "secretary", _("School secretary")
    ADMINISTRATION = "municipal_administration", _("Municipal administration")
    OPEN_SCHOOL = "open_school_coordinator", _("Open school coordinator")
    EDUCATOR = "educator", _("Museum educator")
    EDUCATION_MANAGER = "education_manager", _("Head of education")
    INSTITUTION_LEADER = "institution_leader", _("Head of the institution")
    CONSERVATOR = "conservator", _("Conservator")
    CURATOR = "curator", _("Curator")
    ARTIST = "artist", _("Artist")
    STUDENT_ASSISTANT = "student_assistant", _("Student assistant")
    VOLUNTEER = "volunteer", _("Volunteer")
    OTHER = "other", _("Other")


LEADER_FUNCTIONS = (Function.SCHOOL_LEADER, Function.PEDAGOGICAL_LEADER, Function.INSTITUTION_LEADER)
TEMPORARY_FUNCTIONS = (Function.STUDENT_ASSISTANT, Function.VOLUNTEER, Function.ARTIST)


class ParticipantRole(models.TextChoices):
    """What a person does in one collaboration; the post may be another."""

    LEADER = "leader", _("Responsible leader")
    LEAD = "lead", _("Lead")
    CONTACT = "contact", _("Contact person")
    TEACHING = "teaching", _("Teaches")
    BACKUP = "backup", _("Stands in")
    OTHER = "other", _("Takes part")


class Channel(models.TextChoices):
    PHONE = "phone", _("Phone")
    MAIL = "mail", _("E-mail")
    MEETING = "meeting", _("Meeting")
    AULA = "aula", _("Aula")
    VISIT = "visit", _("Visit")
    POST = "post", _("Letter")
    OTHER = "other", _("Other")


class Severity(models.TextChoices):
    URGENT = "urgent", _("Urgent")
    LOOK = "look", _("Have a look")


class MessageStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    QUEUED = "queued", _("Waiting to be sent")
    HELD = "held", _("Held back")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    CANCELLED = "cancelled", _("Cancelled")


class LinkPurpose(models.TextChoices):
    APPROVAL = "approval", _("Approve an agreement")
    QUESTIONNAIRE = "questionnaire", _("Answer a questionnaire")
    SHARED_PAGE = "shared_page", _("Shared page for the school")
    CALENDAR = "calendar", _("Calendar feed")
    PERSON = "person", _("Look at one's own details")
    UNSUBSCRIBE = "unsubscribe", _("Unsubscribe")
    EXPECTATIONS = "expectations", _("Say what you expect")


class SavedList(models.TextChoices):
    COLLABORATIONS = "collaborations", _("Collaborations")
    SCHOOLS = "schools", _("Schools")
    PEOPLE = "people", _("People")
    INQUIRIES = "inquiries", _("Incoming requests")
    FINDER = "finder", _("School finder")
    SEARCH = "search", _("Search")


class DocumentKind(models.TextChoices):
    """What the search finds."""

    COLLABORATION = "collaboration", _("Collaboration")
    SCHOOL = "school", _("School")
    PERSON = "person", _("Person")
    LESSON = "lesson", _("Lesson")
    RECORD = "record", _("Record")
    FORMAT = "format", _("Form of collaboration")
    INQUIRY = "inquiry", _("Incoming request")
    ADVICE = "advice", _("Advice")
    SHARED = "shared", _("Shared in the network")


class Situation(models.TextChoices):
    """What one is in the middle of when advice is wanted, in the guide's order."""

    REACH_OUT = "reach_out", _("When you approach a school")
    ASKED = "asked", _("When a school approaches you")
    IDEAS = "ideas", _("What you can do together")
    AGREEING = "agreeing", _("When you agree")
    TEACHING = "teaching", _("The teaching as you go")
    STAFFING = "staffing", _("Who takes it")
    ON_TRACK = "on_track", _("Are you on the way you agreed?")
    TALKING = "talking", _("Keeping in touch")
    TIME = "time", _("Time and planning")
    EVALUATING = "evaluating", _("When you look back together")
    ENDING = "ending", _("When it ends")
    PASSING_ON = "passing_on", _("What the next one must know")


class HolidayKind(models.TextChoices):
    """School holidays by name: a municipality's own autumn holiday takes the place of the usual one."""

    AUTUMN = "autumn", _("Autumn holiday")
    CHRISTMAS = "christmas", _("Christmas holiday")
    WINTER = "winter", _("Winter holiday")
    EASTER = "easter", _("Easter holiday")
    SUMMER = "summer", _("Summer holiday")
    OTHER = "other", _("Another day off")


class Theme(models.TextChoices):
    SYSTEM = "system", _("As my device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
