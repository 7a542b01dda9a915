'use strict';

// The canvas elements of a page, drawn by the page's own scripts in jsdom. jsdom requires `canvas` by itself: this package
// by its alias. For pages of one's own only: scripts in jsdom are not kept from the process they run in.

/** The PNG of the canvas that a selector finds, once the page and its pictures are loaded. */
async function renderCanvas(html, selector) {
  const { JSDOM, VirtualConsole } = require('jsdom');
  const virtualConsole = new VirtualConsole();
  const failed = new Promise((_, reject) => { virtualConsole.on('jsdomError', reject); });
  const { window } = new JSDOM(html, { runScripts: 'dangerously', resources: 'usable', virtualConsole });
  try {
    const loaded = new Promise((resolve) => { window.addEventListener('load', resolve); });
    await Promise.race([loaded, failed]);
    const canvas = window.document.querySelector(selector);
    if (!(canvas instanceof window.HTMLCanvasElement)) throw new Error(`the page has no canvas ${selector}`);
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
    const reader = new window.FileReader();
    const read = new Promise((resolve) => { reader.onloadend = resolve; });
    reader.readAsArrayBuffer(blob);
    await read;
    return Buffer.from(reader.result);
  } finally {
    window.close();
  }
}

module.exports = { renderCanvas };
