import { DOMRectReadOnly, Path2D, CanvasGradient, CanvasPattern, TextMetrics, createCanvas } from '@scope/canvas';
import type {
  Canvas,
  CanvasDirection,
  CanvasFillRule,
  CanvasFontKerning,
  CanvasFontStretch,
  CanvasFontVariantCaps,
  CanvasImageSource,
  CanvasLineCap,
  CanvasLineJoin,
  CanvasTextAlign,
  CanvasTextBaseline,
  CanvasTextRendering,
  ContextAttributes,
  GlobalCompositeOperation,
  HalfFloats,
  Image,
  ImageData,
  ImageSmoothingQuality,
} from '@scope/canvas';
import { exactly } from './exactly';

declare const image: Image;
declare const pixels: ImageData;
declare const someText: string;
const ctx = createCanvas(100, 100).getContext('2d');

exactly<Canvas>()(ctx.canvas);
// For libraries that wrap canvases.
ctx.canvas = {};

// State.
exactly<void>()(ctx.save());
exactly<void>()(ctx.restore());
exactly<void>()(ctx.reset());
exactly<boolean>()(ctx.isContextLost());

// Transforms.
exactly<void>()(ctx.scale(1, 2));
exactly<void>()(ctx.rotate(1));
exactly<void>()(ctx.translate(1, 2));
exactly<void>()(ctx.transform(1, 2, 3, 4, 5, 6));
exactly<void>()(ctx.resetTransform());
exactly<void>()(ctx.setTransform());
exactly<void>()(ctx.setTransform(null));
exactly<void>()(ctx.setTransform({ a: 2, m22: 2 }));
exactly<void>()(ctx.setTransform(1, 0, 0, 1, 5, 5));
// @ts-expect-error
ctx.scale(1);
// @ts-expect-error
ctx.rotate();
// @ts-expect-error
ctx.translate('1', 2);
// @ts-expect-error
ctx.transform(1, 2, 3, 4, 5);
// @ts-expect-error: six numbers or a matrix.
ctx.setTransform(1, 0);
// @ts-expect-error: six numbers, not five.
ctx.setTransform(1, 0, 0, 1, 5);
// @ts-expect-error: a number is no matrix.
ctx.setTransform(1);
// @ts-expect-error: there is no such number.
ctx.setTransform({ x: 1 });

// Compositing.
exactly<number>()(ctx.globalAlpha);
ctx.globalAlpha = 0.5;
exactly<string>()(ctx.shadowColor);
exactly<number>()(ctx.shadowBlur);
exactly<number>()(ctx.shadowOffsetX);
exactly<number>()(ctx.shadowOffsetY);
exactly<string>()(ctx.filter);
ctx.filter = 'blur(2px)';
ctx.shadowColor = 'red';
// @ts-expect-error
ctx.globalAlpha = '0.5';
exactly<GlobalCompositeOperation>()(ctx.globalCompositeOperation);
ctx.globalCompositeOperation = 'source-over';
ctx.globalCompositeOperation = 'luminosity';
// @ts-expect-error: not in the list.
ctx.globalCompositeOperation = 'plus-lighter';
// @ts-expect-error: any string may be none.
ctx.globalCompositeOperation = someText;
exactly<boolean>()(ctx.imageSmoothingEnabled);
ctx.imageSmoothingEnabled = false;
// @ts-expect-error
ctx.imageSmoothingEnabled = 'off';
exactly<ImageSmoothingQuality>()(ctx.imageSmoothingQuality);
ctx.imageSmoothingQuality = 'high';
// @ts-expect-error
ctx.imageSmoothingQuality = 'best';

