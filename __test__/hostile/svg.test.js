'use strict';

// SVG pictures of few bytes that would take minutes or gigabytes: each is refused before that, by the limit that holds it.

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { gzipSync } = require('node:zlib');

const { loadImage, memoryUsage } = require('../../index.js');

const RECT = (more) => `<rect width='1000' height='1000' ${more}/>`;
const filtered = (primitives) => `<filter id='f' x='0' y='0' width='1' height='1'>${primitives}</filter>${RECT("filter='url(#f)'")}`;

/** Fourteen elements that each name the next one twice. */
function chain(element, attributes, naming) {
  const link = (i, content) => `<${element} id='a${i}' ${attributes}>${content}</${element}>`;
  const links = Array.from({ length: 14 }, (_, i) => link(i, RECT(naming(i + 1)).repeat(2)));
  return links.join('') + link(14, RECT("fill='white'")) + RECT(naming(0));
}

let seed = 1;
const random = (most) => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return Math.floor((seed / 2 ** 32) * most);
};
const tangle = (lines) => `M${Array.from({ length: lines }, () => `${random(1000)},${random(1000)}`).join(' ')}`;
const dataUrl = (bytes) => `data:image/svg+xml;base64,${Buffer.from(bytes).toString('base64')}`;
const document = (body) => `<svg xmlns='http://www.w3.org/2000/svg' width='1000' height='1000'>${body}</svg>`;

const PICTURES = {
  maxSvgTime: {
    'turbulence of very many octaves': filtered("<feTurbulence baseFrequency='.05' numOctaves='255'/>"),
    'morphology of a large radius': filtered("<feMorphology radius='100'/>"),
    'a large convolution': filtered(`<feConvolveMatrix order='50' kernelMatrix='${'1 '.repeat(2500)}'/>`),
    'many primitives': filtered("<feGaussianBlur stdDeviation='9'/>".repeat(100)),
    'a filter that draws a picture again and again': `<g id='q'>${RECT('').repeat(50)}</g>${filtered("<feImage href='#q'/>".repeat(50))}`,
    'filters in filters': `<filter id='f'><feGaussianBlur stdDeviation='9'/></filter>${"<g filter='url(#f)'>".repeat(60)}${RECT('')}${'</g>'.repeat(60)}`,
    'patterns in patterns': chain('pattern', "width='500' height='500' patternUnits='userSpaceOnUse'", (i) => `fill='url(#a${i})'`),
    'masks in masks': chain('mask', "maskUnits='userSpaceOnUse' width='1000' height='1000'", (i) => `mask='url(#a${i})'`),
    'clips in clips': chain('clipPath', '', (i) => `clip-path='url(#a${i})'`),
    'layers beside each other': `<g opacity='.5'>${RECT('')}</g>`.repeat(1000),
    'gradients of many stops': `<linearGradient id='g'>${Array.from({ length: 2000 }, (_, i) => `<stop offset='${i / 2000}'/>`).join('')}</linearGradient>${RECT("fill='url(#g)'").repeat(3)}`,
    'lines that all cross': `<path d='${tangle(100_000)}'/>`,
    'thick lines that all cross': `<path fill='none' stroke='red' stroke-width='300' stroke-linejoin='round' d='${tangle(20_000)}'/>`,
    'dashes without end': "<path stroke='red' stroke-width='300' stroke-linecap='round' stroke-dasharray='.001' d='M0 500 h1000'/>".repeat(5),
    'a very long text': `<text>${'word '.repeat(80_000)}</text>`,
    'a text of very many parts': `<text>${'<tspan>word</tspan>'.repeat(4000)}</text>`,
    'selectors that ask for ancestors': `<style>${Array.from({ length: 1000 }, (_, i) => `.a${i} .b .c{fill:red}`).join('')}</style>${"<g class='b'>".repeat(100)}${"<path class='c'/>".repeat(1000)}${'</g>'.repeat(100)}`,
  },
  maxSvgNodes: {
    'references that multiply': chain('g', '', () => '') + Array.from({ length: 30 }, (_, i) => `<g id='u${i}'><use href='#u${i + 1}'/><use href='#u${i + 1}'/></g>`).join(''),
    'a long path used often': `<path id='a' d='${tangle(10_000)}'/>${"<use href='#a'/>".repeat(1000)}`,
    'a path of very many points': `<path d='M0 0l${'1 1 '.repeat(5_000_000)}'/>`,
  },
  maxSvgDepth: {
    'groups in groups': '<g>'.repeat(10_000) + '</g>'.repeat(10_000),
  },
  maxScratch: {
    'layers in layers': `${"<g opacity='.9'>".repeat(200)}${RECT('')}${'</g>'.repeat(200)}`,
  },
};

for (const [limit, pictures] of Object.entries(PICTURES)) {
  describe(limit, () => {
    for (const [name, body] of Object.entries(pictures)) {
      test(`refuses ${name}`, async () => {
        await assert.rejects(loadImage(document(body)), { name: 'RangeError', code: 'ERR_LIMIT', limit });
        assert.equal(memoryUsage().bytesByKind.scratch, 0);
      });
    }
  });
}

test('a packed picture inside that is used often is unpacked a few times', async () => {
  const packed = gzipSync(`<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>${'<!-- -->'.repeat(2_000_000)}</svg>`);
  const image = `<image id='i' href='${dataUrl(packed)}' width='9' height='9'/>`;
  const { width } = await loadImage(document(image + "<use href='#i'/>".repeat(100)));
  assert.equal(width, 1000);
});
