'use strict';

// SVG, plain and gzipped: https://www.w3.org/TR/SVG2/

const zlib = require('node:zlib');

const { ascii, crc32, flipped, join, noise, patch, rawBomb, repeat, seed, u32le } = require('../bytes.js');
const { cuts, pictures } = require('../inputs.js');

const NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
const MEGABYTE = 1 << 20;
// A limit on pictures has its name, one on the drawing is a RangeError.
const REFUSED = ['RangeError', 'limit'];
const BROKEN = ['EncodingError', ...REFUSED];
// Numbers near infinity can be drawn or not, but in time.
const ANYHOW = ['picture 20x20', ...BROKEN];

/** A picture of 20x20 with some content. */
const svg = (content, attributes = 'width="20" height="20"') => () => Buffer.from(`<svg ${NAMESPACES} ${attributes}>${content}</svg>`);

/** The same text so often, the place's number for each #. */
const times = (count, text) => Array.from({ length: count }, (_, i) => text.replaceAll('#', i)).join('');

const RED = '<rect width="9" height="9" fill="red"/>';

function truncations() {
  const plain = ['svg-px.svg', 'svg-nested-use.svg', 'svg-text.svg'].flatMap((name) => {
    const bytes = seed(name);
    const ends = [0, 1, 4, 40, 90, bytes.length >> 2, bytes.length >> 1, bytes.length - 20, bytes.length - 8, bytes.length - 3];
    return cuts(name, bytes, ends, 'EncodingError');
  });
  const packed = seed('svg-gzip.svgz');
  return [...plain, ...cuts('svg-gzip.svgz', packed, [0, 1, 2, 3, 9, 10, 11, 50, packed.length >> 1, packed.length - 9, packed.length - 8, packed.length - 4, packed.length - 1], BROKEN)];
}

const doctype = (entities, content) => () =>
  Buffer.from(`<!DOCTYPE svg [${entities}]><svg ${NAMESPACES} width="20" height="20">${content}</svg>`);

const entities = () => [
  ['a billion laughs', 'EncodingError', doctype(`<!ENTITY a0 "lol">${Array.from({ length: 12 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('')}`, '<text>&a12;</text>')],
  ['an entity that is itself', 'EncodingError', doctype('<!ENTITY a "&a;">', '<text>&a;</text>')],
  ['two entities that are each other', 'EncodingError', doctype('<!ENTITY a "&b;"><!ENTITY b "&a;">', '<text>&a;</text>')],
  ['an entity of a megabyte a hundred times', ['EncodingError', 'limit'], doctype(`<!ENTITY a "${'x'.repeat(MEGABYTE)}">`, `<text>${'&a;'.repeat(100)}</text>`)],
  ['an entity of a file', ['EncodingError', 'picture 20x20'], doctype('<!ENTITY a SYSTEM "file:///etc/passwd">', '<text>&a;</text>')],
  ['an entity of the network', ['EncodingError', 'picture 20x20'], doctype('<!ENTITY a SYSTEM "http://127.0.0.1:1/x">', '<text>&a;</text>')],
  ['a parameter entity', ['EncodingError', 'picture 20x20'], doctype('<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;', RED)],
  ['an entity that is not declared', 'EncodingError', svg('<text>&nobody;</text>')],
  ['a number for a character that is none', ['EncodingError', 'picture 20x20'], svg('<text>&#xd800;</text>')],
  ['a number for a character beyond Unicode', ['EncodingError', 'picture 20x20'], svg('<text>&#x7fffffff;</text>')],
  ['a number for the character 0', 'EncodingError', svg('<text>&#0;</text>')],
  ['20,000 entities', ['picture 20x20', 'EncodingError'], doctype(times(20_000, '<!ENTITY a# "x">'), RED)],
  ['a document type that does not end', 'EncodingError', () => Buffer.from('<!DOCTYPE svg [<!ENTITY a "')],
  ['a style sheet of a file', ['EncodingError', 'picture 20x20'], () => Buffer.from(`<?xml-stylesheet href="file:///etc/passwd"?>${svg(RED)()}`)],
];

