'use strict';

// How every benchmark begins: options that can't be read end it with code 2 and the help, errors with code 1.

const log = (text) => process.stderr.write(`${text}\n`);

/** Runs `main(options)`, or prints the help when that was asked for. */
function start(readOptions, help, main) {
  let options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    log(`${error.message}\n\n${help}`);
    process.exitCode = 2;
    return;
  }
  if (options.help) {
    console.log(help);
    return;
  }
  main(options).catch((error) => {
    log(error.message);
    process.exitCode = 1;
  });
}

module.exports = { start };
