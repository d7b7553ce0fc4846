import type { UpdateUnitGenerator } from "../../../generators/contract/index.ts";
import type { ParameterValues } from "../../core/parameters.ts";
import type { YosysEngine } from "../../eda/yosys/index.ts";
import { printVerilog } from "../../hdl/verilog.ts";
import type { RegisterLimits } from "./bound.ts";
import { MONITOR, monitorText, propertiesOf, type Property } from "./monitor.ts";
import { proveNever, type Verdict } from "./prove.ts";
import { smallInstance, SMALL, tinySizes, type ProofSizes } from "./small-instance.ts";

/** What was proved of one instance of an update unit. */
export interface InstanceProof {
  readonly instance: ParameterValues;
  /** Parameters in which it differs from the design: sizes only. */
  readonly scaledDown: readonly string[];
  /** Larger values of these registers are outside the proof. */
  readonly limits: RegisterLimits;
  readonly properties: readonly (Property & { readonly verdict: Verdict })[];
}

/** Registers that only make updates longer are limited, so that proofs end: one round of verifying, gains up to ½. */
const LIMITS: RegisterLimits = { verifyAttempts: 1, rewriteGain: 2 };

/** How proofs are made, and who is told of them. */
export interface ProofOptions {
  readonly yosys: YosysEngine;
  /** Properties are given up after so long [s]. */
  readonly patienceS: number;
  /** Is told, in words, of each instance before its properties are proved. */
  readonly onInstance?: (words: string) => void;
}

/**
 * Proves the properties of an update unit in every state that can be reached from reset, for all data, settings, stalls,
 * answers and cancels: of the design itself if it is small, else of the same options at sizes that can be proved. What must
 * never happen is proved of a larger instance than that every update ends.
 */
export async function proveUnit(
  generator: UpdateUnitGenerator,
  values: ParameterValues,
  options: ProofOptions,
): Promise<readonly InstanceProof[]> {
  const prove = (sizes: ProofSizes, isWanted: (property: Property) => boolean): Promise<InstanceProof> =>
    proveInstance(generator, values, { sizes, isWanted, ...options });
  const never = await prove(SMALL, ({ name }) => name !== "done");
  return [never, await prove(tinySizes(values), ({ name }) => name === "done")];
}

async function proveInstance(
  generator: UpdateUnitGenerator,
  values: ParameterValues,
  options: ProofOptions & {
    readonly sizes: ProofSizes;
    readonly isWanted: (property: Property) => boolean;
  },
): Promise<InstanceProof> {
  const { sizes, isWanted, yosys, patienceS, onInstance } = options;
  const instance = smallInstance(values, sizes);
  const { shape } = generator.unit(instance);
  const top = generator.elaborate(instance);
  const properties = propertiesOf(shape, LIMITS);
  const wanted = properties.filter(isWanted);
  onInstance?.(
    `${wanted.length === 1 ? wanted[0]?.name : `${wanted.length} properties`} of ${shape.rows} x ${shape.columns} synapses, given up after ${patienceS} s`,
  );
  const verdicts = await proveNever({
    verilog: { ...printVerilog(top), "monitor.v": monitorText(top, shape, LIMITS) },
    top: MONITOR,
    outputs: wanted.map((property) => properties.indexOf(property)),
    yosys,
    patienceS,
  });
  return {
    instance,
    scaledDown: Object.keys(instance).filter((name) => instance[name] !== values[name]),
    limits: LIMITS,
    properties: wanted.map((property, i) => ({ ...property, verdict: verdicts[i] ?? "open" })),
  };
}
