/**
 * What a generator promises, as types: its parameters, circuit, components and what its modules see (`generator.ts`,
 * `component.ts`, `activity.ts`), and the words of the two kinds, matrix products and update units. It imports no family.
 * A new kind of generator is a member of `Generator`; a new question to all of them a member of `CommonGenerator`.
 */
export * from "./activity.ts";
export type * from "./component.ts";
export type * from "./dependencies.ts";
export type * from "./float-arithmetic.ts";
export type * from "./generator.ts";
export type * from "./matrix-product.ts";
export type * from "./tile-shape.ts";
export * from "./unit-shape.ts";
export type * from "./update-operation.ts";
export type * from "./update-unit.ts";
