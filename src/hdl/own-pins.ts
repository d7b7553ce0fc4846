import { FLIP_FLOP_PIN, PIN_OF, PINS, STEPS, type TimingGraph } from "./timing-steps.ts";

const CARRY = STEPS.indexOf("carry");
/** The pin with which each step, by its number, reads its operands. */
const PINS_OF_STEPS = STEPS.map((step) => PIN_OF[step]);

/**
 * Pins of each kind (order of PINS) that node n drives in a module's own logic: `pins[n · PINS.length + kind]`. Not kept: it
 * takes more room than the graph.
 */
export function ownPins({ steps, first, operands, ends }: TimingGraph): Float64Array {
  const kinds = PINS.length;
  const pins = new Float64Array(steps.length * kinds);
  for (let node = 0; node < steps.length; node++) {
    const step = steps[node]!;
    // Sum and carry are one cell with two outputs: its pins are counted once.
    if (step === CARRY) continue;
    const pin = PINS_OF_STEPS[step]!;
    for (let i = first[node]!; i < first[node + 1]!; i++) pins[operands[i]! * kinds + pin]! += 1;
  }
  for (const node of ends) pins[node * kinds + FLIP_FLOP_PIN]! += 1;
  return pins;
}
