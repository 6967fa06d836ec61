"""Small forms in the manner of public ones: household surveys, site checks, satisfaction forms. All words are ours."""

from collections.abc import Mapping, Sequence

Sheets = Mapping[str, Sequence[Sequence[object]]]

# Two languages, groups in groups, conditions on lists and numbers, bounds from constraints, and things we cannot carry.
WORKSHOP: Sheets = {
    "survey": [
        [
            "type",
            "name",
            "label::Français (fr)",
            "label::English (en)",
            "hint::fr",
            "relevant",
            "constraint",
            "required",
        ],
        ["start", "start"],
        ["begin_group", "Site_Info", "Le site", "The site"],
        ["text", "Site.Name", "Nom du site", "Name of the site", "Comme sur la porte", None, None, "yes"],
        ["integer", "staff", "Combien de personnes ?", "How many people?", None, None, ". >= 1 and . <= 500"],
        [
            "select_one yes_no",
            "night_shift",
            "Travaillez-vous la nuit ?",
            "Do you work at night?",
            None,
            "${staff} > 9",
        ],
        ["end_group"],
        ["begin_group", "tool_box", "Les outils", "The tools", None, "${staff} >= 2"],
        ["select_multiple tools", "tools", "Quels outils ?", "Which tools?"],
        [
            "decimal",
            "age",
            "Âge de la plus vieille machine",
            "Age of the oldest machine",
            None,
            "selected(${tools}, 'erp')",
        ],
        ["begin_group", "detail", "Détail"],
        ["range", "share", "Part connectée", "Share connected", None, "not(${tools} = '') and ${age} < 20"],
        ["geopoint", "where", "Où ?", "Where?"],
        ["end_group"],
        ["text", "why", "Pourquoi ?", "Why?", None, "${night_shift} != 'yes' or count-selected(${tools}) > 2"],
        ["end_group"],
    ],
    "choices": [
        ["list_name", "name", "label::Français (fr)", "label::English (en)"],
        ["yes_no", "yes", "Oui", "Yes"],
        ["yes_no", "no", "Non", "No"],
        ["tools", "erp", "ERP", "ERP"],
        ["tools", "Machine_Log", "Cahier", "Logbook"],
        ["tools", "none", "Aucun", "None"],
    ],
    "settings": [["form_title", "form_id", "default_language"], ["Visite d'atelier", "workshop_visit", "French (fr)"]],
}

# One unnamed language, ordered lists, a scale with numbers as names, a repeat, a calculation, a cascade.
SATISFACTION: Sheets = {
    "survey": [
        ["type", "name", "label", "relevance", "calculation", "choice_filter", "parameters"],
        ["select_one agree", "training", "Training is useful"],
        ["select_one agree", "tools", "Tools are at hand", "${training} >= 3"],
        ["select_multiple wishes or_other", "wishes", "What would help?", "${training} = 1 or ${training} = 2"],
        ["calculate", "total", None, None, "${training} + 1"],
        ["text", "comment", "Anything else?", "${total} > 3"],
        ["begin_repeat", "person", "Person"],
        ["integer", "age", "Age"],
        ["end_repeat"],
        ["range", "mark", "A mark", None, None, None, "start=0 end=20 step=1"],
        ["select_one towns", "town", "Town", None, None, "region=${region}"],
    ],
    "choices": [
        ["list name", "name", "label"],
        *[["agree", number, label] for number, label in enumerate(("Not at all", "A little", "Mostly", "Fully"), 1)],
        ["wishes", "time", "Time"],
        ["wishes", "money", "Money"],
        *[["towns", f"town{number}", f"Town {number}"] for number in range(40)],
    ],
}
