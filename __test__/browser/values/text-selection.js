'use strict';

// Which face of `__test__/fonts` a font selects: its width of a text tells them apart.

const widths = (font, text = 'Which Face 123?', before = '') =>
  `${before}ctx.font = ${JSON.stringify(font)}; return [ctx.font, measure(${JSON.stringify(text)})[0]];`;

const FAMILIES = ['Test Sans', 'Test Weights', 'Test Light And Bold', 'Test Single', 'Test Italic Only', 'Test Serif', 'Test Flex', 'Test CFF2', 'Test Woff'];
const ALL = [...FAMILIES, 'Test Mono', 'Test Woff2', 'Test Arabic', 'Test Hebrew', 'Test Japanese', 'Test Korean'];
const WEIGHTS = [1, 100, 200, 250, 300, 350, 400, 450, 500, 550, 600, 700, 800, 900, 1000];
const STYLES = ['', 'italic', 'oblique', 'oblique 20deg', 'oblique -5deg'];
const faces = FAMILIES.flatMap((family) =>
  STYLES.flatMap((style) => WEIGHTS.map((weight) => widths(`${style} ${weight} 20px "${family}", "Test Mono"`.trim()))),
);

const STRETCHES = ['ultra-condensed', 'extra-condensed', 'condensed', 'semi-condensed', 'normal', 'semi-expanded', 'expanded', 'extra-expanded', 'ultra-expanded'];
const stretches = ['Test Sans', 'Test Weights', 'Test Flex', 'Test CFF2'].flatMap((family) => [
  ...STRETCHES.flatMap((stretch) => [`${stretch} 20px "${family}"`, `bold ${stretch} 20px "${family}"`].map((font) => widths(font))),
  ...STRETCHES.map((stretch) => widths(`20px "${family}"`, undefined, `ctx.fontStretch = '${stretch}'; `)),
]);

// "Test Mono" ends lists, so that nothing is asked of the machine's fonts.
const NAMES = [
  ...['"Test Sans"', "'Test Sans'", 'Test Sans', 'Test  Sans', ' Test Sans ', 'test sans', 'TEST SANS', '"tEsT sAnS"', '"Test  Sans"', '" Test Sans"'],
  ...['"Test Sans "', 'Test\\ Sans', '"Test\\20 Sans"', 'Tes\\t Sans', 'TestSans', 'Test', '"Test Sans Bold"', '"Test Sans Regular"'],
  ...['"No Such Font"', '"No Such Font", "Test Sans"', 'No Such Font, Test Sans', '"No", "Such", "Test Serif"', '"Test Serif", "Test Sans"'],
  ...['"Test Sans", sans-serif', '"Test Serif", serif', '"Test Sans", "Test Sans"', '"Test Light"', '"Test Weights"', 'Test Weights'],
  ...['"Test Arabic"', '"Test Sans", "Test Arabic"', '"Test Arabic", "Test Sans"', '"Test Flex"', '"Test CFF2"', '"Test Woff"', '"test woff2"', '"Test-Sans"'],
].map((list) => widths(`18px ${list}, "Test Mono"`));

// What the first family lacks comes from the next that has it, a cluster at a time.
const LISTS = [
  '"Test Hebrew", "Test Sans"',
  '"Test Sans", "Test Hebrew"',
  '"Test Arabic", "Test Hebrew", "Test Sans"',
  '"Test Japanese", "Test Sans", "Test Hebrew", "Test Arabic"',
  '"Test Sans", "Test Japanese", "Test Korean", "Test Hebrew", "Test Arabic"',
];
const fallback = LISTS.flatMap((list) =>
  ['abc', 'אבג', 'abc אבג', '12 אבג 34', '(אבג)', 'שָׁלוֹם', '  '].map((text) => widths(`22px ${list}, "Test Mono"`, text)),
);

const LONG = ['bold italic 15px "Test Sans"', 'italic bold 15px "Test Sans"', 'small-caps 15px "Test Sans"', 'small-caps bold 15px "Test Sans"', '15px/2 "Test Sans"'];
const sizes = ['15pt "Test Sans"', '1in "Test Sans"', '150% "Test Sans"', '2em "Test Sans"', 'large "Test Sans"', 'smaller "Test Sans"', '0px "Test Sans"'];

const cases = [...new Set([...faces, ...stretches, ...NAMES, ...fallback, ...[...LONG, ...sizes].map((font) => widths(font))])];

module.exports = { cases, families: ALL, within: 0.1 };
