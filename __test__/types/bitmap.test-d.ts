import { ImageBitmap, OffscreenCanvas, OffscreenCanvasRenderingContext2D, createImageBitmap } from '@scope/canvas';
import type { Canvas, CanvasRenderingContext2D, Image, ImageBitmapMessage } from '@scope/canvas';
import { exactly } from './exactly';

declare const ctx: CanvasRenderingContext2D;
declare const image: Image;

// Offscreen canvases.
const offscreen = new OffscreenCanvas(10, 20);
const canvas: Canvas = offscreen;
exactly<Canvas>()(canvas);
exactly<OffscreenCanvasRenderingContext2D>()(offscreen.getContext('2d', { alpha: false }));
exactly<OffscreenCanvasRenderingContext2D | null>()(offscreen.getContext('webgl'));
exactly<ImageBitmap>()(offscreen.transferToImageBitmap());
exactly<Promise<Blob>>()(offscreen.convertToBlob({ type: 'image/webp', quality: 0.5 }));
// @ts-expect-error: both sides are needed.
new OffscreenCanvas(10);
// @ts-expect-error: a context makes it.
new OffscreenCanvasRenderingContext2D();

// Bitmaps.
exactly<Promise<ImageBitmap>>()(createImageBitmap(image));
exactly<Promise<ImageBitmap>>()(createImageBitmap(offscreen, 0, 0, 5, 5, { imageOrientation: 'flipY' }));
exactly<Promise<ImageBitmap>>()(createImageBitmap(new Blob([]), { resizeWidth: 3, resizeQuality: 'high' }));
exactly<Promise<ImageBitmap>>()(createImageBitmap(Buffer.alloc(3)));
// @ts-expect-error: four numbers or none.
createImageBitmap(image, 1, 2);
// @ts-expect-error: one of four.
createImageBitmap(image, { resizeQuality: 'best' });
// @ts-expect-error: nothing is read from a path.
createImageBitmap('photo.jpg');

declare const bitmap: ImageBitmap;
exactly<void>()(ctx.drawImage(bitmap, 1, 2));
ctx.createPattern(bitmap, 'repeat');
exactly<void>()(bitmap.close());
exactly<ImageBitmapMessage>()(bitmap.toMessage({ shared: true }));
exactly<ImageBitmap>()(ImageBitmap.fromMessage(bitmap.toMessage()));
exactly<ArrayBuffer | SharedArrayBuffer>()(bitmap.toMessage().pixels);
// @ts-expect-error: it is made by others.
new ImageBitmap();

export {};
