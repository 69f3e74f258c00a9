"""The table behind Django's cache: counts of failed sign-ins, shared by all processes and nodes.

Unlogged: after a crash it is empty, which forgets some failed sign-ins and nothing else.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("crew", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            create unlogged table crew_cache (
                cache_key varchar(255) primary key, value text not null, expires timestamptz not null
            );
            create index crew_cache_expires on crew_cache (expires);
            """,
            "drop table crew_cache",
        )
    ]
