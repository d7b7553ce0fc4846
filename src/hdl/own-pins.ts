import { FLIP_FLOP_PIN, PIN_OF, PINS, STEPS, type TimingGraph } from "./timing-steps.ts";

const CARRY = STEPS.indexOf("carry");
/** The pin with which each step, by its number, reads its operands. */
const PINS_OF_STEPS = STEPS.map((step) => PIN_OF[step]);

/** Pins of each kind (order of PINS) that node n drives in a module's own logic: `pins[n · PINS.length + kind]`. */
export function ownPins(graph: TimingGraph): Float64Array {
  const pins = new Float64Array(graph.steps.length * PINS.length);
  addOwnPins(graph, pins);
  return pins;
}

/** Adds them to `pins`. */
export function addOwnPins({ steps, first, operands, ends }: TimingGraph, pins: Float64Array): void {
  const kinds = PINS.length;
  for (let node = 0; node < steps.length; node++) {
    const step = steps[node]!;
    // Sum and carry are one cell with two outputs: its pins are counted once.
    if (step === CARRY) continue;
    const pin = PINS_OF_STEPS[step]!;
    for (let i = first[node]!; i < first[node + 1]!; i++) pins[operands[i]! * kinds + pin]! += 1;
  }
  for (const node of ends) pins[node * kinds + FLIP_FLOP_PIN]! += 1;
}
