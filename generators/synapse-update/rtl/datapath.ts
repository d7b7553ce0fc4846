import {
  and,
  bit,
  concat,
  mux,
  named,
  replicate,
  slice,
  type ModuleBuilder,
  type Signal,
} from "../../../src/hdl/index.ts";
import { decode } from "../../arithmetic/decoder.ts";
import type { UnitShape } from "../../contract/index.ts";
import {
  deltaMagnitudeBits,
  drawsWords,
  isRowSerial,
  laneGroup,
  laneWordBits,
  readsBack,
  rowGroup,
  wordSource,
  xMagnitudeBits,
} from "../../update-unit/shape.ts";
import { deltaStore } from "./delta-store.ts";
import { columnEncoder, keptX, rowEncoder, slotOfTrain } from "./encoders.ts";
import { lane } from "./lane.ts";
import type { LaneOutputs } from "./lane-ports.ts";
import { usedLanes } from "./lines.ts";
import { anyOf } from "./operand.ts";
import { offeredX, xRegister } from "./operand-register.ts";
import { place } from "./place.ts";
import type { UnitInputs } from "./ports.ts";
import type { RegisterWires } from "./registers.ts";
import { ALWAYS, NEVER, type Sequence } from "./sequence.ts";
import { randomWords } from "./words.ts";

/** What the lanes (and row encoders) answer. */
export interface Datapath {
  /** One bit a lane. */
  readonly fire: Signal;
  readonly raise: Signal;
  readonly anyRowFires: Signal;
  /** Rows that fire; undefined if one row is selected at a time. */
  readonly rowFire: Signal | undefined;
  readonly xIsZero: Signal;
  readonly flagged: Signal | undefined;
  readonly wants: Signal | undefined;
  readonly isOff: Signal | undefined;
}

/** Everything between the streams and the lines. */
export function buildDatapath(
  m: ModuleBuilder,
  shape: UnitShape,
  inputs: UnitInputs,
  sequence: Sequence,
  registers: RegisterWires,
): Datapath {
  const { batch, takesDelta } = sequence;
  const store = place(m, "delta_store", 1, deltaStore(shape), {
    delta_data: existingDeltas(shape, inputs.deltaData, batch.isLast),
    write: takesDelta,
    batch: batch.value,
  });
  const wires = laneWires(shape, inputs, sequence, { ...registers, delta: store.delta });
  return isRowSerial(shape)
    ? rowSerial(m, shape, inputs, sequence, wires)
    : byTrains(m, shape, inputs, sequence, wires);
}

type LaneWires = ReturnType<typeof laneWires>;

/** What lanes and encoders may take, by port; each takes what it has ports for. */
function laneWires(
  shape: UnitShape,
  inputs: UnitInputs,
  sequence: Sequence,
  before: RegisterWires & { readonly delta: Signal },
) {
  const { states, batch } = sequence;
  return {
    ...before,
    used: named("lane_is_used", usedLanes(shape, batch.isLast)),
    slot: sequence.slots.value,
    depress: sequence.depress?.value,
    pass_negative: sequence.passNegative?.value,
    start_pass: states.in("begin_pass"),
    advance: sequence.advancesTrains,
    multiply: states.in("multiply"),
    accumulate: states.in("accumulate"),
    round: states.in("round"),
    place: sequence.cell?.value,
    clear_sum: states.in("clear"),
    write_sum: named("writes_sum", anyState(sequence, ["clear", "keep"])),
    apply: sequence.applies,
    refreshing: sequence.refreshing?.value,
    latch: sequence.readDone,
    latch_flags: latchesFlags(sequence),
    read_plus: inputs.readPlus,
    read_minus: inputs.readMinus,
    aim: states.in("aim"),
    check: states.in("check"),
    flag: states.in("flag"),
  };
}

/**
 * Deltas of columns that exist. Only where sums are kept: of the synapses of other columns, a sum would take in what its
 * delta happens to be, though no pulse ever comes of it. Price: a gate for each bit of the lanes that the last batch spares.
 */
