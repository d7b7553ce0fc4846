import type { Reproduction } from "../../../../src/core/reproduction.ts";
import { claimsOf } from "../../../../src/reproduce/cores/claims.ts";
import {
  FP16,
  FP16_ALIGNED,
  INT8,
  squareCore,
  stretchedCore,
  synthesised,
  trio,
} from "../../../reproduce/cores/sample.ts";

const FLOATS = trio(FP16, [12, 10], 16.4, 22.3);

const POINTS = [
  ...trio(INT8, [4, 3.8], 4, 20),
  ...FLOATS,
  ...trio(FP16_ALIGNED, [6, 5], 5.5, 21),
  ...[INT8, FP16].flatMap((kind) => [
    squareCore(kind, "lut", 30, { tile: 8, groupSize: 2 }),
    squareCore(kind, "sign-flip", 25, { tile: 8 }),
    stretchedCore(kind, 32, [64, 16], 4),
    stretchedCore(kind, 32, [16, 64], 5),
  ]),
];

const CORES = [synthesised(FLOATS[1]!, 10), synthesised(FLOATS[2]!, 16)];

/** Made-up results in one technology: three types, two tiles, two shapes, two cores synthesised. */
export const SMALL_REPRODUCTION: Reproduction = {
  schemaVersion: 1,
  tool: { name: "tritforge", version: "0.0.0" },
  experiment: "ispass2026",
  clockMhz: 500,
  technologies: [{ name: "asap7", process: "7 nm", corner: "tt", voltageV: 0.7, librarySha256: "0123456789abcdef" }],
  activations: ["int4", "int8", "fp8e5m2", "fp16"],
  claims: claimsOf(["asap7"], POINTS, CORES),
  points: POINTS,
  synthesis: { tool: "Yosys 0", cores: CORES },
};

export const EMPTY_REPRODUCTION: Reproduction = { ...SMALL_REPRODUCTION, claims: [], points: [] };
