// The assertion itself must be able to fail.

import { exactly } from './exactly';

declare const anything: any;
declare const text: string;

exactly<string>()(text);
exactly<'a' | 'b'>()('a' as 'a' | 'b');

// @ts-expect-error: any is not string.
exactly<string>()(anything);
// @ts-expect-error: wider than expected.
exactly<'a'>()(text);
// @ts-expect-error: narrower than expected.
exactly<string | number>()(text);
