import Type from "typebox";
import { compileSchema } from "../../../src/json/json-schema.ts";
import { readJson } from "../../../src/json/json-file.ts";
import { count, countFromOne, list, positive, record, type Described } from "../../../src/core/record-schema.ts";

/**
 * What `npm run bench -- plots` measured, docs/performance/measured.json: plain numbers, of which the drawings and the table of
 * docs/performance.md follow. Nothing in it says on which machine, or when.
 */

const timed = {
  seconds: positive,
  /** Most memory of the process, all threads and the code included [MiB]. */
  peakMiB: positive,
};

const sweepSchema = record({
  workers: countFromOne,
  /** Whether the prices and timing of all modules were on disk. */
  isPriced: Type.Boolean({ expected: "true or false" }),
  ...timed,
});

const rowsSchema = record(timed);

const spaceSchema = record({
  designs: countFromOne,
  /** Designs that meet all bounds, and those of them on the front. */
  feasible: count,
  front: count,
  /** Whole sweeps, start of the threads included. */
  sweeps: list(sweepSchema),
  /** A walk of one thread in rows, all parts known. */
  rows: rowsSchema,
});

const sizeSchema = record({
  ...spaceSchema.properties,
  /** Some designs, each worked out by itself by one thread, all parts known. */
  oneByOne: record({ designs: countFromOne, seconds: positive }),
});

const schema = record({
  schemaVersion: Type.Literal(1, { expected: "1" }),
  /** Memory of a process that only loads the code [MiB]. */
  startMiB: positive,
  /** Spaces of one kind in rows of 256 designs, smallest first. */
  sizes: list(sizeSchema, 2),
  /** The 983 040 designs in rows of 32 that wanted times are stated for. */
  shortRows: spaceSchema,
  /** The space of ten million designs, asked for other things. */
  unbound: rowsSchema,
  system: rowsSchema,
  /** Some designs in rows, and by the program in C++; absent without a compiler. */
  baseline: Type.Optional(record({ designs: countFromOne, rowsSeconds: positive, seconds: positive })),
  /** Uniform points of four objectives that the front filter takes alone [1/s]. */
  frontPointsPerSecond: positive,
});

export type Measured = Described<typeof schema>;
export type MeasuredSize = Described<typeof sizeSchema>;
export type MeasuredSpace = Described<typeof spaceSchema>;

const check = compileSchema<Measured>({ ...schema });

/** @throws {InputError} if a file holds anything else */
export function readMeasured(file: string): Measured {
  return check(readJson(file), file);
}

/** The time and memory of a sweep, if it was measured. */
export function sweepOf(
  { sweeps }: MeasuredSpace,
  workers: number,
  isPriced: boolean,
): MeasuredSpace["sweeps"][number] | undefined {
  return sweeps.find((sweep) => sweep.workers === workers && sweep.isPriced === isPriced);
}
