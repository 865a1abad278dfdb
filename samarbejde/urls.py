from django.urls import path

from samarbejde.views import people, schools

app_name = "samarbejde"
urlpatterns: list = [
    path("personer/ny/", people.person_create, name="person_create"),
    path("personer/<int:pk>/", people.person_detail, name="person_detail"),
    path("personer/<int:pk>/ret/", people.person_edit, name="person_edit"),
    path("personer/<int:pk>/bekraeft/", people.person_confirm, name="person_confirm"),
    path("personer/<int:pk>/stoppet/", people.person_leave, name="person_leave"),
    path("personer/<int:pk>/tilbage/", people.person_return, name="person_return"),
    path("personer/<int:pk>/poster/ny/", people.post_create, name="post_create"),
    path("personer/<int:pk>/poster/<int:post_pk>/slut/", people.post_end, name="post_end"),
    path("skoler/<str:number>/", schools.school_detail, name="school_detail"),
    path("skoler/<str:number>/ret/", schools.school_edit, name="school_edit"),
]
