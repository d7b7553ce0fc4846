import { add, addressBits, and, constant, eq, type ModuleBuilder, mux, type Signal } from "../../src/hdl/index.ts";
import { inputTiles, outputTiles, type ControlShape, type Counters } from "./control-shape.ts";

const ONE = constant(1, 1);

/** Counters for products of one shape: they wrap around and start over by themselves. */
export function fixedCounters(m: ModuleBuilder, shape: ControlShape): Counters {
  const inputCounter = wrappingCounter(m, "input_tile_q", inputTiles(shape));
  const outputCounter = wrappingCounter(m, "output_tile_q", outputTiles(shape));
  return {
    loadsFirst: inputCounter.isFirst,
    loadsLast: inputCounter.isLast,
    mayLoad: ONE,
    outputsLast: outputCounter.isLast,
    outputTile: outputCounter.value,
    connect({ load, step, tileLast }) {
      inputCounter.advanceOn(load);
      outputCounter.advanceOn(shape.loopOrder === "table-stationary" ? step : and(step, tileLast));
      return {};
    },
    outputs: shape.inputs % shape.tileInputs !== 0 ? { loads_last: inputCounter.isLast } : {},
  };
}

interface WrappingCounter {
  readonly value: Signal;
  readonly isFirst: Signal;
  readonly isLast: Signal;
  readonly advanceOn: (event: Signal) => void;
}

/** Counts 0 … period−1; nothing at all if the period is 1. */
function wrappingCounter(m: ModuleBuilder, name: string, period: number): WrappingCounter {
  if (period === 1) return { value: constant(1, 0), isFirst: ONE, isLast: ONE, advanceOn: () => {} };
  const width = addressBits(period);
  const register = m.register(name, width, 0);
  const isLast = eq(register, constant(width, period - 1));
  const next = add(register, constant(width, 1));
  return {
    value: register,
    isFirst: eq(register, constant(width, 0)),
    isLast,
    advanceOn: (event) =>
      m.drive(register, 2 ** width === period ? next : mux(isLast, constant(width, 0), next), event),
  };
}
