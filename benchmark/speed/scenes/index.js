'use strict';

// All scenes, in the order of the table. A scene: {
//   id,
//   group:    the file it is in
//   needs?:   members that a context must have,
//   encodes?, decodes?: the format that the engine must write or read,
//   copies?:  how many frames the memcpy beside it copies,
//   memoryBound?: judged by that memcpy, not by the peers,
//   goal?:    the largest ratio to the fastest peer that is good enough (GOALS.scene else),
//   open(kit) -> run, possibly as a promise. Only `run()` is timed; it may return a promise too.
// }
// kit: { engine, ctx, font, look(), image(name), bytes(name), note(key, value) }

const GROUPS = ['shapes', 'paints', 'images', 'effects', 'memory', 'calls', 'text', 'programs', 'codecs'];

module.exports = GROUPS.flatMap((group) => require(`./${group}.js`).map((scene) => ({ group, ...scene })));
