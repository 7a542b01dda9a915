"""Adds the mapped glyphs of one or more TrueType fonts to a base font: graft.py BASE DONOR... OUTPUT

Takes outlines, advances and character mappings only. The base keeps its names, its vertical metrics and its
layout tables, so text set in it has the line height of the base. A character that the base maps stays as it is.
Called by subset.sh. All fonts must have glyf outlines without hinting on the same em.
"""
import sys

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont


def outline(glyphs, name):
    """The glyph as plain contours: components would name glyphs that the base does not have."""
    recording = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(recording)
    pen = TTGlyphPen(None)
    recording.replay(pen)
    return pen.glyph()


def graft(base, donor):
    if base['head'].unitsPerEm != donor['head'].unitsPerEm:
        raise SystemExit('graft.py: the fonts have different units per em')
    glyphs = donor.getGlyphSet()
    mapped = base.getBestCmap()
    for code, name in sorted(donor.getBestCmap().items()):
        if code in mapped:
            continue
        target = f'uni{code:04X}'
        glyph = outline(glyphs, name)
        glyph.recalcBounds(base['glyf'])
        base['glyf'][target] = glyph
        base['hmtx'][target] = (donor['hmtx'][name][0], getattr(glyph, 'xMin', 0))
        if 'GDEF' in base and base['GDEF'].table.GlyphClassDef:
            base['GDEF'].table.GlyphClassDef.classDefs[target] = 1  # 1: a base glyph, not a mark
        for table in base['cmap'].tables:
            if table.isUnicode():
                table.cmap[code] = target


def main(base_path, *rest):
    *donors, output = rest
    base = TTFont(base_path, recalcTimestamp=False)
    for path in donors:
        graft(base, TTFont(path))
    base['OS/2'].recalcUnicodeRanges(base)
    base.save(output)


if __name__ == '__main__':
    main(*sys.argv[1:])
