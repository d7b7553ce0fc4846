import type { ClockGatePins, TechnologyCell } from "../../../models/technology/technology.ts";
import type { TimingArc } from "../../../models/technology/tables.ts";
import { InputError } from "../../core/errors.ts";
import { combine, type Grid } from "./grid.ts";
import { truthTable } from "../../../models/technology/truth-table.ts";
import { groupsOf, type LibertyGroup } from "./parse.ts";
import { readTable, type TableKind, type TableScale, type Templates } from "./table.ts";

/** A `TimingArc` while it is being read. */
export interface ArcGrids {
  readonly from: string;
  readonly to: string;
  readonly sense: TimingArc["sense"];
  readonly rise: Grid;
  readonly fall: Grid;
  readonly riseSlew: Grid;
  readonly fallSlew: Grid;
}

/** A `SetupTime` while it is being read. */
export interface SetupGrids {
  readonly pin: string;
  readonly rise: Grid;
  readonly fall: Grid;
}

/** How to read the tables of a library. */
export interface TableReader {
  readonly templates: Templates;
  /** Delays and setup times. */
  readonly delay: TableScale;
  /** Output slews. */
  readonly transition: TableScale;
  readonly power: TableScale;
}

const DELAY_TABLES = ["cell_rise", "cell_fall", "rise_transition", "fall_transition"] as const;
type DelayTable = (typeof DELAY_TABLES)[number];
/** Timing types of arcs through combinational logic; the last two state one edge each. */
const COMBINATIONAL = ["combinational", "combinational_rise", "combinational_fall"];
const SENSES = new Map<string, TimingArc["sense"]>([
  ["positive_unate", "positive"],
  ["negative_unate", "negative"],
  ["non_unate", "both"],
]);

/**
 * Delay arcs to the outputs of a combinational cell, or from the clock to the outputs of a flip-flop, and between outputs
 * where the library has such. Arcs between the same pins and of the same sense (states) become one with the entry-wise
 * largest delay and slew.
 * @param clock the clock pin of a flip-flop; arcs from other pins (clear, preset) are left out, they are not used
 * @throws InputError naming the pins if an arc or one of its tables is missing or cannot be read
 */
export function readArcs(
  group: LibertyGroup,
  cell: TechnologyCell,
  clock: string | undefined,
  reader: TableReader,
): readonly ArcGrids[] {
  const inputs = cell.pins.filter(({ direction }) => direction === "input").map(({ name }) => name);
  return cell.pins.flatMap(({ name: to, direction, function: logic }) => {
    if (direction !== "output" || logic === undefined) return [];
    const timings = pinGroups(group, to).flatMap((pin) => groupsOf(pin, "timing"));
    const required = clock === undefined ? inputs.filter((input) => matters(logic, input, inputs)) : [clock];
    // ASAP7's full adder makes its sum from its carry: an arc between outputs.
    const outputs = cell.pins.filter(({ name, direction: own }) => own === "output" && name !== to);
    const optional = outputs.filter(({ name }) => timings.some((timing) => isThrough(timing, name)));
    return [...required, ...optional.map(({ name }) => name)].flatMap((from): readonly ArcGrids[] => {
      const isClock = from === clock;
      const own = timings.filter((timing) => (isClock ? isFromClock(timing, from) : isThrough(timing, from)));
      if (own.length === 0) throw InputError.at(`${from} to ${to}`, "no timing");
      const groups = isClock ? [{ sense: "clock" as const, timings: own }] : bySense(own, logic, from, inputs);
      return groups.map(({ sense, timings: same }) => {
        return { from, to, sense, ...mergeTables(same, `${from} to ${to}`, reader) };
      });
    });
  });
}

/**
 * The delay of a clock gate, from its clock to its output.
 * @throws InputError naming the pins if it is missing or cannot be read
 */
export function readClockArc(group: LibertyGroup, { clock, output }: ClockGatePins, reader: TableReader): ArcGrids {
  const timings = pinGroups(group, output).flatMap((pin) => groupsOf(pin, "timing"));
  const own = timings.filter((timing) => isThrough(timing, clock));
  if (own.length === 0) throw InputError.at(`${clock} to ${output}`, "no timing");
  return { from: clock, to: output, sense: "positive", ...mergeTables(own, `${clock} to ${output}`, reader) };
}

/**
 * Setup time of a flip-flop's data pin, or a clock gate's enable, before the rising clock edge; the largest over states.
 * @throws InputError naming the pin if it is missing or cannot be read
 */
