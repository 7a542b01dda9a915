'use strict';

// index.d.ts against what index.js exports. The types of values are checked in ../types; here it is that
// nothing is declared that is not there, and nothing is there that is not declared.

const assert = require('node:assert');
const os = require('node:os');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { before, test } = require('node:test');
const { inspect } = require('node:util');
const ts = require('typescript');

const canvas = require('../../index.js');
const { KEYWORDS } = require('../../js/commands.js');

const ROOT = path.join(__dirname, '..', '..');
const DECLARATIONS = path.join(ROOT, 'index.d.ts');
const TYPE_TESTS = path.join(ROOT, '__test__', 'types');

const BASE = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  lib: ['lib.es2022.d.ts'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
};

// Libraries are parsed once for all programs.
const parsed = new Map();

function compile(rootNames, changes = {}) {
  const options = { ...BASE, ...changes };
  const host = ts.createCompilerHost(options);
  host.getCurrentDirectory = () => ROOT;
  const { getSourceFile } = host;
  host.getSourceFile = (name, settings, ...rest) => {
    if (!name.includes('/node_modules/')) return getSourceFile.call(host, name, settings, ...rest);
    const key = `${settings.impliedNodeFormat} ${name}`;
    if (!parsed.has(key)) parsed.set(key, getSourceFile.call(host, name, settings, ...rest));
    return parsed.get(key);
  };
  return ts.createProgram({ rootNames, options, host });
}

const program = compile([DECLARATIONS]);
const checker = program.getTypeChecker();
const file = program.getSourceFile(DECLARATIONS);
const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(file));

/** What an exported name stands for, through `export { A as B }`. */
const target = (symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
const isValue = (symbol) => (target(symbol).flags & ts.SymbolFlags.Value) !== 0;
const isClass = (symbol) => (target(symbol).flags & ts.SymbolFlags.Class) !== 0;

function find(name) {
  const symbol = exported.find((one) => one.name === name);
  assert.ok(symbol, `index.d.ts exports ${name}`);
  return target(symbol);
}

const classes = exported.filter(isClass).map((symbol) => symbol.name);

/** The literals of a union type. */
const literals = (name) => checker.getDeclaredTypeOfSymbol(find(name)).types.map((type) => type.value).sort();

// What our classes inherit from and we do not declare.
const STREAMS = [canvas.PNGStream, canvas.GifStream, canvas.PDFStream].map(({ prototype }) => Object.getPrototypeOf(prototype));
const OUTSIDE = [Object.prototype, Event.prototype, EventTarget.prototype, ...STREAMS];

/** The members of a class or interface, without the brand and what Node's own classes give it. */
function members(name) {
  const all = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(find(name)));
  const ours = all.filter(({ declarations = [] }) => declarations.length === 0 || declarations.some((one) => one.getSourceFile() === file));
  return ours.filter((symbol) => !symbol.valueDeclaration || !ts.isPrivateIdentifier(symbol.valueDeclaration.name));
}

/** A symbol as it is written: `__@dispose@12` is Symbol.dispose. */
const written = (symbol) => symbol.name.replace(/^__@(\w+)@\d+$/, 'Symbol.$1');

/** 'method', 'get', 'get set' or 'field', as declared. */
function declaredKind({ flags }) {
  if (flags & ts.SymbolFlags.Method) return 'method';
  if (flags & ts.SymbolFlags.GetAccessor) return flags & ts.SymbolFlags.SetAccessor ? 'get set' : 'get';
  return 'field';
}

/** The same of a real property. */
function realKind({ value, get, set }) {
  if (get) return set ? 'get set' : 'get';
  return typeof value === 'function' ? 'method' : 'field';
}

const declaredMembers = (name) => Object.fromEntries(members(name).map((one) => [written(one), declaredKind(one)]));

function realMembers({ prototype }) {
  const parent = Object.getPrototypeOf(prototype);
  const found = OUTSIDE.includes(parent) ? {} : realMembers({ prototype: parent });
  for (const key of Reflect.ownKeys(prototype)) {
    if (key === 'constructor' || key === Symbol.toStringTag || key === inspect.custom) continue;
    const name = key === Symbol.iterator ? 'Symbol.iterator' : key === Symbol.dispose ? 'Symbol.dispose' : String(key);
    found[name] = realKind(Object.getOwnPropertyDescriptor(prototype, key));
  }
  return found;
}

