"""Makes the fonts of this folder from fonts of Debian and npm packages; README.md says what each is for.

    pip install fonttools==4.68.0 brotli==1.2.1
    apt-get download fonts-noto-core=20201225-1 fonts-noto-mono=20201225-1 \\
      fonts-noto-cjk=1:20220127+repack1-1 fonts-noto-color-emoji=2.042-0+deb12u1
    for package in fonts-*.deb; do dpkg -x "$package" debian; done
    npm install source-sans@3.52.0 twemoji-colr-font@15.0.3 \\
      @fontsource/noto-color-emoji@5.3.2 @fontsource-variable/roboto-flex@5.3.0
    python3 make.py debian node_modules

The families are renamed, as the licence asks of a changed font. The output depends only on these packages:
head.modified is not touched.
"""

import sys
from pathlib import Path

from fontTools.colorLib.builder import buildCOLR, buildCPAL
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables.sbixGlyph import Glyph as SbixGlyph
from fontTools.ttLib.tables.sbixStrike import Strike
from fontTools.ttLib.tables.S_V_G_ import SVGDocument
from fontTools.varLib.instancer import instantiateVariableFont

DEBIAN, NPM = map(Path, sys.argv[1:])
HERE = Path(__file__).resolve().parent
NOTO = DEBIAN / "usr/share/fonts/truetype/noto"
CJK = DEBIAN / "usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
SOURCE = NPM / "source-sans"
FLEX = NPM / "@fontsource-variable/roboto-flex/files/roboto-flex-latin-full-normal.woff2"
TWEMOJI = NPM / "twemoji-colr-font/twemoji.woff2"
NOTO_EMOJI = NPM / "@fontsource/noto-color-emoji/files/noto-color-emoji-emoji-400-normal.woff2"

ASCII = range(0x20, 0x7F)
MARKS = [*range(0x300, 0x305), *range(0x306, 0x30D), 0x31B, 0x323, 0x326, 0x327, 0x328]
LATIN = [*ASCII, *range(0xA0, 0x180), 0x1E9E, *range(0x1EA0, 0x1EFA), *MARKS]
WESTERN = [*ASCII, *range(0xA0, 0x100), *MARKS]
# What the sans lacks: a space, the separators, joiners and the character for errors.
SEPARATORS = [0x2003, 0x2028, 0x2029, 0x2060, 0xFEFF, 0xFFFD]
PUNCTUATION = [*range(0x2002, 0x200C), *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2022, 0x2026, 0x202F]
PUNCTUATION += [0x2030, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2122, 0x2212, 0x25CC, 0xFB01, 0xFB02, 0xFFFD]
TEXT = [*LATIN, *PUNCTUATION]
SHAPING = [0x20, 0xA0, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x25CC]

HAN_AND_KANA = (
    "、。「」『』・ー々〇ゝヽ"
    + "".join(map(chr, range(0x3041, 0x3097)))
    + "".join(map(chr, range(0x30A1, 0x30FB)))
    + "一二三四五六七八九十百千万円年月日時分秒今昨明朝昼夜春夏秋冬東西南北京都大小中上下左右前後内外人女男子父母"
    + "手足目耳口心体力水火木金土石山川海空雨雪風雲花草林森田町村国語文字学校先生友車電話本書読見聞行来出入立休"
    + "白黒赤青高安新古長短多少早近遠強弱広明暗正直線図画面形色数計算表示確認変換回転影描画布永遠国际漢简体汉这说门"
)
HANGUL = "가각간갇갈감갑값강같개거것게고과관광구국권그글기길까꽃나날남내너네녕노는니다단달대도동되된두드들때라람로를리마만말매며명모무문물미민바박발방배보부북불비빛사산살상새서선설성세소속손수시식신아안않알암앞야약양어언얼없에여연영예오온옷와왕외요용우운울원월위유으은을음의이인일읽있자작잔장저전정제조좋주중지집차창처천첫추출칠카커코크타테통트파평포표프피하학한할함합해행향현호화확환활회훈휴흐흰히힘ㄱㄴㄷㅏㅓㅗ"

EMOJI = """😀 😂 👍 👍🏻 👍🏽 👍🏿 👋🏾 👨‍👩‍👧 👩‍💻 👩🏽‍🚀 🏳️‍🌈 🇩🇪 🇯🇵 🇺🇸 1️⃣ #️⃣ ❤️ ☀️ ⭐ 🎉 🌈 🐱 🚀 👨 👩 👧 💻 👋 🏳️ 🟥""".split()
# Fonts of vectors need fewer.
FEWER_EMOJI = """😀 👍 👍🏽 👩‍💻 🏳️‍🌈 🇩🇪 🇯🇵 1️⃣ ❤️ ⭐ 🌈 👩 💻 🏳️""".split()


