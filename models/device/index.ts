/**
 * Synapse devices: how conductance answers to pulses, as data, as steps for a trainer and as energy. To add a device, put a
 * JSON file into `presets/` (its schema: `device-schema.ts`) with the source of every number; nothing else needs to know it.
 */
export { durationInWords } from "./describe.ts";
export type { Device, Direction, DirectionName, PulseShape, Response } from "./device.ts";
export { DIRECTIONS, NO_SPREAD, onOffRatio } from "./device.ts";
export { applyPulses, compileDevice, compileDirection, sweep } from "./stepper.ts";
export type { PulseStep } from "./stepper.ts";
export { curvatureOf, MAXIMUM_NONLINEARITY, nonlinearityOf } from "./nonlinearity.ts";
export { changeByTable, changeOf, drawPopulation } from "./population.ts";
export type { Population, PopulationStep } from "./population.ts";
export { DEVICE_NAMES, loadDevice, parseDevice } from "./read-device.ts";
export { conductanceS, meanPulseEnergyJ, widthCycles, writeEnergyJ } from "./pulse-energy.ts";