// A protected one is there for classes that extend it.
const HIDDEN = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;

/** What a class is made with, where that is not two numbers. */
const ARGUMENTS = {
  FontFaceSetLoadEvent: ['loading'],
  ImageDecoder: [{ type: 'image/png', data: Buffer.of(1) }],
  JPEGStream: [canvas.createCanvas(1, 1)],
  PDFDocument: [],
  PDFStream: [canvas.createCanvas(1, 1, 'pdf')],
  PNGStream: [canvas.createCanvas(1, 1)],
  VideoFrame: [canvas.createCanvas(1, 1), { timestamp: 0 }],
};

const decoder = new canvas.ImageDecoder({ type: 'image/png', data: canvas.createCanvas(1, 1).toBuffer() });
before(() => decoder.tracks.ready);

/** One of each class, to see the properties that are on no prototype. */
function example(name) {
  const ctx = canvas.createCanvas(1, 1).getContext('2d');
  const offscreen = () => new canvas.OffscreenCanvas(1, 1).getContext('2d');
  const make = {
    AnimationEncoder: () => new canvas.AnimationEncoder(1, 1),
    Canvas: () => ctx.canvas,
    CanvasElement: () => ctx.canvas,
    CanvasGradient: () => ctx.createLinearGradient(0, 0, 1, 1),
    CanvasPattern: () => ctx.createPattern(ctx.canvas, null),
    CanvasRenderingContext2D: () => ctx,
    Context2D: () => ctx,
    DOMMatrix: () => new canvas.DOMMatrix(),
    DOMMatrixReadOnly: () => new canvas.DOMMatrixReadOnly(),
    DOMPoint: () => new canvas.DOMPoint(),
    DOMPointReadOnly: () => new canvas.DOMPointReadOnly(),
    DOMQuad: () => new canvas.DOMQuad(),
    DOMRect: () => new canvas.DOMRect(),
    DOMRectReadOnly: () => new canvas.DOMRectReadOnly(),
    FontFace: () => new canvas.FontFace('x', 'url(x)'),
    FontFaceSet: () => canvas.fonts,
    // Node's own field is on each event.
    FontFaceSetLoadEvent: () => ({}),
    GifEncoder: () => new canvas.GifEncoder(1, 1),
    GifStream: () => ({}),
    Image: () => new canvas.Image(),
    ImageBitmap: () => offscreen().canvas.transferToImageBitmap(),
    ImageData: () => new canvas.ImageData(1, 1),
    ImageDecoder: () => new canvas.ImageDecoder({ type: '', data: Buffer.of(1) }),
    ImageTrack: () => decoder.tracks[0],
    ImageTrackList: () => decoder.tracks,
    // What is on a stream is Node's.
    JPEGStream: () => ({}),
    PNGStream: () => ({}),
    PDFDocument: () => new canvas.PDFDocument(),
    PDFStream: () => ({}),
    OffscreenCanvas: () => offscreen().canvas,
    OffscreenCanvasRenderingContext2D: offscreen,
    Path2D: () => new canvas.Path2D(),
    TextMetrics: () => ctx.measureText(''),
    VideoFrame: () => new canvas.VideoFrame(new canvas.OffscreenCanvas(1, 1), { timestamp: 0 }),
  };
  return make[name]();
}

test('the declared names are those that are exported', () => {
  const declared = exported.filter(isValue).map((symbol) => symbol.name);
  assert.deepStrictEqual(declared.sort(), Object.keys(canvas).sort());
});

test('an ES module can import the same names', async () => {
  const namespace = await import('../../index.js');
  // Both stand for module.exports as a whole; the second is there in newer versions of Node.
  const names = Object.keys(namespace).filter((name) => name !== 'default' && name !== 'module.exports');
  assert.deepStrictEqual(names, Object.keys(canvas).sort());
});

