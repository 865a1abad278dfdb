"""When the schools are closed."""
import datetime
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('samarbejde', '0012_outbox_attachments'),
    ]

    operations = [
        migrations.CreateModel(
            name='SchoolHoliday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(blank=True, db_default='', default='', editable=False, max_length=40, verbose_name='code')),
                ('kind', models.CharField(choices=[('autumn', 'Autumn holiday'), ('christmas', 'Christmas holiday'), ('winter', 'Winter holiday'), ('easter', 'Easter holiday'), ('summer', 'Summer holiday'), ('other', 'Another day off')], max_length=10, verbose_name='kind')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('source', models.CharField(help_text="Where it is written, such as the municipality's website.", max_length=200, verbose_name='source')),
                ('municipality', models.ForeignKey(blank=True, help_text='Leave it empty for the whole country.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='holidays', to='samarbejde.municipality', verbose_name='municipality')),
            ],
            options={
                'verbose_name': 'school holiday',
                'verbose_name_plural': 'school holidays',
                'ordering': ['first_day', 'pk'],
                'indexes': [models.Index(fields=['last_day', 'first_day'], name='samarbejde_schoolholiday_days')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['autumn', 'christmas', 'winter', 'easter', 'summer', 'other'])), name='samarbejde_schoolholiday_kind_valid'), models.CheckConstraint(condition=models.Q(('last_day__isnull', True), ('first_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='samarbejde_schoolholiday_first_day_before_last_day'), models.CheckConstraint(condition=models.Q(models.Q(('first_day__isnull', True), ('first_day__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), _connector='OR'), models.Q(('last_day__isnull', True), ('last_day__range', (datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))), _connector='OR')), name='samarbejde_schoolholiday_dates_within_calendar'), models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('code',), name='samarbejde_schoolholiday_code_once'), models.UniqueConstraint(fields=('municipality', 'kind', 'first_day'), name='samarbejde_schoolholiday_once', nulls_distinct=False)],
            },
        ),
    ]
