"""What each form tool adds to its exports, so that it is known by its columns and these are not taken for questions.

Sources: KoboToolbox help "Exporting and downloading your data"; ODK Central docs "Submission exports"; Google Forms
responses in Sheets; Microsoft Forms "Check and share your form results"; LimeSurvey manual "Export responses".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.batch.matching.spelling import normal


@dataclass(frozen=True, kw_only=True)
class FormTool:
    """One tool: ``signature`` are sets of columns of which one whole set is there, ``metadata`` all it may add.

    ``dates`` are those of them that hold the day an answer was sent in.
    """

    name: str
    signature: tuple[frozenset[str], ...]
    metadata: frozenset[str]
    dates: frozenset[str]

    def is_date(self, header: str) -> bool:
        """Say whether a header is that of the day an answer was sent in."""
        return normal(header) in self.dates

    def is_metadata(self, header: str) -> bool:
        """Say whether a header is one that the tool itself adds."""
        return normal(header) in self.metadata


def _forms(text: str) -> frozenset[str]:
    return frozenset(normal(word) for word in text.split("|"))


_KOBO = FormTool(
    name="KoboToolbox",
    signature=(_forms("_id|_uuid|_submission_time"),),
    metadata=_forms(
        "start|end|today|deviceid|username|phonenumber|audit|simserial|subscriberid|_id|_uuid|_submission_time|"
        "_validation_status|_notes|_status|_submitted_by|__version__|_version_|_tags|_index|_parent_index|"
        "_parent_table_name|meta/instanceID|meta/rootUuid|formhub/uuid"
    ),
    dates=_forms("_submission_time"),
)
_ODK = FormTool(
    name="ODK Central",
    signature=(
        _forms("SubmissionDate|KEY"),
        _forms("SubmissionDate|instanceID"),
        _forms("SubmissionDate|meta-instanceID"),
    ),
    metadata=_forms(
        "SubmissionDate|KEY|PARENT_KEY|meta-instanceID|meta-instanceName|instanceID|instanceName|SubmitterID|"
        "SubmitterName|AttachmentsPresent|AttachmentsExpected|Status|ReviewState|DeviceID|Edits|FormVersion|start|end|"
        "today|deviceid|username|meta-audit|meta-entity"
    ),
    dates=_forms("SubmissionDate"),
)
_MICROSOFT = FormTool(
    name="Microsoft Forms",
    signature=(
        _forms("ID|Start time|Completion time"),
        _forms("ID|Heure de début|Heure de fin"),
        _forms("المعرف|وقت البدء|وقت الإكمال"),
    ),
    metadata=_forms(
        "ID|Start time|Completion time|Email|Name|Last modified time|Total points|Quiz feedback|Language|"
        "Heure de début|"
        "Heure de fin|Adresse de messagerie|Nom|Heure de la dernière modification|Langue|المعرف|وقت البدء|وقت الإكمال|"
        "البريد الإلكتروني|الاسم|وقت آخر تعديل|اللغة"
    ),
    dates=_forms("Completion time|Heure de fin|وقت الإكمال"),
)
_LIMESURVEY = FormTool(
    name="LimeSurvey",
    signature=(
        _forms("id|submitdate|lastpage"),
        _forms("Response ID|Date submitted|Last page"),
        _forms("ID de la réponse|Date de soumission|Dernière page"),
        _forms("id. Response ID|submitdate. Date submitted|lastpage. Last page"),
        _forms("id. ID de la réponse|submitdate. Date de soumission|lastpage. Dernière page"),
    ),
    metadata=_forms(
        "id|submitdate|lastpage|startlanguage|seed|startdate|datestamp|ipaddr|refurl|token|Response ID|Date submitted|"
        "Last page|Start language|Seed|Date started|Date last action|IP address|Referrer URL|Access code|"
        "ID de la réponse|Date de soumission|Dernière page|Langue de départ|Tête de série|Date de lancement|"
        "Date de la dernière action|Adresse IP|URL référente|id. Response ID|submitdate. Date submitted|"
        "lastpage. Last page|startlanguage. Start language|seed. Seed|startdate. Date started|"
        "datestamp. Date last action|ipaddr. IP address|refurl. Referrer URL|id. ID de la réponse|"
        "submitdate. Date de soumission|lastpage. Dernière page|startlanguage. Langue de départ|seed. Tête de série|"
        "startdate. Date de lancement|datestamp. Date de la dernière action|ipaddr. Adresse IP|refurl. URL référente"
    ),
    dates=_forms(
        "submitdate|Date submitted|Date de soumission|submitdate. Date submitted|submitdate. Date de soumission"
    ),
)
_GOOGLE = FormTool(
    name="Google Forms",
    signature=(_forms("Timestamp"), _forms("Horodateur"), _forms("طابع زمني")),
    metadata=_forms(
        "Timestamp|Horodateur|طابع زمني|Email Address|Username|Adresse e-mail|Nom d'utilisateur|"
        "عنوان البريد الإلكتروني|"
        "Score|Note"
    ),
    dates=_forms("Timestamp|Horodateur|طابع زمني"),
)

FORM_TOOLS: Mapping[str, FormTool] = {tool.name: tool for tool in (_KOBO, _ODK, _MICROSOFT, _LIMESURVEY, _GOOGLE)}


def tool_of(headers: Sequence[str]) -> FormTool | None:
    """Return the tool whose columns these are, or None."""
    forms = {normal(header) for header in headers}
    return next((tool for tool in FORM_TOOLS.values() if any(own <= forms for own in tool.signature)), None)
