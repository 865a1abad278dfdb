import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('samarbejde', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collaboration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='closure', to='samarbejde.collaboration')),
                ('ended_on', models.DateField(verbose_name='ended')),
                ('reason', models.CharField(choices=[('as_agreed', 'It ended as agreed'), ('renewed', 'It goes on in a new agreement'), ('early_school', 'The school stopped early'), ('early_us', 'We stopped early'), ('ebbed', 'It ebbed away')], max_length=14, verbose_name='how')),
                ('explanation', models.TextField(blank=True, verbose_name='why, and what would you say to the next')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('closed_at', models.DateTimeField(auto_now_add=True)),
                ('closed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'closure',
                'verbose_name_plural': 'closures',
                'ordering': ['-ended_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['as_agreed', 'renewed', 'early_school', 'early_us', 'ebbed'])), name='knowledge_closure_reason_valid'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), _connector='OR'), name='knowledge_closure_dates_within_calendar')],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to='samarbejde.collaboration')),
                ('headline', models.CharField(max_length=200, verbose_name='in one sentence')),
                ('text', models.TextField(blank=True, verbose_name='what happened, and what we would do again')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('written_at', models.DateTimeField(auto_now_add=True)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lesson',
                'verbose_name_plural': 'lessons',
                'ordering': ['-written_at', '-pk'],
                'indexes': [models.Index(fields=['-written_at', '-id'], name='knowledge_lesson_newest')],
            },
        ),
    ]
