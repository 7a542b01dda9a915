'use strict';

// Which groups of scenes and which topics of recorded answers there are.

const fs = require('node:fs');
const path = require('node:path');

const filesIn = (folder) =>
  fs
    .readdirSync(path.join(__dirname, folder))
    .filter((file) => file.endsWith('.js') && file !== 'support.js')
    .map((file) => path.basename(file, '.js'))
    .sort();

module.exports = { groupNames: filesIn('scenes'), topicNames: filesIn('values') };
