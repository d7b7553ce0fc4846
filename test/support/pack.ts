/** Two's-complement words of `width` bits side by side, the first at bit 0. */
export function packWords(values: readonly number[], width: number): bigint {
  return values.reduceRight((sum, value) => (sum << BigInt(width)) | BigInt.asUintN(width, BigInt(value)), 0n);
}
