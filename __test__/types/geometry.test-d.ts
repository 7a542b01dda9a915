import { DOMMatrix, DOMMatrixReadOnly, DOMPoint, DOMPointReadOnly, DOMQuad, DOMRect, DOMRectReadOnly } from '@scope/canvas';
import type { CanvasPattern, CanvasRenderingContext2D, DOMMatrix2DInit, DOMMatrixInit, DOMPointInit, DOMRectInit, Path2D } from '@scope/canvas';
import { exactly } from './exactly';

declare const ctx: CanvasRenderingContext2D;
declare const pattern: CanvasPattern;
declare const path: Path2D;

const matrix = new DOMMatrix([1, 2, 3, 4, 5, 6]);
new DOMMatrix();
new DOMMatrix('rotate(30deg)');
new DOMMatrixReadOnly(new Float32Array(16));
// @ts-expect-error: a list or a string.
new DOMMatrix(5);
// @ts-expect-error: null would be read as a string.
new DOMMatrix(null);

exactly<number>()(matrix.a);
matrix.a = 5;
matrix.m44 = 5;
exactly<boolean>()(matrix.is2D);
// @ts-expect-error: follows from the numbers.
matrix.is2D = false;
// @ts-expect-error
new DOMMatrixReadOnly().a = 5;
// @ts-expect-error: nothing changes it.
new DOMMatrixReadOnly().translateSelf(1, 2);

exactly<DOMMatrix>()(matrix.translate(1, 2).scale(2).rotate(30).multiply({ a: 2, m33: 4 }).inverse());
exactly<DOMMatrix>()(matrix.translateSelf(1).invertSelf().setMatrixValue('none'));
exactly<DOMMatrix>()(DOMMatrix.fromMatrix({ a: 1, is2D: true }));
exactly<DOMMatrixReadOnly>()(DOMMatrixReadOnly.fromFloat64Array(new Float64Array(6)));
exactly<DOMPoint>()(matrix.transformPoint({ x: 1 }));
exactly<number>()(matrix.toJSON().m11);
exactly<string>()(`${matrix}`);

// A matrix is taken wherever its numbers are.
const numbers: DOMMatrixInit & DOMMatrix2DInit = matrix;
ctx.setTransform(numbers);
ctx.setTransform(matrix);
pattern.setTransform(matrix);
path.addPath(path, matrix);
exactly<DOMMatrix>()(ctx.getTransform());
exactly<DOMMatrix>()(ctx.currentTransform);
ctx.currentTransform = { a: 2 };

const point = new DOMPoint(1, 2);
const init: DOMPointInit = point;
path.roundRect(1, 2, 3, 4, [point, init, 5]);
point.x = 5;
// @ts-expect-error
new DOMPointReadOnly().x = 5;
exactly<DOMPoint>()(point.matrixTransform(matrix));

const rect = DOMRect.fromRect({ width: 5 });
const rectInit: DOMRectInit = rect;
exactly<number>()(rect.bottom);
// @ts-expect-error: follows from y and height.
rect.bottom = 5;
exactly<DOMRectReadOnly>()(DOMRectReadOnly.fromRect(rectInit));
exactly<DOMRect>()(DOMQuad.fromRect(rect).getBounds());
exactly<DOMPoint>()(new DOMQuad(point, null).p1);
