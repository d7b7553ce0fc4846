import { signalAt } from "./expressions.ts";
import type { NetNames } from "./net-names.ts";
import { unwrap } from "./walk.ts";
import type { BinaryOperator, BinarySignal, ChooseSignal, ConcatSignal, Signal } from "./netlist.ts";

/** Letters of an expression that stand in one line. */
const LONGEST_LINE = 100;

const OPERATOR = { and: "&", or: "|", xor: "^", add: "+", sub: "-", eq: "==", ltu: "<" } as const;

/** `[7:0]`, or nothing for one bit. */
export function range(width: number): string {
  return width === 1 ? "" : `[${width - 1}:0]`;
}

/** Parts above which a word is gathered by a process. */
const MOST_JOINED = 8;

/**
 * Whether a word of many parts is put together in a process (`always @*`). An event-driven simulator then puts it together once
 * for all parts that change at the same time, and wakes its readers once. As a continuous assignment, each part that changes
 * makes a whole new word: for the table of five activations, 121 words of 1196 bits for each set of activations, and as many
 * reads of all that hangs on the table. vvp 11, four products: 9.8 s of processor as assignments, 1.7 s so; with stored
 * entries, which only registers read, 1.7 and 2.3 s.
 */
export function isGathered(signal: Signal): boolean {
  return signal.kind === "concat" && runs(signal.parts).length > MOST_JOINED;
}

/**
 * Nodes → Verilog expressions. Operands always have the width of their operator, so Verilog's context-dependent sizing
 * never changes a value.
 */
export class ExpressionPrinter {
  readonly #nets: NetNames;

  constructor(nets: NetNames) {
    this.#nets = nets;
  }

  /** The text that stands for a node where it is used: its net, or an expression in parentheses. */
  operand(signal: Signal): string {
    const target = unwrap(signal);
    const name = this.#nets.ownName(target);
    if (name !== undefined) return name;
    switch (target.kind) {
      case "input":
      case "register":
        return target.name;
      case "constant":
      case "slice":
      case "concat":
      case "not":
        return this.definition(target);
      case "binary":
        return `(${this.#binary(target)})`;
      case "mux":
      case "choose":
      case "name":
      case "memoryRead":
      case "adderOutput":
      case "instanceOutput":
        return `(${this.definition(target)})`;
    }
  }

  /** As `operand`, without parentheses: for places that have their own. */
  bare(signal: Signal): string {
    const target = unwrap(signal);
    return this.#nets.ownName(target) ?? this.definition(target);
  }

  /** The right-hand side that defines a node. */
  definition(signal: Signal): string {
    switch (signal.kind) {
      case "constant":
        return signal.name ?? constantText(signal.width, signal.value);
      case "not":
        return `~${this.operand(signal.a)}`;
      case "binary":
        return this.#lines(signal);
      case "mux":
        return `${this.operand(signal.select)} ? ${this.operand(signal.high)} : ${this.operand(signal.low)}`;
      case "choose":
        return this.#choose(signal);
      case "concat":
        return this.#concat(signal);
      case "slice":
        return `${this.operand(signal.a)}${selection(signal.low, signal.width)}`;
      case "memoryRead":
        return `${signal.memory.name}[${this.operand(signal.address)}]`;
      case "input":
      case "register":
      case "name":
      case "adderOutput":
      case "instanceOutput":
        return this.operand(signal);
    }
  }

