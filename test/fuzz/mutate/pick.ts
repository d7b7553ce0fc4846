import type { Random } from "../../../src/core/random.ts";

/** One of `items`, of which there is at least one. */
export function pick<T>(items: readonly T[], random: Random): T {
  const item = items[random.integer(0, items.length - 1)];
  if (item === undefined) throw new RangeError("pick: got no items, expected at least one");
  return item;
}

/** `items` in another order. */
export function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  return items
    .map((item) => ({ item, key: random.next() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
