import { InputError } from "../../src/core/errors.ts";
import { compileSchema, objectOf, positive, readShipped, text, type JsonSchema } from "./data-file.ts";

/** A process node and its supply. */
export interface OperatingPoint {
  readonly nodeNm: number;
  readonly voltageV: number;
}

interface NodeRow {
  readonly nodeNm: number;
  /** Relative to 7 nm. */
  readonly area: number;
  /** e2·V² + e1·V + e0 [fJ]. */
  readonly energy: readonly [number, number, number];
  readonly voltageV: readonly [lowest: number, highest: number];
}

/** Rows by falling node; see the file for its source. High-performance devices throughout: the rows never mix. */
const NODES: readonly NodeRow[] = compileSchema<{ readonly nodes: readonly NodeRow[] }>(schema())(
  readShipped("stillmaker-baas-2017.json"),
  "stillmaker-baas-2017.json",
).nodes;

/**
 * Area of a circuit in `toNm` divided by its area in `fromNm`.
 * @throws {InputError} outside 180 … 7 nm
 */
export function areaRatio(fromNm: number, toNm: number): number {
  return areaFactor(toNm) / areaFactor(fromNm);
}

/**
 * Dynamic energy at `to` divided by that at `from`. In one node: V², since the capacitance stays; no fit is needed, and
 * no limit but that of the node applies. Between nodes: the ratio of the published fits, inside their voltage ranges.
 * @throws {InputError} outside 180 … 7 nm, or of a fit's voltages
 */
export function energyRatio(from: OperatingPoint, to: OperatingPoint): number {
  if (from.nodeNm === to.nodeNm) return (to.voltageV / from.voltageV) ** 2;
  return energyFactor(to) / energyFactor(from);
}

/** Area relative to 7 nm; a node between two rows is interpolated in log(area) over log(node). */
export function areaFactor(nodeNm: number): number {
  return between(nodeNm, (row) => row.area);
}

/** Energy of the reference gate [fJ]; a node between two rows is interpolated in log(energy) over log(node). */
export function energyFactor({ nodeNm, voltageV }: OperatingPoint): number {
  return between(nodeNm, (row) => {
    const [lowest, highest] = row.voltageV;
    if (!(voltageV >= lowest && voltageV <= highest)) {
      const rule = `expected ${lowest} to ${highest} V, the range of the ${row.nodeNm} nm fit`;
      throw InputError.at("voltageV", `got ${voltageV} V at ${nodeNm} nm, ${rule}`);
    }
    const [e2, e1, e0] = row.energy;
    return (e2 * voltageV + e1) * voltageV + e0;
  });
}

function between(nodeNm: number, valueOf: (row: NodeRow) => number): number {
  const below = NODES.findIndex((row) => row.nodeNm <= nodeNm);
  const lower = NODES[below];
  if (lower?.nodeNm === nodeNm) return valueOf(lower);
  const upper = NODES[below - 1];
  if (lower === undefined || upper === undefined) {
    throw InputError.at("nodeNm", `got ${nodeNm} nm, expected ${NODES.at(-1)?.nodeNm} to ${NODES[0]?.nodeNm} nm`);
  }
  const part = Math.log(nodeNm / lower.nodeNm) / Math.log(upper.nodeNm / lower.nodeNm);
  return valueOf(lower) ** (1 - part) * valueOf(upper) ** part;
}

function schema(): JsonSchema {
  const numbers = (count: number): JsonSchema => ({
    type: "array",
    items: { type: "number" },
    minItems: count,
    maxItems: count,
    expected: `${count} numbers`,
  });
  const row = { nodeNm: positive("a node in nm"), area: positive("an area"), energy: numbers(3), voltageV: numbers(2) };
  return objectOf(
    "scaling data",
    {
      source: text("a source"),
      units: text("units"),
      voltageRule: text("a rule"),
      nodes: { type: "array", minItems: 2, items: objectOf("a node", row, Object.keys(row)), expected: "nodes" },
    },
    ["source", "nodes"],
  );
}
