"""What a study and the law recall to whoever deploys a system."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pleinjour.web.decide.in_force import study_in_force
from pleinjour.web.decide.readings.duties import duties_of
from pleinjour.web.decide.readings.study import read_study
from pleinjour.web.registry.models import System


def recall(system: System, on: date) -> Iterator[str]:
    """What the level of its study demands, the duties that bind it, and how much is left to establish."""
    if study := study_in_force(system):
        read = read_study(study)
        for demand in read.demands:
            yield _("{level}, qui demande : {demand}").format(level=read.level, demand=demand)
    law = duties_of(system, on).law
    if count := len(law.binding):
        said = ngettext(
            "{count} obligation vaut pour ce système.", "{count} obligations valent pour ce système.", count
        )
        yield said.format(count=count)
    if count := len(law.questions):
        said = ngettext(
            "{count} réponse manque pour connaître toutes ses obligations.",
            "{count} réponses manquent pour connaître toutes ses obligations.",
            count,
        )
        yield said.format(count=count)