const NUMBERS = { nothing: '', NaN: 'NaN', Infinity: 'Infinity', '1e999': '1e999', 'minus one': '-1', zero: '0', '1e-40': '1e-40', '1e38': '1e38', 'a percent of all': '1e30%', 'a long number': '1'.repeat(5000), 'a text': 'x' };

const sizes = () => [
  ...Object.entries(NUMBERS).flatMap(([what, number]) => [
    [`a width of ${what}`, [...BROKEN, 'picture', 'a picture of'], svg(RED, `width="${number}" height="20"`)],
    [`both sides of ${what}`, [...BROKEN, 'picture', 'a picture of'], svg(RED, `width="${number}" height="${number}"`)],
    [`a view box of ${what}`, [...BROKEN, 'picture', 'a picture of'], svg(RED, `viewBox="0 0 ${number} ${number}"`)],
    [`a view box at ${what}`, ANYHOW, svg(RED, `width="20" height="20" viewBox="${number} ${number} 10 10"`)],
    [`a rectangle of ${what}`, ANYHOW, svg(`<rect x="${number}" y="${number}" width="${number}" height="${number}" rx="${number}"/>`)],
    [`a circle of ${what}`, ANYHOW, svg(`<circle cx="${number}" cy="5" r="${number}" stroke="red" stroke-width="${number}" stroke-dasharray="${number} 1"/>`)],
    [`a transform by ${what}`, ANYHOW, svg(`<g transform="scale(${number}) rotate(${number}) skewX(${number}) matrix(${Array(6).fill(number)})">${RED}</g>`)],
    [`a text of size ${what}`, ANYHOW, svg(`<text x="${number}" y="9" font-size="${number}" letter-spacing="${number}" textLength="${number}" rotate="${number}">Text</text>`)],
    [`a gradient of ${what}`, ANYHOW, svg(`<radialGradient id="g" cx="${number}" fx="${number}" r="${number}"><stop offset="${number}"/><stop offset="1" stop-color="red"/></radialGradient><rect width="9" height="9" fill="url(#g)"/>`)],
    [`a blur of ${what}`, ANYHOW, svg(`<filter id="f" width="${number}"><feGaussianBlur stdDeviation="${number}"/></filter><g filter="url(#f)">${RED}</g>`)],
    [`a pattern of ${what}`, ANYHOW, svg(`<pattern id="p" width="${number}" height="${number}" patternUnits="userSpaceOnUse">${RED}</pattern><rect width="9" height="9" fill="url(#p)"/>`)],
  ]),
  ['65500x65500', 'limit maxSide', svg(RED, 'width="65500" height="65500"')],
  ['32767x32767', 'limit maxPixels', svg(RED, 'width="32767" height="32767"')],
  ['a million miles', 'limit maxSide', svg(RED, 'width="1000000in" height="1in"')],
  ['a view box of two numbers', ['EncodingError', 'picture'], svg(RED, 'viewBox="0 0"')],
  ['a view box of a million numbers', ['EncodingError', 'picture'], svg(RED, `viewBox="${'1 '.repeat(1e6)}"`)],
];

