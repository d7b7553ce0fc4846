/**
 * Codes of a vector: the nearest of 2^M − 1 steps of `fullScale`, clipped; with one signed bit the sign (0 for +1, −1).
 * @param bits - of the code; @param isSigned - two's complement, else values below 0 are 0
 */
export function quantise(
  values: Float32Array,
  fullScale: number,
  { bits, isSigned }: { readonly bits: number; readonly isSigned: boolean },
  into: Int16Array,
): void {
  if (isSigned && bits === 1) {
    for (let i = 0; i < values.length; i++) into[i] = (values[i] as number) < 0 ? -1 : 0;
    return;
  }
  const most = isSigned ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  const least = isSigned ? -most : 0;
  const scale = most / fullScale;
  for (let i = 0; i < values.length; i++) {
    const code = Math.round((values[i] as number) * scale);
    into[i] = code > most ? most : code < least ? least : code;
  }
}

/** The power of two at or above the largest magnitude of a vector, as a shifter would normalise it; 0 for a vector of zeros. */
export function powerOfTwoScale(values: Float32Array): number {
  let largest = 0;
  for (const value of values) {
    const magnitude = value < 0 ? -value : value;
    if (magnitude > largest) largest = magnitude;
  }
  return largest === 0 ? 0 : 2 ** Math.ceil(Math.log2(largest));
}