// Styles.
const gradient = ctx.createLinearGradient(0, 0, 1, 1);
exactly<CanvasGradient>()(gradient);
exactly<CanvasGradient>()(ctx.createRadialGradient(0, 0, 1, 0, 0, 2));
exactly<CanvasGradient>()(ctx.createConicGradient(0, 0, 1));
exactly<void>()(gradient.addColorStop(0, 'red'));
exactly<string | CanvasGradient | CanvasPattern>()(ctx.fillStyle as string | CanvasGradient | CanvasPattern);
ctx.fillStyle = 'rebeccapurple';
exactly<string>()(ctx.fillStyle);
ctx.fillStyle = gradient;
exactly<CanvasGradient>()(ctx.fillStyle);
ctx.strokeStyle = someText;
ctx.strokeStyle = gradient;
const pattern = ctx.createPattern(image, 'repeat-x');
exactly<CanvasPattern | null>()(pattern);
exactly<CanvasPattern | null>()(ctx.createPattern(ctx.canvas, null));
if (pattern !== null) {
  exactly<void>()(pattern.setTransform());
  pattern.setTransform({ a: 2, m22: 2 });
  ctx.strokeStyle = pattern;
  // @ts-expect-error: six numbers are no matrix.
  pattern.setTransform(1, 0, 0, 1, 0, 0);
}
// @ts-expect-error: null for an image without a source.
ctx.fillStyle = ctx.createPattern(ctx.canvas, 'repeat');
// @ts-expect-error
ctx.createPattern(ctx.canvas, 'mirror');
// @ts-expect-error
ctx.createPattern(ctx.canvas);
// @ts-expect-error: contexts make them.
new CanvasPattern();
ctx.fillStyle = ctx.strokeStyle;
// @ts-expect-error: text, a gradient or a pattern.
ctx.fillStyle = 0xff0000;
// @ts-expect-error: text, a gradient or a pattern.
ctx.strokeStyle = null;
// @ts-expect-error: a lookalike of a gradient.
ctx.strokeStyle = { addColorStop() {} };
// @ts-expect-error
ctx.createLinearGradient(0, 0, 1);
// @ts-expect-error
ctx.createRadialGradient(0, 0, 1, 0, 0);
// @ts-expect-error
ctx.createConicGradient(0, 0);
// @ts-expect-error
gradient.addColorStop('red');
// @ts-expect-error
gradient.addColorStop(0, 255);
// @ts-expect-error: contexts make them.
new CanvasGradient();

// Rectangles.
exactly<void>()(ctx.clearRect(1, 2, 3, 4));
exactly<void>()(ctx.fillRect(1, 2, 3, 4));
exactly<void>()(ctx.strokeRect(1, 2, 3, 4));
// @ts-expect-error
ctx.clearRect(1, 2, 3);
// @ts-expect-error
ctx.fillRect(1, 2, 3);
// @ts-expect-error
ctx.strokeRect(1, 2, 3);

// Fill, stroke, clip.
const path = new Path2D();
const rule: CanvasFillRule = 'evenodd';
exactly<void>()(ctx.beginPath());
exactly<void>()(ctx.fill());
exactly<void>()(ctx.fill(rule));
exactly<void>()(ctx.fill(path));
exactly<void>()(ctx.fill(path, 'nonzero'));
exactly<void>()(ctx.stroke());
exactly<void>()(ctx.stroke(path));
exactly<void>()(ctx.clip());
exactly<boolean>()(ctx.isPointInPath(1, 2, rule));
exactly<boolean>()(ctx.isPointInPath(path, 1, 2));
exactly<boolean>()(ctx.isPointInStroke(1, 2));
exactly<boolean>()(ctx.isPointInStroke(path, 1, 2));
exactly<void>()(ctx.clip(rule));
exactly<void>()(ctx.clip(path));
exactly<void>()(ctx.clip(path, 'evenodd'));
// @ts-expect-error: not a rule.
ctx.fill('odd');
// @ts-expect-error: the path comes first.
ctx.fill('evenodd', path);
// @ts-expect-error: not a path.
ctx.fill({});
// @ts-expect-error: strokes have no rule.
ctx.stroke('evenodd');
// @ts-expect-error: strokes have no rule.
ctx.stroke(path, 'evenodd');
// @ts-expect-error: not a rule.
ctx.clip('even-odd');
// @ts-expect-error: not a rule.
ctx.clip(path, 'odd');