function existingDeltas(shape: UnitShape, deltas: Signal, isLastBatch: Signal): Signal {
  if (shape.accumulator === "none") return deltas;
  const used = usedLanes(shape, isLastBatch);
  const { lanes, deltaBits } = shape;
  const each = Array.from({ length: lanes }, (_, lane) =>
    and(slice(deltas, lane * deltaBits, deltaBits), replicate(bit(used, lane), deltaBits)),
  );
  return concat(...each);
}

function anyState({ states }: Sequence, names: readonly ("clear" | "keep")[]): Signal {
  return anyOf(concat(...names.map((name) => states.in(name))));
}

/** The first read of a refresh decides which pairs are reset. */
function latchesFlags({ readDone, isRefreshing, rechecks }: Sequence): Signal {
  const first = mux(rechecks?.value ?? NEVER, NEVER, readDone);
  return named("latches_flags", mux(isRefreshing, first, NEVER));
}

function rowSerial(
  m: ModuleBuilder,
  shape: UnitShape,
  inputs: UnitInputs,
  { takesX, states }: Sequence,
  wires: LaneWires,
): Datapath {
  const x = place(m, "x_register", 1, xRegister(shape), {
    x_data: slice(inputs.xData, shape.xBits - offeredX(shape), offeredX(shape)),
    load: takesX,
  });
  const drawn = { source: wordSource(shape), group: laneGroup(shape), wordBits: laneWordBits(shape) };
  const draws = { advance: states.in("round") };
  const word = drawsWords(shape) ? place(m, "lane_words", 1, randomWords(drawn), draws).words : undefined;
  const lanes = place(m, "lane", shape.lanes, lane(shape), {
    ...wires,
    x_magnitude: x.x_magnitude,
    x_negative: x.x_negative,
    word,
  });
  return {
    fire: lanes.fire,
    raise: lanes.raise,
    anyRowFires: ALWAYS,
    rowFire: undefined,
    xIsZero: x.x_is_zero ?? NEVER,
    ...answers(lanes),
  };
}

function byTrains(
  m: ModuleBuilder,
  shape: UnitShape,
  inputs: UnitInputs,
  { takesX, row, slots: { value: slot }, advancesTrains, isRefreshing }: Sequence,
  wires: LaneWires,
): Datapath {
  const { rows, lanes } = shape;
  const words = (name: string, group: ReturnType<typeof rowGroup>, wordBits: number): Signal | undefined =>
    drawsWords(shape)
      ? place(m, name, 1, randomWords({ source: wordSource(shape), group, wordBits }), { advance: advancesTrains })
          .words
      : undefined;
  const rowEncoders = place(m, "row_encoder", rows, rowEncoder(shape), {
    ...wires,
    slot: slotOfTrain(shape, "row", slot),
    x_data: keptX(shape, inputs.xData),
    load: rows === 1 ? takesX : concat(...decode("row", row.value, rows, takesX)),
    word: words("row_words", rowGroup(shape), xMagnitudeBits(shape)),
  });
  const columnEncoders = place(m, "column_encoder", lanes, columnEncoder(shape), {
    ...wires,
    slot: slotOfTrain(shape, "column", slot),
    word: words("lane_words", laneGroup(shape), deltaMagnitudeBits(shape)),
  });
  const rowFire = rowEncoders.fire;
  const trains = columnEncoders;
  const common = { rowFire, xIsZero: NEVER };
  const anyRow = named("any_row_fires", anyOf(rowFire));
  if (!readsBack(shape))
    return { ...common, ...trains, anyRowFires: anyRow, flagged: undefined, wants: undefined, isOff: undefined };
  const rewriting = place(m, "lane", lanes, lane(shape), wires);
  return {
    ...common,
    fire: named("lane_fires", mux(isRefreshing, rewriting.fire, trains.fire)),
    raise: named("lane_raises", mux(isRefreshing, rewriting.raise, trains.raise)),
    anyRowFires: mux(isRefreshing, ALWAYS, anyRow),
    ...answers(rewriting),
  };
}

function answers(lanes: LaneOutputs): Pick<Datapath, "flagged" | "wants" | "isOff"> {
  return { flagged: lanes.flagged, wants: lanes.wants, isOff: lanes.is_off };
}
