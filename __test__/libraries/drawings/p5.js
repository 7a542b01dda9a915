'use strict';

// p5 in instance mode, in a window of jsdom that stands for the page.

const { JSDOM } = require('jsdom');
require('canvas/global');

const NAMES = [
  'AbortController', 'AbortSignal', 'CustomEvent', 'DOMParser', 'Element', 'Event', 'HTMLCanvasElement', 'HTMLElement', 'HTMLImageElement',
  'HTMLVideoElement', 'KeyboardEvent', 'MouseEvent', 'Node', 'document', 'getComputedStyle', 'localStorage', 'location', 'navigator',
  'requestAnimationFrame', 'cancelAnimationFrame', 'screen', 'window',
];

function makePage() {
  const { window } = new JSDOM('<body><main></main></body>', { pretendToBeVisual: true, url: 'http://localhost/' });
  for (const name of NAMES) Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  return window;
}

module.exports = async () => {
  const window = makePage();
  const { default: P5 } = await import('p5');
  P5.disableFriendlyErrors = true;
  await new Promise((resolve) => {
    new P5((p) => {
      p.setup = () => {
        p.createCanvas(200, 150);
        p.pixelDensity(1);
        p.noLoop();
      };
      p.draw = () => {
        p.background(220);
        p.fill(255, 0, 0, 180);
        p.circle(80, 70, 60);
        p.triangle(120, 100, 180, 100, 150, 40);
        p.textFont('sans-serif', 28);
        p.fill(0);
        p.text('p5.js', 20, 140);
        resolve();
      };
    });
  });
  const url = window.document.querySelector('canvas').toDataURL();
  // It listens for ever.
  setImmediate(() => window.close());
  return Buffer.from(url.split(',')[1], 'base64');
};
