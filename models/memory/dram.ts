import {
  compileSchema,
  objectOf,
  positive,
  readShipped,
  text,
  unknownName,
  whole,
  type JsonSchema,
} from "./data-file.ts";

/** An off-chip memory: all that the model needs of it. */
export interface DramKind {
  readonly name: string;
  readonly title: string;
  /** Peak of the whole interface [10⁹ byte/s]; refresh and turnarounds are not taken off. */
  readonly bandwidthGBps: number;
  /** Of a bit read in a long sequential stream, device and interface as the source counts them. */
  readonly energyPjPerBit: number;
  readonly source: string;
  /** `read`: the energy was read in the source named; `quoted`: in a text that quotes it; `user`: stated by the user. */
  readonly evidence: "read" | "quoted" | "user";
}

interface DramFile {
  readonly page: { readonly bits: number; readonly source: string };
  readonly kinds: readonly DramKind[];
}

const SHIPPED = compileSchema<DramFile>(schema())(readShipped("dram.json"), "dram.json");

/** The kinds that come with tritforge, with their sources. */
export const DRAM_KINDS: readonly DramKind[] = SHIPPED.kinds;

/** Bits of one DRAM row, the unit that the weight buffer is filled in. */
export const DRAM_PAGE_BITS: number = SHIPPED.page.bits;

/** A kind by name; `path` is where the name stands. Throws InputError. */
export function dramKind(name: string, path: string): DramKind {
  const kind = DRAM_KINDS.find((each) => each.name === name);
  if (kind !== undefined) return kind;
  const names = DRAM_KINDS.map((each) => each.name);
  throw unknownName(path, name, names, 'or {"bandwidthGBps", "energyPjPerBit", "source"}');
}

function schema(): JsonSchema {
  const kind = {
    name: text("a short name"),
    title: text("a title"),
    bandwidthGBps: positive("a bandwidth in GB/s"),
    energyPjPerBit: positive("an energy in pJ/bit"),
    source: text("a source"),
    evidence: { enum: ["read", "quoted"], expected: "read or quoted" },
  };
  const page = objectOf("a page", { bits: whole("bits"), source: text("a source") }, ["bits", "source"]);
  const kinds = { type: "array", minItems: 1, items: objectOf("a kind", kind, Object.keys(kind)), expected: "kinds" };
  return objectOf("DRAM data", { page, kinds }, ["page", "kinds"]);
}
