import type { UnitShape } from "../../../generators/contract/index.ts";
import { drawsWords, isRowSerial } from "../../../generators/update-unit/index.ts";
import { RoundedPlanner } from "./planner-rounded.ts";
import { RowPlanner } from "./planner-tabled.ts";
import { StochasticPlanner, TrainPlanner } from "./planner-trains.ts";
import type { PulsePlanner } from "./pulse-plan.ts";

/** The planner of a unit, as fast as its kind allows; its state (random words, sums) is that of a unit after reset. */
export function pulsePlanner(shape: UnitShape): PulsePlanner {
  if (!isRowSerial(shape)) return drawsWords(shape) ? new StochasticPlanner(shape) : new TrainPlanner(shape);
  return drawsWords(shape) || shape.accumulator === "cell" ? new RoundedPlanner(shape) : new RowPlanner(shape);
}
