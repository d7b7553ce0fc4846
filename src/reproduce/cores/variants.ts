import { findCore } from "../../../generators/registry.ts";
import type { CoreGenerator } from "../../../generators/contract/index.ts";
import { FLOAT_FORMATS, type FloatName } from "../../../generators/numeric/float-format.ts";
import { withDefaults } from "../../config/find-generator.ts";
import { idleParameterFaults, type ParameterValues } from "../../core/parameters.ts";
import type { Architecture, Arithmetic, ExperimentPoint } from "../../core/reproduction.ts";

/** Ways to build one core: how carries travel, where registers stand, whether tables store entries or activations. */

const GENERATOR_OF: Readonly<Record<Architecture, string>> = {
  lut: "ternary-lut",
  "sign-flip": "add-sub",
  multiplier: "multiplier",
};

/** Adders between two registers grow with this; which parameter it is depends on what the adders add. */
const STAGES = [0, 1, 2, 3];

const STAGES_PARAMETER: Readonly<Record<Arithmetic, string>> = {
  integer: "pipelineReduce",
  aligned: "pipelineReduce",
  native: "pipelineFloat",
};

/** Steps of one product per output tile: the accumulators get bits for so many. */
const STEPS = 8;

/** The generator of a point's architecture. */
export function generatorOf({ architecture }: ExperimentPoint): CoreGenerator {
  const generator = findCore(GENERATOR_OF[architecture]);
  if (generator === undefined) throw new Error(`internal: no generator for ${architecture}`);
  return generator;
}

/** All legal variants of a core, complete. The product has one output tile, so that no partial sums are stored. */
export function variantsOf(point: ExperimentPoint): readonly ParameterValues[] {
  const generator = generatorOf(point);
  const fixed = { ...typeOf(point), ...tileOf(point), inputs: STEPS * point.inputsPerStep };
  const all = ["ripple", "prefix"].flatMap((adder) =>
    STAGES.flatMap((stages) =>
      tablesOf(point).flatMap((tables) =>
        alignmentsOf(point).map((alignment) => {
          const registers = { [STAGES_PARAMETER[point.arithmetic]]: stages, ...alignment };
          return withDefaults(generator, { ...fixed, ...tables, adder, ...registers });
        }),
      ),
    ),
  );
  return all.filter(
    (values) => idleParameterFaults(generator.schema, values).length === 0 && generator.conflicts(values).length === 0,
  );
}

function typeOf({ activation, arithmetic }: ExperimentPoint): ParameterValues {
  if (arithmetic === "integer") return { activation };
  if (arithmetic === "native") return { activation, arithmetic };
  return { activation, arithmetic, keptBits: FLOAT_FORMATS[activation as FloatName].mantissaBits + 2 };
}

function tileOf({ architecture, groupSize, groups, outputsPerStep: outputs }: ExperimentPoint): ParameterValues {
  return architecture === "lut"
    ? { groupSize, tables: groups, fetchers: outputs, outputs }
    : { tileInputs: groups, tileOutputs: outputs, outputs };
}

/** A table of one activation has nothing to compute, so all ways of storing it are one. */
function tablesOf({ architecture, groupSize }: ExperimentPoint): readonly ParameterValues[] {
  if (architecture !== "lut" || groupSize === 1) return [{}];
  return [
    { tableStorage: "combinational" },
    { tableStorage: "register", pipelineTable: 0 },
    { tableStorage: "register", pipelineTable: 1 },
  ];
}

/** Alignment and normalisation on paths of their own, or not. */
function alignmentsOf({ arithmetic }: ExperimentPoint): readonly ParameterValues[] {
  return arithmetic === "aligned" ? [{ pipelineAlign: 0 }, { pipelineAlign: 1 }] : [{}];
}

/** What the choice among variants rests on. */
export interface VariantCost {
  readonly areaUm2: number;
  readonly criticalPathPs: number;
}

/**
 * The smallest variant that meets the clock, the first one of equals; if none does, the fastest.
 * @throws if there is no variant
 */
export function chooseVariant<T extends VariantCost>(
  variants: readonly T[],
  periodPs: number,
): { readonly chosen: T; readonly clock: "met" | "missed" } {
  const inTime = variants.filter(({ criticalPathPs }) => criticalPathPs <= periodPs);
  const clock = inTime.length > 0 ? "met" : "missed";
  const [first, ...others] = clock === "met" ? inTime : variants;
  if (first === undefined) throw new Error("internal: a core without variants");
  const cost = ({ areaUm2, criticalPathPs }: T): number => (clock === "met" ? areaUm2 : criticalPathPs);
  return { chosen: others.reduce((best, each) => (cost(each) < cost(best) ? each : best), first), clock };
}
