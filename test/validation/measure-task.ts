import { loadTechnology } from "../../models/technology/index.ts";
import { runSynthesis } from "../../src/eda/yosys/index.ts";
import type { Module } from "../../src/hdl/index.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";
import type { Design } from "../../src/core/result.ts";
import { coreOf } from "./compare.ts";
import { readEngines, type EngineReadings } from "./engines.ts";
import type { Measurement, MeasureTask } from "./measured.ts";

/** What a worker thread runs: one synthesis, and the engines on its netlist. @throws as they do */
export async function measureTask({
  design,
  yosys,
  hierarchy,
  libertyFile,
  ...task
}: MeasureTask): Promise<Measurement> {
  const technology = loadTechnology(task.technology);
  const generator = coreOf(design);
  const top = elaborate(design);
  const run = await runSynthesis({ verilog: printVerilog(top), top: top.name, technology, hierarchy, yosys });
  const { result, netlist, mappedVerilog: verilog } = run;
  const { parameters } = design;
  const mapped = { generator, parameters, technology, netlist, top: top.name, verilog };
  const readings =
    hierarchy === "keep"
      ? readEngines({ ...mapped, ...(libertyFile === undefined ? {} : { libertyFile }) })
      : undefined;
  return {
    top: top.name,
    cells: Object.values(result.cells).reduce((sum, count) => sum + count, 0),
    areaUm2: result.areaUm2,
    modules: result.modules.map(({ name, instances, areaUm2Each }) => ({
      module: name,
      instances,
      areaUm2: instances * areaUm2Each,
      ...(readings === undefined ? {} : { energyPj: readings.modulesPj.get(name) ?? 0 }),
    })),
    ...(readings === undefined ? {} : quantitiesOf(readings)),
  };
}

function quantitiesOf({ criticalPathPs, energyPerStepPj, byKindPj }: EngineReadings) {
  return { criticalPathPs, energyPerStepPj, energyByKindPj: byKindPj };
}

/** The circuit of a design. */
export function elaborate(design: Design): Module {
  return coreOf(design).elaborate(design.parameters);
}