def opened(path, number=0):
    font = TTFont(path, fontNumber=number, recalcTimestamp=False, recalcBBoxes=False)
    # Else the output depends on whether HarfBuzz is installed.
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False
    return font


def subset(font, characters, features=("*",), hinting=True):
    options = Options()
    options.layout_features = list(features)
    options.layout_scripts = ["*"]
    options.hinting = hinting
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.name_languages = [0x409]
    options.drop_tables += ["DSIG", "FFTM", "meta", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(one) if isinstance(one, str) else one for one in characters])
    subsetter.subset(font)
    return font


def rename(font, family, style="Regular"):
    names = font["name"]
    names.names = [one for one in names.names if one.platformID == 3 and one.nameID in (0, 13, 14)]
    full = family if style == "Regular" else f"{family} {style}"
    for number, text in [(1, family), (2, style), (4, full), (6, full.replace(" ", ""))]:
        names.setName(text, number, 3, 1, 0x409)


def save(font, file, family, style="Regular", flavor=None):
    rename(font, family, style)
    font.flavor = flavor
    font.save(HERE / file, reorderTables=False)


def latin():
    plain = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "smcp", "c2sc"]
    every = [*plain, "dlig", "onum", "lnum", "tnum", "pnum", "frac", "zero", "sups", "subs", "case", "titl", "ss01", "salt"]
    source = lambda style: opened(SOURCE / f"TTF/SourceSans3-{style}.ttf")
    save(subset(source("Regular"), TEXT, every), "sans-regular.ttf", "Test Sans")
    save(subset(source("Bold"), WESTERN, plain), "sans-bold.ttf", "Test Sans", "Bold")
    save(subset(source("It"), WESTERN, plain), "sans-italic.ttf", "Test Sans", "Italic")
    save(subset(source("Light"), ASCII, plain), "sans-light.ttf", "Test Sans Light")
    save(subset(opened(NOTO / "NotoSerif-Regular.ttf"), [*WESTERN, *SEPARATORS], plain), "serif.ttf", "Test Serif")
    save(subset(opened(NOTO / "NotoSansMono-Regular.ttf"), [*ASCII, *range(0xA0, 0x100)], plain), "mono.ttf", "Test Mono")
    save(subset(source("Black"), ASCII, plain), "black.woff", "Test Woff", "Black", "woff")
    save(subset(source("Black"), ASCII, plain), "black.woff2", "Test Woff2", "Black", "woff2")
    collection = TTCollection()
    for style in ["Regular", "Bold"]:
        font = subset(source(style), ASCII, ["kern"], hinting=False)
        rename(font, "Test Collection", style)
        collection.fonts.append(font)
    collection.save(HERE / "two-faces.ttc")


def variable():
    flex = opened(FLEX)
    pinned = {axis.axisTag: axis.defaultValue for axis in flex["fvar"].axes if axis.axisTag not in ("wght", "wdth", "slnt", "opsz")}
    flex = instantiateVariableFont(subset(flex, ASCII), pinned)
    save(flex, "flex.ttf", "Test Flex")
    save(subset(opened(SOURCE / "VF/SourceSans3VF-Upright.otf"), ASCII, ["kern", "liga", "smcp"]), "cff2.otf", "Test CFF2")


def scripts():
    arabic = [*SHAPING, *ASCII, 0x60C, 0x61B, 0x61F, *range(0x621, 0x63B), *range(0x640, 0x656), *range(0x660, 0x66A), 0x670, 0x671, 0x67E, 0x686, 0x698, 0x6A9, 0x6AF, 0x6CC, *range(0x6F0, 0x6FA)]
    hebrew = [*SHAPING, *range(0x5B0, 0x5C8), *range(0x5D0, 0x5EB), 0x5F3, 0x5F4]
    devanagari = [*SHAPING, *range(0x900, 0x980)]
    bengali = [*SHAPING, *range(0x980, 0x9FF), 0x964, 0x965]
    thai = [*SHAPING, *range(0xE01, 0xE3B), *range(0xE3F, 0xE5C)]
    save(subset(opened(NOTO / "NotoNaskhArabic-Regular.ttf"), arabic), "arabic.ttf", "Test Arabic")
    save(subset(opened(NOTO / "NotoSansHebrew-Regular.ttf"), hebrew), "hebrew.ttf", "Test Hebrew")
    save(subset(opened(NOTO / "NotoSansDevanagari-Regular.ttf"), devanagari, hinting=False), "devanagari.ttf", "Test Devanagari")
    save(subset(opened(NOTO / "NotoSansBengali-Regular.ttf"), bengali, hinting=False), "bengali.ttf", "Test Bengali")
    save(subset(opened(NOTO / "NotoSansThai-Regular.ttf"), thai), "thai.ttf", "Test Thai")
    features = ["kern", "palt", "vert", "halt", "ccmp", "locl", "liga", "fwid", "hwid"]
    save(subset(opened(CJK, 0), [*ASCII, *HAN_AND_KANA, 0x3000], features), "japanese.otf", "Test Japanese")
    save(subset(opened(CJK, 1), [0x20, *HANGUL], features), "korean.otf", "Test Korean")