// Line styles.
exactly<number>()(ctx.lineWidth);
exactly<number>()(ctx.miterLimit);
exactly<number>()(ctx.lineDashOffset);
exactly<CanvasLineCap>()(ctx.lineCap);
exactly<CanvasLineJoin>()(ctx.lineJoin);
exactly<number[]>()(ctx.getLineDash());
exactly<void>()(ctx.setLineDash([4, 2]));
ctx.lineWidth = 2;
ctx.miterLimit = 2;
ctx.lineDashOffset = 2;
ctx.lineCap = 'round';
ctx.lineJoin = 'bevel';
ctx.setLineDash([1, 2] as const);
ctx.setLineDash(new Float64Array(2));
ctx.setLineDash(new Set([1]));
// @ts-expect-error
ctx.lineWidth = '2';
// @ts-expect-error: of joins, not of caps.
ctx.lineCap = 'bevel';
// @ts-expect-error: of caps, not of joins.
ctx.lineJoin = 'square';
// @ts-expect-error
ctx.setLineDash();
// @ts-expect-error
ctx.setLineDash(4);
// @ts-expect-error
ctx.setLineDash(['4']);

// Text.
exactly<string>()(ctx.font);
exactly<CanvasTextAlign>()(ctx.textAlign);
exactly<CanvasTextBaseline>()(ctx.textBaseline);
exactly<CanvasDirection>()(ctx.direction);
exactly<CanvasFontKerning>()(ctx.fontKerning);
exactly<CanvasFontStretch>()(ctx.fontStretch);
exactly<CanvasFontVariantCaps>()(ctx.fontVariantCaps);
exactly<CanvasTextRendering>()(ctx.textRendering);
exactly<string>()(ctx.letterSpacing);
exactly<string>()(ctx.wordSpacing);
exactly<string>()(ctx.lang);
exactly<string>()(ctx.fontFeatureSettings);
exactly<string>()(ctx.fontVariationSettings);
exactly<void>()(ctx.fillText('a', 1, 2));
exactly<void>()(ctx.fillText('a', 1, 2, 50));
exactly<void>()(ctx.strokeText('a', 1, 2));
exactly<void>()(ctx.strokeText('a', 1, 2, undefined));
exactly<TextMetrics>()(ctx.measureText('a'));
exactly<TextMetrics>()(ctx.measureText('a', { ranges: true }));
exactly<DOMRectReadOnly[]>()(ctx.measureText('a').getSelectionRects(0, 1));
exactly<DOMRectReadOnly>()(ctx.measureText('a').getActualBoundingBox(0, 1));
exactly<number>()(ctx.measureText('a').getIndexFromOffset(0.5));
// @ts-expect-error
ctx.measureText('a', { range: true });
// @ts-expect-error
ctx.measureText('a').getSelectionRects(0);
ctx.font = '10px serif';
ctx.textAlign = 'center';
ctx.textBaseline = 'middle';
ctx.direction = 'rtl';
// @ts-expect-error
ctx.font = 10;
// @ts-expect-error
ctx.textAlign = 'middle';
// @ts-expect-error
ctx.textBaseline = 'center';
// @ts-expect-error
ctx.direction = 'auto';
// @ts-expect-error
ctx.letterSpacing = 3;
// @ts-expect-error
ctx.fontStretch = '50%';
// @ts-expect-error
ctx.fillText('a', 1);
// @ts-expect-error
ctx.fillText(1, 1, 2);
// @ts-expect-error
ctx.strokeText('a');
// @ts-expect-error
ctx.measureText();

