import { and, ModuleBuilder, named, not, or, shared, type Module, type Signal } from "../../../src/hdl/index.ts";
import { digest } from "../../../src/core/digest.ts";
import type { UnitShape } from "../../contract/index.ts";
import { batchesOf, isRowSerial, readsBack, shapeText } from "../../update-unit/shape.ts";
import { buildDatapath, type Datapath } from "./datapath.ts";
import { finishFlow, type Flow } from "./flow.ts";
import { columnLines, lineWords, rowLines } from "./lines.ts";
import { place } from "./place.ts";
import { unitInputs, type UnitInputs, type UnitPorts } from "./ports.ts";
import { eventCounters, registers } from "./registers.ts";
import { beginSequence, type Sequence } from "./sequence.ts";
import { TIMER } from "./timer-module.ts";
import { StateMachine, statesOf } from "./states.ts";

/** Verilog name of a unit: what tells it apart at a glance, and a digest of all its parameters. */
export function unitName(shape: UnitShape): string {
  const { rows, columns, lanes, scheme, encoding } = shape;
  const words = [scheme, encoding].map((word) => word.replaceAll("-", "_"));
  return ["synapse_update", `${rows}x${columns}`, `l${lanes}`, ...words, digest(shapeText(shape))].join("_");
}

/**
 * The whole unit. The controller is the top module's own logic; registers, lanes, encoders and lines are its children:
 *
 *   config ─► registers ──► widths, limits, thresholds
 *   delta ──► delta_store ─► lanes (or column encoders) ─► column_lines ─► plus_ltp, …
 *   x ──────► x_register (or row encoders) ──────────────► row_lines ────► row_lines
 *   start ──► controller ─► busy, done
 */
export function buildUnit(shape: UnitShape): Module {
  return shared(JSON.stringify(shape), () => makeUnit(shape));
}

function makeUnit(shape: UnitShape): Module {
  const m = new ModuleBuilder<UnitPorts>(unitName(shape), ...unitComment(shape));
  const inputs = unitInputs(m, shape);
  const states = new StateMachine(m, statesOf(shape), shape.accumulator === "cell" ? "clear" : "idle");
  const busy = named("is_busy", not(states.in("idle")));
  const map = m.instance("registers", registers(shape), {
    write: inputs.write,
    busy,
    address: inputs.address,
    write_data: inputs.writeData,
  });
  const sequence = beginSequence(m, shape, states, inputs, map.pulses);
  const data = buildDatapath(m, shape, inputs, sequence, map);
  const flow = finishFlow(m, shape, { inputs, sequence, data, registers: map });
  m.output("busy", busy, "an update is under way");
  m.output("done", states.in("done"), "the update ends with this cycle");
  m.output("x_ready", states.in(isRowSerial(shape) ? "row" : "load_x"), "an x is taken, if there is one");
  m.output("delta_ready", states.in("load_delta"), "a batch of deltas is taken, if there is one");
  emitLines(m, shape, { inputs, sequence, data, flow });
  if (readsBack(shape)) emitReads(m, shape, sequence);
  m.output("cfg_read_data", readData(m, shape, { inputs, map, flow }), "the register at cfg_address");
  if (flow.timer.moves !== undefined) m.gateAllBut([TIMER], "working_clk", flow.timer.moves);
  return m.build();
}

interface Parts {
  readonly inputs: UnitInputs;
  readonly sequence: Sequence;
  readonly data: Datapath;
  readonly flow: Flow;
}

/** Row and column lines, each out of a flip-flop. */
function emitLines(m: ModuleBuilder, shape: UnitShape, { inputs, sequence, data, flow }: Parts): void {
  const { timer, loadsLines, resets } = flow;
  const { cancel } = inputs;
  // No line comes on in the cycle of a cancel: nothing would switch it off.
  const loads = named("pulses_start", and(loadsLines, not(cancel)));
  const loadsReset = named("resets_start", and(resets, not(cancel)));
  const rows = rowLines(shape);
  const wires = {
    load: named("rows_start", or(loads, loadsReset)),
    clear: named("rows_end", or(timer.pulseDone, cancel)),
    row: sequence.row.value,
    refreshing: sequence.isRefreshing,
    ...(data.rowFire === undefined ? {} : { fire: data.rowFire }),
  };
  m.output("row_lines", place(m, "row_lines_of", 1, rows, wires).row_lines, "row lines, row 0 lowest");
  const columns = place(m, "column_lines_of", 1, columnLines(shape), {
    fire: data.fire,
    raise: data.raise,
    flagged: data.flagged,
    depress: sequence.depress?.value,
    batch: sequence.batch.value,
    load: loads,
    load_reset: loadsReset,
    clear_ltp: named("ltp_ends", or(timer.clearLtp, cancel)),
    clear_ltd: named("ltd_ends", or(timer.clearLtd, cancel)),
  });
  for (const [kind, line] of Object.entries(columns)) m.output(kind, line, lineWords(kind));
}

/** What is to be read: codes of the lanes' synapses are awaited as long as `read_request` is high. */
function emitReads(m: ModuleBuilder, shape: UnitShape, { states, row, batch }: Sequence): void {
  m.output("read_request", states.in("read"), "codes of the synapses at read_row and read_batch are awaited");
  if (shape.rows > 1) m.output("read_row", row.value, "row that is read");
  if (batchesOf(shape) > 1) m.output("read_batch", batch.value, "batch of columns that is read");
}

function readData(
  m: ModuleBuilder,
  shape: UnitShape,
  {
    inputs,
    map,
    flow,
  }: { readonly inputs: UnitInputs; readonly map: { readonly read_data: Signal }; readonly flow: Flow },
): Signal {
  const data = map.read_data;
  if (flow.events === undefined) return data;
  const counters = m.instance("event_counters", eventCounters(shape), {
    address: inputs.address,
    registers_data: data,
    ...flow.events,
  });
  return counters.read_data;
}

function unitComment(shape: UnitShape): readonly string[] {
  const { rows, columns, lanes, scheme, encoding, product, rounding, maxPulses } = shape;
  const how = isRowSerial(shape)
    ? `one row at a time, ${lanes} columns at once; ${product}, ${rounding}, ${encoding}, up to ${maxPulses} pulses`
    : `all rows and ${lanes} columns at once; trains of ${maxPulses} slots, ${encoding}`;
  return [
    `Weight-update unit for ${rows} x ${columns} synapses, ${scheme}:`,
    `${how}.`,
    "A device is pulsed while its row line and its column line are on.",
  ];
}
