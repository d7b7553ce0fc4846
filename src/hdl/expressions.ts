import { NetlistError } from "../core/errors.ts";
import type { BinaryOperator, ConstantSignal, Signal } from "./netlist.ts";

/** Constructors of combinational nodes. Widths are checked here, so that a mistake throws on the line that made it. */

function fail(where: string, got: string, expected: string): never {
  throw new NetlistError(`${where}: got ${got}, expected ${expected}`);
}

function requireWidth(where: string, signal: Signal, width: number): void {
  if (signal.width !== width) fail(where, `${describe(signal)}`, `${width} bits`);
}

/** A wanted name: what is taken or a keyword gets a suffix when it is printed, anything but letters and digits is refused. */
function requireName(name: string): void {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) fail("name of a net", JSON.stringify(name), "a lower-case Verilog identifier");
}

/** A signal in an error message: kind, name if it has one, width. */
export function describe(signal: Signal): string {
  const name = "name" in signal ? ` ${signal.name}` : "";
  return `${signal.kind}${name} of ${signal.width} bits`;
}

/** One of several signals. @throws {NetlistError} if there are fewer. */
export function signalAt(signals: readonly Signal[], index: number): Signal {
  return signals[index] ?? fail("signalAt", `number ${index} of ${signals.length}`, "a signal that exists");
}

/** An unsigned constant; negative values are taken modulo 2^width. @throws {NetlistError} if the value does not fit. */
export function constant(width: number, value: bigint | number): Signal {
  if (!Number.isInteger(width) || width < 1) fail("constant", `width ${width}`, "a width of at least 1");
  return { kind: "constant", width, value: valueOfWidth("constant", width, value) };
}

/** A constant that is printed by name: of a state, say. Where it folds into others, the name is lost. */
export function namedConstant(name: string, width: number, value: bigint | number): ConstantSignal {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) fail("name of a constant", JSON.stringify(name), "capital letters and digits");
  return { kind: "constant", width, value: valueOfWidth(name, width, value), name };
}

/** `value` modulo 2^width. @throws {NetlistError} if it does not fit, neither unsigned nor as two's complement. */
export function valueOfWidth(where: string, width: number, value: bigint | number): bigint {
  const wide = BigInt(value);
  const modulus = 1n << BigInt(width);
  if (wide >= modulus || wide < -(modulus >> 1n)) fail(where, `${wide}`, `a value that fits ${width} bits`);
  return BigInt.asUintN(width, wide);
}

/** Bitwise complement; constants and double complements fold. */
export function not(a: Signal): Signal {
  if (a.kind === "constant") return constant(a.width, ~BigInt.asIntN(a.width, a.value));
  return a.kind === "not" ? a.a : { kind: "not", width: a.width, a };
}

function binary(operator: BinaryOperator, a: Signal, b: Signal): Signal {
  if (a.width !== b.width) fail(operator, `${describe(a)} and ${describe(b)}`, "equal widths");
  const width = operator === "eq" || operator === "ltu" ? 1 : a.width;
  return { kind: "binary", width, operator, a, b };
}

/** Bitwise AND of one or more signals of equal width. Terms of all ones vanish; a zero term makes the result zero. */
export function and(...terms: readonly Signal[]): Signal {
  return foldConstants("and", terms, "ones", "zeros");
}

/** Bitwise OR of one or more signals of equal width. Terms of zero vanish; a term of all ones makes the result ones. */
export function or(...terms: readonly Signal[]): Signal {
  return foldConstants("or", terms, "zeros", "ones");
}

type Uniform = "zeros" | "ones";

function isUniform(signal: Signal, value: Uniform): boolean {
  return signal.kind === "constant" && signal.value === (value === "zeros" ? 0n : (1n << BigInt(signal.width)) - 1n);
}

function foldConstants(operator: "and" | "or", terms: readonly Signal[], neutral: Uniform, absorbing: Uniform): Signal {
  const absorbed = terms.find((term) => isUniform(term, absorbing));
  if (absorbed !== undefined) return absorbed;
  const rest = terms.filter((term) => !isUniform(term, neutral));
  return reduceBalanced(operator, rest.length === 0 ? terms.slice(0, 1) : rest);
}

/** Bitwise XOR of one or more signals of equal width. */
export function xor(...terms: readonly Signal[]): Signal {
  return reduceBalanced("xor", terms);
}

function reduceBalanced(operator: BinaryOperator, terms: readonly Signal[]): Signal {
  if (terms.length === 0) fail(operator, "no operand", "at least one");
  if (terms.length === 1) return signalAt(terms, 0);
  const half = (terms.length + 1) >> 1;
  return binary(operator, reduceBalanced(operator, terms.slice(0, half)), reduceBalanced(operator, terms.slice(half)));
}

/** a + b modulo 2^width. */
export function add(a: Signal, b: Signal): Signal {
  return binary("add", a, b);
}

/** a − b modulo 2^width. */
export function sub(a: Signal, b: Signal): Signal {
  return binary("sub", a, b);
}

/** 1 if equal. */
export function eq(a: Signal, b: Signal): Signal {
  return binary("eq", a, b);
}

/** 1 if a < b, both unsigned. */
export function ltu(a: Signal, b: Signal): Signal {
  return binary("ltu", a, b);
}

/** `select ? high : low`; both branches have one width. */
export function mux(select: Signal, high: Signal, low: Signal): Signal {
  requireWidth("mux select", select, 1);
  if (high.width !== low.width) fail("mux", `${describe(high)} and ${describe(low)}`, "equal widths");
  if (select.kind === "constant") return select.value === 1n ? high : low;
  return { kind: "mux", width: high.width, select, low, high };
}

