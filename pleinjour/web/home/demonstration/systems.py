"""The twelve systems of the demonstration's commune: what each is, and how far it has gone. All of it is invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pleinjour.web.decide.models import Expert, Verdict
from pleinjour.web.registry.models import Answer, Hosting, Origin, Part, Stage

Chosen = Mapping[str, tuple[str, ...]]
"""Answers to the impact study, where they are not the lightest ones."""


@dataclass(frozen=True, slots=True)
class Served:
    """A use: what for, in which unit (empty for all), its part in a decision, and whom it touches."""

    purpose: str
    unit: str = ""
    part: Part = Part.NONE
    serves: str = ""
    people_affected: str = ""


@dataclass(frozen=True, slots=True)
class Opined:
    """What an expert says. Each reservation goes with how it was lifted, or "" while it is open."""

    expert: Expert
    verdict: Verdict
    reasons: str
    reservations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A system. `reach`: the stage it has come to; `why`: the reason of that passage; `month`: when it begins, counted
    from the first month of the demonstration.

    studied: None where nobody has begun its study. was_deployed: whether it was, before the stage it has come to.
    laws: facts that its obligations depend on.
    """

    name: str
    purpose: str
    reach: Stage
    why: str = ""
    month: int = 1
    service: str = ""
    origin: Origin = Origin.UNKNOWN
    provider: str = ""
    models_used: str = ""
    hosting: Hosting = Hosting.UNKNOWN
    data_used: str = ""
    personal_data: Answer = Answer.UNKNOWN
    owner: str = ""
    supervisor: str = ""
    uses: tuple[Served, ...] = ()
    studied: Chosen | None = None
    is_study_finished: bool = True
    opinions: tuple[Opined, ...] = ()
    was_deployed: bool = False
    summary: str = ""
    operations: str = ""
    laws: Mapping[str, object] = field(default_factory=dict)


_FAVOURABLE: Final = (
    Opined(
        Expert.DPO,
        Verdict.FAVOURABLE,
        "Rien de personnel n’est demandé ; le contrat interdit tout réemploi.",
    ),
    Opined(Expert.RSSI, Verdict.FAVOURABLE, "Hébergement et sauvegardes conformes à la politique de sécurité."),
)

