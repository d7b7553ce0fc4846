/** A JSON value that tests take apart. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Where a value stands in another: keys and places from the outside in. */
export type JsonPath = readonly (string | number)[];

/** What a hostile file would like a page to run, or a parser to stumble over. */
export const HOSTILE_STRINGS: readonly string[] = [
  `<img src=x onerror="document.title='owned'">`,
  `</script><script>document.title='owned'</script>`,
  `" onmouseover="document.title='owned'" x="`,
  `</style><svg onload=document.title='owned'>`,
  "<!--",
  "javascript:document.title='owned'",
  "=1+1",
  "__proto__",
  "constructor",
  "",
  "\u0000",
  "\u202eabc",
  "\ud800",
  "9".repeat(400),
];

const HOSTILE_NUMBERS = [0, -1, 0.5, 1e-320, 1e29, 1e308, -1e308, 2 ** 53, 1e15];

/** Every place in a value, the outermost first. */
export function pathsOf(value: Json): readonly JsonPath[] {
  if (typeof value !== "object" || value === null) return [[]];
  const keys = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  return [[], ...keys.flatMap((key) => pathsOf(at(value, [key])).map((path) => [key, ...path]))];
}

/** The value at a place. */
export function at(value: Json, path: JsonPath): Json {
  return path.reduce<Json>((inner, key) => {
    if (typeof inner !== "object" || inner === null) throw new Error(`nothing at ${path.join("/")}`);
    return (inner as { [key: string]: Json })[key] ?? null;
  }, value);
}

/** A copy of `value` with one change at a random place; `random` gives numbers from 0 to below 1. */
export function mutated(value: Json, random: () => number): Json {
  const copy = structuredClone(value);
  const paths = pathsOf(copy).filter((path) => path.length > 0);
  const path = pick(paths, random);
  const parent = at(copy, path.slice(0, -1)) as { [key: string]: Json };
  const key = path.at(-1) ?? "";
  const old = at(copy, path);
  switch (Math.floor(random() * 9)) {
    case 0:
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
      break;
    case 1:
      parent[key] = pick<Json>([null, true, 7, "word", [], {}, [[]], { a: 1 }], random);
      break;
    case 2:
      parent[key] = Array.from({ length: 200 }).reduce<Json>((inner) => [inner], 1);
      break;
    case 3:
      if (Array.isArray(parent)) parent.push(structuredClone(old));
      else parent[pick(HOSTILE_STRINGS, random)] = structuredClone(old);
      break;
    case 4:
      parent[key] = structuredClone(at(copy, pick(paths, random)));
      break;
    default:
      parent[key] =
        typeof old === "number"
          ? pick(HOSTILE_NUMBERS, random)
          : typeof old === "string"
            ? pick(HOSTILE_STRINGS, random)
            : old;
  }
  return copy;
}

/** A copy with every number or string that stands at a path which `isWanted` changed. */
export function replaced(value: Json, change: (old: number | string, path: JsonPath) => Json): Json {
  const copy = structuredClone(value);
  for (const path of pathsOf(copy)) {
    const old = at(copy, path);
    if (path.length === 0 || (typeof old !== "number" && typeof old !== "string")) continue;
    (at(copy, path.slice(0, -1)) as { [key: string]: Json })[path.at(-1) ?? ""] = change(old, path);
  }
  return copy;
}

function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}
