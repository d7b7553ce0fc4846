/** Texts by what they follow from, e.g. the price of a module: what was worked out once, nobody works out again. */
export interface KnownTexts {
  get(key: string): string | undefined;
  /** A key has one text: whoever adds another one for it is wrong. */
  add(key: string, text: string): void;
}

/** Texts under a name of their own. */
export function knownUnder(name: string, known: KnownTexts): KnownTexts {
  return {
    get: (key) => known.get(`${name} ${key}`),
    add: (key, text) => known.add(`${name} ${key}`, text),
  };
}

/** How a value is kept. */
export interface KeptHow<T> {
  readonly make: () => T;
  /** Gives the value back; an error: it is none. */
  readonly read: (json: unknown) => T;
  /** Must lose nothing that `read` gives back. */
  readonly write: (value: T) => unknown;
  /** Values that were read, where many keys have one text. */
  readonly byText?: Map<string, T>;
}

/**
 * A value that is kept as JSON. What is known is not believed: where it is no JSON, or not what `read` expects, the value is
 * made.
 */
export function keptValue<T>(known: KnownTexts | undefined, key: string, { make, read, write, byText }: KeptHow<T>): T {
  if (known === undefined) return make();
  const text = known.get(key);
  const found = text === undefined ? undefined : (byText?.get(text) ?? readJsonText(text, read));
  if (found !== undefined && text !== undefined) {
    byText?.set(text, found);
    return found;
  }
  const value = make();
  if (text === undefined) known.add(key, JSON.stringify(write(value)));
  return value;
}

function readJsonText<T>(text: string, read: (json: unknown) => T): T | undefined {
  try {
    return read(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A list of so many finite numbers: JSON gives back all their bits. @throws {Error} if it is none, as those below: it is made again */
export function toNumbers(json: unknown, count: number): readonly number[] {
  return toTuple(json, count).map(toNumber);
}

/** A finite number. */
export function toNumber(json: unknown): number {
  if (typeof json !== "number" || !Number.isFinite(json)) throw new Error("internal: no finite number was kept");
  return json;
}

/** A text. */
export function toText(json: unknown): string {
  if (typeof json !== "string") throw new Error("internal: no text was kept");
  return json;
}

/** A list of whatever `read` makes of its items. */
export function toList<T>(json: unknown, read: (item: unknown) => T): readonly T[] {
  if (!Array.isArray(json)) throw new Error("internal: no list was kept");
  return json.map(read);
}

/** A list of so many items. */
export function toTuple(json: unknown, count: number): readonly unknown[] {
  if (!Array.isArray(json) || json.length !== count) throw new Error("internal: no list of that length was kept");
  return json;
}
