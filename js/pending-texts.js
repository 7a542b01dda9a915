'use strict';

// The contexts that may have recorded text. It is drawn in the fonts there are when it is recorded, so whatever changes
// the fonts or asks what was drawn runs it first.

const { Dependents } = require('./dependents.js');

const contexts = new Dependents();

const noteTexts = (weakCommands) => contexts.add(weakCommands);
const runPendingTexts = () => contexts.flush();

module.exports = { noteTexts, runPendingTexts };
