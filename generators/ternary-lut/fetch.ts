import {
  and,
  bit,
  choose,
  concat,
  ModuleBuilder,
  named,
  not,
  replicate,
  signExtend,
  slice,
  xor,
  type Module,
  sharedBy,
} from "../../src/hdl/index.ts";
import { decode } from "../arithmetic/decoder.ts";
import type { FetchInputs, FetchOutputs, Gating } from "../streaming-core/tile-family.ts";
import { entryCount, tableEntries } from "./entries.ts";

/** What shapes one read port of a table. */
export interface FetchShape {
  readonly groupSize: number;
  readonly activationBits: number;
  readonly gating: Gating;
}

/** ⌈log2(E+1)⌉ index bits and the sign. */
export function keyBits(groupSize: number): number {
  return Math.ceil(Math.log2(entryCount(groupSize) + 1)) + 1;
}

/** Width of what a fetch gives: w + ⌈log2 µ⌉. */
export function wordBits(groupSize: number, activationBits: number): number {
  return activationBits + Math.ceil(Math.log2(groupSize));
}

/** Verilog name: says all that shapes the module. */
export function fetchName({ groupSize, activationBits, gating }: FetchShape): string {
  return `fetch_u${groupSize}_w${activationBits}${gating === "gated" ? "_gated" : ""}`;
}

/**
 * One read of a table: a one-hot selection of the entry, then its complement if the key is negative. The +1 that makes
 * the complement a negation leaves as `negate`, to be added with all others in the reduction. `word` is offset binary
 * (top bit inverted), which the reduction takes without sign extension. Index 0, or `enable` low, reads zero; whatever `key` is, then, also X.
 */
export const fetch = sharedBy(fetchName, (shape: FetchShape): Module<FetchInputs, FetchOutputs> => {
  const { groupSize, activationBits, gating } = shape;
  const entries = tableEntries(groupSize, activationBits);
  const width = wordBits(groupSize, activationBits);
  const last = entries.at(-1) as (typeof entries)[number];
  const m = new ModuleBuilder<FetchInputs>(
    fetchName(shape),
    `One read of a table of ${entries.length} ${entries.length === 1 ? "entry" : "entries"}: key = {negative, index}, index 0 reads zero.`,
  );
  const bus = m.input("entries", last.offset + last.bits, "the table: E entries, entry 1 lowest");
  const key = m.input("key", keyBits(groupSize), "sign on top, index below: 1 + ceil(log2(E + 1)) bits");
  const index = slice(key, 0, key.width - 1);
  const sign = bit(key, key.width - 1);
  const enable = gating === "gated" ? m.input("enable", 1, "the fetch is used; else it reads zero") : undefined;
  const negative = enable === undefined ? sign : and(sign, enable);
  const hits = decode("key", index, entries.length + 1, enable);
  const values = entries.map((entry) => signExtend(slice(bus, entry.offset, entry.bits), width));
  const readHits = hits.slice(1).map((hit, i) => named(`hit${i + 1}`, hit));
  const chosen = named("entry", choose(readHits, values));
  const flip = concat(replicate(negative, width - 1), not(negative));
  return m.build(
    { word: xor(chosen, flip), negate: negative },
    {
      word: "the entry, or its complement: offset binary, w + ceil(log2 u) bits",
      negate: "a 1 still to be added: the key is negative",
    },
  );
});
