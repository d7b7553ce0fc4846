import Type, { type Static, type TProperties, type TSchema } from "typebox";

/**
 * The pieces that records of results are described with. A description is a JSON Schema and a type at once
 * (`typebox`), so that what writes a file and what checks it cannot differ; `expected` says in words what is legal.
 */

/** The type of what a description describes, all of it read-only. */
export type Described<Schema extends TSchema> = Frozen<Static<Schema>>;

type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;

/** An object with these keys and no others. */
export function record<Properties extends TProperties>(properties: Properties) {
  return Type.Object(properties, { additionalProperties: false, expected: "an object" });
}

/** An object with any keys of one kind, and values of one kind. */
export function table<Value extends TSchema>(keys: TSchema, value: Value) {
  const schema = { type: "object", propertyNames: keys, additionalProperties: value, expected: "an object" };
  return Type.Unsafe<Record<string, Static<Value>>>(schema);
}

/** An object with some of these keys, each with a value of its own description, and others of one kind. */
export function tableOf<Value extends TSchema>(
  keys: readonly string[],
  valueOf: (key: string) => Value,
  others: { readonly keys: TSchema; readonly value: Value },
) {
  const properties = Object.fromEntries(keys.map((key) => [key, valueOf(key)]));
  const schema = {
    type: "object",
    properties,
    propertyNames: others.keys,
    additionalProperties: others.value,
    expected: "an object",
  };
  return Type.Unsafe<Record<string, Static<Value>>>(schema);
}

/** A list with items of one kind. */
export function list<Item extends TSchema>(item: Item, fewest = 0) {
  const expected = fewest === 0 ? "a list" : `a list of at least ${fewest}`;
  return Type.Array(item, { minItems: fewest, expected });
}

/** One of a few words. */
export function oneOf<const Words extends readonly string[]>(...words: Words) {
  return Type.Unsafe<Words[number]>({ type: "string", enum: words, expected: `one of ${words.join(", ")}` });
}

/** One of two records; the first if it has the key. */
export function either<First extends TSchema, Second extends TSchema>(key: string, first: First, second: Second) {
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  const schema = { type: "object", if: { required: [key] }, then: first, else: second, expected: "an object" };
  return Type.Unsafe<Static<First> | Static<Second>>(schema);
}

/** What no text holds: control characters, half characters, marks that turn the direction of the text. */
const UNPRINTABLE = String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\p{Cs}`;

/** Text for people. */
export const text = Type.String({
  maxLength: 20_000,
  pattern: `^[^${UNPRINTABLE}]*$`,
  expected: "printable text of at most 20000 characters",
});

/** What a text on one line is. */
const LINE = { minLength: 1, maxLength: 1000, pattern: String.raw`^[^${UNPRINTABLE}\t\n]*$` };

/** A name of ours or of a user. */
export const name = Type.String({ ...LINE, expected: "printable text of 1 to 1000 characters on one line" });

/** A word that stands for a parameter or a generator in code. */
export const identifier = Type.String({
  maxLength: 100,
  pattern: String.raw`^[A-Za-z][\w-]*$`,
  expected: "a name of letters, digits, - and _",
});

/** Far beyond every quantity on either side, so that products and ratios of a few of them remain numbers. */
export const LARGEST = 1e30;
export const SMALLEST = 1e-30;
const BETWEEN = { exclusiveMinimum: -SMALLEST, exclusiveMaximum: SMALLEST, not: { const: 0 } };

/** Any number that can be calculated with. */
export const real = Type.Number({
  minimum: -LARGEST,
  maximum: LARGEST,
  not: BETWEEN,
  expected: `0, or a number of magnitude ${SMALLEST} to ${LARGEST}`,
});

/** A number or a word, as parameters are. */
export const scalar = Type.Unsafe<number | string>({
  type: ["number", "string"],
  minimum: -LARGEST,
  maximum: LARGEST,
  ...LINE,
  expected: "a number or a word",
});

/** A quantity that is not negative. */
export const amount = Type.Number({
  minimum: 0,
  maximum: LARGEST,
  not: BETWEEN,
  expected: `0, or a number from ${SMALLEST} to ${LARGEST}`,
});

/** A quantity that cannot be 0. */
export const positive = Type.Number({
  minimum: SMALLEST,
  maximum: LARGEST,
  expected: `a number above 0, from ${SMALLEST} to ${LARGEST}`,
});

/** A part of a whole. */
export const part = Type.Number({ minimum: 0, maximum: 1, expected: "a number from 0 to 1" });

/** A number of things. */
export const count = wholeFrom(0);

/** A number of things of which there is one at least. */
export const countFromOne = wholeFrom(1);

function wholeFrom(minimum: number) {
  const maximum = Number.MAX_SAFE_INTEGER;
  return Type.Integer({ minimum, maximum, expected: `a whole number from ${minimum}` });
}
