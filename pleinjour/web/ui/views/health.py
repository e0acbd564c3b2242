"""Whether the platform can serve: read by those who watch over it, and by no browser."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import pleinjour


@login_not_required
@require_safe
@never_cache
def check(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not."""
    is_well = _database_answers()
    state = {"status": "ok" if is_well else "down", "database": is_well, "version": pleinjour.__version__}
    return JsonResponse(state, status=200 if is_well else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except DatabaseError:
        return False
