import type { PortPins } from "../cost/delay/port-loads.ts";
import type { Shape } from "../cost/delay/profile.ts";

/** Pins on a bit → the longest way over bits with as many, from the latest bit of the driver, the net apart [ps]. */
export type Ways = ReadonlyMap<number, number>;

const known = new WeakMap<Float64Array, WeakMap<Shape, Map<PortPins, Ways>>>();

/** The ways from bits that arrive like this, through pins, to ends; kept for as long as the ends are. */
export function waysOf(shape: Shape, pins: PortPins, ends: Float64Array): Ways {
  const ofEnds = known.get(ends) ?? new WeakMap<Shape, Map<PortPins, Ways>>();
  known.set(ends, ofEnds);
  const ofShape = ofEnds.get(shape) ?? new Map<PortPins, Ways>();
  ofEnds.set(shape, ofShape);
  const ways = ofShape.get(pins) ?? longestByPins(shape.bits, pins.pins, ends);
  ofShape.set(pins, ways);
  return ways;
}

/** As many bits as differ in place: one copy's bits, again and again, against the pins that they drive, again and again. */
export function longestByPins(bits: Float64Array, pins: Float64Array, ends: Float64Array): Ways {
  const longest = new Map<number, number>();
  const places = pins.length % bits.length === 0 ? pins.length : bits.length * pins.length;
  for (let i = 0; i < places; i++) {
    const at = i % pins.length;
    const path = bits[i % bits.length]! + ends[at % ends.length]!;
    const own = pins[at]!;
    if (path > (longest.get(own) ?? -Infinity)) longest.set(own, path);
  }
  return longest;
}
