'use strict';

const { AnimationEncoder, GifDisposal, GifEncoder, GifStream } = require('./js/animation-encoder.js');
const { Canvas, JPEGStream, PDFDocument, PDFStream, PNGStream, createCanvas } = require('./js/canvas.js');
const { CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D } = require('./js/context2d.js');
const { createImageBitmap } = require('./js/create-image-bitmap.js');
const { FontFace } = require('./js/font-face.js');
const { FontFaceSet, FontFaceSetLoadEvent, fonts } = require('./js/font-face-set.js');
const { GlobalFonts, deregisterAllFonts, registerFont } = require('./js/fonts.js');
const { DOMMatrix, DOMMatrixReadOnly } = require('./js/geometry/matrix.js');
const { DOMPoint, DOMPointReadOnly } = require('./js/geometry/point.js');
const { DOMQuad } = require('./js/geometry/quad.js');
const { DOMRect, DOMRectReadOnly } = require('./js/geometry/rect.js');
const { CanvasGradient } = require('./js/gradient.js');
const { ImageBitmap } = require('./js/image-bitmap.js');
const { ImageDecoder, ImageTrack, ImageTrackList } = require('./js/image-decoder.js');
const { ImageData, createImageData } = require('./js/image-data.js');
const { Image } = require('./js/image.js');
const { setLimits } = require('./js/limits.js');
const { loadImage } = require('./js/load-image.js');
const { clearAllCache, memoryUsage, setMemoryBudget } = require('./js/memory.js');
const { missingGlyphs } = require('./js/missing-glyphs.js');
const { OffscreenCanvas } = require('./js/offscreen-canvas.js');
const { FillType, PathOp, StrokeCap, StrokeJoin } = require('./js/path-operations.js');
const { Path2D } = require('./js/path2d.js');
const { CanvasPattern } = require('./js/pattern.js');
const { stats } = require('./js/stats.js');
const { SvgExportFlag } = require('./js/svg-document.js');
const { convertSVGTextToPath, convertSVGTextToPathAsync } = require('./js/svg-text.js');
const { layoutText } = require('./js/text-box.js');
const { TextMetrics } = require('./js/text-metrics.js');
const { VideoFrame } = require('./js/video-frame.js');
const { version } = require('./package.json');

require('./js/foreign.js');

// Named ES module imports are found by reading this literal: keep it one, without calls.
module.exports = {
  AnimationEncoder,
  Canvas,
  CanvasElement: Canvas,
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
  GifDisposal,
  GifEncoder,
  GifStream,
  GlobalFonts,
  Image,
  ImageBitmap,
  ImageData,
  ImageDecoder,
  ImageTrack,
  ImageTrackList,
  JPEGStream,
  OffscreenCanvas,
  PDFDocument,
  PDFStream,
  OffscreenCanvasRenderingContext2D,
  PNGStream,
  Path2D,
  PathOp,
  StrokeCap,
  StrokeJoin,
  SvgExportFlag,
  TextMetrics,
  VideoFrame,
  clearAllCache,
  convertSVGTextToPath,
  convertSVGTextToPathAsync,
  createCanvas,
  createImageBitmap,
  createImageData,
  deregisterAllFonts,
  fonts,
  layoutText,
  loadImage,
  memoryUsage,
  missingGlyphs,
  registerFont,
  setLimits,
  setMemoryBudget,
  stats,
  version,
};
