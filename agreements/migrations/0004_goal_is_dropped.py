from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_frozen_versions")]
    operations = [
        migrations.AddField(
            model_name="goal",
            name="is_dropped",
            field=models.BooleanField(default=False, editable=False, verbose_name="taken out"),
        ),
    ]
