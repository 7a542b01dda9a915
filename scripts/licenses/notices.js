'use strict';

// Under which licences the parts of the addon are, with the texts and the copyright notices they come with.
// An entry is `{ who, licence, notice, body }`: `body` is what all share who use the same text, `notice` is the
// rest of it. An entry without a licence is a notice by itself; one without a body refers to a licence by its name.

const { isUtf8 } = require('node:buffer');
const fs = require('node:fs');
const path = require('node:path');
const { ROOT, CommandError } = require('../run.js');
const { COVERED, EMBEDDED, LEFT_OUT, OTHERS } = require('./parts.js');
const { chosen, recognised } = require('./policy.js');

const LICENCE_FILE = /^(un)?licen[cs]e|^copying|^copyright|^notice|^patents/i;
// Files that are kept whatever they say.
const NOTICE_FILE = /^(notice|patents)/i;
// Folders of crates that have nothing of the library.
const NOT_LINKED = /^(\.|tests?$|benches$|examples?$|docs?$|fuzz$|target$)/;

const fail = (message) => {
  throw new CommandError(message, 1);
};

/** A text file; some are older than UTF-8. */
function read(...parts) {
  const bytes = fs.readFileSync(path.join(...parts));
  const encoding = isUtf8(bytes) ? 'utf-8' : 'windows-1252';
  return new TextDecoder(encoding).decode(bytes).replace(/\r\n?/g, '\n');
}

const label = ({ name, version }) => `${name} ${version}`;

/** The licence files below a crate's folder, by their paths. */
function licenceFiles(folder, below = '') {
  return fs.readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(below, entry.name);
    if (entry.isDirectory()) return NOT_LINKED.test(entry.name) ? [] : licenceFiles(folder, file);
    return LICENCE_FILE.test(entry.name) ? [file] : [];
  }).sort();
}

// "MIT License" and the lines drawn under it say nothing of whose it is.
const TITLE = /^\W*(the )?(mit|isc|zlib|bsd|apache|boost|mozilla)\b[\w\s(),.-]*licen[cs]e[\w\s(),."-]*$|^creative commons legal code$|^\W*$/i;

/** The lines before the common text, one for each copyright. */
function noticeOf(text) {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => !TITLE.test(line));
  return lines.reduce((items, line) => {
    if (items.length === 0 || /^(copyright|\(c\)|©|all rights|by )/i.test(line)) return [...items, line];
    return [...items.slice(0, -1), `${items.at(-1)} ${line}`];
  }, []);
}

// An Apache licence ends with advice for authors, which some fill in.
const APACHE_END = /END OF TERMS AND CONDITIONS\s/;

/** A text taken apart where its licence begins. */
function entryOf(who, licence, text) {
  const { index } = recognised(text).reduce((first, one) => (one.index < first.index ? one : first));
  const [body, advice = ''] = licence === 'Apache-2.0' ? text.slice(index).split(APACHE_END) : [text.slice(index)];
  const filledIn = advice.match(/^\s*Copyright (?![[{]).*$/m) || [];
  return { who, licence, notice: [...noticeOf(text.slice(0, index)), ...filledIn.map((line) => line.trim())], body };
}

const wholeEntry = (who, text) => ({ who, licence: null, notice: [], body: text });

const standardText = (licence) => path.join(ROOT, 'scripts/licenses/texts', `${licence}.txt`);

function rustFiles(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return rustFiles(file);
    return entry.name.endsWith('.rs') ? [file] : [];
  }).sort();
}

/** Whose a crate without a text is: what its sources and its manifest say. */
function holders({ folder, authors, name, repository }) {
  const inComment = /^\s*(\/\/|\/?\*)[\s*/]*copyright .*\d{4}.*$/gim;
  const comments = rustFiles(path.join(folder, 'src')).flatMap((file) => read(file).match(inComment) || []);
  const found = comments.map((line) => line.replace(/^[\s*/]+/, '').trim());
  const written = authors.length > 0 ? `by ${authors.join(', ')}` : `by the authors of ${repository || name}`;
  return [...new Set(found), written];
}

/** The standard text, for a crate that names a licence and brings none. */
function standardEntry(crate, licence) {
  const file = standardText(licence);
  if (!fs.existsSync(file)) {
    fail(`${label(crate)} brings no text of ${licence}. Put the standard one into ${path.relative(ROOT, file)}.`);
  }
  return entryOf(label(crate), licence, `${holders(crate).join('\n')}\n${read(file)}`);
}

