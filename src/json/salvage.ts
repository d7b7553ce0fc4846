import type { Fault } from "../core/errors.ts";

/** What is left of a JSON value without the places that are at fault. */
export interface Salvaged {
  readonly value: unknown;
  /** Where a place of what is left stood before: items in front of it may be gone. */
  readonly before: (keys: Keys) => Keys;
}

/** Keys and indices from the root of a JSON value to a place in it. */
export type Keys = readonly (string | number)[];

/** A value without these places: keys of objects, or items of lists. Of the root itself nothing is left. */
export function salvage(json: unknown, places: readonly Keys[]): Salvaged {
  const gone = new Set(places.map((keys) => JSON.stringify(keys)));
  const indices = new Map<string, readonly number[]>();
  const copy = (value: unknown, keys: Keys): unknown => {
    const isLeft = (key: string | number): boolean => !gone.has(JSON.stringify([...keys, key]));
    if (Array.isArray(value)) {
      const left = [...value.keys()].filter(isLeft);
      indices.set(JSON.stringify(keys), left);
      return left.map((index) => copy(value[index], [...keys, index]));
    }
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(([key]) => isLeft(key));
    return Object.fromEntries(entries.map(([key, inner]) => [key, copy(inner, [...keys, key])]));
  };
  const value = gone.has("[]") ? undefined : copy(json, []);
  const before = (keys: Keys): Keys => {
    const found: (string | number)[] = [];
    for (const key of keys) {
      const list = indices.get(JSON.stringify(found));
      found.push(list === undefined ? key : (list[Number(key)] ?? key));
    }
    return found;
  };
  return { value, before };
}

/** `/a/0` → a, 0, where it stands in a value: indices of lists are numbers. */
export function keysOf(pointer: string, json: unknown): Keys {
  let at: unknown = json;
  return pointer
    .split("/")
    .slice(1)
    .map((part) => {
      const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
      const key = Array.isArray(at) ? Number(name) : name;
      at = typeof at === "object" && at !== null ? Object.entries(at).find(([each]) => each === name)?.[1] : undefined;
      return key;
    });
}

/** The fault with its path in what was left put back to where it stands in the file. */
export function putBack({ path, message }: Fault, where: string, { value, before }: Salvaged): Fault {
  const pointer = path.startsWith(`${where}: /`) ? path.slice(where.length + 2) : "";
  if (pointer === "") return { path, message };
  return { path: `${where}: ${pointerOf(before(keysOf(pointer, value)))}`, message };
}

function pointerOf(keys: Keys): string {
  return keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
