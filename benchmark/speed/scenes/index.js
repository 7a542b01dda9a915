'use strict';

// All scenes, in the order of the table. A scene: {
//   id,
//   needs?:   members that a context must have,
//   encodes?, decodes?: the format that the engine must write or read,
//   copies?:  how many frames the memcpy beside it copies,
//   memoryBound?: judged by that memcpy, not by the peers,
//   goal?:    the largest ratio to the fastest peer that is good enough (GOALS.scene else),
//   open(kit) -> run, possibly as a promise. Only `run()` is timed; it may return a promise too.
// }
// kit: { engine, ctx, font, look(), image(name), bytes(name), note(key, value) }

module.exports = [
  ...require('./shapes.js'),
  ...require('./paints.js'),
  ...require('./images.js'),
  ...require('./effects.js'),
  ...require('./memory.js'),
  ...require('./calls.js'),
  ...require('./text.js'),
  ...require('./programs.js'),
  ...require('./codecs.js'),
];
