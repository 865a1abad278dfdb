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
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collaboration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='assessment', to='samarbejde.collaboration')),
                ('driver', models.CharField(blank=True, choices=[('leadership', 'The leadership'), ('team', 'A team of teachers'), ('teacher', 'One teacher'), ('municipality', 'The municipality'), ('us', 'We did')], max_length=12, verbose_name='who drives it')),
                ('people_behind', models.CharField(blank=True, max_length=200, verbose_name='who else takes part')),
                ('motivation', models.TextField(blank=True, verbose_name='why do we want it')),
                ('expected_gain', models.TextField(blank=True, verbose_name='what can we get out of it')),
                ('school_reason', models.TextField(blank=True, verbose_name='why does the school come to us')),
                ('expected_outcome', models.TextField(blank=True, verbose_name='what does the school expect')),
                ('expected_hours', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='hours we expect to use')),
                ('expected_money', models.PositiveIntegerField(blank=True, null=True, verbose_name='our own money, kr.')),
                ('from_daily_work', models.CharField(blank=True, max_length=200, verbose_name='does it take time from daily teaching')),
                ('decision', models.CharField(blank=True, choices=[('accept', 'We say yes'), ('wait', 'We wait'), ('decline', 'We say no')], max_length=8, verbose_name='decision')),
                ('decision_reason', models.TextField(blank=True, verbose_name='why')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('staff', models.ManyToManyField(blank=True, related_name='assessments', to='samarbejde.person', verbose_name='who of us takes part')),
            ],
            options={
                'verbose_name': 'assessment',
                'verbose_name_plural': 'assessments',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('driver__in', ['leadership', 'team', 'teacher', 'municipality', 'us', ''])), name='contacts_assessment_driver_valid'), models.CheckConstraint(condition=models.Q(('decision__in', ['accept', 'wait', 'decline', ''])), name='contacts_assessment_decision_valid'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='contacts_assessment_decided_at_and_by_together'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decision', '')), models.Q(models.Q(('decision', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='contacts_assessment_decision_is_dated'), models.CheckConstraint(condition=models.Q(('expected_hours__isnull', True), ('expected_hours__gte', 0), _connector='OR'), name='contacts_assessment_expected_hours_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='ContactAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('institution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_attempts', to='samarbejde.institution')),
                ('collaboration', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contact_attempts', to='samarbejde.collaboration')),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contact_attempts', to='samarbejde.school')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contact_attempts', to='samarbejde.person', verbose_name='whom')),
                ('direction', models.CharField(choices=[('out', 'We contacted them'), ('in', 'They contacted us')], default='out', max_length=3, verbose_name='who contacted whom')),
                ('channel', models.CharField(choices=[('phone', 'Phone'), ('mail', 'E-mail'), ('meeting', 'Meeting'), ('aula', 'Aula'), ('visit', 'Visit'), ('post', 'Letter'), ('other', 'Other')], max_length=10, verbose_name='how')),
                ('outcome', models.CharField(choices=[('no_answer', 'No answer'), ('message', 'Left a message'), ('talked', 'Talked together'), ('interested', 'They are interested'), ('meeting', 'We agreed to meet'), ('not_now', 'Not now'), ('no', 'They say no')], max_length=12, verbose_name='what came of it')),
                ('happened_on', models.DateField(verbose_name='when')),
                ('note', models.TextField(blank=True, verbose_name='what was said')),
                ('next_step', models.CharField(blank=True, max_length=200, verbose_name='next step')),
                ('next_step_on', models.DateField(blank=True, null=True, verbose_name='when')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'contact attempt',
                'verbose_name_plural': 'contact attempts',
                'ordering': ['-happened_on', '-pk'],
                'indexes': [models.Index(fields=['school', '-happened_on'], name='contacts_attempt_school')],
                'constraints': [models.CheckConstraint(condition=models.Q(('direction__in', ['out', 'in'])), name='contacts_contactattempt_direction_valid'), models.CheckConstraint(condition=models.Q(('channel__in', ['phone', 'mail', 'meeting', 'aula', 'visit', 'post', 'other'])), name='contacts_contactattempt_channel_valid'), models.CheckConstraint(condition=models.Q(('outcome__in', ['no_answer', 'message', 'talked', 'interested', 'meeting', 'not_now', 'no'])), name='contacts_contactattempt_outcome_valid'), models.CheckConstraint(condition=models.Q(models.Q(('happened_on__isnull', True), ('happened_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), _connector='OR'), models.Q(('next_step_on__isnull', True), ('next_step_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), _connector='OR')), name='contacts_contactattempt_dates_within_calendar'), models.CheckConstraint(condition=models.Q(('collaboration__isnull', False), ('school__isnull', False), _connector='OR'), name='contacts_contactattempt_belongs')],
            },
        ),
        migrations.CreateModel(
            name='RegisterImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200, verbose_name='file')),
                ('sha256', models.CharField(max_length=64)),
                ('layout', models.CharField(blank=True, max_length=40, verbose_name='layout')),
                ('is_full', models.BooleanField(default=False, verbose_name='the whole register')),
                ('keep_leaders', models.BooleanField(default=True, verbose_name="with the leaders' names")),
                ('source_date', models.DateField(blank=True, null=True, verbose_name='as of')),
                ('row_count', models.PositiveIntegerField(default=0, verbose_name='rows')),
                ('counts', models.JSONField(default=dict)),
                ('errors', models.JSONField(default=list)),
                ('status', models.CharField(choices=[('preview', 'Ready to look at'), ('applied', 'Saved'), ('failed', 'Cannot be read'), ('discarded', 'Thrown away')], default='preview', max_length=10, verbose_name='status')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='read')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='saved')),
                ('applied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'register import',
                'verbose_name_plural': 'register imports',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['preview', 'applied', 'failed', 'discarded'])), name='contacts_registerimport_status_valid'), models.CheckConstraint(condition=models.Q(models.Q(('applied_at__isnull', True), ('applied_by__isnull', True)), models.Q(('applied_at__isnull', False), ('applied_by__isnull', False)), _connector='OR'), name='contacts_registerimport_applied_at_and_by_together'), models.CheckConstraint(condition=models.Q(('source_date__isnull', True), ('source_date__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), _connector='OR'), name='contacts_registerimport_dates_within_calendar')],
            },
        ),
        migrations.CreateModel(
            name='RegisterChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='contacts.registerimport')),
                ('number', models.CharField(max_length=6, verbose_name='register number')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('kind', models.CharField(choices=[('new', 'New'), ('changed', 'Changed'), ('renamed', 'New name'), ('closed', 'Closed'), ('reopened', 'Open again'), ('kept', 'Kept as you wrote it')], max_length=10, verbose_name='what')),
                ('line', models.PositiveIntegerField(blank=True, null=True, verbose_name='line')),
                ('fields', models.JSONField(default=dict)),
            ],
            options={
                'verbose_name': 'change in the register',
                'verbose_name_plural': 'changes in the register',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['register_import', 'kind', 'id'], name='contacts_change_kind')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['new', 'changed', 'renamed', 'closed', 'reopened', 'kept'])), name='contacts_registerchange_kind_valid'), models.UniqueConstraint(fields=('register_import', 'number'), name='contacts_registerchange_once')],
            },
        ),
    ]