const references = () => [
  ['use of itself', ['EncodingError', 'picture 20x20'], svg('<use id="a" xlink:href="#a"/>')],
  ['use of its parent', ['EncodingError', 'picture 20x20'], svg('<g id="a"><use xlink:href="#a"/></g>')],
  ['two uses of each other', ['EncodingError', 'picture 20x20'], svg('<g id="a"><use xlink:href="#b"/></g><g id="b"><use xlink:href="#a"/></g>')],
  ['use of use, 2^40 times', REFUSED, svg(`<g id="g0">${RED}</g>${Array.from({ length: 40 }, (_, i) => `<g id="g${i + 1}">${`<use xlink:href="#g${i}"/>`.repeat(2)}</g>`).join('')}`)],
  ['use of use, 2,000 deep', REFUSED, svg(`<g id="g0">${RED}</g>${Array.from({ length: 2000 }, (_, i) => `<g id="g${i + 1}"><use xlink:href="#g${i}"/></g>`).join('')}`)],
  ['groups 100,000 deep', BROKEN, svg(`${'<g>'.repeat(100_000)}${RED}${'</g>'.repeat(100_000)}`)],
  ['groups 400 deep', 'picture 20x20', svg(`${'<g opacity="0.99">'.repeat(400)}${RED}${'</g>'.repeat(400)}`)],
  ['svg in svg 400 deep', ['EncodingError', 'limit', 'picture 20x20'], svg(`${'<svg>'.repeat(400)}${RED}${'</svg>'.repeat(400)}`)],
  ['a pattern of itself', ['EncodingError', 'picture 20x20'], svg('<pattern id="p" width="5" height="5"><rect width="5" height="5" fill="url(#p)"/></pattern><rect width="9" height="9" fill="url(#p)"/>')],
  ['a pattern that inherits from itself', ['EncodingError', 'picture 20x20'], svg('<pattern id="p" xlink:href="#p"/><rect width="9" height="9" fill="url(#p)"/>')],
  ['patterns in patterns, 12 deep', ['limit', 'picture 20x20'], svg(`${Array.from({ length: 12 }, (_, i) => `<pattern id="p${i}" width=".1" height=".1"><rect width="20" height="20" fill="${i > 0 ? `url(#p${i - 1})` : 'red'}"/></pattern>`).join('')}<rect width="20" height="20" fill="url(#p11)"/>`)],
  ['a pattern with tiles of a millionth', 'picture 20x20', svg(`<pattern id="p" width="1e-6" height="1e-6" patternUnits="userSpaceOnUse">${RED}</pattern><rect width="20" height="20" fill="url(#p)"/>`)],
  ['a gradient that inherits from itself', ['EncodingError', 'picture 20x20'], svg('<linearGradient id="g" xlink:href="#g"/><rect width="9" height="9" fill="url(#g)"/>')],
  ['gradients that inherit, 5,000 deep', ANYHOW, svg(`<linearGradient id="g0"><stop/></linearGradient>${Array.from({ length: 5000 }, (_, i) => `<linearGradient id="g${i + 1}" xlink:href="#g${i}"/>`).join('')}<rect width="9" height="9" fill="url(#g5000)"/>`)],
  ['a gradient of 50,000 stops', 'picture 20x20', svg(`<linearGradient id="g">${'<stop offset=".5"/>'.repeat(50_000)}</linearGradient><rect width="9" height="9" fill="url(#g)"/>`)],
  ['a mask of itself', ['EncodingError', 'picture 20x20'], svg(`<mask id="m" mask="url(#m)">${RED}</mask><g mask="url(#m)">${RED}</g>`)],
  ['a mask in itself', ['EncodingError', 'picture 20x20'], svg('<mask id="m"><rect width="9" height="9" mask="url(#m)"/></mask><rect width="9" height="9" mask="url(#m)"/>')],
  ['masks of masks, 100 deep', 'picture 20x20', svg(`${Array.from({ length: 100 }, (_, i) => `<mask id="m${i + 1}" mask="url(#m${i})">${RED}</mask>`).join('')}<g mask="url(#m100)">${RED}</g>`)],
  ['a clip path of itself', ['EncodingError', 'picture 20x20'], svg(`<clipPath id="c" clip-path="url(#c)">${RED}</clipPath><g clip-path="url(#c)">${RED}</g>`)],
  ['two clip paths of each other', ['EncodingError', 'picture 20x20'], svg(`<clipPath id="c" clip-path="url(#d)">${RED}</clipPath><clipPath id="d" clip-path="url(#c)">${RED}</clipPath><g clip-path="url(#c)">${RED}</g>`)],
  ['a marker in itself', ['EncodingError', 'picture 20x20'], svg('<marker id="m"><path d="M0 0L5 5" marker-start="url(#m)"/></marker><path d="M0 0L5 5" marker-start="url(#m)"/>')],
  ['markers on a million vertices', REFUSED, svg(`<marker id="m">${RED.repeat(10)}</marker><path d="M0 0${'l1 1'.repeat(1e6)}" marker-mid="url(#m)"/>`)],
  ['a text on itself', ['EncodingError', 'picture 20x20'], svg('<text id="t"><textPath xlink:href="#t">x</textPath></text>')],
  ['a reference to what is not there', 'picture 20x20', svg('<use xlink:href="#nobody"/><rect width="9" height="9" fill="url(#nobody)" filter="url(#nobody)" mask="url(#nobody)" clip-path="url(#nobody)"/>')],
  ['the same id 20,000 times', 'picture 20x20', svg(`${'<g id="a"/>'.repeat(20_000)}<use xlink:href="#a"/>`)],
  ['switch 500 deep', ['limit', 'picture 20x20'], svg(`${'<switch>'.repeat(500)}${RED}${'</switch>'.repeat(500)}`)],
  // Of each of these the parser knew no end.
  ...[2, 3, 4].flatMap((count) => ['pattern', 'mask', 'clipPath'].map((kind) => {
    const refer = (i) => `${{ pattern: 'fill', mask: 'mask', clipPath: 'clip-path' }[kind]}="url(#a${i % count})"`;
    const all = Array.from({ length: count }, (_, i) => `<${kind} id="a${i}" width="5" height="5"><rect width="9" height="9" ${refer(i + 1)}/></${kind}>`).join('');
    return [`${count} of ${kind} in a circle`, 'EncodingError', svg(`${all}<rect width="9" height="9" ${refer(0)}/>`)];
  })),
  ['a pattern and a mask in a circle', 'EncodingError', svg('<pattern id="p" width="5" height="5"><rect width="9" height="9" mask="url(#m)"/></pattern><mask id="m"><rect width="9" height="9" fill="url(#p)"/></mask><rect width="9" height="9" fill="url(#p)"/>')],
  ['patterns in a circle by fill and stroke', 'EncodingError', svg('<pattern id="p" width="5" height="5"><path d="M0 0L5 5" stroke="url(#q)"/></pattern><pattern id="q" width="5" height="5"><rect width="9" height="9" fill="url(#p)"/></pattern><rect width="9" height="9" fill="url(#p)"/>')],
  ['a pattern that inherits what has it', 'EncodingError', svg('<pattern id="p" xlink:href="#q" width="5" height="5"/><pattern id="q"><rect width="9" height="9" fill="url(#p)"/></pattern><rect width="9" height="9" fill="url(#p)"/>')],
  ['a filter of an image that has it', 'EncodingError', svg(`<filter id="f"><feImage xlink:href="#r"/></filter><g id="r"><g filter="url(#f)">${RED}</g></g>`)],
  ['a reference through a style sheet to itself', 'EncodingError', svg('<style>* { mask: url(#m); fill: url(#p); filter: url(#f) }</style><mask id="m"><rect width="9" height="9"/></mask><pattern id="p" width="3" height="3"><rect width="9" height="9"/></pattern><filter id="f"><feFlood/></filter><rect width="9" height="9"/>')],
];

