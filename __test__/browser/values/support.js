'use strict';

// What topics share: code that stands at the beginning of cases.

/** `marks(hit)` asks for points between the pixels of the canvas, and gives a picture of the answers. */
const MARKS = `const marks = (hit) => {
  const rows = [];
  for (let y = 0.3; y < 50; y += 4) {
    let row = '';
    for (let x = 0.4; x < 100; x += 4) row += hit(x, y) ? 'x' : '.';
    rows.push(row);
  }
  return rows.join('/');
};
`;

module.exports = { MARKS };
