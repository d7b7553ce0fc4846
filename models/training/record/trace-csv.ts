import { csvComment, csvLine } from "../../../src/core/csv.ts";
import type { TracedPulse } from "./pulse-trace.ts";
import type { SlotCycles } from "./statistics.ts";
import { secondsOfCycles } from "../../../src/core/units.ts";

/** What the header of a trace states. */
export interface TraceTitle {
  readonly device: string;
  readonly scheme: string;
  readonly encoding: string;
  readonly layers: readonly number[];
  readonly seed: number;
  readonly examples: number;
  readonly clockMhz: number;
  readonly cycles: SlotCycles;
  /** Voltages with their signs [V]; undefined where the device does not say. */
  readonly voltagesV: { readonly ltp: number; readonly ltd: number } | undefined;
}

const COLUMNS = ["time_s", "layer", "row", "column", "device", "direction", "width_s"];

/** The comment lines and the line of column names that open a trace. */
export function traceHeader(title: TraceTitle): string {
  const { device, scheme, encoding, layers, seed, examples, clockMhz, cycles, voltagesV } = title;
  const volts = voltagesV === undefined ? "not stated" : `LTP ${voltagesV.ltp} V, LTD ${voltagesV.ltd} V`;
  const lines = [
    "tritforge pulse trace: one line a pulse, in the order in which the update unit gives them",
    `device ${device}, scheme ${scheme}, encoding ${encoding}, network ${layers.join("-")}, seed ${seed}`,
    `first ${examples} training examples; layers one after the other, time without forward and backward pass`,
    `clock ${clockMhz} MHz; pulse widths LTP ${cycles.ltpWidth}, LTD ${cycles.ltdWidth}, reset ${cycles.resetWidth} cycles; ${volts}`,
    "time_s: start of the pulse [s]; width_s: its length [s]",
    "layer, row (input), column (output): from 0; device: single, or plus and minus of a pair",
    "direction: LTP raises the conductance, LTD lowers it, reset brings a pair back to its bottom",
  ];
  return `${[...lines.map(csvComment), csvLine(COLUMNS)].join("\n")}\n`;
}

/** The line of one pulse; times to a thousandth of a cycle of 1 GHz. */
export function traceLine(
  { cycle, layer, row, column, device, direction, width }: TracedPulse,
  clockMhz: number,
): string {
  const cells = [seconds(cycle, clockMhz), layer, row, column, device, direction, seconds(width, clockMhz)];
  return `${csvLine(cells)}\n`;
}

function seconds(cycles: number, clockMhz: number): string {
  return secondsOfCycles(cycles, clockMhz)
    .toPrecision(12)
    .replace(/\.?0+(?=e|$)/, "");
}