const filter = (primitives, attributes = '') => svg(`<filter id="f" ${attributes}>${primitives}</filter><g filter="url(#f)">${RED}</g>`);

const filters = () => [
  ['a filter of an image of itself', ['EncodingError', 'picture 20x20'], svg('<filter id="f"><feImage xlink:href="#r"/></filter><rect id="r" width="9" height="9" filter="url(#f)"/>')],
  ['a filter of a file', 'picture 20x20', filter('<feImage xlink:href="/etc/passwd"/>')],
  ['10,000 primitives', ['limit', 'picture 20x20'], filter('<feFlood flood-color="red"/>'.repeat(10_000))],
  ['100 blurs', ['limit', 'picture 20x20'], filter('<feGaussianBlur stdDeviation="5"/>'.repeat(100))],
  ['turbulence of 2^31 octaves', REFUSED, filter('<feTurbulence baseFrequency=".5" numOctaves="2147483647"/>')],
  ['turbulence of -5 octaves and frequencies', 'picture 20x20', filter('<feTurbulence baseFrequency="-5" numOctaves="-5" seed="1e30"/>')],
  ['turbulence with the seed -2^31', 'picture 20x20', filter('<feTurbulence baseFrequency=".1" seed="-2147483648"/>')],
  ['a matrix of 0 by 0', 'picture 20x20', filter('<feConvolveMatrix order="0" kernelMatrix=""/>')],
  ['a matrix of 2^31 by 2^31', ANYHOW, filter('<feConvolveMatrix order="2147483647" kernelMatrix="1"/>')],
  ['a matrix of 65536 by 65536', ANYHOW, filter('<feConvolveMatrix order="65536" kernelMatrix="1"/>')],
  ['a matrix with its target outside', 'picture 20x20', filter('<feConvolveMatrix order="3" targetX="99" targetY="-5" kernelMatrix="1 1 1 1 1 1 1 1 1"/>')],
  ['a divisor of 0', 'picture 20x20', filter('<feConvolveMatrix order="3" divisor="0" kernelMatrix="1 1 1 1 1 1 1 1 -8"/>')],
  ['morphology of 1e9', 'picture 20x20', filter('<feMorphology operator="dilate" radius="1e9"/>')],
  ['morphology of -1', 'picture 20x20', filter('<feMorphology operator="erode" radius="-1 5"/>')],
  ['an offset of 1e30', ANYHOW, filter('<feOffset dx="1e30" dy="-1e30"/>')],
  ['displacement of 1e30', 'picture 20x20', filter('<feDisplacementMap in2="SourceGraphic" scale="1e30" xChannelSelector="R"/>')],
  ['a table of 100,000 values', 'picture 20x20', filter(`<feComponentTransfer><feFuncR type="table" tableValues="${'.5 '.repeat(100_000)}"/></feComponentTransfer>`)],
  ['a table of nothing', 'picture 20x20', filter('<feComponentTransfer><feFuncR type="table" tableValues=""/><feFuncG type="discrete"/></feComponentTransfer>')],
  ['a colour matrix of 3 numbers', 'picture 20x20', filter('<feColorMatrix values="1 2 3"/>')],
  ['light from NaN', 'picture 20x20', filter('<feDiffuseLighting surfaceScale="NaN" kernelUnitLength="0"><fePointLight x="1e38" y="NaN" z="-1e38"/></feDiffuseLighting>')],
  ['light with an exponent of 1e9', 'picture 20x20', filter('<feSpecularLighting specularExponent="1e9"><feSpotLight pointsAtX="0" limitingConeAngle="1e9"/></feSpecularLighting>')],
  ['light without a source', 'picture 20x20', filter('<feSpecularLighting/>')],
  ['a filter of its own result', 'picture 20x20', filter('<feBlend in="a" in2="a" result="a"/><feMerge result="a"><feMergeNode in="a"/><feMergeNode in="nobody"/></feMerge>')],
  ['a region of 1e9', ['limit', 'picture 20x20'], filter('<feGaussianBlur stdDeviation="1000"/>', 'x="-1e9" y="-1e9" width="2e9" height="2e9"')],
  ['tiles of nothing', 'picture 20x20', filter('<feFlood x="3" y="3" width="0" height="0"/><feTile/>')],
  ['30 filtered groups in each other', ['limit', 'picture 20x20'], svg(`<filter id="f"><feGaussianBlur stdDeviation="3"/></filter>${'<g filter="url(#f)">'.repeat(30)}${RED}${'</g>'.repeat(30)}`)],
  ['a picture of 4000x4000 with 50 blurs of 100', ['limit', 'picture 4000x4000'], svg('<filter id="f">'.concat('<feGaussianBlur stdDeviation="100"/>'.repeat(50), '</filter><rect width="4000" height="4000" filter="url(#f)"/>'), 'width="4000" height="4000"')],
];

