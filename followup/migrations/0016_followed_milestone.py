"""The agreement has milestones of its own: these are the ones that are followed.

The table keeps its name, so that the old program goes on while the new one starts.
"""

import datetime

from django.db import migrations, models
from django.db.models import Q

CALENDAR = (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
DATES = Q()
for _date in ("planned_on", "due_on", "done_on"):
    DATES &= Q(**{f"{_date}__isnull": True}) | Q(**{f"{_date}__range": CALENDAR})


class Migration(migrations.Migration):
    dependencies = [("followup", "0015_briefing_together")]

    operations = [
        migrations.RemoveConstraint("milestone", "followup_milestone_status_valid"),
        migrations.RemoveConstraint("milestone", "followup_milestone_dates_within_calendar"),
        migrations.AlterModelTable("milestone", "followup_milestone"),
        migrations.RenameModel("Milestone", "FollowedMilestone"),
        migrations.AddConstraint(
            "followedmilestone",
            models.CheckConstraint(
                condition=Q(status__in=["open", "done", "dropped"]), name="followup_followedmilestone_status_valid"
            ),
        ),
        migrations.AddConstraint(
            "followedmilestone",
            models.CheckConstraint(condition=DATES, name="followup_followedmilestone_dates_within_calendar"),
        ),
    ]
