"""Who sent a version, and when, can no more change than its text."""

from django.db import migrations

FREEZE = """
CREATE OR REPLACE FUNCTION agreements_version_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.content IS DISTINCT FROM OLD.content OR NEW.content_hash IS DISTINCT FROM OLD.content_hash
     OR NEW.number IS DISTINCT FROM OLD.number OR NEW.agreement_id IS DISTINCT FROM OLD.agreement_id
     OR NEW.sent_at IS DISTINCT FROM OLD.sent_at OR NEW.sent_by_id IS DISTINCT FROM OLD.sent_by_id THEN
    RAISE EXCEPTION 'a version of an agreement cannot change after it was sent' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_agreement_in_full")]
    operations = [migrations.RunSQL(FREEZE, migrations.RunSQL.noop)]