  #binary(signal: BinarySignal): string {
    return this.#terms(signal).join(` ${OPERATOR[signal.operator]} `);
  }

  /** An operator as a whole right-hand side: a long chain in several lines. */
  #lines(signal: BinarySignal): string {
    const line = this.#binary(signal);
    const texts = this.#terms(signal);
    if (line.length <= LONGEST_LINE || texts.length === 2) return line;
    return `\n      ${fill(texts, ` ${OPERATOR[signal.operator]}`)}`;
  }

  #terms(signal: BinarySignal): string[] {
    return this.#operands(signal).map((term) => this.operand(term));
  }

  /** What the operator is printed between; of `and` and `or`, whose chains synthesis balances by itself, all in one line. */
  #operands(signal: BinarySignal): readonly Signal[] {
    switch (signal.operator) {
      case "and":
      case "or":
        return this.#chain(signal, signal.operator);
      case "xor":
        return this.#leftChain(signal);
      default:
        return [signal.a, signal.b];
    }
  }

  /** The operands of an operator and of the same operator inside it, where that is no net of its own. */
  #chain(signal: BinarySignal, operator: BinaryOperator): Signal[] {
    return [signal.a, signal.b].flatMap((operand) => {
      const inside = this.#inside(operand, operator);
      return inside === undefined ? [operand] : this.#chain(inside, operator);
    });
  }

  /**
   * Without parentheses only as Verilog reads it, from left to right: synthesis leaves the shape of a tree of XORs as it is, so
   * that a bit that comes late passes one gate, not the whole chain.
   */
  #leftChain({ operator, a, b }: BinarySignal): Signal[] {
    const [first, second] = [this.#inside(a, operator), this.#inside(b, operator)];
    if (first !== undefined) return [...this.#leftChain(first), b];
    return second === undefined ? [a, b] : [...this.#leftChain(second), a];
  }

  /** The same operator in an operand that is no net of its own. */
  #inside(operand: Signal, operator: BinaryOperator): BinarySignal | undefined {
    const target = unwrap(operand);
    const isInside =
      target.kind === "binary" && target.operator === operator && this.#nets.ownName(target) === undefined;
    return isInside ? target : undefined;
  }

  #choose(signal: ChooseSignal): string {
    const terms = signal.values.map((value, index) => {
      const hit = this.operand(signalAt(signal.hits, index));
      return signal.width === 1
        ? `(${hit} & ${this.operand(value)})`
        : `({${signal.width}{${hit}}} & ${this.operand(value)})`;
    });
    return `\n      ${terms.join(" |\n      ")}`;
  }

  #concat(signal: ConcatSignal): string {
    const parts = runs(signal.parts).toReversed();
    const texts = parts.map(({ part, times }) =>
      times === 1 ? this.operand(part) : `{${times}{${this.operand(part)}}}`,
    );
    if (texts.length === 1) return texts[0] as string;
    const line = `{${texts.join(", ")}}`;
    return line.length <= LONGEST_LINE ? line : `{\n      ${fill(texts, ",")}\n    }`;
  }
}

/** Neighbours that are one and the same node, counted. */
function runs(parts: readonly Signal[]): { readonly part: Signal; readonly times: number }[] {
  const found: { part: Signal; times: number }[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (last !== undefined && isSame(last.part, part)) last.times++;
    else found.push({ part, times: 1 });
  }
  return found;
}

function isSame(a: Signal, b: Signal): boolean {
  if (a === b) return true;
  return a.kind === "slice" && b.kind === "slice" && a.a === b.a && a.low === b.low && a.width === b.width;
}

/** Several lines, `separator` behind each text but the last. */
function fill(texts: readonly string[], separator: string): string {
  const lines = [""];
  for (const [index, text] of texts.entries()) {
    const piece = index < texts.length - 1 ? `${text}${separator} ` : text;
    if ((lines.at(-1) as string).length + piece.length > 110) lines.push("");
    lines[lines.length - 1] += piece;
  }
  return lines.map((line) => line.trimEnd()).join("\n      ");
}

function selection(low: number, width: number): string {
  return width === 1 ? `[${low}]` : `[${low + width - 1}:${low}]`;
}

/** `8'd255`; hexadecimal above 32 bits. */
export function constantText(width: number, value: bigint): string {
  return width <= 32 ? `${width}'d${value}` : `${width}'h${value.toString(16)}`;
}