export function readSetup(group: LibertyGroup, data: string, clock: string, reader: TableReader): SetupGrids {
  const own = pinGroups(group, data)
    .flatMap((pin) => groupsOf(pin, "timing"))
    .filter((timing) => relatesTo(timing, clock) && typeOf(timing) === "setup_rising");
  const largest = (name: string) => maximum(tablesOf(own, name, "constraint", reader), `${data} to ${clock}`, name);
  return { pin: data, rise: largest("rise_constraint"), fall: largest("fall_constraint") };
}

/** Groups of one pin; Liberty allows several, and several names in one. */
export function pinGroups(group: LibertyGroup, pin: string): readonly LibertyGroup[] {
  return groupsOf(group, "pin").filter(({ args }) => args.includes(pin));
}

/** Whether `related_pin`, a list of names, holds this pin. */
export function relatesTo(group: LibertyGroup, pin: string): boolean {
  return (group.attributes.get("related_pin") ?? "").split(/[\s,]+/).includes(pin);
}

function isThrough(timing: LibertyGroup, from: string): boolean {
  return relatesTo(timing, from) && COMBINATIONAL.includes(typeOf(timing));
}

function isFromClock(timing: LibertyGroup, clock: string): boolean {
  return relatesTo(timing, clock) && typeOf(timing) === "rising_edge";
}

function typeOf(timing: LibertyGroup): string {
  return timing.attributes.get("timing_type") ?? "combinational";
}

function mergeTables(timings: readonly LibertyGroup[], where: string, reader: TableReader) {
  const largest = (name: DelayTable) => {
    const found = tablesOf(timings, name, "delay", reader);
    const current = timings.some((timing) => timing.groups.some(({ kind }) => kind.startsWith("output_current")));
    return maximum(found, where, current ? `${name} (current source model only)` : name);
  };
  const [rise, fall, riseSlew, fallSlew] = DELAY_TABLES;
  return { rise: largest(rise), fall: largest(fall), riseSlew: largest(riseSlew), fallSlew: largest(fallSlew) };
}

function tablesOf(timings: readonly LibertyGroup[], name: string, kind: TableKind, reader: TableReader) {
  const scale = name.endsWith("_transition") ? reader.transition : reader.delay;
  return timings
    .flatMap((timing) => groupsOf(timing, name))
    .map((table) => readTable(table, kind, reader.templates, scale));
}

function maximum(grids: readonly Grid[], where: string, name: string): Grid {
  if (grids.length === 0) throw InputError.at(where, `no ${name}`);
  return combine(grids, (values) => Math.max(...values));
}

/**
 * Arcs of an exclusive or are told apart by their sense: merged, they would make its outputs late, a chain of them by 3 %
 * (sky130hd). Where a sense is not stated, it is that of the logic function, as Liberty defines it.
 */
function bySense(timings: readonly LibertyGroup[], logic: string, from: string, inputs: readonly string[]) {
  const senseOf = (timing: LibertyGroup): TimingArc["sense"] =>
    SENSES.get(timing.attributes.get("timing_sense") ?? "") ??
    (inputs.includes(from) ? logicalSense(logic, from, inputs) : "both");
  const senses = new Set(timings.map(senseOf));
  const single = senses.size === 1 ? senses.values().next().value : undefined;
  if (single !== undefined) return [{ sense: single, timings }];
  return (["positive", "negative"] as const)
    .map((sense) => ({ sense, timings: timings.filter((timing) => [sense, "both"].includes(senseOf(timing))) }))
    .filter((group) => group.timings.length > 0);
}

function logicalSense(logic: string, from: string, inputs: readonly string[]): TimingArc["sense"] {
  const changes = changesOf(logic, from, inputs);
  if (!changes.includes("fall")) return "positive";
  return changes.includes("rise") ? "both" : "negative";
}

function matters(logic: string, from: string, inputs: readonly string[]): boolean {
  return changesOf(logic, from, inputs).length > 0;
}

/** What the output does when the input rises, in each state of the others where it does anything. */
function changesOf(logic: string, from: string, inputs: readonly string[]): readonly ("rise" | "fall")[] {
  const table = truthTable(logic, inputs) ?? "";
  const bit = 1 << inputs.indexOf(from);
  return Array.from(table).flatMap((low, state) => {
    if ((state & bit) !== 0 || low === table[state | bit]) return [];
    return [low === "0" ? ("rise" as const) : ("fall" as const)];
  });
}
