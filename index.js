'use strict';

const { Canvas, createCanvas } = require('./js/canvas.js');
const { CanvasRenderingContext2D } = require('./js/context2d.js');
const { GlobalFonts } = require('./js/fonts.js');
const { DOMMatrix, DOMMatrixReadOnly } = require('./js/geometry/matrix.js');
const { DOMPoint, DOMPointReadOnly } = require('./js/geometry/point.js');
const { DOMQuad } = require('./js/geometry/quad.js');
const { DOMRect, DOMRectReadOnly } = require('./js/geometry/rect.js');
const { CanvasGradient } = require('./js/gradient.js');
const { ImageData } = require('./js/image-data.js');
const { Image } = require('./js/image.js');
const { setLimits } = require('./js/limits.js');
const { loadImage } = require('./js/load-image.js');
const { missingGlyphs } = require('./js/missing-glyphs.js');
const { memoryUsage, setMemoryBudget } = require('./js/memory.js');
const { FillType, PathOp, StrokeCap, StrokeJoin } = require('./js/path-operations.js');
const { Path2D } = require('./js/path2d.js');
const { CanvasPattern } = require('./js/pattern.js');
const { layoutText } = require('./js/text-box.js');
const { TextMetrics } = require('./js/text-metrics.js');
const { version } = require('./package.json');

// Named ES module imports are found by reading this literal: keep it one, without calls.
module.exports = {
  Canvas,
  CanvasGradient,
  CanvasPattern,
  CanvasRenderingContext2D,
  Context2D: CanvasRenderingContext2D,
  DOMMatrix,
  DOMMatrixReadOnly,
  DOMPoint,
  DOMPointReadOnly,
  DOMQuad,
  DOMRect,
  DOMRectReadOnly,
  FillType,
  GlobalFonts,
  Image,
  ImageData,
  Path2D,
  PathOp,
  StrokeCap,
  StrokeJoin,
  TextMetrics,
  createCanvas,
  layoutText,
  loadImage,
  memoryUsage,
  missingGlyphs,
  setLimits,
  setMemoryBudget,
  version,
};
