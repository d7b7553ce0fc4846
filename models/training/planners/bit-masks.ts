/** Trains of slots as masks: slot k is bit k % 32 of entry k / 32. */

/** Entries that a train of `slots` slots takes. */
export function maskLength(slots: number): number {
  return Math.max(1, Math.ceil(slots / 32));
}

/** Ones of 32 bits. */
export function onesOf(bits: number): number {
  let v = bits - ((bits >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Slots in which both trains fire. */
export function coincidences(a: Int32Array, aAt: number, b: Int32Array, bAt: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += onesOf((a[aAt + k] as number) & (b[bAt + k] as number));
  return sum;
}
