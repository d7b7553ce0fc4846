import { InputError } from "../../../src/core/errors.ts";
import { compileSchema, jsonPath, type JsonSchema } from "../../../src/json/json-schema.ts";
import type { Keys } from "../../../src/json/value-at.ts";
import type { Attention, BlockGroup, Model } from "../model/model.ts";
import { dimension } from "../model/model-schema.ts";

/** What a config.json of one architecture says of a model. */
export interface Read {
  readonly hidden: number;
  readonly blocks: readonly BlockGroup[];
  readonly vocabulary: number;
  /** `stored`: in the type of the file. */
  readonly head: "stored" | "ternary" | "none";
  readonly isTied: boolean;
  /** Of ternary weights, where the architecture decides it. */
  readonly scales?: Model["scales"];
}

/** Fields of a config.json → what it says. Throws InputError with one fault per mistake, `where` (the file) before each path. */
export type Reader = (json: unknown, where: string) => Read;

/** Something that two fields say together and that no model has. */
export interface Clash {
  readonly keys: Keys;
  readonly message: string;
}

/**
 * The reader of an architecture. The schema describes `T`, the fields that decide on shapes; others may stand beside them.
 * @param clashes what is wrong though each field is legal by itself
 */
export function readerOf<T>(
  schema: JsonSchema,
  read: (config: T) => Read,
  clashes: (config: T) => readonly Clash[],
): Reader {
  const checked = compileSchema<T>(schema);
  return (json, where) => {
    const config = checked(json, where);
    const faults = clashes(config).map(({ keys, message }) => ({ path: jsonPath(where, ...keys), message }));
    if (faults.length > 0) throw new InputError(faults);
    return read(config);
  };
}

/** Schema of an object that has these fields, and maybe those, and any others. */
export function fieldsOf(
  required: Readonly<Record<string, JsonSchema>>,
  optional: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  return {
    type: "object",
    properties: { ...required, ...optional },
    required: Object.keys(required),
    expected: "the fields of a config.json",
  };
}

/** Schema of a field that may be left out, or null, which is the same. */
export function orNull(schema: JsonSchema): JsonSchema {
  return { ...schema, type: [String(schema["type"]), "null"], expected: `${String(schema["expected"])}, or null` };
}

export const FLAG: JsonSchema = { type: "boolean", expected: "true or false" };

/** Schema of a dimension that may be left out, or null. */
export function maybe(kind: Parameters<typeof dimension>[0]): JsonSchema {
  return orNull(dimension(kind));
}

/** A part of whole heads, for a field that `keys` lead to. */
export function headClashes(heads: number, keyValueHeads: number, keys: Keys): readonly Clash[] {
  if (heads % keyValueHeads === 0) return [];
  return [{ keys, message: `got ${keyValueHeads}, expected a divisor of the heads, ${heads}` }];
}

/** That a width is cut into heads, for a field that `keys` lead to. */
export function cutClashes(width: number, heads: number, keys: Keys): readonly Clash[] {
  if (width % heads === 0) return [];
  return [
    { keys, message: `got ${width}, expected a multiple of the heads, ${heads}, as no dimension of a head is given` },
  ];
}

/** That a width which the code of a model works out is one that a layer may have; `stated`: the first field that says it. */
export function widthClashes(
  width: number,
  ...stated: readonly (readonly [key: string, value: unknown])[]
): readonly Clash[] {
  const most = Number(dimension("width")["maximum"]);
  if (Number.isInteger(width) && width >= 1 && width <= most) return [];
  const [key, value] = stated.find(([, each]) => each !== undefined && each !== null) ?? ["", undefined];
  const message = `got ${String(value)}, which makes a layer ${width} wide, expected one of a whole number from 1 to ${most}`;
  return [{ keys: [key], message }];
}

export function attentionOf(heads: number, keyValueHeads: number, headDimension: number): Attention {
  return { kind: "attention", heads, keyValueHeads, headDimension };
}