test('what is declared as a class, a function or a constant is one', () => {
  const kindOf = ({ flags }) => {
    if (flags & ts.SymbolFlags.Class) return 'class';
    return flags & ts.SymbolFlags.Function ? 'function' : 'constant';
  };
  const realKindOf = (value) => {
    if (typeof value !== 'function') return 'constant';
    return String(value).startsWith('class ') ? 'class' : 'function';
  };
  for (const symbol of exported.filter(isValue)) {
    assert.strictEqual(kindOf(target(symbol)), realKindOf(canvas[symbol.name]), symbol.name);
  }
});

for (const name of classes) {
  test(`${name} has the members that are declared`, () => {
    const declared = declaredMembers(name);
    const real = realMembers(canvas[name]);
    for (const field of Object.keys(example(name)).filter((key) => !/^\d+$/.test(key))) real[field] = 'field';
    // It came with Node 18.18.
    if (!Symbol.dispose) delete declared['Symbol.dispose'];
    assert.deepStrictEqual(declared, real);
  });

  test(`${name} has the static members that are declared`, () => {
    const { exports } = find(name);
    assert.deepStrictEqual([...exports.keys(), 'length', 'name'].sort(), Reflect.ownKeys(canvas[name]).sort());
  });

  test(`${name} can be constructed if and only if it is declared so`, () => {
    const declaration = find(name).declarations.find(ts.isClassDeclaration);
    const constructors = declaration.members.filter(ts.isConstructorDeclaration);
    const isPrivate = constructors.some((one) => ts.getCombinedModifierFlags(one) & HIDDEN);
    if (isPrivate) assert.throws(() => new canvas[name](), { name: 'TypeError', message: 'Illegal constructor' });
    else assert.ok(new canvas[name](...(ARGUMENTS[name] ?? (name.startsWith('DOM') ? [] : [1, 1]))) instanceof canvas[name]);
  });
}

test('GlobalFonts has the members that are declared', () => {
  const real = Object.entries(Object.getOwnPropertyDescriptors(canvas.GlobalFonts));
  assert.deepStrictEqual(
    Object.entries(declaredMembers('FontRegistry')).sort(),
    real.map(([name, descriptor]) => [name, realKind(descriptor)]).sort(),
  );
  assert.deepStrictEqual(Object.keys(canvas.GlobalFonts.families[0]), Object.keys(declaredMembers('FontFamily')));
  assert.deepStrictEqual(Object.keys(canvas.GlobalFonts.families[0].styles[0]), Object.keys(declaredMembers('FontFamilyStyle')));
});

test('results have the properties that are declared', () => {
  const usage = canvas.memoryUsage();
  const limits = canvas.setLimits();
  const properties = (name) => Object.keys(declaredMembers(name)).sort();
  assert.deepStrictEqual(properties('MemoryUsage'), Object.keys(usage).sort());
  assert.deepStrictEqual(properties('MemoryByKind'), Object.keys(usage.bytesByKind).sort());
  assert.deepStrictEqual(properties('Limits'), Object.keys(limits).sort());
  assert.deepStrictEqual(properties('LimitChanges'), Object.keys(limits).sort());
  const stats = canvas.stats();
  assert.deepStrictEqual(properties('Stats'), Object.keys(stats).sort());
  assert.deepStrictEqual(properties('WorkStats'), Object.keys(stats.encode).sort());
});

test('keyword attributes take the values that are declared', () => {
  const unions = {
    globalCompositeOperation: 'GlobalCompositeOperation',
    imageSmoothingQuality: 'ImageSmoothingQuality',
    lineCap: 'CanvasLineCap',
    lineJoin: 'CanvasLineJoin',
    textAlign: 'CanvasTextAlign',
    textBaseline: 'CanvasTextBaseline',
    direction: 'CanvasDirection',
    fontKerning: 'CanvasFontKerning',
    fontStretch: 'CanvasFontStretch',
    fontVariantCaps: 'CanvasFontVariantCaps',
    textRendering: 'CanvasTextRendering',
  };
  assert.deepStrictEqual(Object.keys(unions).sort(), Object.keys(KEYWORDS).sort());
  for (const [attribute, union] of Object.entries(unions)) {
    assert.deepStrictEqual(literals(union), [...KEYWORDS[attribute].keys()].sort(), attribute);
  }
  assert.strictEqual(literals('GlobalCompositeOperation').length, 27);
});

