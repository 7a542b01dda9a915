'use strict';

// The price of the calls themselves.

const CALLS = 100_000;
// A tenth of the peers, because no call should cross into native code.
const GOAL = 0.1;

const path = {
  id: 'path building (100,000 lineTo)',
  goal: GOAL,
  open: ({ ctx }) => () => {
    ctx.beginPath();
    ctx.moveTo(0, 0);
    for (let i = 0; i < CALLS; i += 1) ctx.lineTo(i % 1000, i % 700);
  },
};

const state = {
  id: 'state churn (100,000 save, set, restore)',
  goal: GOAL,
  open: ({ ctx }) => () => {
    for (let i = 0; i < CALLS; i += 1) {
      ctx.save();
      ctx.fillStyle = i % 2 ? '#123456' : '#654321';
      ctx.lineWidth = 1 + (i % 5);
      ctx.translate(i % 3, 1);
      ctx.restore();
    }
  },
};

module.exports = [path, state];
