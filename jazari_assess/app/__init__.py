"""The public API: what each command does, without a terminal; one module a task.

``from jazari_assess import app`` loads nothing heavy: a task's module is loaded when one of its names is first used.
Every task takes language, content and date in a ``Context`` and raises errors of ``jazari_assess.errors`` alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jazari_assess.app.batch.content import match_table as match_table
    from jazari_assess.app.batch.content import write_template as write_template
    from jazari_assess.app.batch.request import BatchRequest as BatchRequest
    from jazari_assess.app.batch.request import run_batch as run_batch
    from jazari_assess.app.catalogue import Filters as Filters
    from jazari_assess.app.catalogue import catalogue_entry as catalogue_entry
    from jazari_assess.app.catalogue import is_sheet as is_sheet
    from jazari_assess.app.catalogue import list_catalogue as list_catalogue
    from jazari_assess.app.catalogue import list_value as list_value
    from jazari_assess.app.catalogue import read_sheet as read_sheet
    from jazari_assess.app.catalogue import write_entries as write_entries
    from jazari_assess.app.catalogue import write_sheet as write_sheet
    from jazari_assess.app.comparing.files import write_comparison as write_comparison
    from jazari_assess.app.comparing.stages import compare_stages as compare_stages
    from jazari_assess.app.comparing.words import worded_comparison as worded_comparison
    from jazari_assess.app.completing import known_ids as known_ids
    from jazari_assess.app.completing import near_ids as near_ids
    from jazari_assess.app.content import check_content as check_content
    from jazari_assess.app.content import import_form as import_form
    from jazari_assess.app.content import migrate_examples as migrate_examples
    from jazari_assess.app.content import new_content as new_content
    from jazari_assess.app.content import schema as schema
    from jazari_assess.app.context import Context as Context
    from jazari_assess.app.doctor import findings as findings
    from jazari_assess.app.doctor import platform as platform
    from jazari_assess.app.dossier import Dossier as Dossier
    from jazari_assess.app.dossier import migrate_file as migrate_file
    from jazari_assess.app.dossier import open_dossier as open_dossier
    from jazari_assess.app.dossier import open_sample as open_sample
    from jazari_assess.app.dossier import read_content as read_content
    from jazari_assess.app.entries import content_entry as content_entry
    from jazari_assess.app.entries import list_content as list_content
    from jazari_assess.app.form.making import FormRequest as FormRequest
    from jazari_assess.app.form.making import form_formats as form_formats
    from jazari_assess.app.form.making import write_form as write_form
    from jazari_assess.app.form.returned import import_forms as import_forms
    from jazari_assess.app.form.sending import form_status as form_status
    from jazari_assess.app.form.sending import write_forms as write_forms
    from jazari_assess.app.interview import InterviewRequest as InterviewRequest
    from jazari_assess.app.interview import forget_interview as forget_interview
    from jazari_assess.app.interview import full_screen as full_screen
    from jazari_assess.app.interview import hold_plain as hold_plain
    from jazari_assess.app.interview import interview_at as interview_at
    from jazari_assess.app.interview import order_for as order_for
    from jazari_assess.app.judging import JudgingRequest as JudgingRequest
    from jazari_assess.app.judging import open_judging as open_judging
    from jazari_assess.app.judging import read_matrices as read_matrices
    from jazari_assess.app.judging import write_matrix as write_matrix
    from jazari_assess.app.judging import write_overlay as write_overlay
    from jazari_assess.app.language import choose_language as choose_language
    from jazari_assess.app.language import help_words as help_words
    from jazari_assess.app.language import languages as languages
    from jazari_assess.app.language import nearest as nearest
    from jazari_assess.app.language import words as words
    from jazari_assess.app.language import words_for_errors as words_for_errors
    from jazari_assess.app.merging import compare_answers as compare_answers
    from jazari_assess.app.merging import open_merging as open_merging
    from jazari_assess.app.merging import western_digits as western_digits
    from jazari_assess.app.plan_options import PlanRequest as PlanRequest
    from jazari_assess.app.planning import accept as accept
    from jazari_assess.app.planning import check_acceptable as check_acceptable
    from jazari_assess.app.planning import compare_plans as compare_plans
    from jazari_assess.app.planning import forget as forget
    from jazari_assess.app.planning import plan as plan
    from jazari_assess.app.portfolio.adding import add_to_portfolio as add_to_portfolio
    from jazari_assess.app.portfolio.diagnosing import diagnose as diagnose
    from jazari_assess.app.portfolio.diagnosis_files import write_diagnosis as write_diagnosis
    from jazari_assess.app.portfolio.diagnosis_words import worded_diagnosis as worded_diagnosis
    from jazari_assess.app.portfolio.due import due_firms as due_firms
    from jazari_assess.app.portfolio.export import ExportRequest as ExportRequest
    from jazari_assess.app.portfolio.export import export_portfolio as export_portfolio
    from jazari_assess.app.portfolio.following import FirmComparisonRequest as FirmComparisonRequest
    from jazari_assess.app.portfolio.following import compare_firm as compare_firm
    from jazari_assess.app.portfolio.following import write_firm_comparison as write_firm_comparison
    from jazari_assess.app.portfolio.listing import ListRequest as ListRequest
    from jazari_assess.app.portfolio.listing import list_portfolio as list_portfolio
    from jazari_assess.app.portfolio.listing import show_firm as show_firm
    from jazari_assess.app.portfolio.opening import StoreRequest as StoreRequest
    from jazari_assess.app.portfolio.overview import OverviewRequest as OverviewRequest
    from jazari_assess.app.portfolio.overview import read_overview as read_overview
    from jazari_assess.app.portfolio.overview import write_overview as write_overview
    from jazari_assess.app.portfolio.publishing import PublishRequest as PublishRequest
    from jazari_assess.app.portfolio.publishing import benchmark_firm as benchmark_firm
    from jazari_assess.app.portfolio.publishing import benchmark_value as benchmark_value
    from jazari_assess.app.portfolio.publishing import publish as publish
    from jazari_assess.app.portfolio.upkeep import back_up as back_up
    from jazari_assess.app.portfolio.upkeep import erase_firm as erase_firm
    from jazari_assess.app.portfolio.upkeep import erase_past_retention as erase_past_retention
    from jazari_assess.app.portfolio.upkeep import erasure_of as erasure_of
    from jazari_assess.app.portfolio.upkeep import join_firms as join_firms
    from jazari_assess.app.portfolio.upkeep import past_retention as past_retention
    from jazari_assess.app.portfolio.upkeep import restore_store as restore_store
    from jazari_assess.app.portfolio.upkeep import seal_names as seal_names
    from jazari_assess.app.portfolio.upkeep import split_firm as split_firm
    from jazari_assess.app.problems import error_lines as error_lines
    from jazari_assess.app.problems import place_words as place_words
    from jazari_assess.app.problems import problem_words as problem_words
    from jazari_assess.app.problems import problems_of as problems_of
    from jazari_assess.app.recent import file_for as file_for
    from jazari_assess.app.recent import forget_recent as forget_recent
    from jazari_assess.app.recent import recent_assessments as recent_assessments
    from jazari_assess.app.recent import remember_recent as remember_recent
    from jazari_assess.app.reporting import ReportRequest as ReportRequest
    from jazari_assess.app.reporting import known_formats as known_formats
    from jazari_assess.app.reporting import make_report as make_report
    from jazari_assess.app.reporting import report as report
    from jazari_assess.app.reporting import report_sample as report_sample
    from jazari_assess.app.reporting import write_reports as write_reports
    from jazari_assess.app.scoring import explain as explain
    from jazari_assess.app.scoring import score as score
    from jazari_assess.app.settings import change_setting as change_setting
    from jazari_assess.app.settings import chosen_settings as chosen_settings
    from jazari_assess.app.settings import setting_names as setting_names
    from jazari_assess.app.settings import settings_file as settings_file
    from jazari_assess.app.weights import model_weights as model_weights

_NAMES = {
    "batch.content": "match_table write_template",
    "batch.request": "BatchRequest run_batch",
    "catalogue": "Filters catalogue_entry is_sheet list_catalogue list_value read_sheet write_entries write_sheet",
    "comparing.stages": "compare_stages",
    "comparing.files": "write_comparison",
    "comparing.words": "worded_comparison",
    "content": "check_content import_form migrate_examples new_content schema",
    "context": "Context",
    "doctor": "findings platform",
    "dossier": "Dossier migrate_file open_dossier open_sample read_content",
    "entries": "content_entry list_content",
    "form.making": "FormRequest form_formats write_form",
    "form.returned": "import_forms",
    "form.sending": "form_status write_forms",
    "interview": "InterviewRequest forget_interview full_screen hold_plain interview_at order_for",
    "completing": "known_ids near_ids",
    "judging": "JudgingRequest open_judging read_matrices write_matrix write_overlay",
    "language": "choose_language help_words languages nearest words words_for_errors",
    "merging": "compare_answers open_merging western_digits",
    "plan_options": "PlanRequest",
    "planning": "accept check_acceptable compare_plans forget plan",
    "problems": "error_lines place_words problem_words problems_of",
    "recent": "file_for forget_recent recent_assessments remember_recent",
    "portfolio.adding": "add_to_portfolio",
    "portfolio.due": "due_firms",
    "portfolio.export": "ExportRequest export_portfolio",
    "portfolio.diagnosing": "diagnose",
    "portfolio.diagnosis_files": "write_diagnosis",
    "portfolio.diagnosis_words": "worded_diagnosis",
    "portfolio.following": "FirmComparisonRequest compare_firm write_firm_comparison",
    "portfolio.listing": "ListRequest list_portfolio show_firm",
    "portfolio.opening": "StoreRequest",
    "portfolio.overview": "OverviewRequest read_overview write_overview",
    "portfolio.publishing": "PublishRequest benchmark_firm benchmark_value publish",
    "portfolio.upkeep": (
        "back_up erase_firm erase_past_retention erasure_of join_firms past_retention restore_store seal_names "
        "split_firm"
    ),
    "reporting": "ReportRequest known_formats make_report report report_sample write_reports",
    "scoring": "explain score",
    "settings": "change_setting chosen_settings setting_names settings_file",
    "weights": "model_weights",
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names.split()}


def __dir__() -> list[str]:
    """Return the names of all tasks, for what completes them."""
    return sorted(_MODULES)


if not TYPE_CHECKING:  # which would take any name for one of ours

    def __getattr__(name: str) -> object:
        """Load the module of a task when one of its names is first used."""
        if name not in _MODULES:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
