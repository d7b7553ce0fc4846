/**
 * What update units are, whatever circuit they become: the parameters that there are to choose (`parameters.ts`), what does
 * not go together (`conflicts.ts`), widths and counts that follow (`shape.ts`), the register map (`registers.ts`), and what
 * must come out, slot by slot, from the definition (`golden/`). Families of circuits (`../synapse-update`) are built to it;
 * training, cost and verification read it and ask a unit for the rest (`unit()` of the generator). To add a family of
 * units: a folder beside `../synapse-update` with a circuit for these shapes, and its line in the registry.
 */
export { unitConflicts } from "./conflicts.ts";
export { countOf, ofDelta, ofX, productOf, pulsesOf, rewritePulses, trainLevel } from "./golden/counts.ts";
export { GoldenUnit } from "./golden/index.ts";
export { isUsedUp } from "./golden/refresh.ts";
export { scatteredPlace } from "./golden/trains.ts";
export { UNIT_PARAMETERS, unitShape } from "./parameters.ts";
export { COUNTER_BITS, EVENT_COUNTERS, registerFaults, registerFields, resetRegisters } from "./registers.ts";
export {
  batchesOf,
  bitsFor,
  columnsOf,
  countExponent,
  deltaMagnitudeBits,
  drawsWords,
  hasFixedSlots,
  hasTwoPhases,
  isPair,
  isRowSerial,
  isUnidirectional,
  laneGroup,
  lineKinds,
  mostShift,
  movingCycles,
  pulseBits,
  pulsesBoth,
  readsBack,
  roundedBits,
  rowGroup,
  wordSource,
  wordsOfUpdate,
  wordsUntilRepeat,
  xMagnitudeBits,
} from "./shape.ts";
