import type { UpdateUnitGenerator } from "../contract/index.ts";
import { unitComponents, unitTop } from "./components.ts";
import { unitConflicts } from "../update-unit/conflicts.ts";
import { GoldenUnit } from "../update-unit/golden/index.ts";
import { UNIT_PARAMETERS, unitShape } from "../update-unit/parameters.ts";
import { registerFields, resetRegisters } from "../update-unit/registers.ts";
import { buildUnit } from "./rtl/unit.ts";
import { lineKinds } from "../update-unit/shape.ts";

/**
 * Weight-update units of electronic synapse devices: x and delta of back-propagation become pulses for the devices of an
 * array. `parameters.ts` says what there is to choose, `golden/` what must come out, `rtl/` how it is built.
 */
export const synapseUpdate: UpdateUnitGenerator = {
  kind: "update-unit",
  name: "synapse-update",
  summary: "weight-update unit of an array of synapse devices: x and delta become pulses on row and column lines",
  schema: UNIT_PARAMETERS,
  conflicts: unitConflicts,
  elaborate: (values) => buildUnit(unitShape(values)),
  components: (values) => unitComponents(unitShape(values)),
  top: (values) => unitTop(unitShape(values)),
  unit: (values) => {
    const shape = unitShape(values);
    return {
      shape,
      device: String(values["device"]),
      // Asked for by few, while a sweep asks for the shape of every point.
      get fields() {
        return registerFields(shape);
      },
      get resetRegisters() {
        return resetRegisters(shape);
      },
      get lines() {
        return lineKinds(shape);
      },
      golden: () => new GoldenUnit(shape),
    };
  },
};
