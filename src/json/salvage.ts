import type { Fault } from "../core/errors.ts";
import { valueAt, type Keys } from "./value-at.ts";

/** What is left of a JSON value without the places that are at fault. */
export interface Salvaged {
  readonly value: unknown;
  /** Where a place of what is left stood before: items in front of it may be gone. */
  readonly before: (keys: Keys) => Keys;
}

/** What is gone of a value: all of it, or something inside. */
interface Gone {
  isAll: boolean;
  readonly inside: Map<string | number, Gone>;
  /** Of a list: where the items that are left stood. */
  indices?: readonly number[];
}

/** A value without these places: keys of objects, or items of lists. Of the root itself nothing is left. The rest is not copied. */
export function salvage(json: unknown, places: readonly Keys[]): Salvaged {
  const root = treeOf(places);
  const before = (keys: Keys): Keys => {
    let at: Gone | undefined = root;
    return keys.map((key) => {
      const stood = at?.indices?.[Number(key)] ?? key;
      at = at?.inside.get(stood);
      return stood;
    });
  };
  return { value: without(json, root), before };
}

function treeOf(places: readonly Keys[]): Gone {
  const root: Gone = { isAll: false, inside: new Map() };
  for (const keys of places) {
    let at = root;
    for (const key of keys) {
      const inner: Gone = at.inside.get(key) ?? { isAll: false, inside: new Map() };
      at.inside.set(key, inner);
      at = inner;
    }
    at.isAll = true;
  }
  return root;
}

function without(value: unknown, gone: Gone | undefined): unknown {
  if (gone?.isAll === true) return undefined;
  if (gone === undefined || gone.inside.size === 0 || typeof value !== "object" || value === null) return value;
  const isLeft = (key: string | number): boolean => gone.inside.get(key)?.isAll !== true;
  if (Array.isArray(value)) {
    gone.indices = [...value.keys()].filter(isLeft);
    return gone.indices.map((index) => without(value[index], gone.inside.get(index)));
  }
  const entries = Object.entries(value).filter(([key]) => isLeft(key));
  return Object.fromEntries(entries.map(([key, inner]) => [key, without(inner, gone.inside.get(key))]));
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
      at = valueAt(at, key);
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
