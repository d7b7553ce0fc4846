import type { LineKind, UnitRegisters, UnitShape } from "../../../generators/contract/index.ts";
import { batchesOf, isUnidirectional, registerFields } from "../../../generators/update-unit/index.ts";
import type { Module } from "../../hdl/index.ts";
import { Simulator } from "../../hdl/simulate.ts";

/** What is repeated: one update, again and again, with random words that go on. */
export interface RepeatedUpdate {
  readonly registers: UnitRegisters;
  /** `rows` numbers of xBits, as bit patterns. */
  readonly x: readonly number[];
  /** `columns` numbers of deltaBits, as bit patterns. */
  readonly delta: readonly number[];
  readonly operations: number;
}

/** Signed pulses of each synapse, `rows × columns`, row by row: those that raise its weight less those that lower it. */
export interface MeasuredMoments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Lines that raise and lower the weight of a synapse; of a pair that moves both ways, its plus device stands for both. */
const SIGNS: Partial<Record<LineKind, 1 | -1>> = { ltp: 1, ltd: -1, plus_ltp: 1, plus_ltd: -1 };

/** Counts the pulses at the lines of the unit's netlist; every pulse takes one cycle, and nothing is read back. */
export function measureMoments(top: Module, shape: UnitShape, update: RepeatedUpdate): MeasuredMoments {
  const { rows, columns } = shape;
  const run = new UnitRun(top, shape, update);
  const cells = rows * columns;
  const [sums, squares] = [new Float64Array(cells), new Float64Array(cells)];
  const counts = new Int32Array(cells);
  for (let operation = 0; operation < update.operations; operation++) {
    counts.fill(0);
    run.operate(counts);
    for (let i = 0; i < cells; i++) {
      sums[i] = sums[i]! + counts[i]!;
      squares[i] = squares[i]! + counts[i]! ** 2;
    }
  }
  const mean = sums.map((sum) => sum / update.operations);
  return { mean, variance: squares.map((square, i) => square / update.operations - mean[i]! ** 2) };
}

/** Plays the host of one unit whose streams never stall. */
class UnitRun {
  readonly #simulator: Simulator;
  readonly #shape: UnitShape;
  readonly #update: RepeatedUpdate;
  readonly #lines: readonly { readonly port: string; readonly sign: number; readonly planes: Int32Array }[];
  readonly #rows: Int32Array;
  readonly #beats: readonly bigint[];

  constructor(top: Module, shape: UnitShape, update: RepeatedUpdate) {
    this.#simulator = new Simulator(top);
    this.#shape = shape;
    this.#update = update;
    this.#rows = new Int32Array(shape.rows);
    const signs = isUnidirectional(shape) ? { plus_ltp: 1, minus_ltp: -1 } : SIGNS;
    this.#lines = Object.entries(signs).flatMap(([port, sign]) =>
      top.outputs.some(({ name }) => name === port) ? [{ port, sign, planes: new Int32Array(shape.columns) }] : [],
    );
    this.#beats = Array.from({ length: batchesOf(shape) }, (_, batch) => this.#beat(batch));
    for (const { name } of top.inputs) this.#simulator.set(name, 0n);
    this.#simulator.reset();
    this.#simulator.evaluate();
    while (this.#simulator.get("busy") !== 0n) this.#tick();
    this.#configure();
    for (const port of ["x_valid", "delta_valid"]) this.#simulator.set(port, 1n);
    if (top.inputs.some(({ name }) => name === "apply")) this.#simulator.set("apply", 1n);
  }

  #beat(batch: number): bigint {
    const { lanes, deltaBits } = this.#shape;
    let beat = 0n;
    for (let lane = 0; lane < lanes; lane++)
      beat |= BigInt(this.#update.delta[batch * lanes + lane] ?? 0) << BigInt(lane * deltaBits);
    return beat;
  }

  #tick(): void {
    this.#simulator.clock();
    this.#simulator.evaluate();
  }

  #configure(): void {
    this.#simulator.set("cfg_write", 1n);
    for (const { name, address } of registerFields(this.#shape)) {
      this.#simulator.set("cfg_address", BigInt(address));
      this.#simulator.set("cfg_write_data", BigInt(this.#update.registers[name]));
      this.#simulator.evaluate();
      this.#simulator.clock();
    }
    this.#simulator.set("cfg_write", 0n);
  }

  /** One operation; adds its pulses to `counts`. */
  operate(counts: Int32Array): void {
    const simulator = this.#simulator;
    simulator.set("start", 1n);
    simulator.evaluate();
    simulator.clock();
    simulator.set("start", 0n);
    let [row, batch] = [0, 0];
    for (;;) {
      simulator.set("x_data", BigInt(this.#update.x[row] ?? 0));
      simulator.set("delta_data", this.#beats[batch] ?? 0n);
      simulator.evaluate();
      this.#count(counts);
      if (simulator.get("x_ready") !== 0n) row++;
      if (simulator.get("delta_ready") !== 0n) batch++;
      const isDone = simulator.get("done") !== 0n;
      simulator.clock();
      if (isDone) return;
    }
  }

  #count(counts: Int32Array): void {
    const { columns } = this.#shape;
    this.#simulator.getPlanes("row_lines", this.#rows);
    for (const { port, sign, planes } of this.#lines) {
      this.#simulator.getPlanes(port, planes);
      this.#rows.forEach((isOn, row) => {
        if (isOn === 0) return;
        for (let column = 0; column < columns; column++)
          if (planes[column] !== 0) counts[row * columns + column] = counts[row * columns + column]! + sign;
      });
    }
  }
}
