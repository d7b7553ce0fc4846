import { synthesisCells } from "../../technology/synthesis-cells.ts";
import type { Technology } from "../../technology/technology.ts";
import type { Feature } from "../../technology/prices.ts";

/**
 * First guess of what each feature costs [µm²], from the areas of the library's own cells. Calibration starts here and
 * stays near where the calibration modules say little; so no feature is ever free.
 */
export function primitivePriors(technology: Technology): Record<Feature, number> {
  const { flipFlop, fullAdder, halfAdder } = synthesisCells(technology);
  const buffer = technology.cells.find(({ name }) => name === technology.fanOutBuffer);
  const nand2 = technology.nand2AreaUm2;
  const and2 = 1.5 * nand2;
  const xor2 = 2.25 * nand2;
  const mux2 = 2.5 * nand2;
  const adder = fullAdder?.areaUm2 ?? 7 * nand2;
  const half = Math.min(halfAdder?.areaUm2 ?? Infinity, xor2 + and2);
  const register = flipFlop?.cell.areaUm2 ?? 6 * nand2;
  return {
    fullAdders: adder,
    halfAdders: half,
    adderBits: adder,
    adderEndBits: 0.6 * adder,
    constantAdderBits: half,
    constantSubBits: half,
    compareBits: 2 * nand2,
    constantCompareBits: nand2,
    equalBits: xor2 + 0.5 * nand2,
    constantEqualBits: 0.5 * nand2,
    muxBits: mux2,
    constantMuxBits: and2,
    chooseBits: nand2,
    andBits: and2,
    maskBits: and2,
    orBits: and2,
    spanBits: and2,
    xorBits: xor2,
    spanSumBits: xor2,
    flipBits: xor2,
    wordXorBits: xor2,
    notBits: 0.5 * nand2,
    plainFlipFlops: register,
    enableFlipFlops: register + mux2,
    resetFlipFlops: register + and2,
    enableResetFlipFlops: register + mux2 + and2,
    memoryBits: register + mux2 + nand2,
    memoryWords: 2 * and2,
    chosenBits: nand2,
    sumPortBits: 0.5 * nand2,
    fanOutBuffers: buffer?.areaUm2 ?? 1.25 * nand2,
  };
}
