'use strict';

// Runs one of drawings/ (argv: its name) in this process, and writes its PNG to the file argv names.

const fs = require('node:fs');
const path = require('node:path');

const [name, file, ...args] = process.argv.slice(2);

async function main() {
  const png = await require(path.join(__dirname, 'drawings', name))(...args);
  fs.writeFileSync(file, png);
}

main().then(
  // Libraries leave timers and windows behind.
  () => process.exit(),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
