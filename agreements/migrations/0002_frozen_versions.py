"""What was sent for approval can never change, not even by hand in the database."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION agreements_version_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.content IS DISTINCT FROM OLD.content OR NEW.content_hash IS DISTINCT FROM OLD.content_hash
     OR NEW.number IS DISTINCT FROM OLD.number OR NEW.agreement_id IS DISTINCT FROM OLD.agreement_id THEN
    RAISE EXCEPTION 'a version of an agreement cannot change after it was sent' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agreements_version_is_frozen BEFORE UPDATE ON agreements_agreementversion
  FOR EACH ROW EXECUTE FUNCTION agreements_version_is_frozen();
"""
THAW = """
DROP TRIGGER agreements_version_is_frozen ON agreements_agreementversion;
DROP FUNCTION agreements_version_is_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