const metrics = ctx.measureText('a');
exactly<number>()(metrics.width);
exactly<number>()(metrics.actualBoundingBoxLeft + metrics.actualBoundingBoxRight);
exactly<number>()(metrics.actualBoundingBoxAscent + metrics.actualBoundingBoxDescent);
exactly<number>()(metrics.fontBoundingBoxAscent + metrics.fontBoundingBoxDescent);
exactly<number>()(metrics.emHeightAscent + metrics.emHeightDescent);
exactly<number>()(metrics.hangingBaseline + metrics.alphabeticBaseline + metrics.ideographicBaseline);
// @ts-expect-error: read-only.
metrics.width = 1;
// @ts-expect-error: contexts make them.
new TextMetrics();

// Pictures.
const sources: CanvasImageSource[] = [image, ctx.canvas];
for (const source of sources) {
  exactly<void>()(ctx.drawImage(source, 1, 2));
  exactly<void>()(ctx.drawImage(source, 1, 2, 3, 4));
  exactly<void>()(ctx.drawImage(source, 1, 2, 3, 4, 5, 6, 7, 8));
}
// @ts-expect-error: needs a place.
ctx.drawImage(image);
// @ts-expect-error: one number is no place.
ctx.drawImage(image, 1);
// @ts-expect-error: a width without a height.
ctx.drawImage(image, 1, 2, 3);
// @ts-expect-error: six arguments.
ctx.drawImage(image, 1, 2, 3, 4, 5);
// @ts-expect-error: eight arguments.
ctx.drawImage(image, 1, 2, 3, 4, 5, 6, 7);
// @ts-expect-error: ten arguments.
ctx.drawImage(image, 1, 2, 3, 4, 5, 6, 7, 8, 9);
// @ts-expect-error: pixels are put, not drawn.
ctx.drawImage(pixels, 1, 2);
exactly<void>()(ctx.drawImage({ width: 1, height: 1, getContext: () => ({}) }, 1, 2));
// @ts-expect-error: a context is no picture.
ctx.drawImage(ctx, 1, 2);
// @ts-expect-error: a path of a file is no picture.
ctx.drawImage('photo.jpg', 1, 2);

// Pixels.
exactly<ImageData>()(ctx.createImageData(1, 2));
exactly<ImageData>()(ctx.createImageData(1, 2, { colorSpace: 'srgb' }));
exactly<ImageData>()(ctx.createImageData(1, 2, { colorSpace: 'display-p3', pixelFormat: 'rgba-unorm8' }));
exactly<ImageData>()(ctx.createImageData(pixels));
exactly<ContextAttributes>()(ctx.getContextAttributes());
exactly<ImageData<HalfFloats>>()(ctx.getImageData(1, 2, 3, 4, { pixelFormat: 'rgba-float16' }));
exactly<'srgb' | 'display-p3'>()(pixels.colorSpace);
exactly<'rgba-unorm8' | 'rgba-float16'>()(pixels.pixelFormat);
exactly<ImageData>()(ctx.getImageData(1, 2, 3, 4));
exactly<ImageData>()(ctx.getImageData(1, 2, 3, 4, { colorSpace: 'srgb' }));
exactly<void>()(ctx.putImageData(pixels, 1, 2));
exactly<void>()(ctx.putImageData(pixels, 1, 2, 3, 4, 5, 6));
// @ts-expect-error
ctx.createImageData(1);
// @ts-expect-error: it has its own settings.
ctx.createImageData(pixels, { colorSpace: 'srgb' });
// @ts-expect-error
ctx.createImageData(1, 2, { colorSpace: 'rec2020' });
// @ts-expect-error
ctx.getImageData(1, 2, 3);
// @ts-expect-error
ctx.putImageData(pixels, 1);
// @ts-expect-error: half a dirty rectangle.
ctx.putImageData(pixels, 1, 2, 3, 4);
// @ts-expect-error: a lookalike.
ctx.putImageData({ data: new Uint8ClampedArray(4), width: 1, height: 1, colorSpace: 'srgb' }, 0, 0);

// The native class underneath is no part of the interface.
// @ts-expect-error: internal.
ctx.run(new Float64Array(1), 1);
// @ts-expect-error: internal.
ctx.fillPath(path, true);
// @ts-expect-error: internal.
ctx.setFont('10px serif');
