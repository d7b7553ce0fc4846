import { findCore, GENERATORS } from "../../generators/registry.ts";
import { loadAccuracy } from "../../models/cost/accuracy.ts";
import { countsModel } from "../../models/cost/counts-model.ts";
import { createEvaluator } from "../../models/evaluate/evaluate.ts";
import { BUILT_IN, loadTechnology } from "../../models/technology/index.ts";
import { measureCore } from "../../src/characterise/measure-core.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { runSynthesis } from "../../src/eda/yosys/index.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";

/** Cores that hold their activations for four output tiles, that load new ones in each step, and whose lanes have registers. */
const CASES: readonly { readonly name: string; readonly generator: string; readonly parameters: ParameterValues }[] = [
  {
    name: "tables held, 4 sums a lane",
    generator: "ternary-lut",
    parameters: { groupSize: 3, tables: 4, fetchers: 8, inputs: 96, outputs: 32, pipelineReduce: 1 },
  },
  {
    name: "new tables in each step",
    generator: "ternary-lut",
    parameters: { groupSize: 3, tables: 4, fetchers: 8, inputs: 96, outputs: 32, loopOrder: "output-stationary" },
  },
  {
    name: "add-sub, 2 sums a lane",
    generator: "add-sub",
    parameters: { tileInputs: 24, tileOutputs: 8, inputs: 96, outputs: 16, pipelineFetch: 1, pipelineReduce: 1 },
  },
];

const CLOCK_MHZ = 100;

interface Numbers {
  readonly areaUm2: number;
  readonly pathPs: number;
  readonly stepPj: number;
}

/**
 * What `clockGating` saves: three cores with and without, in all built-in technologies, as estimated from counts and as
 * measured (native Yosys, static timing and power of the mapped core), and how far the first is from the second.
 */
export async function benchClockGates(): Promise<{ readonly text: string; readonly isWithinBounds: boolean }> {
  const lines: string[] = [];
  let isWithinBounds = true;
  for (const technology of BUILT_IN) {
    for (const { name, generator, parameters } of CASES) {
      const [free, gated] = await Promise.all(
        ["none", "registers"].map((clockGating) => both(technology, generator, { ...parameters, clockGating })),
      );
      if (free === undefined || gated === undefined) throw new Error("internal: two designs");
      lines.push(lineOf(technology, name, free, gated));
      isWithinBounds &&= gated.measured.areaUm2 < free.measured.areaUm2 && gated.measured.stepPj < free.measured.stepPj;
    }
  }
  return { text: [HEADER, ...lines].join("\n"), isWithinBounds };
}

interface Both {
  readonly estimated: Numbers;
  readonly measured: Numbers;
}

async function both(name: string, core: string, changes: ParameterValues): Promise<Both> {
  const generator = findCore(core);
  if (generator === undefined) throw new Error(`there is no core ${core}`);
  const technology = loadTechnology(name);
  const parameters = { ...Object.fromEntries(generator.schema.map((each) => [each.name, each.default])), ...changes };
  const evaluator = createEvaluator({
    generators: GENERATORS,
    nand2AreaUm2: technology.nand2AreaUm2,
    models: [countsModel(technology, STANDARD_STATISTICS)],
    accuracy: loadAccuracy(technology),
    clockMhz: CLOCK_MHZ,
  });
  const { metrics } = evaluator.evaluate({ generator: core, parameters });
  const top = generator.elaborate(parameters);
  const verilog = printVerilog(top);
  const run = await runSynthesis({ verilog, top: top.name, technology, hierarchy: "keep", yosys: "native" });
  const conditions = { technology, statistics: STANDARD_STATISTICS, clockMhz: CLOCK_MHZ };
  const measured = measureCore(run.netlist, top.name, { generator, parameters }, conditions);
  const { areaUm2 = NaN, criticalPathPs = NaN, energyPerStepPj = NaN } = metrics;
  return {
    estimated: { areaUm2, pathPs: criticalPathPs, stepPj: energyPerStepPj },
    measured: {
      areaUm2: run.result.areaUm2,
      pathPs: measured.criticalPathPs,
      stepPj: measured.energyPerStepPj,
    },
  };
}

const HEADER =
  "technology  core                         area [µm²]: none  registers          energy [pJ/step]: none  registers         estimate of registers: area, path, energy";

function lineOf(technology: string, name: string, free: Both, gated: Both): string {
  const saved = (what: keyof Numbers): string => percent(gated.measured[what] / free.measured[what] - 1).padStart(8);
  const off = (what: keyof Numbers): string => percent(gated.estimated[what] / gated.measured[what] - 1).padStart(8);
  return [
    technology.padEnd(11),
    name.padEnd(28),
    free.measured.areaUm2.toFixed(0).padStart(16),
    gated.measured.areaUm2.toFixed(0).padStart(10),
    saved("areaUm2"),
    free.measured.stepPj.toFixed(2).padStart(22),
    gated.measured.stepPj.toFixed(2).padStart(10),
    saved("stepPj"),
    off("areaUm2"),
    off("pathPs"),
    off("stepPj"),
  ].join(" ");
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}
