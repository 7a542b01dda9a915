// Type assertions: what does not hold does not compile.

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/**
 * `exactly<Expected>()(value)` compiles only if the value's type is Expected: no wider, no narrower, and
 * not any.
 */
export const exactly =
  <Expected>() =>
  <Actual>(_value: Actual, ..._proof: Same<Actual, Expected> extends true ? [] : [never]): void => {};
