'use strict';

const { Canvas, createCanvas } = require('./js/canvas.js');
const { CanvasRenderingContext2D } = require('./js/context2d.js');
const { FontFace } = require('./js/font-face.js');
const { FontFaceSet, FontFaceSetLoadEvent, fonts } = require('./js/font-face-set.js');
const { GlobalFonts, deregisterAllFonts, registerFont } = require('./js/fonts.js');
const { DOMMatrix, DOMMatrixReadOnly } = require('./js/geometry/matrix.js');
const { DOMPoint, DOMPointReadOnly } = require('./js/geometry/point.js');
const { DOMQuad } = require('./js/geometry/quad.js');
const { DOMRect, DOMRectReadOnly } = require('./js/geometry/rect.js');
const { CanvasGradient } = require('./js/gradient.js');
const { ImageData } = require('./js/image-data.js');
const { Image } = require('./js/image.js');
const { setLimits } = require('./js/limits.js');
const { loadImage } = require('./js/load-image.js');
const { memoryUsage, setMemoryBudget } = require('./js/memory.js');
const { missingGlyphs } = require('./js/missing-glyphs.js');
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
  FontFace,
  FontFaceSet,
  FontFaceSetLoadEvent,
  GlobalFonts,
  Image,
  ImageData,
  Path2D,
  PathOp,
  StrokeCap,
  StrokeJoin,
  TextMetrics,
  createCanvas,
  deregisterAllFonts,
  fonts,
  layoutText,
  loadImage,
  memoryUsage,
  missingGlyphs,
  registerFont,
  setLimits,
  setMemoryBudget,
  version,
};
