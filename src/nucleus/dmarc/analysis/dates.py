"""Day numbers as dates, in SQL."""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, Func


class AsDate(Func):
    """The date of a day number (days since 1970)."""

    output_field = DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="DATE(%(expressions)s * 86400, 'unixepoch')", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="(DATE '1970-01-01' + (%(expressions)s)::integer)", **context)