const pngData = () => seed('png-rgb8.png').toString('base64');
const image = (href, attributes = 'width="9" height="9"') => svg(`<image xlink:href="${href}" ${attributes}/>`);
const innerSvg = (text) => `data:image/svg+xml;base64,${Buffer.from(text).toString('base64')}`;

const inside = () => [
  ['a picture of a file', 'picture 20x20', image('/etc/passwd')],
  ['a picture of a device', 'picture 20x20', image('file:///dev/zero')],
  ['a picture of the network', 'picture 20x20', image('http://127.0.0.1:1/a.png')],
  ['a picture cut short', 'picture 20x20', image(`data:image/png;base64,${pngData().slice(0, 400)}`)],
  ['a picture of no base64', 'picture 20x20', image('data:image/png;base64,!!!!')],
  ['a picture that declares 65500x65500', 'picture 20x20', () => image(`data:image/png;base64,${patch(seed('png-rgb8.png'), 16, [0, 0, 255, 220, 0, 0, 255, 220]).toString('base64')}`)()],
  ['a thousand pictures', 'picture 20x20', () => svg(`<image xlink:href="data:image/png;base64,${pngData()}" width="9" height="9"/>`.repeat(300))()],
  ['a picture of an infinite size', 'picture 20x20', () => image(`data:image/png;base64,${pngData()}`, 'width="1e38" height="NaN" preserveAspectRatio="none"')()],
  ['SVG in SVG in SVG', 'picture 20x20', image(innerSvg(image(innerSvg(`${image('data:,')()}`))()))],
  ['SVG in SVG that is a bomb', 'picture 20x20', image(innerSvg(doctype('<!ENTITY a "&a;">', '&a;')()))],
  ['SVG in SVG of 65500x65500', 'picture 20x20', image(innerSvg(svg(RED, 'width="65500" height="65500"')()))],
  ['a gzip bomb in SVG', 'picture 20x20', () => image(`data:image/svg+xml;base64,${gzip(rawBomb(256 * MEGABYTE), 256 * MEGABYTE).toString('base64')}`)()],
];

