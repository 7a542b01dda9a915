'use strict';

// The line beside scenes bound by memory: frames copied from one buffer to another.

const { WIDTH, HEIGHT } = require('./draw.js');

const FRAME = WIDTH * HEIGHT * 4;

/** An engine's stand-in for `stage.open`: a stage that copies as often as the scene says. */
function stageOf(scene) {
  const [from, to] = [Buffer.alloc(FRAME, 1), Buffer.alloc(FRAME, 2)];
  const repeats = 5;
  const copyAll = () => {
    for (let i = 0; i < scene.copies; i += 1) from.copy(to);
  };
  const round = () => {
    const cpu = process.cpuUsage();
    const start = performance.now();
    for (let i = 0; i < repeats; i += 1) copyAll();
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    return { wall: wall / repeats, cpu: (user + system) / 1000 / repeats };
  };
  round();
  return { repeats, notes: {}, picture: null, round };
}

module.exports = { stageOf };
