import type { GateList } from "./gate-list.ts";

/** Memories as gates, for the simulator: one flip-flop per bit, a write decoder, a tree of multiplexers per read. */

/** The word at `address` (least significant bit first); an address beyond the last word reads some word. */
export function readWord(
  gates: GateList,
  words: readonly (readonly number[])[],
  address: readonly number[],
): readonly number[] {
  const [first] = words;
  if (words.length === 1 && first !== undefined) return first;
  const half = 1 << (address.length - 1);
  const below = address.slice(0, -1);
  if (words.length <= half) return readWord(gates, words, below);
  const high = readWord(gates, words.slice(half), below);
  const low = readWord(gates, words.slice(0, half), below);
  return high.map((bit, i) => gates.mux(address.at(-1) as number, bit, low[i] as number));
}

/** Ties the flip-flops of all words to what they load at the clock edge. */
export function driveWords(
  gates: GateList,
  words: readonly (readonly number[])[],
  write: { readonly enable: number; readonly address: readonly number[]; readonly data: readonly number[] },
  tick: number,
): void {
  for (const [index, word] of words.entries()) {
    const isSet = (i: number): boolean => ((index >> i) & 1) === 1;
    const hit = write.address.reduce((sum, bit, i) => gates.and(sum, isSet(i) ? bit : gates.not(bit)), write.enable);
    word.forEach((bit, i) => gates.drive(bit, gates.mux(hit, write.data[i] as number, bit), tick));
  }
}
