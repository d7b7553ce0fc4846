import { unwrap } from "./walk.ts";
import type { BinaryOperator, BinarySignal, Signal } from "./netlist.ts";

/** Whether a bit is the carry out of a span of a prefix adder: made in it, or passed on by it (an OR with an AND at an input). */
export function isCarrySpan(signal: Signal): boolean {
  const or = asBinary(signal, "or");
  if (or === undefined || or.width !== 1) return false;
  return asBinary(or.a, "and") !== undefined || asBinary(or.b, "and") !== undefined;
}

/** Whether a bit is a sum of a prefix adder: an XOR with such a carry. */
export function isCarrySum(signal: Signal): boolean {
  const xor = asBinary(signal, "xor");
  return xor !== undefined && xor.width === 1 && (isCarrySpan(xor.a) || isCarrySpan(xor.b));
}

function asBinary(signal: Signal, operator: BinaryOperator): BinarySignal | undefined {
  const own = unwrap(signal);
  return own.kind === "binary" && own.operator === operator ? own : undefined;
}