def only_these(font, sequences):
    """Drops the ligatures that none of the sequences needs: else every family and every skin would come along."""
    names = font.getBestCmap()
    wanted = set()
    for text in sequences:
        for spelled in (text, text.replace("\ufe0f", "")):
            glyphs = [names.get(ord(one)) for one in spelled]
            wanted.add(tuple(glyphs))
            wanted.add(tuple(one for one, character in zip(glyphs, spelled) if one is not None))
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if not hasattr(table, "ligatures"):
                continue
            for first, ligatures in list(table.ligatures.items()):
                table.ligatures[first] = [one for one in ligatures if (first, *one.Component) in wanted]
                if not table.ligatures[first]:
                    del table.ligatures[first]
    return font


def emoji_subset(path, sequences, *dropped):
    font = opened(path)
    for table in dropped:
        del font[table]
    characters = {character for text in sequences for character in text}
    return subset(only_these(font, sequences), [*characters, " "], hinting=False)


def emoji():
    cbdt = emoji_subset(NOTO / "NotoColorEmoji.ttf", EMOJI)
    save(cbdt, "emoji-cbdt.ttf", "Test Emoji CBDT")
    save(emoji_subset(TWEMOJI, FEWER_EMOJI), "emoji-colr0.ttf", "Test Emoji COLR0")
    save(emoji_subset(NOTO_EMOJI, FEWER_EMOJI, "SVG "), "emoji-colr1.ttf", "Test Emoji COLR1")
    save(with_sbix(opened(HERE / "emoji-cbdt.ttf")), "emoji-sbix.ttf", "Test Emoji sbix")


def with_sbix(font):
    """The same pictures in an sbix table, beside empty outlines."""
    order = font.getGlyphOrder()
    strike = Strike(ppem=109, resolution=72)
    for glyphs in font["CBDT"].strikeData:
        for name, data in glyphs.items():
            metrics = data.metrics
            # The bottom of the picture, in pixels of the strike.
            bottom = metrics.BearingY - metrics.height
            strike.glyphs[name] = SbixGlyph(
                glyphName=name, graphicType="png ", imageData=data.imageData, originOffsetX=metrics.BearingX, originOffsetY=bottom
            )
    sbix = newTable("sbix")
    sbix.version, sbix.flags, sbix.strikes = 1, 1, {109: strike}
    font["sbix"] = sbix
    del font["CBDT"], font["CBLC"]
    font["glyf"], font["loca"] = newTable("glyf"), newTable("loca")
    font["glyf"].glyphs = {name: TTGlyphPen(None).glyph() for name in order}
    font["glyf"].glyphOrder = order
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in "maxPoints maxContours maxCompositePoints maxCompositeContours maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements maxSizeOfInstructions maxComponentElements maxComponentDepth".split():
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    return font


def drawn(contours):
    pen = TTGlyphPen(None)
    for first, *rest in contours:
        pen.moveTo(first)
        for point in rest:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


SQUARE = [[(50, -150), (50, 850), (950, 850), (950, -150)]]
DIAMOND = [[(500, -150), (50, 350), (500, 850), (950, 350)]]
FRAME = SQUARE + [[(250, 50), (750, 50), (750, 650), (250, 650)]]
# What fonts may paint with, a letter each: see the table in README.md.
STOPS = [(0, 0, 1), (0.5, 1, 1), (1, 2, 1)]


def line(stops, extend="pad"):
    return {"Extend": extend, "ColorStop": [{"StopOffset": at, "PaletteIndex": index, "Alpha": alpha} for at, index, alpha in stops]}


def filled(paint, glyph="square"):
    return {"Format": 10, "Glyph": glyph, "Paint": paint}


def solid(index, alpha=1):
    return {"Format": 2, "PaletteIndex": index, "Alpha": alpha}


def linear(extend="pad", end=950, turn=350):
    return {"Format": 4, "ColorLine": line(STOPS, extend), "x0": 350, "y0": 350, "x1": end - 300, "y1": 350, "x2": 350, "y2": turn + 400}


def radial(extend="pad"):
    return {"Format": 6, "ColorLine": line(STOPS, extend), "x0": 400, "y0": 400, "r0": 60, "x1": 520, "y1": 350, "r1": 300}


def sweep(extend="pad", start=30, end=240):
    return {"Format": 8, "ColorLine": line(STOPS, extend), "centerX": 500, "centerY": 350, "startAngle": start, "endAngle": end}


def composite(mode):
    return {"Format": 32, "SourcePaint": filled(linear(), "diamond"), "CompositeMode": mode, "BackdropPaint": filled(solid(1, 0.8), "frame")}


