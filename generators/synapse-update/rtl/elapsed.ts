import { add, and, concat, constant, eq, mux, or, type ModuleBuilder, type Signal } from "../../../src/hdl/index.ts";
import type { UnitShape } from "../../contract/index.ts";
import { isGated } from "../../update-unit/shape.ts";

/** Counts ticks from 1. */
interface ElapsedTicks {
  readonly value: Signal;
  /** `restarts` makes it 1; `counts` is high in both, restarts and counting. */
  readonly drive: (restarts: Signal, counts: Signal) => void;
}

/** Low bits of a count of cycles that move by themselves; the others have a clock that ticks at their carry. */
const LOW_BITS = 5;

/**
 * How many ticks of a pulse or gap have begun. Of a gated unit it is all that waits with a clock, so as few of its bits as can be
 * have one: with a prescaler none but in the last cycle of a tick, else the low ones and the others at a carry.
 */
export function elapsedTicks(m: ModuleBuilder, shape: UnitShape): ElapsedTicks {
  const { widthBits, prescale } = shape;
  if (isGated(shape) && prescale === 1 && widthBits > LOW_BITS + 2) return inTwoParts(m, widthBits);
  const value = m.register("elapsed_q", widthBits);
  const one = constant(widthBits, 1);
  return {
    value,
    drive: (restarts, counts) => {
      const next = mux(restarts, one, add(value, one));
      if (isGated(shape) && prescale > 1) m.drive(value, next, undefined, m.clockGate("elapsed_clk", counts));
      else m.drive(value, next, counts);
    },
  };
}

function inTwoParts(m: ModuleBuilder, bits: number): ElapsedTicks {
  const low = m.register("elapsed_low_q", LOW_BITS);
  const high = m.register("elapsed_high_q", bits - LOW_BITS);
  return {
    value: concat(low, high),
    drive: (restarts, counts) => {
      const one = constant(LOW_BITS, 1);
      m.drive(low, mux(restarts, one, add(low, one)), counts);
      const carries = and(counts, eq(low, constant(LOW_BITS, 2 ** LOW_BITS - 1)));
      const more = add(high, constant(high.width, 1));
      const clock = m.clockGate("elapsed_high_clk", or(restarts, carries));
      m.drive(high, mux(restarts, constant(high.width, 0), more), undefined, clock);
    },
  };
}
