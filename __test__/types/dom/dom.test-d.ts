// What is made here goes where TypeScript's `dom` library is asked for: all of a page's types but the members named below,
// each with its reason. Compiled with that library, for which ../../api/declarations.test.js sees.

import type * as ours from '@scope/canvas';
import { exactly } from '../exactly';

/** The members of a page's type that ours has not, or with a type that does not go there. */
type Lacks<Ours, Page> = {
  [Name in keyof Page]-?: Name extends keyof Ours ? (Pick<Ours, Name> extends Pick<Page, Name> ? never : Name) : Name;
}[keyof Page];

declare const lacks: <Ours, Page>() => Lacks<Ours, Page>;

// As a whole.
export const whole: [
  CanvasGradient, CanvasPattern, DOMMatrix, DOMMatrixReadOnly, DOMPoint, DOMPointReadOnly, DOMQuad, DOMRect, DOMRectReadOnly,
  FontFace, FontFaceSetLoadEvent, ImageBitmap, ImageData, Path2D, TextMetrics,
] = null! as [
  ours.CanvasGradient, ours.CanvasPattern, ours.DOMMatrix, ours.DOMMatrixReadOnly, ours.DOMPoint, ours.DOMPointReadOnly, ours.DOMQuad,
  ours.DOMRect, ours.DOMRectReadOnly, ours.FontFace, ours.FontFaceSetLoadEvent, ours.ImageBitmap, ours.ImageData, ours.Path2D,
  ours.TextMetrics,
];

// A page's options and settings are taken.
declare const settings: CanvasRenderingContext2DSettings;
declare const init: DOMMatrix2DInit;
declare const context: ours.CanvasRenderingContext2D;
declare const canvas: ours.Canvas;
context.setTransform(init);
exactly<ours.CanvasRenderingContext2D>()(canvas.getContext('2d', { ...settings, colorType: 'unorm8' }));

// Both contexts: `canvas` is no element; pictures are ours, not elements and videos; `clear` is a mode that the library
// does not name.
type OfContexts = 'canvas' | 'createPattern' | 'drawImage' | 'globalCompositeOperation';
exactly<OfContexts>()(lacks<ours.OffscreenCanvasRenderingContext2D, OffscreenCanvasRenderingContext2D>());
// There is nothing here to be focused.
exactly<OfContexts | 'drawFocusIfNeeded'>()(lacks<ours.CanvasRenderingContext2D, CanvasRenderingContext2D>());

// Code for pages gets a context like this: the mixins that lack nothing need no cast.
export const mixins: CanvasFillStrokeStylesWithoutPattern & CanvasFilters & CanvasPath & CanvasPathDrawingStyles & CanvasRect &
  CanvasShadowStyles & CanvasState & CanvasText & CanvasTextDrawingStyles & CanvasTransform & CanvasImageData & CanvasDrawPath &
  CanvasImageSmoothing = context;
type CanvasFillStrokeStylesWithoutPattern = Omit<CanvasFillStrokeStyles, 'createPattern'>;

// There are no contexts but `2d`, and none is ever lost.
exactly<'getContext' | 'oncontextlost' | 'oncontextrestored'>()(lacks<ours.OffscreenCanvas, OffscreenCanvas>());

// A set gives itself to handlers, `ready` and forEach, and has only what is ours in it; its tag is not declared.
exactly<'add' | 'forEach' | 'onloading' | 'onloadingdone' | 'onloadingerror' | 'ready' | typeof Symbol.toStringTag>()(
  lacks<ours.FontFaceSet, FontFaceSet>(),
);

// Canvas and Image are no elements: they lack what elements of a page have. What a canvas and an image have beyond
// other elements is there, but for:
type OfCanvas = Exclude<keyof HTMLCanvasElement, keyof HTMLElement>;
type OfImage = Exclude<keyof HTMLImageElement, keyof HTMLElement>;
// contexts but `2d`; live video; drawing from another thread.
exactly<'captureStream' | 'getContext' | 'transferControlToOffscreen'>()(lacks<ours.Canvas, Pick<HTMLCanvasElement, OfCanvas>>());
// what says how a page loads and lays out an image; `src` may be bytes.
exactly<
  | 'align' | 'border' | 'crossOrigin' | 'decoding' | 'fetchPriority' | 'hspace' | 'isMap' | 'loading' | 'longDesc' | 'lowsrc' | 'name'
  | 'referrerPolicy' | 'sizes' | 'src' | 'srcset' | 'useMap' | 'vspace' | 'x' | 'y'
>()(lacks<ours.Image, Pick<HTMLImageElement, OfImage>>());
