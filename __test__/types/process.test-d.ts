// What belongs to the thread: fonts, memory, limits.

import { FontFace, FontFaceSetLoadEvent, GlobalFonts, deregisterAllFonts, fonts, memoryUsage, registerFont, setLimits, setMemoryBudget } from '@scope/canvas';
import type { FontFaceSet, FontFamily, FontKey, FontRegistry, FontVariationAxis, LimitChanges, LimitError, Limits, MemoryByKind, MemoryUsage, SourceProtocol } from '@scope/canvas';
import { exactly } from './exactly';

declare const bytes: Buffer;

// Fonts.
exactly<FontRegistry>()(GlobalFonts);
exactly<FontKey>()(GlobalFonts.register(bytes));
exactly<FontKey>()(GlobalFonts.register(new ArrayBuffer(1), 'Alias'));
exactly<FontKey>()(GlobalFonts.register(new DataView(new ArrayBuffer(1)), null));
exactly<FontKey>()(GlobalFonts.registerFromPath('a.ttf'));
exactly<FontKey>()(GlobalFonts.registerFromPath(new URL('file:///a.ttf'), 'Alias'));
exactly<FontFamily[]>()(GlobalFonts.families);
exactly<string[]>()(GlobalFonts.families.map(({ family }) => family));
exactly<boolean>()(GlobalFonts.has('Noto Sans'));
// @ts-expect-error: a path is for registerFromPath.
GlobalFonts.register('a.ttf');
// @ts-expect-error: an alias is a string.
GlobalFonts.register(bytes, { family: 'Alias' });
// @ts-expect-error: bytes are for register.
GlobalFonts.registerFromPath(new ArrayBuffer(1));
// @ts-expect-error
GlobalFonts.has();
// @ts-expect-error: read-only.
GlobalFonts.families = [];

exactly<number>()(GlobalFonts.families[0]?.styles[0]?.weight ?? 400);
exactly<boolean>()(GlobalFonts.remove(GlobalFonts.register(bytes)));
exactly<number>()(GlobalFonts.removeBatch([]) + GlobalFonts.removeAll() + GlobalFonts.loadFontsFromDir('fonts') + GlobalFonts.loadSystemFonts());
exactly<boolean>()(GlobalFonts.setAlias('Inter', 'sans-serif'));
exactly<FontVariationAxis[]>()(GlobalFonts.getVariationAxes('Inter', 400, 5, 0));
exactly<boolean>()(GlobalFonts.hasVariations('Inter'));
GlobalFonts.systemFonts = false;
exactly<void>()(registerFont('a.ttf', { family: 'A', weight: 700, style: 'italic' }));
exactly<void>()(deregisterAllFonts());
// @ts-expect-error: a family is needed.
registerFont('a.ttf', {});
const face = new FontFace('A', bytes, { weight: '100 900' });
exactly<Promise<FontFace>>()(face.load());
exactly<'unloaded' | 'loading' | 'loaded' | 'error'>()(face.status);
exactly<FontFaceSet>()(fonts.add(face));
exactly<Promise<FontFace[]>>()(fonts.load('10px A', 'text'));
exactly<boolean>()(fonts.check('10px A') && fonts.has(face) && fonts.delete(face));
fonts.onloadingdone = (event) => exactly<readonly FontFace[]>()(event.fontfaces);
for (const one of fonts) exactly<FontFace>()(one);
exactly<readonly FontFace[]>()(new FontFaceSetLoadEvent('loading', { fontfaces: [face] }).fontfaces);

// Memory.
const usage = memoryUsage();
exactly<MemoryUsage>()(usage);
exactly<number>()(usage.live + usage.peak + usage.budget + usage.bitmaps + usage.pool + usage.reported + usage.v8);
exactly<MemoryByKind>()(usage.bytesByKind);
exactly<'pixels' | 'encoded' | 'input' | 'display' | 'scratch' | 'font'>()('pixels' as keyof MemoryByKind);
exactly<number>()(usage.bytesByKind.pixels);
// @ts-expect-error: there is no such kind.
usage.bytesByKind.fonts;
exactly<void>()(setMemoryBudget(64 * 1024 * 1024));
exactly<void>()(setMemoryBudget(Infinity));
// @ts-expect-error
setMemoryBudget();
// @ts-expect-error
setMemoryBudget('64 MB');

// Limits.
const limits = setLimits({ maxPixels: 1000 });
const changes: LimitChanges = { maxInputBytes: 1, fetchTimeout: 1, maxPixels: 1, maxSide: 1, maxScratch: undefined };
exactly<Limits>()(limits);
exactly<Limits>()(setLimits());
exactly<Limits>()(setLimits(null));
exactly<Limits>()(setLimits(changes));
exactly<Limits>()(setLimits(limits));
exactly<number>()(limits.maxInputBytes + limits.fetchTimeout + limits.maxPixels + limits.maxSide + limits.maxScratch);
exactly<number>()(limits.maxFrames + limits.maxSvgBytes + limits.maxSvgNodes + limits.maxSvgDepth + limits.maxSvgTime);
exactly<readonly SourceProtocol[]>()(limits.protocols);
exactly<readonly string[] | null>()(limits.hosts);
exactly<boolean>()(limits.allowPrivateAddresses);
setLimits({ maxRedirects: 0, protocols: ['https:'], hosts: ['example.com'], allowPrivateAddresses: true });
setLimits({ protocols: [], hosts: null });
declare const refused: LimitError;
exactly<keyof Limits | 'memoryBudget'>()(refused.limit);
exactly<'ERR_LIMIT'>()(refused.code);
exactly<string>()(refused.message);
exactly<string | number | undefined>()(refused.actual);
// @ts-expect-error
setLimits({ maxPixels: '1000' });
// @ts-expect-error: with a colon.
setLimits({ protocols: ['https'] });
// @ts-expect-error: a list.
setLimits({ hosts: 'example.com' });
// @ts-expect-error: lists that are given are read-only.
limits.protocols.push('http:');
// @ts-expect-error: there is no such limit.
setLimits({ maxWidth: 1000 });
