import { parseBooleanFunction } from "../../src/core/boolean-function.ts";

/**
 * Truth table of a Liberty function over named inputs: one character per input state, `0` or `1`; bit i of the state's
 * number is the value of inputs[i].
 */
export type TruthTable = string;

/** Functions of more inputs are refused: a table of 2^16 states is more than any cell that can be mapped to needs. */
const MOST_INPUTS = 16;

/** Names a Liberty function refers to, in order of appearance; undefined if the function is malformed. */
export function namesIn(text: string): readonly string[] | undefined {
  return parseBooleanFunction(text)?.names;
}

/**
 * Truth table of a function over the given inputs; undefined if it is malformed, refers to anything else, or if there are
 * more than 16 inputs.
 */
export function truthTable(text: string, inputs: readonly string[]): TruthTable | undefined {
  const key = `${inputs.join()}:${text}`;
  if (!evaluated.has(key)) evaluated.set(key, evaluateAll(text, inputs));
  return evaluated.get(key);
}

/** Results of `truthTable`: libraries state the same function for each drive strength. */
const evaluated = new Map<string, TruthTable | undefined>();

function evaluateAll(text: string, inputs: readonly string[]): TruthTable | undefined {
  const compiled = inputs.length > MOST_INPUTS ? undefined : parseBooleanFunction(text);
  if (compiled === undefined || compiled.names.some((name) => !inputs.includes(name))) return undefined;
  let table = "";
  const values = new Map<string, boolean>();
  for (let state = 0; state < 2 ** inputs.length; state += 1) {
    inputs.forEach((name, bit) => values.set(name, ((state >> bit) & 1) === 1));
    table += compiled.evaluate(values) ? "1" : "0";
  }
  return table;
}

/** The table with every value complemented. */
export function complement(table: TruthTable): TruthTable {
  return table.replaceAll(/[01]/g, (bit) => (bit === "0" ? "1" : "0"));
}

/** The pin of a function that is just one pin or its complement, e.g. `!D` or `(RESET_B')`; undefined for anything else. */
export function literal(text: string): { readonly pin: string; readonly inverted: boolean } | undefined {
  const [pin, ...others] = namesIn(text) ?? [];
  if (pin === undefined || others.length > 0) return undefined;
  const table = truthTable(text, [pin]);
  return table === "01" || table === "10" ? { pin, inverted: table === "10" } : undefined;
}

/** Truth tables to recognise cells by. Symmetric in their inputs, so pin order does not matter. */
export const TABLES = {
  inverter: "10",
  buffer: "01",
  nand2: "1110",
  and2: "0001",
  xor2: "0110",
  xor3: "01101001",
  xnor2: "1001",
  majority: "00010111",
  minority: "11101000",
  /** !((a+b)·c) with c in each of the three places. */
  orAndInvert: ["11111000", "11101010", "11101100"],
} as const;
