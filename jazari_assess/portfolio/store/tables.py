"""The tables and views as SQLAlchemy names them; what makes them stands in ``schema``."""

from typing import Any

from sqlalchemy import Column, Float, Integer, MetaData, Table, Text, column
from sqlalchemy import table as view
from sqlalchemy.types import TypeEngine

METADATA = MetaData()


def _table(name: str, /, **columns: type[TypeEngine[Any]]) -> Table:
    """Return a table; a leading underscore marks a column of its primary key."""
    made = [Column(key.lstrip("_"), kind, primary_key=key.startswith("_")) for key, kind in columns.items()]
    return Table(name, METADATA, *made)


META = _table("meta", _name=Text, value=Text)
PERSON = _table("person", _ref=Text, kind=Text, name=Text)
FIRM = _table(
    "firm",
    _key=Text,
    root=Text,
    parent=Text,
    ice=Text,
    name=Text,
    folded=Text,
    alias=Text,
    sector=Text,
    size=Text,
    region=Text,
    as_of=Text,
    as_of_sha=Text,
)
ASSESSMENT = _table(
    "assessment",
    _id=Integer,
    sha256=Text,
    firm=Text,
    file_id=Text,
    stage=Text,
    day=Text,
    questionnaire=Text,
    questionnaire_version=Text,
    model=Text,
    model_version=Text,
    variant=Text,
    source=Text,
    sample=Integer,
    sector=Text,
    size=Text,
    region=Text,
    staff=Integer,
    score=Float,
    low=Float,
    high=Float,
    level=Integer,
    level_id=Text,
    coverage=Float,
    plan_day=Text,
    consultant=Text,
    respondent=Text,
    added=Text,
    document=Text,
)
SCORE = _table(
    "score",
    _assessment=Integer,
    _node=Text,
    score=Float,
    low=Float,
    high=Float,
    level=Integer,
    level_id=Text,
    coverage=Float,
)
ANSWER = _table("answer", _assessment=Integer, _question=Text, state=Text, value=Text, worth=Float, evidence=Text)
SIGNAL = _table("signal", _assessment=Integer, _kind=Text, _name=Text, place=Integer)
PLAN_ITEM = _table(
    "plan_item",
    _assessment=Integer,
    _item=Text,
    kind=Text,
    phase=Text,
    indicator=Text,
    quarter=Integer,
    quarters=Integer,
    status=Text,
    done_on=Text,
)
PLAN_SERVICE = _table("plan_service", _assessment=Integer, _item=Text, _service=Text, provider=Text)
TIMING = _table("timing", _assessment=Integer, _question=Text, seconds=Float)
WRITTEN = _table("written", _path=Text, kind=Text, day=Text)

EVERY = (
    META,
    PERSON,
    FIRM,
    ASSESSMENT,
    SCORE,
    ANSWER,
    SIGNAL,
    PLAN_ITEM,
    PLAN_SERVICE,
    TIMING,
    WRITTEN,
)
"""All tables in an order in which they can be filled: what is referred to comes first."""

V_FIRM = view("v_firm", *map(column, ("key", "ice", "name", "alias", "sector", "size", "region")))
