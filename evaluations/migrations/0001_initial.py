import datetime
import django.db.models.deletion
import uuid
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
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collaboration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluations', to='samarbejde.collaboration')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('opens_on', models.DateField(verbose_name='opens')),
                ('closes_on', models.DateField(verbose_name='closes')),
                ('status', models.CharField(choices=[('draft', 'Being prepared'), ('open', 'Open for answers'), ('closed', 'Closed')], default='draft', max_length=8, verbose_name='status')),
                ('conclusion', models.TextField(blank=True, verbose_name='what we take from it')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('created_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'evaluation',
                'verbose_name_plural': 'evaluations',
                'ordering': ['-opens_on', '-pk'],
                'indexes': [models.Index(condition=models.Q(('status', 'open')), fields=['closes_on', 'id'], name='evaluations_evaluation_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'open', 'closed'])), name='evaluations_evaluation_status_valid'), models.CheckConstraint(condition=models.Q(('closes_on__isnull', True), ('opens_on__isnull', True), ('closes_on__gte', models.F('opens_on')), _connector='OR'), name='evaluations_evaluation_opens_on_before_closes_on'), models.CheckConstraint(condition=models.Q(models.Q(('opens_on__isnull', True), ('opens_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), _connector='OR'), models.Q(('closes_on__isnull', True), ('closes_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), _connector='OR')), name='evaluations_evaluation_dates_within_calendar')],
            },
        ),
        migrations.CreateModel(
            name='QuestionSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('audience', models.CharField(choices=[('teachers', 'Teachers'), ('pupils_older', 'Pupils, grades 4-10'), ('pupils_young', 'Pupils, grades 0-3'), ('leaders', 'Leaders'), ('staff', 'Our own staff')], max_length=14, verbose_name='for')),
                ('size', models.CharField(choices=[('light', 'Light'), ('standard', 'Standard'), ('full', 'Full')], default='light', max_length=10, verbose_name='size')),
                ('institution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='question_sets', to='samarbejde.institution', verbose_name='only at')),
            ],
            options={
                'verbose_name': 'question set',
                'verbose_name_plural': 'question sets',
                'ordering': ['audience', 'name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('audience__in', ['teachers', 'pupils_older', 'pupils_young', 'leaders', 'staff'])), name='evaluations_questionset_audience_valid'), models.CheckConstraint(condition=models.Q(('size__in', ['light', 'standard', 'full'])), name='evaluations_questionset_size_valid')],
            },
        ),
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questionnaires', to='evaluations.evaluation')),
                ('audience', models.CharField(choices=[('teachers', 'Teachers'), ('pupils_older', 'Pupils, grades 4-10'), ('pupils_young', 'Pupils, grades 0-3'), ('leaders', 'Leaders'), ('staff', 'Our own staff')], max_length=14, verbose_name='for')),
                ('link', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questionnaire', to='samarbejde.link')),
                ('expected', models.PositiveIntegerField(blank=True, null=True, verbose_name='how many could answer')),
            ],
            options={
                'verbose_name': 'questionnaire',
                'verbose_name_plural': 'questionnaires',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('audience__in', ['teachers', 'pupils_older', 'pupils_young', 'leaders', 'staff'])), name='evaluations_questionnaire_audience_valid'), models.UniqueConstraint(fields=('evaluation', 'audience'), name='evaluations_questionnaire_once')],
            },
        ),
        migrations.CreateModel(
            name='SetQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='evaluations.questionset')),
                ('text', models.CharField(max_length=300, verbose_name='question')),
                ('theme', models.CharField(choices=[('learning', "The pupils' learning"), ('goals', 'The goals'), ('outcome', 'What the parties got out of it'), ('quality', 'The teaching'), ('communication', 'Communication'), ('coherence', 'Coherence between the places'), ('words', 'In their own words')], max_length=14, verbose_name='about')),
                ('scale', models.CharField(choices=[('degree', 'To what degree (adults)'), ('agree', 'Agree or disagree (grades 4-10)'), ('yes', 'Yes, a little, no (grades 0-3)'), ('text', 'Free text')], max_length=8, verbose_name='answered by')),
                ('is_required', models.BooleanField(default=False, verbose_name='must be answered')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'question in a set',
                'verbose_name_plural': 'questions in a set',
                'ordering': ['order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('theme__in', ['learning', 'goals', 'outcome', 'quality', 'communication', 'coherence', 'words'])), name='evaluations_setquestion_theme_valid'), models.CheckConstraint(condition=models.Q(('scale__in', ['degree', 'agree', 'yes', 'text'])), name='evaluations_setquestion_scale_valid')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='evaluations.questionnaire')),
                ('goal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='agreements.goal')),
                ('text', models.CharField(max_length=400, verbose_name='question')),
                ('theme', models.CharField(choices=[('learning', "The pupils' learning"), ('goals', 'The goals'), ('outcome', 'What the parties got out of it'), ('quality', 'The teaching'), ('communication', 'Communication'), ('coherence', 'Coherence between the places'), ('words', 'In their own words')], max_length=14, verbose_name='about')),
                ('scale', models.CharField(choices=[('degree', 'To what degree (adults)'), ('agree', 'Agree or disagree (grades 4-10)'), ('yes', 'Yes, a little, no (grades 0-3)'), ('text', 'Free text')], max_length=8, verbose_name='answered by')),
                ('is_required', models.BooleanField(default=False, verbose_name='must be answered')),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ['order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('theme__in', ['learning', 'goals', 'outcome', 'quality', 'communication', 'coherence', 'words'])), name='evaluations_question_theme_valid'), models.CheckConstraint(condition=models.Q(('scale__in', ['degree', 'agree', 'yes', 'text'])), name='evaluations_question_scale_valid')],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='evaluations.questionnaire')),
                ('answered_on', models.DateField(verbose_name='answered')),
                ('form_key', models.UUIDField(unique=True)),
            ],
            options={
                'verbose_name': 'response',
                'verbose_name_plural': 'responses',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('answered_on__isnull', True), ('answered_on__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), _connector='OR'), name='evaluations_response_dates_within_calendar')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='evaluations.response')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='evaluations.question')),
                ('value', models.PositiveSmallIntegerField(null=True)),
                ('text', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('response', 'question'), name='evaluations_answer_once'), models.CheckConstraint(condition=models.Q(('value__isnull', True), ('text', ''), _connector='XOR'), name='evaluations_answer_value_or_text'), models.CheckConstraint(condition=models.Q(('value__isnull', True), ('value__lte', 5), _connector='OR'), name='evaluations_answer_value_on_scale')],
            },
        ),
    ]
