import type { Fault } from "../../src/core/errors.ts";
import type { Condition, ParameterValues } from "../../src/core/parameters.ts";
import type { TileShape } from "./tile-shape.ts";

/** Names of parameters and facts. */
export type Reads = readonly string[];

/** A small thing that follows from parameters, e.g. the width of sums: what depends on it depends on nothing behind it. */
export interface Fact {
  readonly reads: Reads;
  readonly of: (values: ParameterValues) => number | string;
}

/** What a part of a design depends on: designs that agree in these have the same modules there. */
export interface PartReads {
  /** What shapes its modules, and says what drives their ports. */
  readonly module: Reads;
  /** What else decides on the keys of their activities. */
  readonly activity: Reads;
  /** What else decides on what its ports see, see `ModuleActivity.ofPort`. */
  readonly ports: Reads;
  /** Parameters whose product is the number of its copies; its components' counts are multiples of that. */
  readonly copies: Reads;
  /** Whether nothing but the design's own ports drives it. */
  readonly isFirst?: true;
}

/** Conflicts of a kind. */
export interface ConflictReads {
  readonly reads: Reads;
  readonly of: (values: ParameterValues) => readonly Fault[];
}

/**
 * What each part of a design depends on, so that a sweep works out each part once for all designs that share it. A
 * statement that leaves a parameter out is wrong, and a test finds it (test/generators/dependencies.test.ts); one that
 * names too many costs time only.
 */
export interface Dependencies {
  /** The designs for which this holds; others are worked out one by one. */
  readonly onlyWith: Condition;
  /** The parameter along which most of a design stays as it is, e.g. how often a part is copied. */
  readonly along: string;
  readonly facts: Readonly<Record<string, Fact>>;
  /** By `Component.part`; those with an instance at the top in the order in which they stand there, each with one. */
  readonly parts: Readonly<Record<string, PartReads>>;
  readonly tile: { readonly [Field in keyof TileShape]: Reads };
  /** Together the conflicts of a design. */
  readonly conflicts: readonly ConflictReads[];
}
