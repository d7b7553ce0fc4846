import { and, not, signalAt, slice, type Signal } from "../../src/hdl/index.ts";

/**
 * One-hot decoder: result[v] is 1 if `code` is v, for v = 0 … count−1; with `enable`, only while that is 1. Halves are
 * decoded once and combined; the enable enters at the topmost bit.
 */
export function decode(code: Signal, count: number, enable?: Signal): Signal[] {
  if (code.width === 1) {
    const lines = [not(code), code].slice(0, count);
    return enable === undefined ? lines : lines.map((line) => and(line, enable));
  }
  const lowBits = code.width >> 1;
  const low = decode(slice(code, 0, lowBits), Math.min(count, 2 ** lowBits));
  const high = decode(slice(code, lowBits, code.width - lowBits), Math.ceil(count / 2 ** lowBits), enable);
  return Array.from({ length: count }, (_, v) => and(signalAt(high, v >> lowBits), signalAt(low, v % 2 ** lowBits)));
}
