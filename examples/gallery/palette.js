'use strict';

// The colours of the gallery.

module.exports = Object.freeze({
  paper: '#f4f1ea',
  panel: '#ffffff',
  frame: '#ddd7ca',
  ink: '#1f2a44',
  soft: '#8a90a3',
  coral: '#f2644b',
  gold: '#f5b53d',
  mint: '#2fb59a',
  sky: '#3d8bd9',
  violet: '#7a5cc4',
});
