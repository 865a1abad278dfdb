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
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collaboration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='agreement', to='samarbejde.collaboration')),
                ('template', models.CharField(choices=[('light', 'Light agreement'), ('standard', 'Agreement on collaboration'), ('municipal', 'Agreement with a municipality')], default='light', max_length=10, verbose_name='template')),
                ('understanding', models.TextField(blank=True, verbose_name='what we mean by the collaboration')),
                ('background', models.TextField(blank=True, verbose_name='how it began')),
                ('benefit_school', models.TextField(blank=True, verbose_name='what the school gets out of it')),
                ('benefit_institution', models.TextField(blank=True, verbose_name='what we get out of it')),
                ('target_group', models.CharField(blank=True, max_length=200, verbose_name='which classes')),
                ('pupil_count', models.PositiveIntegerField(blank=True, null=True, verbose_name='number of pupils')),
                ('content', models.TextField(blank=True, verbose_name='what we do together, and where')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='to')),
                ('meeting_rhythm', models.CharField(blank=True, max_length=200, verbose_name='how often we meet')),
                ('review_weeks', models.PositiveSmallIntegerField(default=8, verbose_name='look at the goals every … weeks')),
                ('teacher_role', models.TextField(blank=True, verbose_name="the teacher's role")),
                ('school_tasks', models.TextField(blank=True, verbose_name='what the school does')),
                ('hours_school', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="the school's hours")),
                ('hours_institution', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='our hours')),
                ('economy', models.TextField(blank=True, verbose_name='money and transport')),
                ('communication', models.TextField(blank=True, verbose_name='how we keep in touch')),
                ('supervision', models.TextField(blank=True, verbose_name='supervision and safety')),
                ('data_and_photos', models.TextField(blank=True, verbose_name='personal data and photos')),
                ('evaluation_plan', models.TextField(blank=True, verbose_name='how we evaluate')),
                ('change_and_ending', models.TextField(blank=True, verbose_name='how it is changed or ended')),
                ('renewal_on', models.DateField(blank=True, null=True, verbose_name='decide on renewal by')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('updated_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['renewal_on', 'id'], name='agreements_agreement_renewal')],
                'constraints': [models.CheckConstraint(condition=models.Q(('template__in', ['light', 'standard', 'municipal'])), name='agreements_agreement_template_valid'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='agreements_agreement_starts_on_before_ends_on'), models.CheckConstraint(condition=models.Q(models.Q(('starts_on__isnull', True), ('starts_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), _connector='OR'), models.Q(('ends_on__isnull', True), ('ends_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), _connector='OR'), models.Q(('renewal_on__isnull', True), ('renewal_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), _connector='OR')), name='agreements_agreement_dates_within_calendar'), models.CheckConstraint(condition=models.Q(('hours_school__isnull', True), ('hours_school__gte', 0), _connector='OR'), name='agreements_agreement_hours_school_not_negative'), models.CheckConstraint(condition=models.Q(('hours_institution__isnull', True), ('hours_institution__gte', 0), _connector='OR'), name='agreements_agreement_hours_institution_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='AgreementVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='agreements.agreement')),
                ('number', models.PositiveSmallIntegerField(verbose_name='version')),
                ('content', models.JSONField()),
                ('content_hash', models.CharField(max_length=64)),
                ('status', models.CharField(choices=[('sent', 'Sent for approval'), ('approved', 'Approved by both'), ('declined', 'A change is wanted'), ('replaced', 'Replaced by a newer one'), ('withdrawn', 'Withdrawn')], default='sent', max_length=10, verbose_name='status')),
                ('sent_at', models.DateTimeField(auto_now_add=True, verbose_name='sent')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'version of the agreement',
                'verbose_name_plural': 'versions of the agreement',
                'ordering': ['-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['sent', 'approved', 'declined', 'replaced', 'withdrawn'])), name='agreements_agreementversion_status_valid'), models.UniqueConstraint(fields=('agreement', 'number'), name='agreements_agreementversion_number'), models.UniqueConstraint(condition=models.Q(('status', 'sent')), fields=('agreement',), name='agreements_agreementversion_one_waiting')],
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='agreements.agreement')),
                ('goal_for', models.CharField(choices=[('pupils', "The pupils' learning"), ('school', 'The school'), ('institution', 'Our place'), ('collaboration', 'The collaboration')], default='pupils', max_length=14, verbose_name='for whom')),
                ('text', models.TextField(verbose_name='goal')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('is_dropped', models.BooleanField(default=False, editable=False, verbose_name='taken out')),
            ],
            options={
                'verbose_name': 'goal',
                'verbose_name_plural': 'goals',
                'ordering': ['order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('goal_for__in', ['pupils', 'school', 'institution', 'collaboration'])), name='agreements_goal_goal_for_valid')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='agreements.agreement')),
                ('title', models.CharField(max_length=160, verbose_name='task')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='samarbejde.person', verbose_name='who')),
                ('backup', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='samarbejde.person', verbose_name='stands in')),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'task',
                'verbose_name_plural': 'tasks',
                'ordering': ['order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('backup__isnull', True), ('responsible__isnull', True), models.Q(('backup', models.F('responsible')), _negated=True), _connector='OR'), name='agreements_task_backup_is_another')],
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='agreements.agreementversion')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='samarbejde.party')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='samarbejde.person')),
                ('name', models.CharField(max_length=160, verbose_name='to')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('link', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='approval', to='samarbejde.link')),
                ('answer', models.CharField(choices=[('waiting', 'Waiting'), ('approved', 'Approved'), ('change', 'Asks for a change')], default='waiting', max_length=10, verbose_name='answer')),
                ('typed_name', models.CharField(blank=True, max_length=160, verbose_name='name as typed')),
                ('comment', models.TextField(blank=True, verbose_name='what should be changed')),
                ('text_hash', models.CharField(blank=True, max_length=64)),
                ('answered', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('reminded', models.DateTimeField(blank=True, null=True, verbose_name='reminded')),
            ],
            options={
                'verbose_name': 'approval',
                'verbose_name_plural': 'approvals',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('answer__in', ['waiting', 'approved', 'change'])), name='agreements_approval_answer_valid'), models.UniqueConstraint(fields=('version', 'party'), name='agreements_approval_once_per_party'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'waiting'), ('answered__isnull', True)), models.Q(models.Q(('answer', 'waiting'), _negated=True), ('answered__isnull', False)), _connector='OR'), name='agreements_approval_answer_is_dated'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'approved'), _negated=True), models.Q(models.Q(('typed_name', ''), _negated=True), models.Q(('text_hash', ''), _negated=True)), _connector='OR'), name='agreements_approval_names_the_text')],
            },
        ),
        migrations.CreateModel(
            name='Sign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signs', to='agreements.goal')),
                ('text', models.CharField(max_length=300, verbose_name='sign')),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'sign',
                'verbose_name_plural': 'signs',
                'ordering': ['order', 'pk'],
            },
        ),
    ]
