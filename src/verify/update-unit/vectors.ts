import type { Slot, UnitRegisters, UnitShape } from "../../../generators/contract/index.ts";
import {
  batchesOf,
  columnsOf,
  isPair,
  lineKinds,
  pulseBits,
  resetRegisters,
} from "../../../generators/update-unit/index.ts";
import { Random } from "../../core/random.ts";
import { checksAfter, noEvents, sumEvents, writesFor, type Access } from "./bus.ts";
import { expectedOperations, type ExpectedOperation } from "./expected.ts";

/** A part of a word of vectors; the first stands lowest. */
interface Field {
  readonly value: bigint;
  readonly bits: number;
}

/** The words of one file, each of so many bits. */
export interface VectorWords {
  readonly bits: number;
  readonly words: readonly string[];
  /** As many as words, or none if all bits have a meaning. */
  readonly unknown: readonly string[];
}

/** What a test bench reads: words of hexadecimal digits, one for each line of a file. */
export interface UnitVectors {
  readonly operations: number;
  readonly slotCount: number;
  /** File name without ending → its words, their width, and which of their bits have no meaning, so that they may be X. */
  readonly files: Readonly<Record<VectorFile, VectorWords>>;
}

/** Files of a test bench, without ending. */
export const VECTOR_FILES = ["commands", "x", "delta", "reads", "slots"] as const;

/** One of them. */
export type VectorFile = (typeof VECTOR_FILES)[number];

/** Commands of the test bench, in the order of their codes. */
export const COMMANDS = { write: 0, check: 1, run: 2, end: 3 } as const;

/** Widths of the fields of a command, lowest first: code, address, data (of `run`: apply, then cycles without waits). */
export function commandBits(busBits: number) {
  return { code: 2, address: 5, data: Math.max(32, busBits) } as const;
}

/** Rows and batches are written into reads with these widths. */
export const PLACE_BITS = 16;

/** The vectors of `operations` update operations, back to back in one unit. */
export function makeUnitVectors(shape: UnitShape, busBits: number, operations: number, seed: number): UnitVectors {
  const random = new Random(seed);
  const counted = noEvents();
  let settings: UnitRegisters = resetRegisters(shape);
  const words: Record<VectorFile, string[]> = { commands: [], x: [], delta: [], reads: [], slots: [] };
  const unknown: Unknown = { delta: [], reads: [] };
  const widths = commandBits(busBits);
  const command = (code: keyof typeof COMMANDS, address: number, data: number): void => {
    const fields = [
      field(COMMANDS[code], widths.code),
      field(address, widths.address),
      { value: BigInt(data), bits: widths.data },
    ];
    words.commands.push(hex(fields));
  };
  const access = ({ address, write, expect }: Access): void =>
    write === undefined ? command("check", address, expect ?? 0) : command("write", address, write);
  const check = (): void => checksAfter(shape, settings, counted).forEach(access);
  const indices = Array.from({ length: operations }, (_, i) => i);
  for (const operation of expectedOperations(shape, indices, seed)) {
    const { registers, apply } = operation.input;
    writesFor(shape, settings, registers, random).forEach(access);
    settings = registers;
    command("run", 0, 2 * operation.result.cycles + (apply ? 1 : 0));
    pushOperation(shape, operation, words, unknown, random);
    sumEvents(counted, operation.result.events);
    if (random.next() < 0.2) check();
  }
  check();
  command("end", 0, 0);
  const of = (file: VectorFile, bits: number): VectorWords => {
    const masks = file === "delta" || file === "reads" ? unknown[file] : [];
    return { bits, words: words[file], unknown: masks.some((mask) => /[^0]/.test(mask)) ? masks : [] };
  };
  const lines = shape.rows + lineKinds(shape).length * (shape.columns + pulseBits(shape));
  return {
    operations,
    slotCount: words.slots.length,
    files: {
      commands: of("commands", widths.code + widths.address + widths.data),
      x: of("x", shape.xBits),
      delta: of("delta", shape.lanes * shape.deltaBits),
      reads: of("reads", 2 * PLACE_BITS + (isPair(shape) ? 2 : 1) * shape.lanes * shape.adcBits),
      slots: of("slots", lines),
    },
  };
}

function pushOperation(
  shape: UnitShape,
  { input, reads, result }: ExpectedOperation,
  words: Record<VectorFile, string[]>,
  unknown: Unknown,
  random: Random,
): void {
  const { xBits, deltaBits, adcBits } = shape;
  for (const x of Array.from(input.x)) words.x.push(hex([field(x, xBits)]));
  const deltas = Array.from(input.delta);
  for (let batch = 0; batch < batchesOf(shape); batch++) {
    const first = batch * shape.lanes;
    const own = laneFields(shape, batch, deltas.slice(first, first + shape.lanes), deltaBits, random);
    words.delta.push(hex(own.fields));
    unknown.delta.push(hex(own.masks));
  }
  for (const { row, batch, plus, minus } of reads) {
    const codes = [plus, ...(isPair(shape) ? [minus] : [])].map((each) =>
      laneFields(shape, batch, Array.from(each), adcBits, random),
    );
    const place = [field(row, PLACE_BITS), field(batch, PLACE_BITS)];
    words.reads.push(hex([...place, ...codes.flatMap(({ fields }) => fields)]));
    unknown.reads.push(hex([field(0, 2 * PLACE_BITS), ...codes.flatMap(({ masks }) => masks)]));
  }
  for (const slot of result.slots) words.slots.push(slotWord(shape, slot));
}

type Unknown = Record<"delta" | "reads", string[]>;

/** A number for each lane, random ones where a batch has no column, and ones where these are. */
function laneFields(shape: UnitShape, batch: number, values: readonly number[], bits: number, random: Random) {
  const lanes = Array.from({ length: shape.lanes }, (_, lane) => lane < columnsOf(shape, batch));
  const garbage = (): number => random.integer(0, 2 ** bits - 1);
  return {
    fields: lanes.map((exists, lane) => field(exists ? (values[lane] ?? 0) : garbage(), bits)),
    masks: lanes.map((exists) => field(exists ? 0 : -1, bits)),
  };
}

/** Rows, then columns of every kind of line, then the width of every kind (0: no line of this kind is on). */
function slotWord(shape: UnitShape, slot: Slot): string {
  const kinds = lineKinds(shape);
  return hex([
    mask(slot.rows, shape.rows),
    ...kinds.map((kind) => mask(slot.lines[kind] ?? [], shape.columns)),
    ...kinds.map((kind) => field(slot.widths[kind] ?? 0, pulseBits(shape))),
  ]);
}

function mask(on: readonly number[], bits: number): Field {
  return { value: on.reduce((sum, line) => sum | (1n << BigInt(line)), 0n), bits };
}

function field(value: number, bits: number): Field {
  return { value: BigInt.asUintN(bits, BigInt(value)), bits };
}

function hex(fields: readonly Field[]): string {
  let [word, offset] = [0n, 0];
  for (const { value, bits } of fields) {
    word |= value << BigInt(offset);
    offset += bits;
  }
  return word.toString(16).padStart(Math.ceil(offset / 4), "0");
}
