"""The first version of the store. What stands here is in stores of users and never changes: a change is a new version.

``{...}`` stands for what SQLite and PostgreSQL write differently. Identity is apart from answers: names of persons are
in ``person`` alone, and ``assessment.document`` lacks them.
"""

TABLES = {
    "alembic_version": """CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL PRIMARY KEY
)""",
    "meta": """CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
){strict}""",
    "person": """CREATE TABLE person (
    ref TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL
){strict}""",
    "firm": """CREATE TABLE firm (
    key TEXT NOT NULL PRIMARY KEY,
    root TEXT NOT NULL,
    parent TEXT,
    ice TEXT,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    alias TEXT NOT NULL,
    sector TEXT,
    size TEXT,
    region TEXT,
    as_of TEXT NOT NULL,
    as_of_sha TEXT NOT NULL
){strict}""",
    "assessment": """CREATE TABLE assessment (
    id {id},
    sha256 TEXT NOT NULL UNIQUE,
    firm TEXT NOT NULL REFERENCES firm (key) ON DELETE CASCADE,
    file_id TEXT NOT NULL,
    stage TEXT NOT NULL,
    day TEXT,
    questionnaire TEXT NOT NULL,
    questionnaire_version TEXT NOT NULL,
    model TEXT NOT NULL,
    model_version TEXT NOT NULL,
    variant TEXT,
    source TEXT NOT NULL,
    sample INTEGER NOT NULL,
    sector TEXT,
    size TEXT,
    region TEXT,
    staff INTEGER,
    score {real},
    low {real},
    high {real},
    level INTEGER,
    level_id TEXT,
    coverage {real},
    plan_day TEXT,
    consultant TEXT REFERENCES person (ref),
    respondent TEXT REFERENCES person (ref),
    added TEXT NOT NULL,
    document TEXT
){strict}""",
    "score": """CREATE TABLE score (
    assessment {ref} NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    node TEXT NOT NULL,
    score {real},
    low {real},
    high {real},
    level INTEGER,
    level_id TEXT,
    coverage {real},
    PRIMARY KEY (assessment, node)
){strict_keyed}""",
    "answer": """CREATE TABLE answer (
    assessment {ref} NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    state TEXT NOT NULL,
    value TEXT,
    worth {real},
    evidence TEXT,
    PRIMARY KEY (assessment, question)
){strict_keyed}""",
    "signal": """CREATE TABLE signal (
    assessment {ref} NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (assessment, kind, name)
){strict_keyed}""",
    "plan_item": """CREATE TABLE plan_item (
    assessment {ref} NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    kind TEXT NOT NULL,
    phase TEXT NOT NULL,
    indicator TEXT,
    quarter INTEGER NOT NULL,
    quarters INTEGER NOT NULL,
    status TEXT NOT NULL,
    done_on TEXT,
    PRIMARY KEY (assessment, item)
){strict_keyed}""",
    "plan_service": """CREATE TABLE plan_service (
    assessment {ref} NOT NULL,
    item TEXT NOT NULL,
    service TEXT NOT NULL,
    provider TEXT NOT NULL,
    PRIMARY KEY (assessment, item, service),
    FOREIGN KEY (assessment, item) REFERENCES plan_item (assessment, item) ON DELETE CASCADE
){strict_keyed}""",
}

INDEXES = {
    "firm_root": "CREATE INDEX firm_root ON firm (root)",
    "firm_ice": "CREATE INDEX firm_ice ON firm (ice)",
    "firm_folded": "CREATE INDEX firm_folded ON firm (folded)",
    "assessment_firm": "CREATE INDEX assessment_firm ON assessment (firm, stage, day)",
    "assessment_group": "CREATE INDEX assessment_group ON assessment (stage, sector, size, region)",
    "assessment_day": "CREATE INDEX assessment_day ON assessment (day)",
}

VIEWS = {
    "v_firm": """CREATE VIEW v_firm AS
SELECT root AS key, ice_known AS ice, name, root_alias AS alias, sector, size, region
FROM (
    SELECT firm.root, firm.name, firm.sector, firm.size, firm.region,
        MAX(firm.ice) OVER (PARTITION BY firm.root) AS ice_known,
        own.alias AS root_alias,
        ROW_NUMBER() OVER (PARTITION BY firm.root ORDER BY firm.as_of DESC, firm.as_of_sha DESC) AS age
    FROM firm JOIN firm own ON own.key = firm.root
) newest
WHERE age = 1""",
    "v_score": """CREATE VIEW v_score AS
SELECT a.id AS assessment, firm.root AS firm, a.stage, a.day, a.sector, a.size, a.region, a.questionnaire,
    a.questionnaire_version, a.model, a.model_version, 'overall' AS node, a.score, a.low, a.high, a.level, a.level_id,
    a.coverage
FROM assessment a JOIN firm ON firm.key = a.firm
UNION ALL
SELECT a.id, firm.root, a.stage, a.day, a.sector, a.size, a.region, a.questionnaire,
    a.questionnaire_version, a.model, a.model_version, s.node, s.score, s.low, s.high, s.level, s.level_id,
    s.coverage
FROM score s JOIN assessment a ON a.id = s.assessment JOIN firm ON firm.key = a.firm""",
    "v_answer": """CREATE VIEW v_answer AS
SELECT a.id AS assessment, firm.root AS firm, a.stage, a.day, a.sector, a.size, a.region, a.questionnaire,
    a.questionnaire_version, r.question, r.state, r.value, r.worth, r.evidence
FROM answer r JOIN assessment a ON a.id = r.assessment JOIN firm ON firm.key = a.firm""",
    "v_plan": """CREATE VIEW v_plan AS
SELECT a.id AS assessment, firm.root AS firm, a.stage, a.day, a.sector, a.size, a.region, a.plan_day,
    p.item, p.kind, p.phase, p.indicator, p.quarter, p.quarters, p.status, p.done_on, o.service, o.provider
FROM plan_item p JOIN assessment a ON a.id = p.assessment JOIN firm ON firm.key = a.firm
LEFT JOIN plan_service o ON o.assessment = p.assessment AND o.item = p.item""",
}
