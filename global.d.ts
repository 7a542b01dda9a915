// `@scope/canvas/global` puts the names that a page has on globalThis where they are missing, and exports what the package
// does. It declares no globals: TypeScript's `dom` library does, and would contradict.

export * from './index.js';
