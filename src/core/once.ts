/** More entries than this are forgotten at once; a sweep of millions must not keep them all. */
const LIMIT = 100_000;

/**
 * A cache by number: `once(key, make)` makes a value the first time only. In the hot loop of a sweep it replaces building
 * (and hashing) the same text for millions of designs; the key must pack everything that the value depends on.
 */
export function onceByNumber<T>(): (key: number, make: () => T) => T {
  const made = new Map<number, T>();
  return (key, make) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    if (made.size >= LIMIT) made.clear();
    const value = make();
    made.set(key, value);
    return value;
  };
}
