import type { UnitShape } from "../../../generators/synapse-update/parameters.ts";
import { lineKinds } from "../../../generators/synapse-update/shape.ts";
import type { Simulator } from "../../hdl/simulate.ts";
import { PORTS } from "./ports.ts";
import type { LineLevels } from "./slot-monitor.ts";

/** Reads the levels of all pulse lines, once a cycle for all lanes of the simulator. */
export class LineSampler {
  readonly #simulator: Simulator;
  readonly #rows: Int32Array;
  readonly #kinds: readonly { readonly kind: ReturnType<typeof lineKinds>[number]; readonly columns: Int32Array }[];

  constructor(simulator: Simulator, shape: UnitShape) {
    this.#simulator = simulator;
    this.#rows = new Int32Array(shape.rows);
    this.#kinds = lineKinds(shape).map((kind) => ({ kind, columns: new Int32Array(shape.columns) }));
  }

  /** Takes over the settled levels of this cycle. */
  sample(): void {
    this.#simulator.getPlanes(PORTS.rows, this.#rows);
    for (const { kind, columns } of this.#kinds) this.#simulator.getPlanes(kind, columns);
  }

  /** The levels in one lane. */
  levels(lane: number): LineLevels {
    const lines = this.#kinds.map(({ kind, columns }) => [kind, linesOn(columns, lane)] as const);
    return { rows: linesOn(this.#rows, lane), lines: Object.fromEntries(lines) };
  }
}

const NONE: readonly number[] = [];

function linesOn(planes: Int32Array, lane: number): readonly number[] {
  const mask = 1 << lane;
  let on: number[] | undefined;
  for (let i = 0; i < planes.length; i++) if ((planes[i]! & mask) !== 0) (on ??= []).push(i);
  return on ?? NONE;
}
