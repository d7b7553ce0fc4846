/** Keys and indices from the root of a JSON value to a place in it. */
export type Keys = readonly (string | number)[];

/** What a JSON value, be it an object or not, has at these keys. */
export function valueAt(json: unknown, ...keys: Keys): unknown {
  let at = json;
  for (const key of keys) at = isObject(at) && isOwn(at, key) ? at[key] : undefined;
  return at;
}

function isObject(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Of a list, its items and not its length. */
function isOwn(value: object, key: string | number): boolean {
  return Object.prototype.propertyIsEnumerable.call(value, key);
}
