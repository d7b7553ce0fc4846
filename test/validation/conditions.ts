/** Clock at which leakage is counted into the energy of a step, by the model and by the engines [MHz]. */
export const CLOCK_MHZ = 1000;
