import { and, bit, not, slice, type Signal } from "../../src/hdl/index.ts";

/** One-hot decoder: result[v] is 1 if `code` is v, for v = 0 … count−1. Halves are decoded once and combined. */
export function decode(code: Signal, count: number): Signal[] {
  if (code.width === 1) return [not(code), code].slice(0, count);
  const lowBits = code.width >> 1;
  const low = decode(slice(code, 0, lowBits), Math.min(count, 2 ** lowBits));
  const high = decode(slice(code, lowBits, code.width - lowBits), Math.ceil(count / 2 ** lowBits));
  return Array.from({ length: count }, (_, v) => and(high[v >> lowBits] as Signal, low[v % 2 ** lowBits] as Signal));
}

/** As `decode`, but no line is raised while `enable` is 0. */
export function decodeEnabled(code: Signal, count: number, enable: Signal): Signal[] {
  const top = bit(code, code.width - 1);
  if (code.width === 1) return [and(not(top), enable), and(top, enable)].slice(0, count);
  const lowBits = code.width >> 1;
  const low = decode(slice(code, 0, lowBits), Math.min(count, 2 ** lowBits));
  const high = decodeEnabled(slice(code, lowBits, code.width - lowBits), Math.ceil(count / 2 ** lowBits), enable);
  return Array.from({ length: count }, (_, v) => and(high[v >> lowBits] as Signal, low[v % 2 ** lowBits] as Signal));
}
