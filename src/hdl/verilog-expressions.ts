import { signalAt } from "./expressions.ts";
import type { NetNames } from "./net-names.ts";
import { unwrap } from "./net-names.ts";
import type { BinarySignal, ChooseSignal, ConcatSignal, Signal } from "./netlist.ts";

const OPERATOR = { and: "&", or: "|", xor: "^", add: "+", sub: "-", eq: "==", ltu: "<" } as const;

/** `[7:0]`, or nothing for one bit. */
export function range(width: number): string {
  return width === 1 ? "" : `[${width - 1}:0]`;
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
        return constantText(signal.width, signal.value);
      case "not":
        return `~${this.operand(signal.a)}`;
      case "binary":
        return this.#binary(signal);
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
    const text = (operand: Signal): string => {
      const target = unwrap(operand);
      const isChain =
        target.kind === "binary" && target.operator === signal.operator && /^(and|or|xor)$/.test(target.operator);
      return isChain && this.#nets.ownName(target) === undefined ? this.definition(target) : this.operand(target);
    };
    return `${text(signal.a)} ${OPERATOR[signal.operator]} ${text(signal.b)}`;
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
    return line.length <= 100 ? line : `{\n      ${fill(texts)}\n    }`;
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

function fill(texts: readonly string[]): string {
  const lines = [""];
  for (const [index, text] of texts.entries()) {
    const piece = index < texts.length - 1 ? `${text}, ` : text;
    if ((lines.at(-1) as string).length + piece.length > 110) lines.push("");
    lines[lines.length - 1] += piece;
  }
  return lines.map((line) => line.trimEnd()).join("\n      ");
}

function selection(low: number, width: number): string {
  return width === 1 ? `[${low}]` : `[${low + width - 1}:${low}]`;
}

function constantText(width: number, value: bigint): string {
  return width <= 32 ? `${width}'d${value}` : `${width}'h${value.toString(16)}`;
}
