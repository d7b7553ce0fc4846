import { and, bit, constant, named, or, slice, type Signal } from "../../src/hdl/index.ts";

/**
 * Unary code of an unsigned value, called `name`: result[i] is 1 if value > i, for i = 0 … count−1. Price: about two gates per bit.
 */
export function thermometer(name: string, value: Signal, count: number): Signal[] {
  return codeOf(value, count).map((bit, i) => named(`${name}_above_${i}`, bit));
}

function codeOf(value: Signal, count: number): Signal[] {
  const lowBits = Math.min(value.width, Math.ceil(Math.log2(count + 1)));
  const low = unary(slice(value, 0, lowBits)).slice(0, count);
  while (low.length < count) low.push(constant(1, 0));
  if (lowBits === value.width) return low;
  const isLarge = or(...Array.from({ length: value.width - lowBits }, (_, i) => bit(value, lowBits + i)));
  return low.map((each) => or(isLarge, each));
}

/** All 2^width − 1 comparisons of a value with 0, 1, 2, … */
function unary(value: Signal): Signal[] {
  const top = bit(value, value.width - 1);
  if (value.width === 1) return [top];
  const below = unary(slice(value, 0, value.width - 1));
  return [...below.map((each) => or(top, each)), top, ...below.map((each) => and(top, each))];
}
