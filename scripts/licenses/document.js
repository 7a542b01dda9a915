'use strict';

// The notices as one document: what is in the addon, then each text once, with all that use it.

const { CommandError } = require('../run.js');
const { OTHERS } = require('./parts.js');
const { LICENCES } = require('./policy.js');
const { keyOf, label, notices } = require('./notices.js');

const HEAD = `# Third-party licences

The addon (the \`.node\` file beside this one, or in the package of your platform) is built from the crates and parts listed here.
Each is linked to its source code, which was not changed. Where a crate gives a choice of licences, it is used under the one
whose text follows. Crates that bring no text have the standard one, with the authors that their manifests name. This software
is based in part on the work of the Independent JPEG Group.
`;

const NAMES = { IJG: 'Independent JPEG Group', SunPro: 'Sun Microsystems' };

const address = ({ name, version }) => `https://crates.io/crates/${name}/${version}`;

const crateLine = (crate) => `- [${label(crate)}](${address(crate)}): ${crate.expression}`;

const otherLine = ({ name, from, licence, note }) => `- [${name}](${from}): ${licence}${note ? `; ${note}` : ''}`;

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) || []), item]);
  return [...groups.values()];
}

/** Without the empty lines around it, the spaces at line ends and the indentation that all lines share. */
function tidied(text) {
  const lines = text.replace(/\t/g, '    ').replace(/\f/g, '').split('\n').map((line) => line.trimEnd());
  const indents = lines.slice(1).filter(Boolean).map((line) => line.search(/\S/));
  const shared = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((line) => line.replace(new RegExp(`^ {0,${shared}}`), ''))
    .join('\n').replace(/\n{3,}/g, '\n\n').replace(/^\n+|\s+$/g, '');
}

const fenced = (text) => `\`\`\`text\n${tidied(text)}\n\`\`\`\n`;

/** Who uses a text; those with the same notice in one line. */
function users(entries) {
  const lines = groupBy(entries, ({ notice }) => notice.join('; ')).map((group) => {
    const who = [...new Set(group.map((entry) => entry.who))].join(', ');
    const [{ notice }] = group;
    return notice.length > 0 ? `- ${who}: ${notice.join('; ')}` : `- ${who}`;
  });
  return `${lines.join('\n')}\n`;
}

// The licence asks for the address of the source.
const sources = (crates) => `The source code, unchanged: ${crates.map(address).join(', ')}\n`;

/** The texts of one licence, the most used first; what only names the licence belongs to that. */
function section({ id }, entries, crates) {
  const withText = entries.filter(({ body }) => body !== null);
  const groups = groupBy(withText, ({ body }) => keyOf(body)).sort((a, b) => b.length - a.length);
  if (groups.length === 0) throw new CommandError(`${entries[0].who} refers to ${id}, whose text nobody brings.`, 1);
  groups[0].push(...entries.filter(({ body }) => body === null));
  const texts = groups.map((group) => `${users(group)}\n${fenced(group[0].body)}`);
  const whose = new Set(entries.map(({ who }) => who));
  const parts = id === 'MPL-2.0' ? [sources(crates.filter((crate) => whose.has(label(crate)))), ...texts] : texts;
  return `## ${NAMES[id] || id}\n\n${parts.join('\n')}`;
}

function noticeSection(entries) {
  const groups = groupBy(entries, ({ body }) => keyOf(body));
  return `## Notices and patent grants\n\n${groups.map((group) => `${users(group)}\n${fenced(group[0].body)}`).join('\n')}`;
}

/** The document for these crates. */
function document(crates) {
  const entries = notices(crates);
  const list = ['## What is in the addon\n', ...crates.map(crateLine), ...OTHERS.map(otherLine)].join('\n');
  const used = LICENCES.filter(({ id }) => entries.some(({ licence }) => licence === id));
  const sections = used.map((licence) => section(licence, entries.filter((entry) => entry.licence === licence.id), crates));
  return [HEAD, `${list}\n`, ...sections, noticeSection(entries.filter(({ licence }) => !licence))].join('\n');
}

module.exports = { document };
