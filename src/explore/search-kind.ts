import type { SearchKind, Space } from "../config/space.ts";

/** Designs of which each is judged unless the space asks for a bounded search; some minutes. */
export const MOST_EXHAUSTIVE = 2 ** 30;

/**
 * How a space is searched. By default every design of one of at most MOST_EXHAUSTIVE is judged, and in larger ones boxes that hold
 * none of the front are left out; designs are compared at equal throughput only where all are judged.
 */
export function searchOf({ search, equalThroughput }: Space, designs: number): SearchKind {
  return search ?? (designs > MOST_EXHAUSTIVE && equalThroughput === undefined ? "bounded" : "exhaustive");
}
