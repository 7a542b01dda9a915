'use strict';

// Two certificates in one document.

const { PDFDocument } = require('../../index.js');
const { main } = require('../run');
const { HEIGHT, WIDTH, drawPage } = require('./certificate');

const PEOPLE = [
  { name: 'Robin Vale', course: 'Drawing on Servers', date: '23 November 2026', number: 'No. 2026-0417' },
  { name: 'Αικατερίνη Παπαδοπούλου-Οικονόμου', course: 'Vectors, Pixels and the Space Between Them: an Introduction', date: '23 November 2026', number: 'No. 2026-0418' },
];

function draw() {
  const document = new PDFDocument({ title: 'Certificates', author: 'The examples' });
  for (const person of PEOPLE) {
    drawPage(document.beginPage(WIDTH, HEIGHT), person);
    document.endPage();
  }
  return document.closeAsync();
}

main(module, draw, 'pdf');

module.exports = { PEOPLE, draw };
