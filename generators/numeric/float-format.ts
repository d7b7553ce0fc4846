import { InputError } from "../../src/core/errors.ts";

/**
 * Floating-point formats as data. A new one is one line in `FORMATS`: circuits, golden models, parameters and reports
 * follow from it.
 */

/** A binary format: sign, exponent field, fraction. A value is (−1)^sign · 1.fraction · 2^(exponent − bias). */
export interface FloatFormat {
  readonly name: string;
  readonly exponentBits: number;
  /** Stored bits of the fraction; the precision is one more. At least 1. */
  readonly mantissaBits: number;
  /**
   * `ieee`: the largest exponent field is infinity (fraction 0) or NaN. `nan-only`: there is no infinity, only all ones is
   * NaN, and the rest of the largest exponent is finite.
   */
  readonly specials: "ieee" | "nan-only";
}

/**
 * Sources: IEEE 754-2019 (fp16, fp32); OCP 8-bit Floating Point Specification 1.0, 2023 (fp8e4m3, fp8e5m2, whose sums
 * overflow as in its non-saturating mode: to NaN, to infinity); bf16 is fp32 without the low 16 bits.
 */
const FORMATS = {
  fp8e4m3: { name: "fp8e4m3", exponentBits: 4, mantissaBits: 3, specials: "nan-only" },
  fp8e5m2: { name: "fp8e5m2", exponentBits: 5, mantissaBits: 2, specials: "ieee" },
  fp16: { name: "fp16", exponentBits: 5, mantissaBits: 10, specials: "ieee" },
  bf16: { name: "bf16", exponentBits: 8, mantissaBits: 7, specials: "ieee" },
  fp32: { name: "fp32", exponentBits: 8, mantissaBits: 23, specials: "ieee" },
} as const satisfies Readonly<Record<string, FloatFormat>>;

/** Name of a floating-point format. */
export type FloatName = keyof typeof FORMATS;

/** All formats by name; their fields are checked when this file is loaded. */
export const FLOAT_FORMATS: Readonly<Record<FloatName, FloatFormat>> = checkedFormats(FORMATS);
/** All names, in the order in which they are listed. */
export const FLOAT_NAMES = Object.keys(FORMATS) as readonly FloatName[];

/** What happens to values below the smallest normal number: they are kept, or count as zero. */
export type Subnormals = "kept" | "flushed";

/** Sign, exponent and fraction together. */
export function formatBits({ exponentBits, mantissaBits }: FloatFormat): number {
  return 1 + exponentBits + mantissaBits;
}

/** 2^(exponentBits−1) − 1 */
export function biasOf({ exponentBits }: FloatFormat): number {
  return 2 ** (exponentBits - 1) - 1;
}

/** Exponent of the smallest normal number, 1 − bias. */
export function leastExponent(format: FloatFormat): number {
  return 1 - biasOf(format);
}

/** Exponent field and fraction of the largest finite number, as one integer. */
export function largestFinite(format: FloatFormat): number {
  const { exponentBits, mantissaBits, specials } = format;
  const all = 2 ** (exponentBits + mantissaBits);
  return specials === "ieee" ? all - 2 ** mantissaBits - 1 : all - 2;
}

/** The NaN that arithmetic gives: positive, quiet. */
export function canonicalNan({ exponentBits, mantissaBits, specials }: FloatFormat): number {
  const all = 2 ** (exponentBits + mantissaBits) - 1;
  return specials === "ieee" ? all - 2 ** (mantissaBits - 1) + 1 : all;
}

/** Whether every value of `inner` is a value of `outer`, so that sums in `outer` lose nothing of their operands. */
export function contains(outer: FloatFormat, inner: FloatFormat): boolean {
  if (outer === inner) return true;
  const [large, small] = [exponentOfLargest(outer), exponentOfLargest(inner)];
  return (
    outer.mantissaBits >= inner.mantissaBits &&
    large >= small &&
    leastExponent(outer) - outer.mantissaBits <= leastExponent(inner) - inner.mantissaBits &&
    (outer.specials === "ieee" || inner.specials === "nan-only")
  );
}

function exponentOfLargest(format: FloatFormat): number {
  return Math.floor(largestFinite(format) / 2 ** format.mantissaBits) - biasOf(format);
}

/** The formats, if circuits can be made of all. @throws {InputError} naming every fault, so that a new line is refused at once */
export function checkedFormats<Name extends string>(
  formats: Readonly<Record<Name, FloatFormat>>,
): Readonly<Record<Name, FloatFormat>> {
  const faults = Object.values<FloatFormat>(formats).flatMap((format) =>
    formatFaults(format).map((message) => ({ path: `format ${format.name}`, message })),
  );
  if (faults.length > 0) throw new InputError(faults);
  return formats;
}

/** Faults of a description; empty if it can be built. */
export function formatFaults({ exponentBits, mantissaBits }: FloatFormat): readonly string[] {
  const faults: string[] = [];
  if (!(Number.isInteger(mantissaBits) && mantissaBits >= 1 && mantissaBits <= 23))
    faults.push(`mantissaBits: got ${mantissaBits}, expected an integer from 1 to 23 (0 would leave powers of two)`);
  if (!(Number.isInteger(exponentBits) && exponentBits >= 2 && exponentBits <= 8))
    faults.push(`exponentBits: got ${exponentBits}, expected an integer from 2 to 8`);
  return faults;
}
