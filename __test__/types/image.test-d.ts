import { Image, ImageData, loadImage } from '@scope/canvas';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import type { ImageBytes, ImageDataSettings, ImageSource, LoadImageOptions, ReadableSource, UnsharedBytes } from '@scope/canvas';
import { exactly } from './exactly';

declare const bytes: Buffer;

// Every kind of source.
const sources: ImageSource[] = [
  'photo.jpg',
  'https://example.org/a.png',
  new URL('file:///a.png'),
  bytes,
  new Uint8Array(1),
  new Uint8ClampedArray(1),
  new Uint16Array(1),
  new DataView(new ArrayBuffer(1)),
  new ArrayBuffer(1),
  new SharedArrayBuffer(1),
  new Uint8Array(new SharedArrayBuffer(1)),
];

const image = new Image();
exactly<Image>()(new Image(10));
exactly<Image>()(new Image(10, 20));
// @ts-expect-error: a size, not a source.
new Image('photo.jpg');
for (const source of sources) {
  image.src = source;
  exactly<Promise<Image>>()(loadImage(source));
}

// What only loadImage reads from.
declare const request: IncomingMessage;
declare const response: Response;
const readable: ReadableSource[] = [
  new Blob([]),
  response,
  new Blob([]).stream(),
  createReadStream('photo.jpg'),
  Readable.from([bytes]),
  request,
];
if (response.body) readable.push(response.body);
for (const source of readable) exactly<Promise<Image>>()(loadImage(source));
// @ts-expect-error: src takes no stream.
image.src = request;
// @ts-expect-error: src takes no Blob.
image.src = new Blob([]);
// @ts-expect-error: a promise is no source yet.
loadImage(fetch('https://example.org/a.png'));
exactly<string | ImageBytes>()(new Image().src);
exactly<string>()(image.currentSrc);
// @ts-expect-error: not a source.
image.src = 5;
// @ts-expect-error: not a source.
image.src = null;
// @ts-expect-error: numbers in an array are no bytes.
image.src = [1, 2, 3];
// @ts-expect-error: read-only.
image.currentSrc = '';

// Events.
exactly<((this: Image) => void) | null>()(new Image().onload);
exactly<((this: Image, error: Error) => void) | null>()(new Image().onerror);
image.onload = () => {};
image.onload = null;
image.onload = function () {
  exactly<Image>()(this);
};
image.onerror = (error) => exactly<Error>()(error);
image.onerror = () => {};
image.onerror = null;
// @ts-expect-error: onload is called with nothing.
image.onload = (event: object) => event;
// @ts-expect-error: a function or null.
image.onload = undefined;
// @ts-expect-error: onerror is called with an Error.
image.onerror = (message: string) => message;

exactly<Promise<void>>()(image.decode());
exactly<boolean>()(image.complete);
exactly<number>()(image.width + image.height + image.naturalWidth + image.naturalHeight);
exactly<string>()(image.alt);
exactly<void>()(image.dispose());
exactly<void>()(image[Symbol.dispose]());
image.width = 10;
image.height = 10;
image.alt = 'A photo';
// @ts-expect-error: read-only.
image.naturalWidth = 10;
// @ts-expect-error: read-only.
image.naturalHeight = 10;
// @ts-expect-error: read-only.
image.complete = true;

// The native class underneath is no part of the interface.
// @ts-expect-error: internal.
image.load(bytes);
// @ts-expect-error: internal.
image.clear();
// @ts-expect-error: internal.
image.state;

// loadImage's options.
const options: LoadImageOptions = {
  signal: new AbortController().signal,
  timeout: 1000,
  maxInputBytes: 1000,
  maxRedirects: 0,
  protocols: ['https:', 'data:'],
  hosts: ['example.com', '*.example.org'],
  allowPrivateAddresses: false,
  maxPixels: 1000,
  maxSide: 1000,
};
exactly<Promise<Image>>()(loadImage(bytes, options));
exactly<Promise<Image>>()(loadImage(bytes, {}));
exactly<Promise<Image>>()(loadImage(bytes, null));
exactly<Promise<Image>>()(loadImage(bytes, { signal: AbortSignal.timeout(5), timeout: undefined }));
// @ts-expect-error: needs a source.
loadImage();
// @ts-expect-error: not a source.
loadImage(5);
// @ts-expect-error: an image is no source.
loadImage(image);
// @ts-expect-error: a signal, not its controller.
loadImage(bytes, { signal: new AbortController() });
// @ts-expect-error: a number.
loadImage(bytes, { timeout: '1s' });
loadImage(bytes, { hosts: null });
// @ts-expect-error: no such scheme.
loadImage(bytes, { protocols: ['ftp:'] });
// @ts-expect-error: a boolean.
loadImage(bytes, { allowPrivateAddresses: 1 });
// @ts-expect-error: there is no such option.
loadImage(bytes, { maxBytes: 1000 });

// ImageData.
const settings: ImageDataSettings = { colorSpace: 'srgb' };
const pixels = new ImageData(1, 1);
exactly<ImageData>()(new ImageData(1, 1, settings));
exactly<ImageData>()(new ImageData(new Uint8ClampedArray(4), 1));
exactly<ImageData>()(new ImageData(new Uint8ClampedArray(4), 1, 1));
exactly<ImageData>()(new ImageData(pixels.data, 1, undefined, settings));
exactly<number>()(pixels.width + pixels.height);
exactly<UnsharedBytes>()(pixels.data);
exactly<Uint8ClampedArray<ArrayBuffer>>()(pixels.data);
exactly<'srgb' | 'display-p3'>()(pixels.colorSpace);
pixels.data[0] = 255;
// @ts-expect-error: needs a size.
new ImageData(1);
// @ts-expect-error: needs a width.
new ImageData(new Uint8ClampedArray(4));
// @ts-expect-error: another kind of array.
new ImageData(new Uint8Array(4), 1);
// @ts-expect-error: another kind of array.
new ImageData([0, 0, 0, 0], 1);
// @ts-expect-error: no such colour space.
new ImageData(1, 1, { colorSpace: 'rec2020' });
// @ts-expect-error: no such format.
new ImageData(1, 1, { pixelFormat: 'float16' });
// @ts-expect-error: read-only.
pixels.width = 2;
// @ts-expect-error: read-only.
pixels.data = new Uint8ClampedArray(4);
