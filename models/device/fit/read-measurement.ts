import { didYouMean } from "../../../src/json/did-you-mean.ts";
import { show } from "../../../src/json/json-schema.ts";
import { InputError, type Fault } from "../../../src/core/errors.ts";
import { readInput } from "../../../src/json/input-file.ts";
import { DIRECTIONS, type DirectionName } from "../device.ts";

/** One reading after a pulse. */
export interface Reading {
  /** Pulses of this direction since the start of the sweep, from 0. */
  readonly pulse: number;
  /** [S] */
  readonly conductanceS: number;
  /** Which repetition of the sweep, from 1. */
  readonly cycle: number;
}

/** Measured sweeps, by direction, each sorted by cycle and pulse. */
export type Measurement = Readonly<Record<DirectionName, readonly Reading[]>>;

/** Fewer different pulse numbers than this in a direction are refused: four parameters would follow the noise. */
export const FEWEST_POINTS = 10;

/** The columns of a file: `cycle` may be missing. */
const COLUMNS = ["direction", "pulse", "conductance_S", "cycle"] as const;
type Column = (typeof COLUMNS)[number];
const REQUIRED: readonly Column[] = ["direction", "pulse", "conductance_S"];

const MOST_PULSES = 20_000;

/** Faults shown of one file; the rest are counted. */
const MOST_FAULTS = 20;

/** A measurement from a CSV file of at most 64 MB, see `parseMeasurement`. Throws InputError. */
export function readMeasurement(file: string): Measurement {
  return parseMeasurement(readInput(file, "CSV", 64).toString("utf8"), file);
}

/**
 * A measurement from CSV text: a header, then one reading a line. Lines that start with `#` are comments.
 *
 *     direction,pulse,conductance_S,cycle
 *     ltp,0,3.1e-9,1
 *
 * `direction` is ltp or ltd; `pulse` counts the pulses of that direction from 0; `cycle` (may be left out) numbers repeated
 * sweeps. Any order of lines and of columns.
 * @throws {InputError} with `FILE:LINE` for every line that is wrong, its cells in columns that the header names once (and
 * whether a reading stands twice where it names all), or for a direction with too few points
 */
export function parseMeasurement(text: string, file: string): Measurement {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line, i) => ({ number: i + 1, cells: line.split(",").map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.join("") !== "" && cells[0]?.startsWith("#") !== true);
  const [header, ...rows] = lines;
  if (header === undefined) throw InputError.at(file, `got no header, expected ${COLUMNS.join(",")}`);
  const faults: Fault[] = [];
  const columns = readHeader(header.cells, `${file}:${header.number}`, faults);
  const measurement: Record<DirectionName, Reading[]> = { ltp: [], ltd: [] };
  const seen = new Set<string>();
  for (const { number, cells } of rows) {
    const row = readRow(cells, columns, `${file}:${number}`, faults);
    if (row === undefined) continue;
    const { direction, ...reading } = row;
    const key = `${direction} ${reading.cycle} ${reading.pulse}`;
    if (seen.has(key)) {
      const found = `got pulse ${reading.pulse} of ${direction} again`;
      faults.push({ path: `${file}:${number}`, message: `${found}, expected it once (or a column "cycle")` });
    }
    seen.add(key);
    measurement[direction].push(reading);
  }
  if (faults.length > 0) throw new InputError(shortened(faults, file));
  for (const name of DIRECTIONS) measurement[name].sort((a, b) => a.cycle - b.cycle || a.pulse - b.pulse);
  checkSweeps(measurement, file);
  return measurement;
}

/** The column that each cell of a row is in; undefined where the header does not say so without doubt, which is a fault. */
function readHeader(cells: readonly string[], path: string, faults: Fault[]): readonly (Column | undefined)[] {
  const columns = cells.map((cell) => COLUMNS.find((column) => column === cell));
  const stated = columns.filter((column) => column !== undefined);
  const messages = [
    ...cells
      .filter((_, i) => columns[i] === undefined)
      .map((cell) => `got column ${show(cell)}, expected ${COLUMNS.join(", ")}${didYouMean(cell, COLUMNS)}`),
    ...REQUIRED.filter((column) => !stated.includes(column)).map((column) => `got no column "${column}"`),
    ...(new Set(stated).size < stated.length ? ["got a column twice, expected each once"] : []),
  ];
  faults.push(...messages.map((message) => ({ path, message })));
  const isOnce = (column: Column): boolean => stated.filter((each) => each === column).length === 1;
  return columns.map((column) => (column !== undefined && isOnce(column) ? column : undefined));
}

/** Reports what is wrong with a row; undefined if anything is, or if its columns do not say all. */
function readRow(
  cells: readonly string[],
  columns: readonly (Column | undefined)[],
  path: string,
  faults: Fault[],
): (Reading & { readonly direction: DirectionName }) | undefined {
  if (cells.length !== columns.length) {
    faults.push({ path, message: `got ${cells.length} columns, expected ${columns.length}` });
    return undefined;
  }
  const cell = (column: Column): string => cells[columns.indexOf(column)] ?? "";
  const before = faults.length;
  const wrong = (column: Column, expected: string): void => {
    if (columns.includes(column))
      faults.push({ path, message: `got ${column} ${show(cell(column))}, expected ${expected}` });
  };
  const direction = DIRECTIONS.find((name) => name === cell("direction").toLowerCase());
  if (direction === undefined) wrong("direction", DIRECTIONS.join(" or "));
  const pulse = numberOf(cell("pulse"));
  if (!Number.isSafeInteger(pulse) || pulse < 0 || pulse > MOST_PULSES) {
    wrong("pulse", `a whole number from 0 to ${MOST_PULSES}`);
  }
  const conductanceS = numberOf(cell("conductance_S"));
  if (!(conductanceS >= 0 && conductanceS < Infinity)) wrong("conductance_S", "a number from 0 [S]");
  const cycle = columns.includes("cycle") ? numberOf(cell("cycle")) : 1;
  if (!Number.isSafeInteger(cycle) || cycle < 0) wrong("cycle", "a whole number from 0");
  const isStated = !columns.includes(undefined) && REQUIRED.every((column) => columns.includes(column));
  return isStated && faults.length === before && direction !== undefined
    ? { direction, pulse, conductanceS, cycle }
    : undefined;
}

function numberOf(text: string): number {
  return text === "" ? NaN : Number(text);
}

function shortened(faults: readonly Fault[], file: string): readonly Fault[] {
  if (faults.length <= MOST_FAULTS) return faults;
  const more = { path: file, message: `${faults.length - MOST_FAULTS} more faults` };
  return [...faults.slice(0, MOST_FAULTS), more];
}

/** Enough points, and conductances that go the way the direction says. */
function checkSweeps(measurement: Measurement, file: string): void {
  const faults = DIRECTIONS.flatMap((name) => {
    const readings = measurement[name];
    const points = new Set(readings.map(({ pulse }) => pulse)).size;
    const few = `${name}: got ${points} different pulse numbers, expected at least ${FEWEST_POINTS}`;
    if (points < FEWEST_POINTS) return [{ path: file, message: few }];
    const lowest = readings[0]?.conductanceS ?? 0;
    if (readings.every(({ conductanceS }) => conductanceS === lowest)) {
      return [{ path: file, message: `${name}: got ${lowest} S everywhere, expected a dynamic range above 0` }];
    }
    return [];
  });
  if (faults.length > 0) throw new InputError(faults);
}
