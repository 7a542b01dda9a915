'use strict';

// The scenes in the order of the contact sheet.

module.exports = [
  require('./shapes'),
  require('./path2d'),
  require('./strokes'),
  require('./gradients'),
  require('./patterns'),
  require('./composite'),
  require('./shadows'),
  require('./filters'),
  require('./images'),
  require('./clips'),
  require('./transforms'),
  require('./text'),
  require('./pixels'),
  require('./hits'),
  require('./wide-colours'),
  require('./opaque'),
];
