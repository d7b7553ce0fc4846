import type { UnitShape } from "../../../generators/contract/index.ts";
import { drawsWords, isRowSerial } from "../../../generators/update-unit/index.ts";
import { percent } from "../../../src/core/number-text.js";
import type { DirectionBalance, OutputBalance } from "./output-balance.ts";

/** Part of what is wanted in one direction that is worth a warning if no pulse ever comes of it. */
const MUCH_DROPPED = 0.25;
/** How many times as much one direction may get of what it wants as the other. */
const LOPSIDED = 1.5;

/** What is wrong with what the output layer's unit gave, and what to set; undefined if nothing is. */
export function balanceWarning(shape: UnitShape, { raising, lowering }: OutputBalance): string | undefined {
  const tilt = answered(raising) / answered(lowering);
  const isLopsided = tilt > LOPSIDED || tilt < 1 / LOPSIDED;
  const isDropped = Math.max(raising.dropped, lowering.dropped) > MUCH_DROPPED;
  if (!isLopsided && !isDropped) return undefined;
  const facts = [
    `of the pulses that errors want, ${percent(lowering.dropped)} of those that lower a weight and ${percent(raising.dropped)} of those that raise one come in amounts too small for ${causeOf(shape)} and are dropped every time`,
    `${percent(answered(lowering))} and ${percent(answered(raising))} of what was wanted were given${isLopsided ? ": outputs drift to one side" : ""}`,
  ];
  return `output layer (${shape.rows}x${shape.columns}): ${facts.join("; ")}. ${adviceFor(shape)}`;
}

/** Pulses given for each that was wanted. */
function answered({ wanted, given }: DirectionBalance): number {
  return wanted === 0 ? 1 : given / wanted;
}

function causeOf(shape: UnitShape): string {
  if (drawsWords(shape) || shape.accumulator === "cell") return `${shape.deltaBits} bits of delta`;
  return isRowSerial(shape) ? `rounding ${shape.rounding}` : `encoding ${shape.encoding}`;
}

function adviceFor(shape: UnitShape): string {
  if (drawsWords(shape) || shape.accumulator === "cell")
    return "Set deltaScale power-of-two, more deltaBits, or more maxPulses.";
  if (isRowSerial(shape)) return "Set rounding stochastic (or accumulator cell), or a higher learning rate.";
  return "Set encoding stochastic, a computed product with rounding stochastic, or a higher learning rate.";
}
