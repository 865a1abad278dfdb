import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agreements', '0001_initial'),
        ('samarbejde', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='GoalReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goal_reviews', to='samarbejde.collaboration')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='agreements.goal')),
                ('status', models.CharField(choices=[('on_way', 'On the way'), ('reached', 'Reached'), ('slow', 'Going slowly'), ('off', 'Off track'), ('not_looked', 'Not looked at')], max_length=12, verbose_name='how is it going')),
                ('evidence', models.TextField(blank=True, verbose_name='what have you seen or heard')),
                ('next_step', models.CharField(blank=True, max_length=200, verbose_name='next step')),
                ('reviewed_at', models.DateTimeField(auto_now_add=True)),
                ('reviewed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'goal review',
                'verbose_name_plural': 'goal reviews',
                'ordering': ['-reviewed_at', '-pk'],
                'indexes': [models.Index(fields=['goal', '-reviewed_at'], name='followup_review_goal')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['on_way', 'reached', 'slow', 'off', 'not_looked'])), name='followup_goalreview_status_valid')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='samarbejde.collaboration')),
                ('date', models.DateField(verbose_name='date')),
                ('starts_time', models.TimeField(blank=True, null=True, verbose_name='from')),
                ('ends_time', models.TimeField(blank=True, null=True, verbose_name='to')),
                ('title', models.CharField(blank=True, max_length=160, verbose_name='what')),
                ('class_name', models.CharField(blank=True, max_length=60, verbose_name='class')),
                ('pupils', models.PositiveIntegerField(blank=True, null=True, verbose_name='pupils')),
                ('adults', models.PositiveIntegerField(blank=True, null=True, verbose_name='adults')),
                ('venue', models.CharField(choices=[('at_institution', 'At our place'), ('at_school', 'At the school'), ('outdoors_other', 'Outdoors or elsewhere'), ('online', 'Online')], default='at_institution', max_length=16, verbose_name='where')),
                ('hours', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='hours')),
                ('taught_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='samarbejde.person', verbose_name='who taught')),
                ('note', models.TextField(blank=True, verbose_name='short note')),
                ('status', models.CharField(choices=[('planned', 'Planned'), ('held', 'Held'), ('cancelled', 'Cancelled')], default='planned', max_length=10, verbose_name='status')),
                ('cancel_reason', models.CharField(blank=True, max_length=200, verbose_name='why cancelled')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('recorded_at', models.DateTimeField(auto_now=True)),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('form_key', models.UUIDField(editable=False, null=True, unique=True)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'ordering': ['-date', '-pk'],
                'indexes': [models.Index(fields=['collaboration', 'date'], name='followup_session_date'), models.Index(condition=models.Q(('status', 'planned')), fields=['date', 'starts_time', 'id'], name='followup_session_planned')],
                'constraints': [models.CheckConstraint(condition=models.Q(('venue__in', ['at_institution', 'at_school', 'outdoors_other', 'online'])), name='followup_session_venue_valid'), models.CheckConstraint(condition=models.Q(('status__in', ['planned', 'held', 'cancelled'])), name='followup_session_status_valid'), models.CheckConstraint(condition=models.Q(('date__isnull', True), ('date__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), _connector='OR'), name='followup_session_dates_within_calendar'), models.CheckConstraint(condition=models.Q(('hours__isnull', True), ('hours__gte', 0), _connector='OR'), name='followup_session_hours_not_negative'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'held'), _negated=True), models.Q(('hours__isnull', False), ('pupils__isnull', False)), _connector='OR'), name='followup_session_held_has_figures'), models.CheckConstraint(condition=models.Q(('ends_time__isnull', True), ('starts_time__isnull', True), ('ends_time__gt', models.F('starts_time')), _connector='OR'), name='followup_session_starts_before_ends')],
            },
        ),
    ]
