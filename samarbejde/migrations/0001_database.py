"""Extensions and the Danish text functions; everything after this may use them."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

SORT_KEY = r"""
CREATE FUNCTION danish_sort_key(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT translate(
    replace(lower(normalize(value, NFC)), 'aa', '}'),
    'æäøöåüéèêáàóòíñç',
    '{{||}yeeeaaooinc'
  )
$$;
"""
FOLD = r"""
CREATE FUNCTION danish_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT translate(
    replace(replace(replace(replace(replace(
      lower(normalize(value, NFC)), 'å', 'aa'), 'æ', 'ae'), 'ä', 'ae'), 'ø', 'oe'), 'ö', 'oe'),
    'üéèêëáàâóòôíìñç',
    'ueeeeaaaoooiinc'
  )
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(SORT_KEY, "DROP FUNCTION danish_sort_key(text)"),
        migrations.RunSQL(FOLD, "DROP FUNCTION danish_fold(text)"),
    ]
