import type { LineKind, UnitShape } from "../../../generators/contract/index.ts";
import { lineKinds } from "../../../generators/update-unit/index.ts";
import { LANES, type Simulator } from "../../hdl/simulate.ts";
import { PORTS } from "./ports.ts";
import type { LineLevels } from "./slot-monitor.ts";

/** The lines of one port in this cycle and the one before, as the simulator gives them: bit i of a word is lane i. */
interface Lines {
  readonly port: string;
  now: Int32Array;
  before: Int32Array;
}

/**
 * Reads the levels of all pulse lines, once a cycle for all lanes of the simulator. Lines change rarely: the levels of a
 * lane are worked out where they did.
 */
export class LineSampler {
  readonly #simulator: Simulator;
  readonly #rows: Lines;
  readonly #kinds: readonly (Lines & { readonly kind: LineKind })[];
  readonly #levels: LineLevels[];

  constructor(simulator: Simulator, shape: UnitShape) {
    this.#simulator = simulator;
    this.#rows = linesOf(PORTS.rows, shape.rows);
    this.#kinds = lineKinds(shape).map((kind) => ({ kind, ...linesOf(kind, shape.columns) }));
    this.#levels = Array.from({ length: LANES }, (_, lane) => this.#levelsOf(lane));
  }

  /** Takes over the settled levels of this cycle. */
  sample(): void {
    let changed = 0;
    for (const lines of [this.#rows, ...this.#kinds]) changed |= readLines(this.#simulator, lines);
    for (let lane = 0; changed !== 0; lane++, changed >>>= 1)
      if ((changed & 1) === 1) this.#levels[lane] = this.#levelsOf(lane);
  }

  /** The levels in one lane. */
  levels(lane: number): LineLevels {
    return this.#levels[lane] ?? this.#levelsOf(lane);
  }

  #levelsOf(lane: number): LineLevels {
    const lines = this.#kinds.map(({ kind, now }) => [kind, linesOn(now, lane)] as const);
    return { rows: linesOn(this.#rows.now, lane), lines: Object.fromEntries(lines) };
  }
}

function linesOf(port: string, count: number): Lines {
  return { port, now: new Int32Array(count), before: new Int32Array(count) };
}

/** Reads the lines; bit i of the result says whether any changed in lane i. */
function readLines(simulator: Simulator, lines: Lines): number {
  [lines.now, lines.before] = [lines.before, lines.now];
  const { now, before } = lines;
  simulator.getPlanes(lines.port, now);
  let changed = 0;
  for (let i = 0; i < now.length; i++) changed |= now[i]! ^ before[i]!;
  return changed;
}

function linesOn(planes: Int32Array, lane: number): readonly number[] {
  const mask = 1 << lane;
  const on: number[] = [];
  for (let i = 0; i < planes.length; i++) if ((planes[i]! & mask) !== 0) on.push(i);
  return on;
}
