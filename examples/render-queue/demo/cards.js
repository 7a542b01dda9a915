'use strict';

// The cards of the demonstration: most are good, some need a second attempt, one keeps its worker waiting so that it can
// be killed in the middle, and a few are bad in ways that only show when they are drawn.

const NAMES = ['Robin Vale', 'Ada Morgen', 'Ülkü Şahin', 'Zoë Ångström', 'Дарья Иванова'];
const COLOURS = ['#ff7d5c', '#62e6cf', '#ffc65a', '#4a6bff', '#c9a2ff'];
const NOT_A_PICTURE = `data:image/png;base64,${Buffer.from('This is no picture.').toString('base64')}`;
// Every so many cards; the numbers have no common factor, so the kinds take turns.
const BAD_EVERY = 37;
const LATE_EVERY = 11;
const URL_EVERY = 5;
const DATA_EVERY = 3;

const BAD = [
  (origin, index) => ({ avatar: `${origin}/gone/${index}.png`, reason: /^bad card: the avatar's server answered 404$/ }),
  () => ({ avatar: NOT_A_PICTURE, reason: /^bad card: the avatar cannot be drawn: not an image/ }),
  (origin, index) => ({ avatar: `${origin}/down/${index}.png`, reason: /^the avatar's server answered 503$/ }),
];

/** {avatar, reason}: `reason` is what a bad card fails for, and absent of good ones. */
function avatarOf(index, count, { origin, data }) {
  if (index === Math.floor(count / 2)) return { avatar: `${origin}/held/${index}.png` };
  if (index % BAD_EVERY === 1) return BAD[Math.floor(index / BAD_EVERY) % BAD.length](origin, index);
  if (index % LATE_EVERY === 2) return { avatar: `${origin}/late/${index}.png` };
  if (index % URL_EVERY === 0) return { avatar: `${origin}/good/${index}.png` };
  if (index % DATA_EVERY === 0) return { avatar: data };
  return {};
}

/** `count` cards as {body, reason}. `source` is {origin, data}: where avatars come from, and one in a data: URL. */
function makeCards(count, source) {
  return Array.from({ length: count }, (_, index) => {
    const { avatar, reason } = avatarOf(index, count, source);
    const body = {
      title: `Card ${index + 1} of ${count}: drawn by whoever had time`,
      subtitle: 'A queue in front, workers behind, and none of the cards lost.',
      name: NAMES[index % NAMES.length],
      colour: COLOURS[index % COLOURS.length],
      ...(avatar && { avatar }),
    };
    return { body, reason };
  });
}

/** Cards that the front refuses, which never reach the queue. */
const REFUSED = [
  {},
  { title: 'No name' },
  { title: 'x'.repeat(201), name: 'A' },
  { title: 'An avatar from elsewhere', name: 'B', avatar: 'http://192.0.2.1/a.png' },
];

module.exports = { REFUSED, makeCards };