test('every declared format and fill rule is taken', () => {
  const one = canvas.createCanvas(1, 1);
  for (const format of literals('EncodeFormat')) assert.ok(one.encodeSync(format).length > 0, format);
  for (const rule of literals('CanvasFillRule')) one.getContext('2d').fill(rule);
});

test('the defaults of limits are those the comments tell', () => {
  // In a process of its own: other tests may have changed them here.
  const script = "process.stdout.write(JSON.stringify(require('./index.js').setLimits()))";
  const limits = JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' }));
  for (const symbol of members('Limits')) {
    const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker));
    if (comment.includes('Default: the number of processors')) {
      assert.equal(limits[symbol.name], os.availableParallelism?.() ?? os.cpus().length);
      continue;
    }
    const [, number, value] = /Default: (?:([\d,]+)|`([^`]+)`)/.exec(comment) ?? [];
    assert.deepStrictEqual(JSON.parse(value ?? number.replaceAll(',', '')), limits[symbol.name], symbol.name);
  }
});

test('everything public is documented', () => {
  const isDocumented = (symbol) => symbol.getDocumentationComment(checker).length > 0;
  const missing = exported.map(target).filter((symbol) => !isDocumented(symbol)).map((symbol) => symbol.name);
  const owners = exported.filter((symbol) => target(symbol).flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface));
  for (const { name } of owners) {
    const bare = members(name).filter((symbol) => !isDocumented(symbol));
    missing.push(...bare.map((symbol) => `${name}.${written(symbol)}`));
  }
  for (const symbol of exported.map(target).filter(({ flags }) => flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Enum))) {
    const statics = [...symbol.exports.values()].filter(({ name }) => name !== 'prototype');
    missing.push(...statics.filter((one) => !isDocumented(one)).map((one) => `${symbol.name}.${one.name}`));
    const makers = symbol.declarations.filter(ts.isClassDeclaration).flatMap(({ members: all }) => all.filter(ts.isConstructorDeclaration));
    const isPublic = makers.length > 0 && !makers.some((one) => ts.getCombinedModifierFlags(one) & HIDDEN);
    if (isPublic && !makers.some((one) => ts.getJSDocCommentsAndTags(one).length > 0)) missing.push(`new ${symbol.name}()`);
  }
  assert.deepStrictEqual(missing, []);
});

// What a program may be compiled with. The type tests must hold, and fail where they say, in all of them.
const SETTINGS = {
  'lib es2022 alone': {},
  'lib es2022 and esnext.disposable': { lib: ['lib.es2022.d.ts', 'lib.esnext.disposable.d.ts'] },
  'lib es2022 and dom': { lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'] },
  'the resolution of bundlers': { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  'the resolution of Node 10': {
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    ignoreDeprecations: '6.0',
    esModuleInterop: true,
    // It does not know that a package may name itself.
    paths: { '@scope/canvas': [DECLARATIONS] },
  },
  'optional properties that may be undefined': { exactOptionalPropertyTypes: false },
};

const typeTests = (folder) => fs.readdirSync(folder).filter((entry) => /\.m?ts$/.test(entry)).map((entry) => path.join(folder, entry));

function assertCompiles(files, changes) {
  assert.ok(files.length > 0);
  const diagnostics = ts.getPreEmitDiagnostics(compile([DECLARATIONS, ...files], changes));
  const messages = ts.formatDiagnostics(diagnostics, {
    getCanonicalFileName: (entry) => entry,
    getCurrentDirectory: () => ROOT,
    getNewLine: () => '\n',
  });
  assert.strictEqual(messages, '');
}

for (const [name, changes] of Object.entries(SETTINGS)) {
  test(`the declarations and their type tests compile with ${name}`, () => assertCompiles(typeTests(TYPE_TESTS), changes));
}

test('what is made here goes where the dom library is asked for', () => {
  assertCompiles(typeTests(path.join(TYPE_TESTS, 'dom')), SETTINGS['lib es2022 and dom']);
});
