import type { ParameterValues } from "../../core/parameters.ts";

/**
 * Sizes at which a proof ends in seconds. Every option stays as it is, and so does what sizes tell apart: one batch or
 * more, a last batch that is full or not, one row or more.
 */
const MOST = { rows: 2, xBits: 2, deltaBits: 2, maxPulses: 2, widthBits: 2, adcBits: 2, lfsrBits: 8 } as const;

/** The same unit at sizes that can be proved; the values themselves where they are small enough. */
export function smallInstance(values: ParameterValues): ParameterValues {
  const number = (name: string): number => Number(values[name]);
  const cut = (name: keyof typeof MOST): number => Math.min(number(name), MOST[name]);
  const { columns, lanes } = smallColumns(number("columns"), number("lanes"));
  const small = {
    ...values,
    rows: cut("rows"),
    columns,
    lanes,
    xBits: cut("xBits"),
    deltaBits: cut("deltaBits"),
    maxPulses: cut("maxPulses"),
    widthBits: cut("widthBits"),
    counters: "none",
  };
  const readsBack = values["refresh"] !== "none" || values["writeVerify"] === "on";
  const drawsWords =
    values["product"] === "coincidence" ? values["encoding"] === "stochastic" : values["rounding"] === "stochastic";
  return {
    ...small,
    ...(readsBack ? { adcBits: cut("adcBits") } : {}),
    ...(drawsWords ? { lfsrBits: cut("lfsrBits") } : {}),
    ...(values["accumulator"] === "cell" ? { accumulatorBits: Math.min(number("accumulatorBits"), 5) } : {}),
  };
}

/** One lane, or two; one batch, two full ones, or one full and one that is not. */
function smallColumns(columns: number, lanes: number): { readonly columns: number; readonly lanes: number } {
  const fewLanes = Math.min(2, lanes);
  if (columns <= lanes) return { columns: fewLanes, lanes: fewLanes };
  const isEven = columns % lanes === 0;
  return { columns: isEven ? 2 : 3, lanes: isEven ? 1 : 2 };
}