MODES = "clear src dest src_over dest_over src_in dest_in src_out dest_out src_atop dest_atop xor plus screen overlay darken lighten color_dodge color_burn hard_light soft_light difference exclusion multiply hsl_hue hsl_saturation hsl_color hsl_luminosity".split()


def letter(name):
    return f"u{ord(name):04X}"


def by_hand(family, characters):
    """A font with a frame for each character, which a program draws that knows no colours."""
    order = [".notdef", "space", *map(letter, characters), "square", "diamond", "frame"]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({32: "space"} | {ord(name): letter(name) for name in characters})
    shapes = {"space": [], "square": SQUARE, "diamond": DIAMOND}
    builder.setupGlyf({name: drawn(shapes.get(name, FRAME)) for name in order})
    builder.setupHorizontalMetrics({name: (1000, 50) for name in order})
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    builder.setupOS2(sTypoAscender=900, sTypoDescender=-200, usWinAscent=900, usWinDescent=200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupPost(keepGlyphNames=False)
    font = builder.font
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    return font


def paints():
    """Each way to paint of COLR version 1, by hand."""
    glyphs = {
        "A": filled(solid(0)),
        "B": filled(solid(0xFFFF, 0.5)),
        "C": filled(linear()),
        "D": filled(linear("repeat")),
        "E": filled(linear("reflect")),
        "F": filled(linear(turn=700)),
        "G": filled(radial()),
        "H": filled(radial("repeat")),
        "I": filled(radial("reflect")),
        "J": filled(sweep(start=0, end=360)),
        "K": filled(sweep("repeat")),
        "L": filled(sweep("reflect")),
        "M": filled(sweep()),
        "N": {"Format": 1, "Layers": [filled(solid(0), "frame"), filled(solid(1, 0.6), "diamond")]},
        "O": {"Format": 12, "Paint": filled(linear(), "diamond"), "Transform": {"xx": 0.7, "yx": 0.2, "xy": -0.3, "yy": 0.8, "dx": 200, "dy": 40}},
        "P": {"Format": 14, "Paint": filled(solid(2), "diamond"), "dx": 120, "dy": -60},
        "Q": {"Format": 18, "Paint": filled(solid(2), "diamond"), "scaleX": 0.5, "scaleY": 0.8, "centerX": 500, "centerY": 350},
        "R": {"Format": 26, "Paint": filled(linear(), "square"), "angle": 30, "centerX": 500, "centerY": 350},
        "S": {"Format": 30, "Paint": filled(linear(), "diamond"), "xSkewAngle": 20, "ySkewAngle": 5, "centerX": 500, "centerY": 350},
        "T": {"Format": 11, "Glyph": letter("N")},
        "U": {"Format": 10, "Glyph": "frame", "Paint": {"Format": 26, "Paint": linear(), "angle": 45, "centerX": 500, "centerY": 350}},
        "V": {"Format": 10, "Glyph": "diamond", "Paint": {"Format": 10, "Glyph": "frame", "Paint": radial()}},
    }
    glyphs |= {name: composite(mode) for name, mode in zip("abcdefghijklmnopqrstuvwxyz01", MODES)}
    font = by_hand("Test Paints", glyphs)
    colours = [[(0.9, 0.2, 0.2, 1), (0.1, 0.6, 0.9, 1), (1, 0.85, 0.1, 1)], [(0, 0, 0, 1), (0.5, 0.5, 0.5, 1), (1, 1, 1, 1)]]
    font["CPAL"] = buildCPAL(colours)
    font["COLR"] = buildCOLR({letter(name): paint for name, paint in glyphs.items()}, version=1, glyphMap=font.getReverseGlyphMap())
    font.save(HERE / "paints.ttf")


def documents():
    """Two glyphs of SVG, the second in a compressed document."""
    font = by_hand("Test SVG", "AB")
    start = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    gradient = '<linearGradient id="g"><stop stop-color="#e33"/><stop offset="1" stop-color="#19e"/></linearGradient>'
    one = f'{start}<defs>{gradient}</defs><g id="glyph2"><circle cx="500" cy="-350" r="400" fill="url(#g)"/></g></svg>'
    two = f'{start}<g id="glyph3"><path d="M50 150H950L500-850Z" fill="context-fill" stroke="currentColor"/></g></svg>'
    font["SVG "] = newTable("SVG ")
    font["SVG "].docList = [SVGDocument(one, 2, 2, False), SVGDocument(two, 3, 3, True)]
    font.save(HERE / "svg.ttf")


latin()
variable()
scripts()
emoji()
paints()
documents()
for file in sorted(HERE.iterdir()):
    if file.suffix in (".ttf", ".otf", ".ttc", ".woff", ".woff2"):
        print(f"{file.stat().st_size:8} {file.name}")
