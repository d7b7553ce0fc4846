import { InputError } from "../../src/core/errors.ts";
import { statedNodeNm } from "../technology/node.ts";
import type { Technology } from "../technology/technology.ts";
import { objectOf, positive, text, whole, type JsonSchema } from "./data-file.ts";
import { DRAM_KINDS, dramKind, type DramKind } from "./dram.ts";
import { flipFlopBitOf } from "./flip-flop-bit.ts";
import { prepareSram, type PreparedSram } from "./sram-cost.ts";
import { builtInSramTables, loadSramTable } from "./sram-table.ts";

/**
 * The `memory` of a space file; every part may be left out.
 *
 * ```json
 * "memory": {
 *   "dram": "lpddr5",              // or {"bandwidthGBps": 51.2, "energyPjPerBit": 7, "source": "…"}
 *   "sram": "cacti7-22nm",         // or the path of a table; default: the built-in table of the nearest node
 *   "weightBufferBits": 65536,     // default: two DRAM pages, or two steps' keys if these are more
 *   "nodeNm": 7                    // default: the "… nm" in the technology's `process`
 * }
 * ```
 */
export interface StatedMemory {
  readonly dram?: string | { readonly bandwidthGBps: number; readonly energyPjPerBit: number; readonly source: string };
  readonly sram?: string;
  readonly weightBufferBits?: number;
  readonly nodeNm?: number;
}

/** The memories around a core, priced for one technology. */
export interface MemorySystem {
  readonly dram: DramKind;
  readonly sram: PreparedSram;
  readonly weightBufferBits?: number;
}

export const DEFAULT_DRAM = "lpddr5";

/** What `StatedMemory` is, in words. */
export const MEMORY_IN_WORDS = 'an object {"dram", "sram", "weightBufferBits", "nodeNm"}';

/** The JSON Schema of `StatedMemory`. */
export function memorySchema(): JsonSchema {
  return objectOf(MEMORY_IN_WORDS, memoryParts(), []);
}

/** The JSON Schemas of its parts, by key. */
export function memoryParts(): Readonly<Record<keyof StatedMemory, JsonSchema>> {
  const own = {
    bandwidthGBps: positive("a bandwidth in GB/s"),
    energyPjPerBit: positive("an energy in pJ/bit"),
    source: text("where the numbers are from"),
  };
  const kinds = DRAM_KINDS.map((kind) => kind.name).join(", ");
  const expected = `one of ${kinds}, or {"bandwidthGBps", "energyPjPerBit", "source"}`;
  return {
    // The type first, so that a wrong type gets one message; the keys of an object are then checked on their own.
    dram: {
      type: ["string", "object"],
      properties: own,
      required: Object.keys(own),
      additionalProperties: false,
      expected,
    },
    sram: text(`one of ${builtInSramTables().join(", ")}, or the path of a table`),
    weightBufferBits: whole("a buffer in bits"),
    nodeNm: positive("a process node in nm"),
  };
}

/**
 * The memories that a space states, defaults filled in: LPDDR5, the SRAM table of the nearest node.
 * @param directory that a table's relative path starts from
 * @param where opens the path of every fault, e.g. `SPACE.json: /memory`
 * @throws {InputError} for unknown names, unreadable tables, or a process that no table can be scaled to
 */
export function loadMemorySystem(
  stated: StatedMemory,
  options: { readonly technology: Technology; readonly directory: string; readonly where: string },
): MemorySystem {
  const { technology, directory, where } = options;
  const nodeNm = stated.nodeNm ?? nodeOf(technology, where);
  const table = loadSramTable(stated.sram ?? nearestTable(nodeNm), directory, `${where}/sram`);
  const target = { nodeNm, voltageV: technology.voltageV };
  const dram = stated.dram ?? DEFAULT_DRAM;
  return {
    dram:
      typeof dram === "string"
        ? dramKind(dram, `${where}/dram`)
        : { name: "stated", title: "stated by the user", evidence: "user", ...dram },
    sram: prepareSram(table, target, flipFlopBitOf(technology)),
    ...(stated.weightBufferBits === undefined ? {} : { weightBufferBits: stated.weightBufferBits }),
  };
}

/**
 * Tables that serve a process without one of its own, by the node they were made for. Scaling CACTI from 22 to 7 nm is
 * optimistic for memories, which have shrunk less than logic: 2.4 fJ/bit for 1 KB where OpenROAD's fake memory of ASAP7
 * states 42, and 0.024 µm²/bit where that states 0.042. `"sram": "orfs-fakeram7"` gives the cautious end.
 */
const DEFAULT_TABLES: Readonly<Record<number, string>> = {
  22: "cacti7-22nm",
  32: "cacti7-32nm",
  45: "cacti7-45nm",
  130: "ihp-sg13g2",
};

/** The default table nearest in log(node): ASAP7 takes the one of 22 nm, sky130 the IHP macros. */
function nearestTable(nodeNm: number): string {
  const distance = (node: string) => Math.abs(Math.log(nodeNm / Number(node)));
  const [nearest] = Object.entries(DEFAULT_TABLES).toSorted(([a], [b]) => distance(a) - distance(b));
  return nearest?.[1] ?? "";
}

/** The node that the technology's process states. */
function nodeOf(technology: Technology, where: string): number {
  const nodeNm = statedNodeNm(technology.process);
  if (nodeNm !== undefined) return nodeNm;
  const what = `the process of ${technology.name} is "${technology.process}"`;
  throw InputError.at(
    `${where}/nodeNm`,
    `got no node: ${what}; expected the process node in nm here, or a technology imported with --node`,
  );
}
