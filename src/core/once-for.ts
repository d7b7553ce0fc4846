/** Makes a thing for the first that has a key, and gives it to all others with that key. */
export function onceFor<From, T>(keyOf: (from: From) => unknown, make: (from: From) => T): (from: From) => T {
  const made = new Map<unknown, T>();
  return (from) => {
    const key = keyOf(from);
    const known = made.get(key) ?? make(from);
    made.set(key, known);
    return known;
  };
}
