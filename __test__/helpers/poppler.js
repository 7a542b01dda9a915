'use strict';

// Poppler, which reads PDF documents. It is installed where that is possible; elsewhere what needs it fails and says so.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const { createCanvas, loadImage } = require('../../index.js');
const { findProgram } = require('../../examples/programs');

/** What poppler says of documents, with a folder of its own until `close()`. */
class Poppler {
  #folder;

  constructor() {
    this.#folder = fs.mkdtempSync(path.join(os.tmpdir(), 'canvas-pdf-'));
    // Any of its programs tells whether its package is there.
    findProgram(['pdftoppm'], 'These tests need poppler: apt-get install poppler-utils.', () => {}, 'poppler-utils');
  }

  close() {
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  #file(bytes) {
    const file = path.join(this.#folder, 'document.pdf');
    fs.writeFileSync(file, bytes);
    return file;
  }

  /** What a program prints; an error where it complains of anything. */
  ask(program, bytes, ...args) {
    const { status, stdout, stderr, error } = spawnSync(program, [...args, this.#file(bytes), ...(program === 'pdftotext' ? ['-'] : [])]);
    if (error) throw error;
    assert.equal(`${stderr}`, '', program);
    assert.equal(status, 0, program);
    return `${stdout}`;
  }

  /** The letters of a document. */
  text(bytes) {
    return this.ask('pdftotext', bytes, '-layout').trim();
  }

  /** A canvas with the pixels of a page, one for each point. */
  async page(bytes, number = 1) {
    const made = path.join(this.#folder, 'page');
    const args = ['-r', '72', '-f', `${number}`, '-l', `${number}`, '-singlefile', '-png', this.#file(bytes), made];
    const { status, stderr, error } = spawnSync('pdftoppm', args);
    if (error) throw error;
    assert.equal(`${stderr}`, '');
    assert.equal(status, 0);
    const image = await loadImage(`${made}.png`);
    const canvas = createCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas;
  }
}

/** The mean difference of two pictures of one size, in levels of 255. */
function meanDifference(one, other) {
  const [a, b] = [one.data(), other.data()];
  assert.equal(a.length, b.length);
  return a.reduce((sum, byte, i) => sum + Math.abs(byte - b[i]), 0) / a.length;
}

module.exports = { Poppler, meanDifference };