const many = (count) => svg('<path d="M0 0h1v1z"/>'.repeat(count));

const amounts = () => [
  ['100,000 paths', 'picture 20x20', many(100_000)],
  ['1,400,000 paths', BROKEN, many(1_400_000)],
  ['an attribute of 16 MB', ['EncodingError', 'picture 20x20'], svg(`<g a="${'x'.repeat(16 * MEGABYTE)}"/>`)],
  ['100,000 attributes', 'RangeError', svg(`<g ${times(100_000, 'a#="" ')}/>`)],
  ['an attribute twice', 'EncodingError', svg('<g a="" a=""/>')],
  ['10,000 name spaces', 'RangeError', svg(`<g ${times(10_000, 'xmlns:a#="b#" ')}/>`)],
  ['a path of a million segments', 'picture 20x20', svg(`<path d="M0 0${'l3 4l-4-3'.repeat(250_000)}"/>`)],
  ['a stroked path of 20,000 dashes', 'picture 20x20', svg('<path d="M0 5h20000" stroke="red" stroke-dasharray=".5"/>')],
  ['dashes of 1e-9', 'picture 20x20', svg('<path d="M0 5h20000" stroke="red" stroke-dasharray="1e-9"/>')],
  ['dashes of which one is negative', 'picture 20x20', svg('<path d="M0 5h20" stroke="red" stroke-dasharray="5 -5"/>')],
  ['a path that begins with a line', 'picture 20x20', svg('<path d="L5 5"/>')],
  ['a path of letters', 'picture 20x20', svg(`<path d="${'MLHVCSQTAZ'.repeat(1000)}"/>`)],
  ['an arc of flags 7', 'picture 20x20', svg('<path d="M0 0A5 5 0 7 7 9 9"/>')],
  ['an arc of nothing', 'picture 20x20', svg('<path d="M0 0A0 0 0 0 0 0 0" stroke="red"/>')],
  ['an arc of 1e38', ANYHOW, svg('<path d="M0 0A1e38 1e38 1e38 1 1 1e38 1e38" stroke="red"/>')],
  ['a polygon of 100,001 numbers', ['limit', 'picture 20x20'], svg(`<polygon points="${'1 '.repeat(100_001)}"/>`)],
  ['a style sheet of 2,000 rules', 'picture 20x20', svg(`<style>${times(2000, '.a# { fill: red }')}</style>${RED}`)],
  ['a style sheet that imports itself', 'picture 20x20', svg(`<style>@import url("file:///etc/passwd"); @import url(data:text/css,);</style>${RED}`)],
  ['a style sheet that does not end', 'picture 20x20', svg(`<style>a { b: "${'{(['.repeat(10_000)}</style>${RED}`)],
  ['2,000 rules for 2,000 elements', ['limit', 'picture 20x20'], svg(`<style>${times(2000, 'g rect.a#, g > rect { fill: red }')}</style><g>${RED.repeat(2000)}</g>`)],
  ['a selector 5,000 deep', ['EncodingError', 'limit', 'picture 20x20'], svg(`<style>${'g > '.repeat(5000)} rect { fill: red }</style>${RED}`)],
  ['a text of a megabyte', [...REFUSED, 'picture 20x20'], svg(`<text font-size="5">${'Text '.repeat(200_000)}</text>`)],
  ['a text of 20,000 parts', ['limit', 'picture 20x20'], svg(`<text>${'<tspan x="1" dy="1">a</tspan>'.repeat(20_000)}</text>`)],
  ['a text of 10,000 places', 'picture 20x20', svg(`<text x="${'1 '.repeat(10_000)}" rotate="${'5 '.repeat(10_000)}">Text</text>`)],
  ['a text of right-to-left marks', 'picture 20x20', svg(`<text>${'\u202e\u2067a'.repeat(2000)}</text>`)],
  ['a text of combining marks', 'picture 20x20', svg(`<text y="9">a${'\u0301'.repeat(10_000)}</text>`)],
  ['5 MB of comments', 'picture 20x20', svg(`<!--${'x'.repeat(5 * MEGABYTE)}-->${RED}`)],
  ['100,000 comments', 'picture 20x20', svg('<!---->'.repeat(100_000))],
  ['33 MB of spaces', REFUSED, svg(' '.repeat(33 * MEGABYTE))],
];