COMMUNE_SYSTEMS: Final = (
    Story(
        service="assistant_ia",
        name="Assistant IA",
        purpose="Aider les agents à rédiger, résumer et reformuler des textes de travail.",
        reach=Stage.DEPLOYED,
        why="Formation faite, avis favorables.",
        month=2,
        origin=Origin.PRODUCT,
        provider="Service public imaginaire",
        models_used="Un modèle de langue ouvert",
        hosting=Hosting.FRANCE,
        data_used="Les textes que l’agent y écrit. Aucune donnée sensible n’y est admise.",
        personal_data=Answer.YES,
        owner="Responsable du numérique",
        supervisor="Référente ou référent IA",
        uses=(
            Served("Rédiger et résumer des notes, des courriers types, des comptes rendus"),
            Served("Reformuler des réponses en français simple", "Accueil et état civil", people_affected="Habitants"),
        ),
        studied={
            "people_concerned": ("staff", "residents"), "personal_data": ("ordinary",), "dpia_state": ("done",),
            "kind_of_work": ("text",), "volume": ("thousands",), "tasks_changed": ("helps",),
        },
        opinions=(
            Opined(
                Expert.DPO, Verdict.RESERVED, "Usage utile ; il faut rappeler ce qui ne doit pas être saisi.",
                (("Rappeler, à l’ouverture, qu’aucune donnée sensible n’est admise.", "Le rappel est en place."),),
            ),
            _FAVOURABLE[1],
        ),
        summary="Un assistant qui aide les agents à écrire. Un agent relit toujours avant de répondre à un habitant.",
        operations="L’agent demande, l’assistant propose un texte, l’agent le corrige, puis l’emploie ou le jette.",
    ),
    Story(
        service="deepl",
        name="DeepL",
        purpose="Traduire des textes déjà publics pour des habitants qui parlent une autre langue.",
        reach=Stage.STUDIED,
        why="Plusieurs services s’en servent : autant l’étudier.",
        month=6,
        origin=Origin.PRODUCT,
        provider="DeepL",
        hosting=Hosting.UNION,
        data_used="Des textes déjà publics.",
        personal_data=Answer.NO,
        owner="Responsable de l’accueil",
        uses=(Served("Traduire l’affichage de l’accueil", "Accueil et état civil", people_affected="Habitants"),),
        studied={"kind_of_work": ("text",), "openness": ("closed",), "openness_reason": ("compared",)},
        is_study_finished=False,
    ),
    Story(
        service="chatgpt",
        name="ChatGPT",
        purpose="Des agents disent s’en servir pour écrire plus vite.",
        reach=Stage.REPORTED,
        month=3,
        origin=Origin.PRODUCT,
        provider="OpenAI",
        hosting=Hosting.ELSEWHERE,
    ),
    Story(service="gemini", name="Gemini", purpose="", reach=Stage.REPORTED, month=5),
    Story(
        service="deepseek",
        name="DeepSeek",
        purpose="Essayé par quelques agents pour du code et des tableaux.",
        reach=Stage.RETIRED,
        why="Les données partent hors de l’Union européenne ; l’assistant de la collectivité répond au même besoin.",
        month=2,
        origin=Origin.PRODUCT,
        provider="DeepSeek",
        hosting=Hosting.ELSEWHERE,
    ),
    Story(
        name="Prévision des repas de cantine",
        purpose="Prévoir le nombre de repas de chaque école, pour jeter moins.",
        reach=Stage.DEPLOYED,
        why="Moins de repas jetés pendant l’essai, avis favorables.",
        month=1,
        origin=Origin.OWN,
        models_used="Une régression sur les repas des trois dernières années",
        hosting=Hosting.HERE,
        data_used="Nombre de repas servis par jour et par école, calendrier, météo.",
        personal_data=Answer.NO,
        owner="Responsable de la restauration scolaire",
        supervisor="Cheffe ou chef de production",
        uses=(Served("Commander les denrées de la semaine", "Écoles et enfance", people_affected="Élèves"),),
        studied={"kind_of_work": ("classifies",), "volume": ("tens",), "tasks_changed": ("helps",)},
        opinions=_FAVOURABLE,
        summary="Un calcul propose combien de repas préparer. Une personne décide toujours de la commande.",
        operations="Chaque semaine, le calcul propose un nombre par école ; la production le corrige, puis commande.",
    ),
    Story(
        name="Places en crèche : ordre des demandes",
        purpose="Proposer à la commission un ordre des demandes, d’après le barème voté.",
        reach=Stage.DEPLOYED,
        why="Barème voté, relecture de chaque dossier par la commission.",
        month=1,
        origin=Origin.OWN,
        models_used="Un barème à points, sans apprentissage",
        hosting=Hosting.HERE,
        data_used="Situation de la famille déclarée dans la demande.",
        personal_data=Answer.YES,
        owner="Responsable de la petite enfance",
        supervisor="Présidence de la commission d’attribution",
        uses=(
            Served(
                "Préparer la commission d’attribution", "Écoles et enfance", Part.BASIS,
                "Attribution d’une place en crèche", "Familles qui demandent une place",
            ),
        ),
        studied={
            "people_concerned": ("residents", "vulnerable"), "decision_part": ("prepares",),
            "decision_effect": ("service",), "personal_data": ("ordinary", "hardship"),
            "dpia_criteria": ("scoring", "large_scale"), "dpia_state": ("done",), "tasks_changed": ("helps",),
            "kind_of_work": ("classifies",), "public_debate": ("some",), "elected_decide": ("elected",),
        },
        opinions=(
            Opined(
                Expert.DPO, Verdict.RESERVED, "Le barème est public ; l’information des familles est à compléter.",
                (("Mentionner le calcul sur chaque décision.", "La mention est sur le modèle de lettre."),),
            ),
            _FAVOURABLE[1],
        ),
        summary="Un barème voté par le conseil classe les demandes. La commission examine chaque dossier et décide.",
        operations="Les points de chaque demande s’additionnent d’après le barème ; les demandes sont présentées "
        "dans cet ordre ; la commission peut le changer, et dit pourquoi.",
        laws={"system.is_ai": False, "system.decision_role": "aide", "system.used": True, "system.origin": "interne"},
    ),
    Story(
        name="Standard vocal de l’accueil",
        purpose="Répondre par téléphone aux questions d’horaires et de pièces à fournir.",
        reach=Stage.TRIAL,
        why="Trois mois d’essai, le matin seulement.",
        month=9,
        origin=Origin.PRODUCT,
        provider="Éditeur imaginaire du Val",
        hosting=Hosting.FRANCE,
        data_used="La voix de la personne qui appelle, effacée après la réponse.",
        personal_data=Answer.YES,
        owner="Responsable de l’accueil",
        supervisor="Cheffe ou chef de l’accueil",
        uses=(
            Served(
                "Répondre aux questions courantes", "Accueil et état civil", people_affected="Habitants qui téléphonent"
            ),
        ),
        studied={
            "people_concerned": ("residents",), "personal_data": ("ordinary",), "dpia_state": ("under_way",),
            "speaks_to_public": ("directly",), "dependence": ("slowed",), "openness": ("closed",),
            "tasks_changed": ("helps",), "kind_of_work": ("text",), "volume": ("thousands",),
        },
        opinions=(
            Opined(
                Expert.DPO, Verdict.RESERVED, "L’essai reste court, et une personne répond sur demande.",
                (("Effacer les enregistrements sous un jour.", ""),),
            ),
        ),
        laws={"system.is_ai": True, "system.talks_to_people": True, "system.obvious_ai": False, "system.used": True},
    ),
    Story(
        name="Comptage de véhicules aux carrefours",
        purpose="Compter les véhicules par heure, pour régler les feux.",
        reach=Stage.SUSPENDED,
        why="Les images étaient gardées deux jours au lieu d’être effacées aussitôt : arrêt le temps de corriger.",
        month=3,
        was_deployed=True,
        origin=Origin.PRODUCT,
        provider="Éditeur imaginaire des Mobilités",
        models_used="Un réseau qui reconnaît des formes de véhicules",
        hosting=Hosting.HERE,
        data_used="Images de la voie publique, réduites à des nombres.",
        personal_data=Answer.YES,
        owner="Responsable de la voirie",
        supervisor="Responsable de la circulation",
        uses=(Served("Régler la durée des feux", "Bâtiments et voirie", people_affected="Usagers de la rue"),),
        studied={
            "people_concerned": ("residents",), "personal_data": ("ordinary",), "dpia_criteria": ("monitoring",),
            "dpia_state": ("done",), "public_space": ("counts",), "kind_of_work": ("video",), "new_hardware": ("some",),
        },
        opinions=_FAVOURABLE,
        summary="Des caméras comptent les véhicules. Elles ne reconnaissent ni plaque ni personne.",
        operations="L’image est transformée en nombres sur place, puis effacée.",
    ),
    Story(
        name="Tri de candidatures",
        purpose="Classer les candidatures reçues pour les métiers en tension.",
        reach=Stage.RETIRED,
        why="Avis défavorable du DPO : le fournisseur ne montre pas comment il évite les biais.",
        month=4,
        origin=Origin.PRODUCT,
        provider="Éditeur imaginaire des Talents",
        hosting=Hosting.UNION,
        data_used="Curriculum vitæ et lettres.",
        personal_data=Answer.YES,
        owner="Responsable du recrutement",
        uses=(
            Served(
                "Présélectionner des candidatures", "Finances et ressources humaines", Part.BASIS,
                "Convocation à un entretien", "Candidates et candidats",
            ),
        ),
        studied={
            "people_concerned": ("residents",), "decision_part": ("weighs",), "decision_effect": ("work",),
            "personal_data": ("ordinary",), "dpia_criteria": ("scoring", "automated"), "dpia_state": ("under_way",),
            "bias_known": ("cannot",), "explainable": ("no",), "openness": ("closed",), "tasks_changed": ("replaces",),
        },
        opinions=(
            Opined(
                Expert.DPO, Verdict.UNFAVOURABLE,
                "Personne ne peut expliquer le classement, et l’égalité de traitement n’est pas montrée.",
            ),
        ),
        laws={"system.is_ai": True, "system.annex3": frozenset({"recrutement"}), "system.profiling": True},
    ),
    Story(
        name="Repérage de fuites d’eau",
        purpose="Repérer plus tôt les fuites, d’après les compteurs de secteur.",
        reach=Stage.STUDIED,
        why="Demandé par la régie après un été sec.",
        month=8,
        origin=Origin.FREE,
        models_used="Détection d’écarts sur des débits",
        hosting=Hosting.HERE,
        data_used="Débits par secteur, jamais par abonné.",
        personal_data=Answer.NO,
        owner="Responsable des réseaux",
        uses=(Served("Envoyer une équipe vérifier un secteur", "Bâtiments et voirie", people_affected="Abonnés"),),
        studied={"kind_of_work": ("classifies",), "volume": ("thousands",), "tasks_changed": ("helps",)},
        opinions=(
            _FAVOURABLE[0],
            Opined(
                Expert.RSSI, Verdict.RESERVED, "Les capteurs sont reliés au réseau des bâtiments.",
                (("Isoler les capteurs sur leur propre réseau.", ""),),
            ),
        ),
    ),
    Story(
        name="Transcription des séances du conseil",
        purpose="Transcrire les séances publiques, pour un compte rendu plus rapide.",
        reach=Stage.TRIAL,
        why="Essai sur trois séances publiques.",
        month=7,
        origin=Origin.FREE,
        models_used="Un modèle de reconnaissance de la parole ouvert",
        hosting=Hosting.HERE,
        data_used="Enregistrement de séances publiques.",
        personal_data=Answer.YES,
        owner="Secrétariat des assemblées",
        supervisor="Secrétariat des assemblées",
        uses=(
            Served("Préparer le compte rendu", "Communication et direction", people_affected="Public des séances"),
        ),
        studied={
            "people_concerned": ("residents",), "personal_data": ("ordinary",), "dpia_state": ("not_needed",),
            "public_debate": ("some",), "kind_of_work": ("text",), "tasks_changed": ("helps",),
        },
        opinions=_FAVOURABLE,
    ),
)  # fmt: skip
