from django.db import migrations

FILL = """
INSERT INTO intake_waitingname
    (organization_id, distributor_id, partner_id, customer_id, name, files, volume, first_at, last_at)
SELECT organization_id, distributor_id, partner_id, customer_id, name,
    COUNT(*), SUM(volume), MIN(seen_at), MAX(seen_at)
FROM intake_pendingreport
GROUP BY organization_id, distributor_id, partner_id, customer_id, name
"""


class Migration(migrations.Migration):

    dependencies = [("intake", "0003_waiting_names")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
