import type { UpdateUnitGenerator } from "../../../generators/generator.ts";
import { unitShape } from "../../../generators/synapse-update/parameters.ts";
import type { ParameterValues } from "../../core/parameters.ts";
import type { YosysEngine } from "../../eda/yosys/index.ts";
import { printVerilog } from "../../hdl/verilog.ts";
import type { RegisterLimits } from "./bound.ts";
import { MONITOR, monitorText, propertiesOf, type Property } from "./monitor.ts";
import { proveNever, type Verdict } from "./prove.ts";
import { smallInstance } from "./small-instance.ts";

/** What was proved of an update unit. */
export interface UnitProof {
  /** The instance that was proved. */
  readonly instance: ParameterValues;
  /** Parameters in which it differs from the design: sizes only. */
  readonly scaledDown: readonly string[];
  /** Larger values of these registers are outside the proof. */
  readonly limits: RegisterLimits;
  readonly properties: readonly (Property & { readonly verdict: Verdict })[];
}

/** Registers that only make runs longer are limited, so that proofs end: one round of verifying, gains up to 1. */
const LIMITS: RegisterLimits = { verifyAttempts: 1, rewriteGain: 4 };

/**
 * Proves the properties of an update unit in every state that can be reached from reset, for all data, settings, stalls,
 * answers and cancels: of the design itself if it is small, else of the same options at a size that can be proved.
 */
export async function proveUnit(
  generator: UpdateUnitGenerator,
  values: ParameterValues,
  options: { readonly yosys: YosysEngine; readonly patienceS: number },
): Promise<UnitProof> {
  const instance = smallInstance(values);
  const shape = unitShape(instance);
  const top = generator.elaborate(instance);
  const properties = propertiesOf(shape, LIMITS);
  const verdicts = await proveNever({
    verilog: { ...printVerilog(top), "monitor.v": monitorText(top, shape, LIMITS) },
    top: MONITOR,
    properties: properties.map(({ name }) => `bad_${name}`),
    ...options,
  });
  return {
    instance,
    scaledDown: Object.keys(instance).filter((name) => instance[name] !== values[name]),
    limits: LIMITS,
    properties: properties.map((property, i) => ({ ...property, verdict: verdicts[i] ?? "open" })),
  };
}