const ROOT = svg(RED)().toString();

const texts = () => [
  ['a script', 'picture 20x20', svg(`<script>while (true);</script>${RED}`)],
  ['foreign content', 'picture 20x20', svg(`<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="file:///etc/passwd"/></body></foreignObject>${RED}`)],
  ['an animation without an end', 'picture 20x20', svg('<rect width="9" height="9"><animate attributeName="x" dur="1e-9s" repeatCount="indefinite" values="0;5"/></rect>')],
  ['another root', 'EncodingError', () => ascii('<html><svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/></html>')],
  ['a root without its name space', ['EncodingError', 'picture 5x5'], () => ascii('<svg width="5" height="5"><rect width="5" height="5"/></svg>')],
  ['a root of another name space', 'EncodingError', () => ascii('<svg xmlns="urn:x" width="5" height="5"/>')],
  ['two roots', 'EncodingError', () => ascii(`${ROOT}${ROOT}`)],
  ['tags crossed', 'EncodingError', svg('<g><a></g></a>')],
  ['a tag without an end', 'EncodingError', svg('<g')],
  ['noise behind the end', 'EncodingError', () => join(ROOT, noise(500, 3))],
  ['noise in the midst', 'EncodingError', () => join(ROOT.slice(0, 130), noise(50, 3), ROOT.slice(130))],
  ['zeros behind the end', 'EncodingError', () => join(ROOT, Buffer.alloc(100))],
  ['UTF-16', ['EncodingError', 'picture 20x20'], () => Buffer.from(`\ufeff${ROOT}`, 'utf16le')],
  ['bytes that are no UTF-8', 'EncodingError', () => join(ROOT.replace('</svg>', '<text>'), [0xc0, 0x80, 0xff, 0xed, 0xa0, 0x80], '</text></svg>')],
  ['overlong UTF-8 in an attribute', 'EncodingError', () => join('<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5" a="', [0xf0, 0x80, 0x80, 0xaf], '"/>')],
  ['an unknown encoding', ['EncodingError', 'picture 20x20'], () => Buffer.from(`<?xml version="1.0" encoding="EBCDIC"?>${ROOT}`)],
  ['version 9', ['EncodingError', 'picture 20x20'], () => Buffer.from(`<?xml version="9.0"?>${ROOT}`)],
  ['a byte order mark', 'picture 20x20', () => Buffer.from(`\ufeff${ROOT}`)],
  ['100 KB before the root', 'EncodingError', () => Buffer.from(`<!--${'x'.repeat(100_000)}-->${ROOT}`)],
  ['control characters', ['EncodingError', 'picture 20x20'], svg('<text>\u0001\u0002\u007f</text>')],
  ['CDATA without an end', 'EncodingError', svg('<style><![CDATA[ a {')],
  ['100,000 processing instructions', 'picture 20x20', svg('<?a b?>'.repeat(100_000))],
  ...[41, 42, 43, 44, 45, 46].map((start) => [`twenty bits changed (${start})`, ['EncodingError', 'limit', 'picture'], () => flipped(seed('svg-px.svg'), 20, start)]),
];

