"""How one is together, for the one who takes over."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('followup', '0014_invitations'),
    ]

    operations = [
        migrations.AddField(
            model_name='briefing',
            name='together',
            field=models.TextField(blank=True, db_default='', default='', verbose_name='how we are together'),
        ),
    ]
