import { pickName } from "../core/pick-name.ts";
import type { DataStatistics, Generator } from "../../generators/contract/index.ts";
import type { Technology } from "../../models/technology/technology.ts";
import { CORE_REFERENCE, measureCore } from "../characterise/measure-core.ts";
import { measureUnit, UNIT_REFERENCE } from "../characterise/measure-unit.ts";
import type { PickedDesign, PickVerification } from "../core/sweep-result.ts";
import type { ParameterValues } from "../core/parameters.ts";
import { runSynthesis, type YosysEngine } from "../eda/yosys/index.ts";
import type { Netlist } from "../eda/netlist/netlist.ts";
import { rtlPackage } from "../verify/rtl-package.ts";
import { verifyDesign, type DesignVerification } from "../verify/verify-design.ts";

/** How picked designs are completed. */
export interface FinishOptions {
  readonly technology: Technology;
  /** Data and clock [MHz] that the energy of a step is measured with: those of the estimate. */
  readonly statistics: DataStatistics;
  readonly clockMhz: number;
  readonly yosys: YosysEngine;
  readonly seed: number;
  readonly findGenerator: (name: string) => Generator | undefined;
  /** Takes the RTL package of a pick: file name below the output folder → text. */
  readonly write: (name: string, text: string) => void;
  readonly onStage: (text: string) => void;
}

/** Products (or update operations) of a pick's verification: the corners first. */
const PRODUCTS = 12;

/** Emits the Verilog of a pick, verifies it against the golden model, synthesises it, and notes all three. */
export async function finishPick(pick: PickedDesign, options: FinishOptions): Promise<PickedDesign> {
  const { record, label } = pick;
  const generator = options.findGenerator(record.generator);
  if (generator === undefined) throw new Error(`internal: no generator is called ${record.generator}`);
  const directory = `designs/${pickName(label)}`;
  const design = { generator: record.generator, parameters: record.parameters };
  options.onStage(`${label}: writing Verilog`);
  const { top, rtl, manifest, files } = rtlPackage(design, generator, { count: PRODUCTS, seed: options.seed });
  for (const [name, text] of Object.entries(files)) options.write(`${directory}/${name}`, text);
  options.write(`${directory}/design.json`, `${JSON.stringify(design, null, 2)}\n`);
  options.onStage(`${label}: verifying`);
  const verification = verifyDesign({
    generator,
    parameters: record.parameters,
    top,
    count: PRODUCTS,
    seed: options.seed,
  });
  options.onStage(`${label}: synthesising`);
  const { technology, yosys } = options;
  const { result, netlist } = await runSynthesis({
    verilog: rtl,
    top: top.name,
    technology,
    yosys,
    hierarchy: "keep",
  });
  options.onStage(`${label}: measuring delay and energy`);
  const measured = measurePick(netlist, top.name, { generator, parameters: record.parameters }, options);
  return {
    ...pick,
    rtl: { directory, top: top.name, files: manifest.rtl },
    verification: summary(verification),
    synthesis: {
      areaUm2: result.areaUm2,
      ...measured,
      hierarchy: result.hierarchy,
      modules: Object.fromEntries(result.modules.map((module) => [module.name, module.areaUm2Each])),
      tool: result.tool,
      library: result.library,
    },
  };
}

type Measured = Pick<
  NonNullable<PickedDesign["synthesis"]>,
  "criticalPathPs" | "energyPerStepPj" | "workEnergyFj" | "waitEnergyFj" | "reference"
>;

/** Delay and energy of the mapped netlist, under the names of the metrics that they stand beside. */
function measurePick(
  netlist: Netlist,
  top: string,
  { generator, parameters }: { readonly generator: Generator; readonly parameters: ParameterValues },
  conditions: FinishOptions,
): Measured {
  switch (generator.kind) {
    case "core":
      return { ...measureCore(netlist, top, { generator, parameters }, conditions), reference: CORE_REFERENCE };
    case "update-unit": {
      const { criticalPathPs, workFj, waitFj } = measureUnit(netlist, top, { generator, parameters }, conditions);
      return { criticalPathPs, workEnergyFj: workFj, waitEnergyFj: waitFj, reference: UNIT_REFERENCE };
    }
  }
}

/** What stands in pareto.json of a verification. */
function summary(verification: DesignVerification): PickVerification {
  const { simulator, passed } = verification;
  return "products" in verification
    ? { simulator, products: verification.products, beats: verification.beats, passed }
    : { simulator, operations: verification.operations, slots: verification.slots, passed };
}
