import type { UnitShape } from "../../../generators/contract/index.ts";
import { deltaMagnitudeBits, ofDelta, ofX, xMagnitudeBits } from "../../../generators/update-unit/index.ts";
import type { CountRegisters, PulsePlan } from "../planners/pulse-plan.ts";
import { updateMoments } from "../planners/update-moments.ts";

/** What errors ask for in one direction and what becomes of it, summed over synapses and examples [pulses]. */
export interface DirectionBalance {
  readonly wanted: number;
  /** The part of what is wanted that is asked for in amounts for which the unit never gives a pulse. */
  readonly dropped: number;
  readonly given: number;
}

/** How the unit of the output layer answered, weights raised and weights lowered. */
export interface OutputBalance {
  readonly raising: DirectionBalance;
  readonly lowering: DirectionBalance;
}

/**
 * Keeps account of what the output layer's errors want and get. At a softmax Σδ = 0 in every example, so that as much is to
 * be lowered as raised; a unit that drops small amounts drops the many small errors on one side.
 */
export class BalanceMeter {
  readonly #shape: UnitShape;
  readonly #pulsesPerUnit: number;
  readonly #wanted = { raising: 0, lowering: 0 };
  readonly #never = { raising: 0, lowering: 0 };
  readonly #given = { raising: 0, lowering: 0 };
  /** By registers: for each magnitude of x the least one of delta that may give a pulse. */
  readonly #least = new Map<string, Uint16Array>();

  /** @param pulsesPerUnit - pulses that are wanted for x · delta = 1 */
  constructor(shape: UnitShape, pulsesPerUnit: number) {
    this.#shape = shape;
    this.#pulsesPerUnit = pulsesPerUnit;
  }

  /** One example: its values and the codes that they became. */
  want(
    { x, delta }: { readonly x: Float32Array; readonly delta: Float32Array },
    codes: { readonly x: Int16Array; readonly delta: Int16Array },
    registers: CountRegisters,
  ): void {
    const least = this.#leastOf(registers);
    const magnitudes = Array.from(codes.delta, (code) => ofDelta(this.#shape, code).magnitude);
    for (let row = 0; row < x.length; row++) {
      const value = (x[row] as number) * this.#pulsesPerUnit;
      if (value === 0) continue;
      const needed = least[ofX(this.#shape, codes.x[row] as number).magnitude] as number;
      for (let column = 0; column < delta.length; column++) {
        const pulses = value * (delta[column] as number);
        const side = pulses > 0 ? "raising" : "lowering";
        this.#wanted[side] += Math.abs(pulses);
        if ((magnitudes[column] as number) < needed) this.#never[side] += Math.abs(pulses);
      }
    }
  }

  /** What an operation gave. */
  give({ count, pulses }: PulsePlan): void {
    for (let entry = 0; entry < count; entry++) {
      const n = pulses[entry] as number;
      this.#given[n > 0 ? "raising" : "lowering"] += Math.abs(n);
    }
  }

  balance(): OutputBalance {
    const of = (side: "raising" | "lowering"): DirectionBalance => ({
      wanted: this.#wanted[side],
      dropped: this.#wanted[side] === 0 ? 0 : this.#never[side] / this.#wanted[side],
      given: this.#given[side],
    });
    return { raising: of("raising"), lowering: of("lowering") };
  }

  #leastOf(registers: CountRegisters): Uint16Array {
    const key = `${registers.pulses} ${registers.shift} ${registers.threshold}`;
    let least = this.#least.get(key);
    if (least === undefined) this.#least.set(key, (least = leastDeltas(this.#shape, registers)));
    return least;
  }
}

/** For each magnitude of x the least one of delta whose mean is above 0; one more than the largest if none is. */
function leastDeltas(shape: UnitShape, registers: CountRegisters): Uint16Array {
  const moments = updateMoments(shape, registers);
  const deltas = 2 ** deltaMagnitudeBits(shape);
  return Uint16Array.from({ length: 2 ** xMagnitudeBits(shape) }, (_, x) => {
    for (let delta = 0; delta < deltas; delta++) if (moments(x, delta).mean > 0) return delta;
    return deltas;
  });
}