/** OR of `values[i]` gated by the bit `hits[i]`. @throws {NetlistError} if the lists differ in length or are empty. */
export function choose(hits: readonly Signal[], values: readonly Signal[]): Signal {
  const first = values[0];
  if (first === undefined || hits.length !== values.length) {
    fail("choose", `${hits.length} hits and ${values.length} values`, "as many hits as values, at least one");
  }
  for (const hit of hits) requireWidth("choose hit", hit, 1);
  for (const value of values) requireWidth("choose value", value, first.width);
  return { kind: "choose", width: first.width, hits, values };
}

/** Joins signals, least significant first. Neighbouring slices of one signal become one slice. */
export function concat(...parts: readonly Signal[]): Signal {
  if (parts.length === 0) fail("concat", "no part", "at least one");
  const joined: Signal[] = [];
  for (const part of parts.flatMap((each) => (each.kind === "concat" ? each.parts : [each]))) {
    const merged = mergeSlices(joined.at(-1), part);
    if (merged === undefined) joined.push(part);
    else joined[joined.length - 1] = merged;
  }
  if (joined.length === 1) return signalAt(joined, 0);
  return { kind: "concat", width: joined.reduce((sum, part) => sum + part.width, 0), parts: joined };
}

function mergeSlices(below: Signal | undefined, above: Signal): Signal | undefined {
  if (below?.kind === "constant" && above.kind === "constant") {
    return constant(below.width + above.width, (above.value << BigInt(below.width)) | below.value);
  }
  if (below?.kind !== "slice" || above.kind !== "slice") return undefined;
  if (below.a !== above.a || above.low !== below.low + below.width) return undefined;
  return slice(below.a, below.low, below.width + above.width);
}

/** Bits low … low+width−1. A slice of a slice and a slice of a constant fold. */
export function slice(a: Signal, low: number, width: number): Signal {
  if (low < 0 || width < 1 || low + width > a.width) {
    fail("slice", `bits ${low} to ${low + width - 1} of ${describe(a)}`, `a range inside 0 to ${a.width - 1}`);
  }
  if (low === 0 && width === a.width) return a;
  if (a.kind === "slice") return slice(a.a, a.low + low, width);
  // A named slice is no net of its own, so it cannot be sliced in the Verilog either.
  if (a.kind === "name" && (a.a.kind === "slice" || a.a.kind === "name")) return slice(a.a, low, width);
  if (a.kind === "constant") return constant(width, BigInt.asUintN(width, a.value >> BigInt(low)));
  if (a.kind === "concat") {
    const part = partHolding(a.parts, low, width);
    if (part !== undefined) return part;
  }
  return { kind: "slice", width, a, low };
}

function partHolding(parts: readonly Signal[], low: number, width: number): Signal | undefined {
  let offset = 0;
  for (const part of parts) {
    if (low >= offset && low + width <= offset + part.width) return slice(part, low - offset, width);
    offset += part.width;
  }
  return undefined;
}

/** Bit i. */
export function bit(a: Signal, index: number): Signal {
  return slice(a, index, 1);
}

/** All bits, least significant first. */
export function bits(a: Signal): Signal[] {
  return Array.from({ length: a.width }, (_, index) => bit(a, index));
}

/** One bit, `count` times. */
export function replicate(a: Signal, count: number): Signal {
  requireWidth("replicate", a, 1);
  return concat(...Array.from({ length: count }, () => a));
}

/** Two's-complement extension to `width` bits. */
export function signExtend(a: Signal, width: number): Signal {
  if (width < a.width) fail("signExtend", `width ${width}`, `at least ${a.width}`);
  return width === a.width ? a : concat(a, replicate(bit(a, a.width - 1), width - a.width));
}

/** Extension with zeros to `width` bits. */
export function zeroExtend(a: Signal, width: number): Signal {
  if (width < a.width) fail("zeroExtend", `width ${width}`, `at least ${a.width}`);
  return width === a.width ? a : concat(a, constant(width - a.width, 0));
}

/** Gives a net the name that it has in the Verilog; constants stay bare, so that they still fold. */
export function named(name: string, a: Signal): Signal {
  requireName(name);
  if (a.kind === "constant") return a;
  return { kind: "name", width: a.width, name, a };
}

/** 3:2 counter: a + b + c = sum + 2·carry, one bit each. `name` is the instance name in the Verilog. */
export function fullAdder(name: string, a: Signal, b: Signal, c: Signal): { sum: Signal; carry: Signal } {
  requireName(name);
  for (const input of [a, b, c]) requireWidth(`full adder ${name}`, input, 1);
  const leaf = { name, a, b, c };
  return {
    sum: { kind: "adderOutput", width: 1, leaf, output: "sum" },
    carry: { kind: "adderOutput", width: 1, leaf, output: "carry" },
  };
}

/** 2:2 counter: a + b = sum + 2·carry, one bit each. */
export function halfAdder(name: string, a: Signal, b: Signal): { sum: Signal; carry: Signal } {
  requireName(name);
  for (const input of [a, b]) requireWidth(`half adder ${name}`, input, 1);
  const leaf = { name, a, b, c: undefined };
  return {
    sum: { kind: "adderOutput", width: 1, leaf, output: "sum" },
    carry: { kind: "adderOutput", width: 1, leaf, output: "carry" },
  };
}
