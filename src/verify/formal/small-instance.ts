import type { ParameterValues } from "../../core/parameters.ts";

/** Largest sizes of an instance that is proved. */
export interface ProofSizes {
  readonly rows: number;
  readonly xBits: number;
  readonly deltaBits: number;
  readonly maxPulses: number;
  readonly widthBits: number;
  readonly adcBits: number;
  readonly accumulatorBits: number;
}

/** Sizes at which what must never happen is proved in seconds. */
export const SMALL: ProofSizes = {
  rows: 2,
  xBits: 2,
  deltaBits: 2,
  maxPulses: 2,
  widthBits: 2,
  adcBits: 2,
  accumulatorBits: 5,
};

/**
 * Sizes at which the longest update is short, so that its end is proved in seconds: about 40 cycles; one row where
 * conductances are read back, as that takes longer.
 */
export function tinySizes(values: ParameterValues): ProofSizes {
  return { ...SMALL, rows: readsBack(values) ? 1 : SMALL.rows, maxPulses: 1, widthBits: 1 };
}

function readsBack(values: ParameterValues): boolean {
  return values["refresh"] !== "none" || values["writeVerify"] === "on";
}

/** Shortest LFSR. */
const LFSR_BITS = 8;

/**
 * The same unit at sizes that can be proved; the values themselves where they are small enough. Every option stays as it
 * is, and so does what sizes tell apart: one batch or more, a last batch that is full or not, one row or more.
 */
export function smallInstance(values: ParameterValues, sizes: ProofSizes): ParameterValues {
  const cut = (name: string, most: number): number => Math.min(Number(values[name]), most);
  const { columns, lanes } = smallColumns(Number(values["columns"]), Number(values["lanes"]));
  const needsPowerOfTwo = values["encoding"] === "mean-count" || values["encoding"] === "deterministic";
  const drawsWords =
    values["product"] === "coincidence" ? values["encoding"] === "stochastic" : values["rounding"] === "stochastic";
  return {
    ...values,
    rows: cut("rows", sizes.rows),
    columns,
    lanes,
    xBits: cut("xBits", sizes.xBits),
    deltaBits: cut("deltaBits", sizes.deltaBits),
    maxPulses: cut("maxPulses", needsPowerOfTwo ? 2 : sizes.maxPulses),
    widthBits: cut("widthBits", sizes.widthBits),
    prescale: smallPrescale(Number(values["prescale"])),
    counters: "none",
    ...(readsBack(values) ? { adcBits: cut("adcBits", sizes.adcBits) } : {}),
    ...(drawsWords ? { lfsrBits: LFSR_BITS } : {}),
    ...(values["accumulator"] === "cell" ? { accumulatorBits: cut("accumulatorBits", sizes.accumulatorBits) } : {}),
  };
}

/** Of 2^k cycles two, of others three. */
function smallPrescale(prescale: number): number {
  return Math.min(prescale, Number.isInteger(Math.log2(prescale)) ? 2 : 3);
}

/** One lane, or two; one batch, two full ones, or one full and one that is not. */
function smallColumns(columns: number, lanes: number): { readonly columns: number; readonly lanes: number } {
  const fewLanes = Math.min(2, lanes);
  if (columns <= lanes) return { columns: fewLanes, lanes: fewLanes };
  const isEven = columns % lanes === 0;
  return { columns: isEven ? 2 : 3, lanes: isEven ? 1 : 2 };
}
