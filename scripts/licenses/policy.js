'use strict';

// Which licences the addon's parts may have, how their texts are recognised, and which one is taken
// where a crate leaves the choice.

const parse = require('spdx-expression-parse');
const { CommandError } = require('../run.js');

/** Words as they stand in a licence, however it is wrapped or indented. */
const words = (text) => new RegExp(text.replace(/[.()]/g, '\\$&').replace(/ /g, '\\s+'), 'i');

const BSD = words('Redistribution and use in source and binary forms');
const ENDORSE = words('endorse or promote products');

// Allowed licences, the ones that ask for least first; an unknown one ends the script. `start` is where
// the text begins that all who use the licence have in common: what stands before it is theirs.
// `has` and `lacks` tell licences that begin alike apart.
const LICENCES = [
  { id: 'MIT', start: words('Permission is hereby granted, free of charge, to any person obtaining a copy of this software') },
  { id: 'Zlib', start: words("This software is provided 'as-is', without any express or implied warranty") },
  { id: 'ISC', start: words('Permission to use, copy, modify, and'), has: words('with or without fee is hereby granted, provided') },
  { id: '0BSD', start: words('Permission to use, copy, modify, and'), lacks: words('hereby granted, provided') },
  { id: 'BSD-2-Clause', start: BSD, lacks: ENDORSE },
  { id: 'BSD-3-Clause', start: BSD, has: ENDORSE },
  { id: 'Apache-2.0', start: words('Apache License Version 2.0, January 2004') },
  { id: 'BSL-1.0', start: words('Boost Software License - Version 1.0') },
  { id: 'CC0-1.0', start: words('CC0 1.0 Universal') },
  { id: 'Unlicense', start: words('This is free and unencumbered software released into the public domain') },
  { id: 'MPL-2.0', start: words('Mozilla Public License Version 2.0') },
  { id: 'IJG', start: /^(?=[^]*Independent JPEG Group)/ },
  { id: 'SunPro', start: words('Developed at SunPro') },
  { id: 'Unicode-3.0', start: words('Unicode License V3') },
  { id: 'OFL-1.1', start: words('This Font Software is licensed under the SIL Open Font License') },
];

const rank = (id) => LICENCES.findIndex((licence) => licence.id === id);

/** The allowed licences a text contains, as `{ id, index }`, where each begins. */
function recognised(text) {
  const fits = ({ start, has, lacks }) => start.test(text) && (!has || has.test(text)) && !(lacks && lacks.test(text));
  return LICENCES.filter(fits).map(({ id, start }) => ({ id, index: text.search(start) }));
}

const told = ({ name, version, expression }) => `${name} ${version} is under "${expression}"`;

/** SPDX, also for the slash that crates wrote before the registry asked for SPDX. */
function parsed(crate) {
  try {
    return parse(crate.expression.replace(/\//g, ' OR '));
  } catch (error) {
    throw new CommandError(`${told(crate)}, which is no SPDX expression: ${error.message}.`, 1);
  }
}

/** The sets of licences that would do, each enough by itself. */
function alternatives(node) {
  if (node.license) return rank(node.license) < 0 || node.exception || node.plus ? [] : [[node.license]];
  const [left, right] = [alternatives(node.left), alternatives(node.right)];
  if (node.conjunction === 'or') return [...left, ...right];
  return left.flatMap((one) => right.map((other) => [...one, ...other]));
}

/** The licences a crate is used under: of a choice one whose text is `shipped` with it, then the least demanding. */
function chosen(crate, shipped) {
  const cost = (ids) => ids.reduce((sum, id) => sum + rank(id) + (shipped.includes(id) ? 0 : LICENCES.length), 0);
  const [best] = alternatives(parsed(crate)).sort((a, b) => cost(a) - cost(b));
  if (best) return [...new Set(best)];
  throw new CommandError(`${told(crate)}, which scripts/licenses/policy.js does not allow.`, 1);
}

module.exports = { LICENCES, chosen, recognised };
