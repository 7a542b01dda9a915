'use strict';

// What users send, checked before anything is drawn of it.

// Names of people are shorter; what is longer is cut where it is shown, and not even measured beyond this.
const MAX_NAME = 80;
const MAX_TITLE = 160;
const COLOR = /^#[\da-f]{6}$/i;

class UserError extends TypeError {
  name = 'UserError';
}

function readText(value, name, most) {
  if (typeof value !== 'string') throw new UserError(`${name} is not a text`);
  // Control characters and the marks that turn the direction of text have no place in a name.
  const text = value.normalize('NFC').replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim();
  const length = [...text].length;
  if (length === 0) throw new UserError(`${name} is empty`);
  if (length > most) throw new UserError(`${name} has ${length} characters; at most ${most} are allowed`);
  return text;
}

function readColor(value) {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && COLOR.test(value)) return value;
  throw new UserError('color is not written as #rrggbb');
}

function readPicture(value) {
  if (value === undefined || value instanceof Uint8Array) return value;
  throw new UserError('picture is not the bytes of a file');
}

/** {name, color?, picture?}: a checked copy. Throws a UserError whose message may be shown to who sent it. */
function readUser({ name, color, picture }) {
  return { name: readText(name, 'name', MAX_NAME), color: readColor(color), picture: readPicture(picture) };
}

const readTitle = (title) => readText(title, 'title', MAX_TITLE);

module.exports = { UserError, readTitle, readUser };
