import { synapseUpdate } from "../../generators/synapse-update/index.ts";
import { UNIT_PARAMETERS } from "../../generators/update-unit/parameters.ts";
import { withUsual, type ParameterValues } from "../../src/core/parameters.ts";
import { Random } from "../../src/core/random.ts";

/** Largest sizes that are drawn. */
const MOST: ParameterValues = {
  rows: 6,
  columns: 7,
  lanes: 7,
  maxPulses: 15,
  widthBits: 8,
  prescale: 3,
  decorrelatingDelay: 7,
};

/** Units of all options, small; the same for the same seed. */
export function randomUnits(count: number, seed: number, stated: ParameterValues = {}): readonly ParameterValues[] {
  const random = new Random(seed);
  const units: ParameterValues[] = [];
  while (units.length < count) {
    const values = draw(random, stated);
    if (synapseUpdate.conflicts(values).length === 0) units.push(values);
  }
  return units;
}

/** The parameters of a unit with these changes of the defaults. */
export function unitOf(changes: ParameterValues): ParameterValues {
  return withUsual(UNIT_PARAMETERS, changes);
}

function draw(random: Random, stated: ParameterValues): ParameterValues {
  const drawn: Record<string, number | string> = {};
  for (const parameter of UNIT_PARAMETERS) {
    const { name } = parameter;
    switch (parameter.kind) {
      case "name":
        drawn[name] = parameter.default;
        break;
      case "choice":
        drawn[name] = parameter.choices[random.integer(0, parameter.choices.length - 1)] ?? parameter.default;
        break;
      case "integer":
        drawn[name] = random.integer(parameter.minimum, Number(MOST[name] ?? parameter.maximum));
    }
  }
  Object.assign(drawn, stated);
  drawn["lanes"] = Math.min(Number(drawn["lanes"]), Number(drawn["columns"]));
  if (drawn["encoding"] === "mean-count" || drawn["encoding"] === "deterministic")
    drawn["maxPulses"] = 2 ** random.integer(1, 4);
  return withoutIdle(drawn);
}

/** Parameters that have no effect are put back, as often as that leaves others without effect. */
function withoutIdle(drawn: ParameterValues): ParameterValues {
  let values = drawn;
  for (let round = 0; round < 4; round++) {
    const idle = synapseUpdate.conflicts(values).filter(({ message }) => message.includes("has no effect here"));
    if (idle.length === 0) break;
    const usual = unitOf({});
    values = { ...values, ...Object.fromEntries(idle.map(({ path }) => [path, usual[path] ?? 0])) };
  }
  return values;
}
