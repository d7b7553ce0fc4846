import { and, named, not, signalAt, slice, type Signal } from "../../src/hdl/index.ts";

/**
 * One-hot decoder: result[v] is 1 if `code`, called `name`, is v, for v = 0 … count−1; with `enable`, only while that is 1.
 * Halves are decoded once and combined; the enable enters at the topmost bit.
 */
export function decode(name: string, code: Signal, count: number, enable?: Signal): Signal[] {
  return decodeBits({ name, low: 0 }, code, count, enable);
}

/** @param place the word that `code` is a part of, and where its lowest bit stands there */
function decodeBits(
  place: { readonly name: string; readonly low: number },
  code: Signal,
  count: number,
  enable: Signal | undefined,
): Signal[] {
  if (code.width === 1) {
    const lines = [not(code), code].slice(0, count);
    return enable === undefined ? lines : lines.map((line) => and(line, enable));
  }
  const { name, low } = place;
  const lowBits = code.width >> 1;
  const upper = { name, low: low + lowBits };
  const lows = part(place, slice(code, 0, lowBits), Math.min(count, 2 ** lowBits), undefined);
  const highs = part(upper, slice(code, lowBits, code.width - lowBits), Math.ceil(count / 2 ** lowBits), enable);
  return Array.from({ length: count }, (_, v) => and(signalAt(highs, v >> lowBits), signalAt(lows, v % 2 ** lowBits)));
}

/** A half of a word, decoded: `key_3_2_is_1`, and `enabled_…` where the enable is in it. */
function part(
  place: { readonly name: string; readonly low: number },
  code: Signal,
  count: number,
  enable: Signal | undefined,
): Signal[] {
  const lines = decodeBits(place, code, count, enable);
  if (code.width === 1) return lines;
  const bits = `${place.name}_${place.low + code.width - 1}_${place.low}`;
  return lines.map((line, v) => named(`${enable === undefined ? "" : "enabled_"}${bits}_is_${v}`, line));
}
