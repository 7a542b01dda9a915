'use strict';

// Draws the scenes and runs the cases with Chromium, and keeps its pictures and answers beside this file:
//   npm run record                             everything, with the `chromium` that is installed
//   npm run record -- --only edges,colors      some groups of scenes or topics of values
//   npm run record -- --browser /path/to/one
// Only to be run when scenes or cases change; the tests read what is recorded. The canvas is one that Chromium
// draws on the processor, as it does where there is no graphics card.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { pathToFileURL } = require('node:url');
const { parseArgs } = require('node:util');
const { facesOf } = require('../helpers/fonts.js');
const { groupNames, topicNames } = require('./groups.js');

const FIXTURES = path.join(__dirname, '../fixtures');
const FONTS = path.join(__dirname, '../fonts');
// A page's own clock runs ahead to this many milliseconds while it waits for its pictures.
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--force-color-profile=srgb', '--virtual-time-budget=20000'];

/** A value as a script may hold it between its tags. */
const script = (value) => JSON.stringify(value).replaceAll('<', '\\u003c');

/** A module of ours as an expression; it may need one file. */
function moduleCode(file, needs = 'undefined') {
  const source = fs.readFileSync(path.join(__dirname, file), 'utf8');
  return `((module, require) => { ${source}\n; return module.exports; })({ exports: {} }, () => ${needs})`;
}

const ANOTHER = 'const another = (width, height) => Object.assign(document.createElement("canvas"), { width, height });';

const base64 = (folder, file) => fs.readFileSync(path.join(folder, file)).toString('base64');
const dataUrl = (file) => `data:;base64,${base64(FIXTURES, file)}`;

/** Loads the faces of families. */
function loading(families) {
  const faces = facesOf(families).map(({ family, file, ...descriptors }) => ({ family, descriptors, data: base64(FONTS, file) }));
  return `for (const { family, descriptors, data } of ${script(faces)}) {
  const face = new FontFace(family, Uint8Array.from(atob(data), (one) => one.charCodeAt(0)), descriptors);
  document.fonts.add(await face.load());
}`;
}

/** Draws all scenes of a group. */
function drawing(group) {
  const { fixtures, families } = require(`./scenes/${group}.js`);
  const urls = Object.fromEntries(fixtures.map((file) => [file, dataUrl(file)]));
  return `${ANOTHER}
${loading(families)}
const { names, sizeOf, draw } = ${moduleCode(`scenes/${group}.js`, moduleCode('scenes/support.js'))};
const urls = ${script(urls)};
const image = async (file) => {
  const picture = Object.assign(new Image(), { src: urls[file] });
  await picture.decode();
  return picture;
};
const pictures = [];
for (const name of names) {
  const canvas = another(...sizeOf(name));
  await draw(canvas.getContext('2d', { willReadFrequently: true }), name, { another, image });
  pictures.push([name, canvas.toDataURL('image/png').split(',')[1]]);
}
const result = Object.fromEntries(pictures);`;
}

/** Answers all cases of a topic. */
function answering(topic) {
  const { cases, families = [] } = require(`./values/${topic}.js`);
  return `${ANOTHER}
${loading(families)}
const { answer } = ${moduleCode('answer.js')};
const result = Object.fromEntries(${script(cases)}.map((body) => [body, answer(body, another)]));`;
}

/** A page that runs code and leaves its `result`, or what went wrong, in its text as JSON. */
const page = (code) => `<!doctype html><meta charset="utf-8"><pre id="out"></pre><script>
const leave = (value) => { document.getElementById('out').textContent = encodeURIComponent(JSON.stringify(value)); };
(async () => {
${code}
leave({ result });
})().catch((error) => leave({ error: String(error.stack) }));
</script>`;

function chromium(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stderr}`);
  return stdout;
}

const version = (program) => /Chromium [\d.]+|Chrome [\d.]+/.exec(chromium(program, ['--version']))[0];

/** The `result` of code in the browser, with features that it has not switched on yet. */
function ask(program, code, features = []) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-record-'));
  try {
    const file = path.join(folder, 'page.html');
    fs.writeFileSync(file, page(code));
    const more = features.length > 0 ? [`--enable-blink-features=${features.join(',')}`] : [];
    const html = chromium(program, [...FLAGS, ...more, `--user-data-dir=${folder}`, '--dump-dom', pathToFileURL(file).href]);
    const text = /<pre id="out">(.*?)<\/pre>/s.exec(html)[1];
    if (text === '') throw new Error('the page has not finished');
    const { error, result } = JSON.parse(decodeURIComponent(text));
    if (error) throw new Error(`in the page: ${error}`);
    return result;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Lists of nothing but numbers have one line. */
const inLine = (json) => json.replace(/\[\n[-\s\d.,e+]+\]/g, (list) => list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']'));
const writeJson = (file, value) => fs.writeFileSync(file, `${inLine(JSON.stringify(value, null, 2))}\n`);

function recordScenes(program, browser, group) {
  const pictures = ask(program, drawing(group));
  const folder = path.join(__dirname, 'pictures', group);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, png] of Object.entries(pictures)) {
    fs.writeFileSync(path.join(folder, `${name}.png`), Buffer.from(png, 'base64'));
  }
  writeJson(path.join(folder, 'browser.json'), { browser, flags: FLAGS });
  console.log(`${Object.keys(pictures).length} pictures of ${group}`);
}

function recordValues(program, browser, topic) {
  const { features } = require(`./values/${topic}.js`);
  const answers = ask(program, answering(topic), features);
  writeJson(path.join(__dirname, 'values', `${topic}.json`), { browser, features, answers });
  console.log(`${Object.keys(answers).length} answers about ${topic}`);
}

const { values } = parseArgs({ options: { browser: { type: 'string', default: 'chromium' }, only: { type: 'string' } } });
const wanted = values.only?.split(',');
const chosen = (names) => names.filter((name) => wanted === undefined || wanted.includes(name));
const program = values.browser;
const browser = version(program);
console.log(browser);
for (const group of chosen(groupNames)) recordScenes(program, browser, group);
for (const topic of chosen(topicNames)) recordValues(program, browser, topic);
