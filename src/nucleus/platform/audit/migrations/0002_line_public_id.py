from django.db import migrations, models

from nucleus.kernel.ids import public_id


def fill(apps, schema_editor):
    line = apps.get_model("audit", "Line")
    for row in line._base_manager.filter(public_id="").only("pk"):
        line._base_manager.filter(pk=row.pk).update(public_id=public_id("AUD"))


class Migration(migrations.Migration):

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="line",
            name="public_id",
            field=models.CharField(default="", editable=False, max_length=24),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="line",
            name="public_id",
            field=models.CharField(editable=False, max_length=24, unique=True),
        ),
    ]
