from django.urls import path

from followup.views import calendar, classes, feeds, followup, goals, meetings, sessions, staffing

app_name = "followup"
urlpatterns = [
    path("samarbejder/<int:pk>/opfoelgning/", followup.followup_detail, name="followup_detail"),
    path("samarbejder/<int:pk>/gange/ny/", sessions.session_create, name="session_create"),
    path("samarbejder/<int:pk>/gange/<int:session_id>/", sessions.session_edit, name="session_edit"),
    path("samarbejder/<int:pk>/gange/<int:session_id>/holdt/", sessions.session_hold, name="session_hold"),
    path("samarbejder/<int:pk>/gange/<int:session_id>/aflys/", sessions.session_cancel, name="session_cancel"),
    path("samarbejder/<int:pk>/gange/<int:session_id>/afloeser/", staffing.session_take_over, name="session_take_over"),
    path("samarbejder/<int:pk>/afloesning/", staffing.briefing_edit, name="briefing_edit"),
    path("bemanding/", staffing.staff_list, name="staff_list"),
    path("bemanding/<int:person_id>/", staffing.staff_edit, name="staff_edit"),
    path("bemanding/fravaer/", staffing.absence_list, name="absence_list"),
    path("bemanding/fravaer/<int:absence_id>/slut/", staffing.absence_end, name="absence_end"),
    path("samarbejder/<int:pk>/moeder/", meetings.meeting_list, name="meeting_list"),
    path("samarbejder/<int:pk>/moeder/nyt/", meetings.meeting_create, name="meeting_create"),
    path("samarbejder/<int:pk>/moeder/<int:meeting_id>/", meetings.meeting_detail, name="meeting_detail"),
    path("samarbejder/<int:pk>/moeder/<int:meeting_id>/ret/", meetings.meeting_edit, name="meeting_edit"),
    path("samarbejder/<int:pk>/moeder/<int:meeting_id>/del/", meetings.meeting_share, name="meeting_share"),
    path("samarbejder/<int:pk>/moeder/<int:meeting_id>/moede.ics", meetings.meeting_ical, name="meeting_ical"),
    path("samarbejder/<int:pk>/loefter/nyt/", meetings.action_create, name="action_create"),
    path("samarbejder/<int:pk>/loefter/<int:action_id>/gjort/", meetings.action_done, name="action_done"),
    path("samarbejder/<int:pk>/klasser/", classes.class_list, name="class_list"),
    path("samarbejder/<int:pk>/klasser/<int:class_id>/", classes.class_edit, name="class_edit"),
    path("samarbejder/<int:pk>/klippekort/", classes.punch_card_edit, name="punch_card_edit"),
    path("samarbejder/<int:pk>/maal/", goals.goal_walk, name="goal_walk"),
    path("samarbejder/<int:pk>/maal/<int:goal_id>/", goals.goal_review, name="goal_review"),
    path("samarbejder/<int:pk>/kalender.ics", feeds.collaboration_ical, name="collaboration_ical"),
    path("gange/", followup.session_list, name="session_list"),
    path("gange/ny/", followup.session_quick, name="session_quick"),
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/abonnement/", calendar.calendar_subscription, name="calendar_subscription"),
    path(
        "kalender/abonnement/<int:link_id>/stop/",
        calendar.calendar_subscription_revoke,
        name="calendar_subscription_revoke",
    ),
    path("kalender/feed/<str:token>.ics", feeds.calendar_feed, name="calendar_feed"),
]
