import {
  and,
  bit,
  choose,
  concat,
  ModuleBuilder,
  named,
  sharedBy,
  slice,
  xor,
  type Module,
} from "../../src/hdl/index.ts";
import { decode } from "../arithmetic/decoder.ts";
import { formatBits, type FloatFormat } from "../numeric/float-format.ts";
import type { FetchInputs, FetchOutputs, Gating } from "../streaming-core/tile-family.ts";
import { entryCount } from "./entries.ts";
import { keyBits } from "./fetch.ts";

/** What shapes one read port of a table of floating-point numbers. */
export interface FloatFetchShape {
  readonly groupSize: number;
  readonly table: FloatFormat;
  readonly gating: Gating;
}

/** Verilog name: says all that shapes the module. */
export function floatFetchName({ groupSize, table, gating }: FloatFetchShape): string {
  return `fetch_u${groupSize}_${table.name}${gating === "gated" ? "_gated" : ""}`;
}

/** One read of a table: a one-hot selection, then the sign bit inverted if the key is negative. Index 0 reads ±0, `enable` low +0. */
export const floatFetch = sharedBy(floatFetchName, (shape: FloatFetchShape): Module<FetchInputs, FetchOutputs> => {
  const { groupSize, table, gating } = shape;
  const count = entryCount(groupSize);
  const width = formatBits(table);
  const m = new ModuleBuilder<FetchInputs>(
    floatFetchName(shape),
    `One read of a table of ${count} ${table.name} ${count === 1 ? "entry" : "entries"}: key = {negative, index}, index 0 reads zero.`,
  );
  const bus = m.input("entries", count * width, "the table: E entries, entry 1 lowest");
  const key = m.input("key", keyBits(groupSize), "sign on top, index below: 1 + ceil(log2(E + 1)) bits");
  const index = slice(key, 0, key.width - 1);
  const enable = gating === "gated" ? m.input("enable", 1, "the fetch is used; else it reads zero") : undefined;
  const hits = decode("key", index, count + 1, enable).slice(1);
  const values = hits.map((_, i) => slice(bus, i * width, width));
  const entry = named(
    "entry",
    choose(
      hits.map((hit, i) => named(`hit${i + 1}`, hit)),
      values,
    ),
  );
  const keySign = bit(key, key.width - 1);
  const sign = xor(bit(entry, width - 1), enable === undefined ? keySign : and(keySign, enable));
  return m.build(
    { word: concat(slice(entry, 0, width - 1), sign) },
    { word: "the entry, its sign turned if the key is negative" },
  );
});
