import { and, named, not, or, type Signal } from "../../../src/hdl/index.ts";
import type { UnitShape } from "../../contract/index.ts";
import { isRowSerial } from "../../update-unit/shape.ts";
import type { UnitInputs } from "./ports.ts";
import { NEVER, type Sequence } from "./sequence.ts";

/**
 * Whether a unit does more than wait: for the pulse timer, a beat of a stream, an answer to a read, or a start or access of the
 * bus. A state in which nothing comes changes nothing; `cancel` ends all of them.
 */
export function worksNow(shape: UnitShape, { states }: Sequence, inputs: UnitInputs): Signal {
  const waitsFor = (state: Parameters<typeof states.in>[0], comes: Signal): Signal => and(states.in(state), not(comes));
  const waits = or(
    states.in("pulse"),
    states.in("gap"),
    waitsFor("idle", or(inputs.start, inputs.write)),
    waitsFor("load_delta", inputs.deltaValid),
    waitsFor(isRowSerial(shape) ? "row" : "load_x", inputs.xValid),
    inputs.readValid === undefined ? NEVER : waitsFor("read", inputs.readValid),
  );
  return or(inputs.cancel, not(named("waits", waits)));
}