/** A gzip member of a raw deflate stream. */
const gzip = (deflated, length, { crc = 0, flags = 0, extra = [] } = {}) => join([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 255], extra, deflated, u32le(crc), u32le(length % 2 ** 32));
const packed = (text, lies = {}) => gzip(zlib.deflateRawSync(text), lies.length ?? text.length, { crc: crc32(text), ...lies });
const PLAIN = Buffer.from(ROOT);

const gzips = () => [
  ['gzip: right', 'picture 20x20', () => packed(PLAIN)],
  ['gzip: a wrong checksum', 'EncodingError', () => packed(PLAIN, { crc: 5 })],
  ['gzip: a length of 0', 'EncodingError', () => packed(PLAIN, { length: 0 })],
  ['gzip: a length of 2^32 - 1', BROKEN, () => packed(PLAIN, { length: 0xffffffff })],
  ['gzip: reserved flags', 'EncodingError', () => packed(PLAIN, { flags: 0xe0 })],
  ['gzip: an extra field beyond the end', 'EncodingError', () => packed(PLAIN, { flags: 4, extra: [255, 255] })],
  ['gzip: a name without an end', 'EncodingError', () => gzip(Buffer.alloc(0), 0, { flags: 8, extra: repeat(ascii('a'), 100_000) })],
  ['gzip: a name of 10 MB', ['EncodingError', 'picture 20x20'], () => packed(PLAIN, { flags: 8, extra: join(repeat(ascii('a'), 10 * MEGABYTE), [0]) })],
  ['gzip: a wrong checksum of the header', 'EncodingError', () => packed(PLAIN, { flags: 2, extra: [1, 2] })],
  ['gzip: two members', 'picture 20x20', () => join(packed(PLAIN.subarray(0, 50)), packed(PLAIN.subarray(50)))],
  ['gzip: 100,000 empty members', ['EncodingError', 'picture 20x20'], () => join(repeat(packed(Buffer.alloc(0)), 100_000), packed(PLAIN))],
  ['gzip: noise behind the end', BROKEN, () => join(packed(PLAIN), noise(100, 7))],
  ['gzip: noise', 'EncodingError', () => gzip(noise(500, 7), 500)],
  ['gzip: gzip in gzip', 'EncodingError', () => packed(packed(PLAIN))],
  ['gzip: another method', 'EncodingError', () => patch(packed(PLAIN), 2, [7])],
  ['gzip: a picture of another format', 'EncodingError', () => packed(seed('png-rgb8.png'))],
  ['gzip: a gigabyte of zeros', ['EncodingError', 'limit'], () => gzip(rawBomb(1024 * MEGABYTE), 1024 * MEGABYTE)],
  ['gzip: a gigabyte of zeros that says it is small', ['EncodingError', 'limit'], () => gzip(rawBomb(1024 * MEGABYTE), 500)],
  ['gzip: a gigabyte of spaces in a picture', REFUSED, () => {
    const space = zlib.deflateRawSync(Buffer.alloc(MEGABYTE, 32), { finishFlush: zlib.constants.Z_FULL_FLUSH });
    const open = zlib.deflateRawSync(ascii(ROOT.replace('</svg>', '')), { finishFlush: zlib.constants.Z_FULL_FLUSH });
    return gzip(join(open, repeat(space, 1024), [3, 0]), 500);
  }],
  ['gzip: 40 MB that say they are small', REFUSED, () => gzip(zlib.deflateRawSync(svg(' '.repeat(40 * MEGABYTE))()), 500)],
];

module.exports = {
  inputs: () => [...truncations(), ...pictures([
    ...entities(), ...sizes(), ...references(), ...filters(), ...inside(), ...amounts(), ...texts(), ...gzips(),
  ])],
};
