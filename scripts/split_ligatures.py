"""Make ligatures of two Arabic letters out of two glyphs, so that a PDF can say which letter is which.

A ligature is one glyph for two letters. Programs that read text out of a PDF put right-to-left glyphs in order by their
place, and then read the two letters of such a glyph the wrong way round: the word for "no" comes out as "the". Here the
first letter becomes the drawing of the whole ligature, and the second a blank that is next to nothing wide. The page
looks the same; each letter has its glyph again. Marks keep their places: the anchors of the two halves go to the two
glyphs.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fontTools.otlLib import builder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph

_FEATURE = "rlig"
_BLANK_WIDTH = 1
_BASE_CLASS = 1
_LIGATURE, _SINGLE, _CHAIN, _EXTENSION = 4, 1, 6, 7
_MARK_TO_BASE, _MARK_TO_LIGATURE = 4, 5
_RIGHT_TO_LEFT_IGNORING_MARKS = 9


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A ligature of two glyphs, and the blank that takes the place of the second."""

    first: str
    second: str
    ligature: str
    blank: str


def split_ligatures(font: TTFont) -> None:
    """Replace the font's required ligatures of two glyphs; a font that has none stays as it is."""
    gsub = font["GSUB"].table
    found = {
        index
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag == _FEATURE
        for index in record.Feature.LookupListIndex
    }
    for index in sorted(found):
        pairs = _pairs(gsub.LookupList.Lookup[index])
        if pairs:
            _add_blanks(font, pairs)
            _replace(font, index, pairs)
            _move_anchors(font, pairs)


def _pairs(lookup: otTables.Lookup) -> Sequence[Pair]:
    tables = [table.ExtSubTable if table.LookupType == _EXTENSION else table for table in lookup.SubTable]
    return [
        Pair(first=first, second=found.Component[0], ligature=found.LigGlyph, blank=f"{found.LigGlyph}.second")
        for table in tables
        if table.LookupType == _LIGATURE
        for first, ligatures in table.ligatures.items()
        for found in ligatures
        if len(found.Component) == 1
    ]


def _add_blanks(font: TTFont, pairs: Sequence[Pair]) -> None:
    names = [pair.blank for pair in pairs]
    font.setGlyphOrder([*font.getGlyphOrder(), *names])
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    for pair in pairs:
        font["glyf"].glyphs[pair.blank] = Glyph()
        font["hmtx"].metrics[pair.blank] = (_BLANK_WIDTH, 0)
        classes[pair.blank] = classes[pair.ligature] = _BASE_CLASS
    font["glyf"].setGlyphOrder(font.getGlyphOrder())
    font["maxp"].numGlyphs = len(font.getGlyphOrder())


def _replace(font: TTFont, index: int, pairs: Sequence[Pair]) -> None:
    """Put in the place of the ligatures: first letter before second -> ligature; second after ligature -> blank."""
    lookups = font["GSUB"].table.LookupList.Lookup
    by_second: dict[str, dict[str, str]] = defaultdict(dict)
    by_first: dict[str, dict[str, str]] = defaultdict(dict)
    drawn: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        by_second[pair.second][pair.first] = pair.ligature
        by_first[pair.first][pair.second] = pair.blank
        drawn[pair.first].append(pair.ligature)
    chain = [_chained(font, mapping, ahead=[second]) for second, mapping in by_second.items()]
    blanks = [_chained(font, mapping, behind=drawn[first]) for first, mapping in by_first.items()]
    lookups[index] = _lookup(_CHAIN, chain)
    lookups.append(_lookup(_CHAIN, blanks))
    last = len(lookups) - 1
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        if index in record.Feature.LookupListIndex:
            record.Feature.LookupListIndex.append(last)
            record.Feature.LookupCount = len(record.Feature.LookupListIndex)
    font["GSUB"].table.LookupList.LookupCount = len(lookups)


def _chained(
    font: TTFont, mapping: Mapping[str, str], *, ahead: Sequence[str] = (), behind: Sequence[str] = ()
) -> otTables.ChainContextSubst:
    """Return a rule that swaps one glyph by the mapping where a glyph stands ahead of it, or behind it."""
    lookups = font["GSUB"].table.LookupList.Lookup
    single = otTables.SingleSubst()
    single.mapping = dict(mapping)
    lookups.append(_lookup(_SINGLE, [single]))
    order = font.getReverseGlyphMap()
    rule = otTables.ChainContextSubst()
    rule.Format = 3
    rule.InputCoverage = [builder.buildCoverage(set(mapping), order)]
    rule.LookAheadCoverage = [builder.buildCoverage(set(ahead), order)] if ahead else []
    rule.BacktrackCoverage = [builder.buildCoverage(set(behind), order)] if behind else []
    rule.InputGlyphCount, rule.LookAheadGlyphCount = 1, len(rule.LookAheadCoverage)
    rule.BacktrackGlyphCount, rule.SubstCount = len(rule.BacktrackCoverage), 1
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, len(lookups) - 1
    rule.SubstLookupRecord = [record]
    return rule


def _lookup(kind: int, tables: Sequence[object]) -> otTables.Lookup:
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag = kind, _RIGHT_TO_LEFT_IGNORING_MARKS
    lookup.SubTable, lookup.SubTableCount = list(tables), len(tables)
    return lookup


def _move_anchors(font: TTFont, pairs: Sequence[Pair]) -> None:
    """Turn the places of marks on the two halves of a ligature into places of marks on its two glyphs."""
    halves = {pair.ligature: (pair.ligature, pair.blank) for pair in pairs}
    for lookup in font["GPOS"].table.LookupList.Lookup:
        if lookup.LookupType == _MARK_TO_LIGATURE:
            lookup.SubTable = [_on_bases(font, table, halves) for table in lookup.SubTable]
            lookup.LookupType = _MARK_TO_BASE


def _on_bases(font: TTFont, table: otTables.MarkLigPos, halves: Mapping[str, tuple[str, str]]) -> otTables.MarkBasePos:
    order = font.getReverseGlyphMap()
    anchors = {}
    for name, attached in zip(table.LigatureCoverage.glyphs, table.LigatureArray.LigatureAttach, strict=True):
        for glyph, component in zip(halves.get(name, (name,)), attached.ComponentRecord, strict=False):
            anchors[glyph] = list(component.LigatureAnchor)
    bases = otTables.MarkBasePos()
    bases.Format, bases.ClassCount = 1, table.ClassCount
    bases.MarkCoverage, bases.MarkArray = table.MarkCoverage, table.MarkArray
    bases.BaseCoverage = builder.buildCoverage(set(anchors), order)
    bases.BaseArray = otTables.BaseArray()
    bases.BaseArray.BaseRecord = []
    for glyph in bases.BaseCoverage.glyphs:
        record = otTables.BaseRecord()
        record.BaseAnchor = anchors[glyph]
        bases.BaseArray.BaseRecord.append(record)
    bases.BaseArray.BaseCount = len(bases.BaseArray.BaseRecord)
    return bases
