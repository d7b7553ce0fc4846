import type { FieldName } from "./fields.ts";

/**
 * A published design as what its sources state: every value with the source and how far it is to be trusted. What no source
 * at hand states is absent.
 */

/**
 * How far a value is to be trusted, the most trusted first: the paper's own page or abstract, or code; somebody's note, review
 * or translation; worked out from such values; concluded from a description. Where several sources stand behind a value and do
 * not say which of them states it, it has the least trusted mark of them.
 */
export const PUBLISHED_TRUSTS = ["primary", "secondary", "derived", "inferred"] as const;

/** Sections of the list: engines with tables of activation sums, other ternary ones, neighbours whose ideas transfer. */
export const GROUPS = ["tables", "no-tables", "neighbours"] as const;

/** One value, or several: each of them is offered, or both ends of a range. */
export type FactValue = number | string | readonly number[] | readonly string[];

/** What one source says of a field. Two sources that do not agree are two facts of the field. */
export interface Fact {
  readonly of: FieldName;
  readonly value: FactValue;
  readonly trust: (typeof PUBLISHED_TRUSTS)[number];
  readonly source: string;
}

/** One circuit among those of a publication. */
export interface PublishedPoint {
  readonly label: string;
  /** In the place of those of the design. */
  readonly facts: readonly Fact[];
}

/** A row of the list. */
export interface PublishedDesign {
  readonly name: string;
  /** The name as its authors write it. */
  readonly title: string;
  readonly group: (typeof GROUPS)[number];
  /** Paper or repository. */
  readonly source: string;
  readonly notes?: string;
  readonly facts: readonly Fact[];
  readonly points?: readonly PublishedPoint[];
}

/** What is said of a field; of a point, what it says itself, else what its design says. */
export function factsOf(design: PublishedDesign, field: FieldName, point?: PublishedPoint): readonly Fact[] {
  const own = (point?.facts ?? []).filter(({ of }) => of === field);
  return own.length > 0 ? own : design.facts.filter(({ of }) => of === field);
}

/** The numbers of a field, of all that is said of it. */
export function numbersOf(design: PublishedDesign, field: FieldName, point?: PublishedPoint): readonly number[] {
  return valuesOf(design, field, point).filter((value) => typeof value === "number");
}

/** The words of a field, of all that is said of it. */
export function wordsOf(design: PublishedDesign, field: FieldName, point?: PublishedPoint): readonly string[] {
  return valuesOf(design, field, point).filter((value) => typeof value === "string");
}

function valuesOf(design: PublishedDesign, field: FieldName, point?: PublishedPoint): readonly (number | string)[] {
  return factsOf(design, field, point).flatMap(({ value }) => value);
}
