/**
 * Truth table of a Liberty function over named inputs: one character per input state, `0` or `1`; bit i of the state's
 * number is the value of inputs[i].
 */
export type TruthTable = string;

type Evaluate = (values: ReadonlyMap<string, boolean>) => boolean;

/** Reads `!(A*B)`, `A' B + C`, `A ^ B`, `1`; precedence `!`/`'`, `^`, `*`/`&`/blank, `+`/`|`. Undefined if malformed. */
function compile(text: string): { readonly evaluate: Evaluate; readonly names: readonly string[] } | undefined {
  const tokens = text.match(/[A-Za-z_][\w[\].]*|[01]|\S/g) ?? [];
  const names = new Set<string>();
  let at = 0;
  let bad = false;

  const primary = (): Evaluate => {
    const token = tokens[at];
    at += 1;
    if (token === "!") {
      const inner = primary();
      return (values) => !inner(values);
    }
    let result: Evaluate = () => false;
    if (token === "(") {
      result = sum();
      if (tokens[at] !== ")") bad = true;
      at += 1;
    } else if (token === "0" || token === "1") result = () => token === "1";
    else if (token !== undefined && /^[A-Za-z_]/.test(token)) {
      names.add(token);
      result = (values) => values.get(token) === true;
    } else bad = true;
    while (tokens[at] === "'") {
      const inner = result;
      result = (values) => !inner(values);
      at += 1;
    }
    return result;
  };
  const chain = (next: () => Evaluate, marks: readonly string[], join: (a: boolean, b: boolean) => boolean) => {
    let left = next();
    while (!bad && marks.includes(tokens[at] ?? "end")) {
      at += 1;
      const [first, second] = [left, next()];
      left = (values) => join(first(values), second(values));
    }
    return left;
  };
  const exclusive = (): Evaluate => chain(primary, ["^"], (a, b) => a !== b);
  const product = (): Evaluate => {
    let left = exclusive();
    while (!bad && at < tokens.length && !["+", "|", ")"].includes(tokens[at] ?? "")) {
      if (tokens[at] === "*" || tokens[at] === "&") at += 1;
      const [first, second] = [left, exclusive()];
      left = (values) => first(values) && second(values);
    }
    return left;
  };
  const sum = (): Evaluate => chain(product, ["+", "|"], (a, b) => a || b);

  const evaluate = sum();
  return bad || at !== tokens.length ? undefined : { evaluate, names: [...names] };
}

/** Names a Liberty function refers to, in order of appearance; undefined if the function is malformed. */
export function namesIn(text: string): readonly string[] | undefined {
  return compile(text)?.names;
}

/** Truth table of a function over the given inputs; undefined if it is malformed or refers to anything else. */
export function truthTable(text: string, inputs: readonly string[]): TruthTable | undefined {
  const key = `${inputs.join()}:${text}`;
  if (!evaluated.has(key)) evaluated.set(key, evaluateAll(text, inputs));
  return evaluated.get(key);
}

/** Results of `truthTable`: libraries state the same function for each drive strength. */
const evaluated = new Map<string, TruthTable | undefined>();

function evaluateAll(text: string, inputs: readonly string[]): TruthTable | undefined {
  const compiled = compile(text);
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
