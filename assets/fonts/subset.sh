#!/bin/sh
# Makes the bundled faces, and the bold one of an example, from the Noto fonts of Debian's fonts-noto-core and
# fonts-noto-mono 20201225-1.
#
#   pip install fonttools==4.68.0 uharfbuzz==0.57.0
#   assets/fonts/subset.sh /usr/share/fonts/truetype/noto
#
# The output depends only on the input fonts and on those two versions: head.modified is not touched.
set -eu

noto=${1:?usage: subset.sh <folder with NotoSans-Regular.ttf and its kin>}
here=$(cd "$(dirname "$0")" && pwd)
card=$here/../../examples/card-server/assets
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Basic Latin, Latin-1, Latin Extended-A, the Latin Extended-B letters in living use
# (Vietnamese horns, Pinyin carons, Romanian commas).
latin=U+0020-007E,U+00A0-017F,U+018F,U+0192,U+01A0-01A1,U+01AF-01B0,U+01CD-01DC,U+01E6-01E7,U+01EA-01EB,U+01FA-01FF,U+0218-021B,U+0237
# Modifier letters and combining marks that the mark and ccmp features work on.
marks=U+0259,U+02BB-02BC,U+02C6-02C7,U+02C9,U+02D8-02DD,U+0300-0304,U+0306-030C,U+031B,U+0323,U+0326-0328,U+0331
vietnamese=U+1E80-1E85,U+1E9E,U+1EA0-1EF9
greek=U+0384-038A,U+038C,U+038E-03A1,U+03A3-03CE
cyrillic=U+0400-045F,U+0490-0493,U+049A-049B,U+04A2-04A3,U+04AE-04B3,U+04BA-04BB,U+04D8-04D9,U+04E8-04E9
punctuation=U+2000-200D,U+2010-2015,U+2017-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+203C,U+2044,U+2070,U+2074-207A,U+207D-208A,U+208D-208E
currency=U+20A1,U+20A3-20A4,U+20A6-20A9,U+20AB-20AE,U+20B1-20B2,U+20B4-20B5,U+20B8-20BA,U+20BC-20BF
letterlike=U+2116,U+2117,U+2120,U+2122,U+2126,U+212E,U+215B-215E,U+FB01-FB02,U+FFFD

# Noto Sans has no arrows, operators or shapes; its sister faces do, on the same 1000-unit em.
symbols_math=U+2190-2199,U+21A9-21AA,U+21B5,U+21D0-21D5,U+2200,U+2202-2203,U+2205-2206,U+2208-2209,U+220F,U+2211-2212,U+2215,U+2219-221A,U+221E,U+2227-222B,U+2248,U+2260-2261,U+2264-2265,U+22C5,U+25CA
symbols_shapes=U+25A0-25A1,U+25AA-25AB,U+25B2-25B3,U+25B6-25B7,U+25BC-25BD,U+25C0-25C1,U+25C6-25C7,U+25CB,U+25CF,U+2605-2606,U+2713-2714,U+2717

subset() { # input, unicodes, features, output, more options
  pyftsubset "$1" --unicodes="$2" --layout-features="$3" --layout-scripts='*' \
    --no-hinting --notdef-outline --glyph-names \
    --name-IDs='*' --drop-tables+=DSIG,gasp --no-recalc-timestamp --output-file="$4" ${5:-}
}

subset "$noto/NotoSans-Regular.ttf" \
  "$latin,$marks,$vietnamese,$greek,$cyrillic,$punctuation,$currency,$letterlike" \
  kern,mark,mkmk,liga,locl,ccmp "$work/text.ttf"
subset "$noto/NotoSansMath-Regular.ttf" "$symbols_math" '' "$work/math.ttf"
subset "$noto/NotoSansSymbols2-Regular.ttf" "$symbols_shapes" '' "$work/shapes.ttf"
python3 "$here/graft.py" "$work/text.ttf" "$work/math.ttf" "$work/shapes.ttf" "$here/NotoSans-Regular.subset.ttf"

# The other two have no character that the first has not: it stands behind them. Nothing asks for their glyphs by name.
subset "$noto/NotoSerif-Regular.ttf" \
  "$latin,$marks,$vietnamese,$greek,$cyrillic,$punctuation,$currency,$letterlike" \
  kern,mark,mkmk,liga,locl,ccmp "$here/NotoSerif-Regular.subset.ttf" --no-glyph-names
subset "$noto/NotoSansMono-Regular.ttf" \
  "$latin,$marks,$vietnamese,$greek,$cyrillic,$punctuation,$currency,$letterlike,$symbols_math,$symbols_shapes" \
  kern,mark,mkmk,liga,locl,ccmp "$here/NotoSansMono-Regular.subset.ttf" --no-glyph-names

subset "$noto/NotoSans-Bold.ttf" \
  "$latin,$punctuation,U+20AC,U+2122" kern,mark,mkmk,liga,locl,ccmp "$card/NotoSans-Bold.subset.ttf"
