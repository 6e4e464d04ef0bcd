"""The record table, in the form that suits the database."""

from django.db import migrations

from nucleus.dmarc.reports.records import create_sql


def create(apps, schema_editor):
    schema_editor.execute(create_sql(schema_editor.connection.vendor))


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE dmarc_record")


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
