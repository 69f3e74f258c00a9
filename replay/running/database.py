"""What the office's database did meanwhile, for the report: WAL, rows, sizes, and its statements where it counts them."""

import psycopg

TABLES = """
select c.relname, s.n_live_tup, s.n_dead_tup, pg_total_relation_size(c.oid) as bytes
from pg_class c join pg_stat_user_tables s on s.relid = c.oid
where pg_total_relation_size(c.oid) > 1000000
order by bytes desc limit 15
"""
STATEMENTS = """
select left(regexp_replace(query, '\\s+', ' ', 'g'), 160), calls, total_exec_time, mean_exec_time, rows
from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())
order by total_exec_time desc limit 25
"""
COUNTED = "select exists (select from pg_extension where extname = 'pg_stat_statements')"
NOW = """
select pg_current_wal_lsn() - '0/0', xact_commit, xact_rollback, deadlocks, temp_bytes
from pg_stat_database where datname = current_database()
"""


class Watched:
    """`before` the run, then `told()` after it."""

    def __init__(self, url: str):
        self.url = url
        self.before = self._now()

    def _now(self) -> tuple:
        with psycopg.connect(self.url) as connection:
            return connection.execute(NOW).fetchone()

    def told(self) -> dict:
        wal, commits, back, deadlocks, temp = (b - a for a, b in zip(self.before, self._now(), strict=True))
        with psycopg.connect(self.url) as connection:
            tables = connection.execute(TABLES).fetchall()
            counted = connection.execute(COUNTED).fetchone()[0]
            statements = connection.execute(STATEMENTS).fetchall() if counted else []
            size = connection.execute("select pg_database_size(current_database())").fetchone()[0]
        return {
            "wal_bytes": int(wal), "commits": commits, "rollbacks": back, "deadlocks": deadlocks, "temp_bytes": temp,
            "size_bytes": size,
            "tables": [dict(zip(("table", "live", "dead", "bytes"), row, strict=True)) for row in tables],
            "statements": [
                {"statement": text, "calls": calls, "seconds": round(total / 1000, 2), "mean_ms": round(mean, 3), "rows": rows}
                for text, calls, total, mean, rows in statements
            ],
        }  # fmt: skip
