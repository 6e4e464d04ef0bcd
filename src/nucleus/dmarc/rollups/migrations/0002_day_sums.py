"""The day tables, in the form that suits the database."""

from django.db import migrations

from nucleus.dmarc.rollups.recount import TABLES, create_sql


def create(apps, schema_editor):
    for table in TABLES:
        schema_editor.execute(create_sql(table, schema_editor.connection.vendor))


def drop(apps, schema_editor):
    for table in TABLES:
        schema_editor.execute(f"DROP TABLE {table}")


class Migration(migrations.Migration):
    dependencies = [("rollups", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