/** A licence file of a crate, without what `LEFT_OUT` names. */
function licenceText(crate, file) {
  const text = read(crate.folder, file);
  const cut = LEFT_OUT.find((one) => one.crate === crate.name && one.file === file);
  if (!cut) return text;
  const [start, end] = [text.indexOf(cut.from), cut.to === null ? text.length : text.indexOf(cut.to)];
  if (start < 0 || end < start) fail(`${file} of ${label(crate)} is not as scripts/licenses/parts.js has it (LEFT_OUT).`);
  return text.slice(0, start) + text.slice(end);
}

/** What a crate's own files say, for the licences it is used under. */
function crateEntries(crate) {
  const who = label(crate);
  const files = licenceFiles(crate.folder).filter((file) => !file.includes('/'));
  const texts = files.map((file) => ({ file, text: licenceText(crate, file) }));
  const kinds = ({ text }) => recognised(text).map(({ id }) => id);
  const used = chosen(crate, texts.flatMap(kinds));
  const entries = texts.flatMap(({ file, text }) => {
    const found = kinds({ text });
    if (NOTICE_FILE.test(file) || found.length === 0) return [wholeEntry(who, text)];
    return used.filter((id) => found.includes(id)).map((id) => entryOf(who, id, text));
  });
  const missing = used.filter((id) => !entries.some(({ licence }) => licence === id));
  return [...entries, ...missing.map((id) => standardEntry(crate, id))];
}

/** The first comment of a source file that has a copyright in it. */
function headerOf(source) {
  const comments = source.match(/\/\*[^]*?\*\/|(?:^[ \t]*\/\/.*\n)+/gm) || [];
  const found = comments.find((comment) => /copyright/i.test(comment));
  const lines = (found || '').split('\n').map((line) => line.replace(/^\s*(\/\*+|\*+\/|\*|\/\/)\s?|\s*\*\/$/g, ''));
  return lines.filter((line) => !/^\s*[=*-]{5,}\s*$/.test(line)).join('\n');
}

function embeddedEntry(crates, { crate: name, version, part, licence, file }) {
  const crate = crates.find((one) => one.name === name && (!version || one.version === version));
  if (!crate) fail(`scripts/licenses/parts.js names ${name} ${version || ''}, which is not linked any more.`);
  const full = path.join(crate.folder, file);
  const text = fs.existsSync(full) && (file.endsWith('.rs') ? headerOf(read(full)) : read(full));
  if (!text) fail(`scripts/licenses/parts.js names ${file} of ${label(crate)}, which has no such notice any more.`);
  const who = `${label(crate)}: ${part}`;
  if (!licence) return wholeEntry(who, text);
  return recognised(text).length > 0 ? entryOf(who, licence, text) : { who, licence, notice: noticeOf(text), body: null };
}

/** Licence files deep in a crate's folders are of parts that somebody has to look at. */
function checkNested(crate) {
  const known = [...COVERED, ...EMBEDDED.filter(({ crate: name }) => name === crate.name).map(({ file }) => file)];
  const unknown = licenceFiles(crate.folder).filter((file) => file.includes('/') && !known.includes(file));
  if (unknown.length === 0) return;
  fail(`${label(crate)} has licences of parts of it: ${unknown.join(', ')}. Name them in scripts/licenses/parts.js.`);
}

function otherEntry({ name, licence, text, notice = [] }) {
  return entryOf(name, licence, `${notice.join('\n')}\n${read(ROOT, text)}`);
}

/** All entries, each once. */
function notices(crates) {
  crates.forEach(checkNested);
  const all = [...crates.flatMap(crateEntries), ...EMBEDDED.map((part) => embeddedEntry(crates, part)), ...OTHERS.map(otherEntry)];
  const wholly = (entry) => JSON.stringify([entry.who, entry.licence, entry.notice, entry.body && keyOf(entry.body)]);
  return [...new Map(all.map((entry) => [wholly(entry), entry])).values()];
}

/** Texts that differ in wrapping, quotation marks and the marks of lists only are the same. */
const keyOf = (text) => text.toLowerCase().replace(/^\s*(\d+\.|[-*])\s+/gm, '').replace(/[^a-z0-9]+/g, ' ').trim();

module.exports = { checkNested, crateEntries, keyOf, label, notices };
