/** Keys and indices from the root of a JSON value to a place in it. */
export type Keys = readonly (string | number)[];

/** What a JSON value, be it an object or not, has at these keys. */
export function valueAt(json: unknown, ...keys: Keys): unknown {
  let at = json;
  for (const key of keys)
    at =
      typeof at === "object" && at !== null
        ? Object.entries(at).find(([each]) => each === String(key))?.[1]
        : undefined;
  return at;
}
