/**
 * Load that one driver gets, in pins of a small gate. Beyond it synthesis builds a tree of buffers; clocks are left to the
 * clock tree. The smallest gates are four times as slow at 10 pins as at 2; buffers for less than that cost more area
 * than they save time.
 */
export const FAN_OUT_LIMIT = 10;

/** An input of a full or half adder cell loads its driver like this many pins of a small gate (ASAP7 3.2, sky130hd 2.9). */
export const ADDER_PIN_WEIGHT = 3;

/** A tree of buffers on one net. */
export interface BufferTree {
  readonly buffers: number;
  /** Buffers in series on the way to a reader. */
  readonly levels: number;
  /** Pins that the driver itself is left with. */
  readonly rootPins: number;
  /** What a buffer drives, as a part of FAN_OUT_LIMIT, summed over the levels. */
  readonly fill: number;
}

/**
 * The tree for `readers` readers of `pins` pins each (a child's input port counts for the pins behind it): groups of at
 * most FAN_OUT_LIMIT pins, or one reader, get a buffer; then the buffers likewise, until the driver can take the rest.
 */
export function bufferTree(readers: number, pins: number): BufferTree {
  let [count, weight, buffers, levels, fill] = [readers, pins, 0, 0, 0];
  while (count > 1 && count * weight > FAN_OUT_LIMIT) {
    const driven = count * weight;
    count = Math.ceil(count / Math.max(1, Math.floor(FAN_OUT_LIMIT / weight)));
    fill += driven / count / FAN_OUT_LIMIT;
    buffers += count;
    levels++;
    weight = 1;
  }
  return { buffers, levels, rootPins: count * weight, fill };
}
