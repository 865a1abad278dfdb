"""A place can have a logo."""

from django.db import migrations, models

import samarbejde.lib.logos


class Migration(migrations.Migration):
    dependencies = [("samarbejde", "0008_advice")]

    operations = [
        migrations.AddField(
            model_name="institution",
            name="logo",
            field=models.FileField(
                blank=True, db_default="", default="", upload_to=samarbejde.lib.logos.logo_name, verbose_name="logo"
            ),
        ),
    ]
