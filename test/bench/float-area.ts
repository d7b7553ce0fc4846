import { floatAdder } from "../../generators/arithmetic/float/adder.ts";
import type { FloatAdderShape } from "../../generators/arithmetic/float/adder-shape.ts";
import { FLOAT_FORMATS, type FloatFormat } from "../../generators/numeric/float-format.ts";
import { loadTechnology, type Technology } from "../../models/technology/index.ts";
import { ModuleMapper } from "../../src/characterise/map-alone.ts";
import { flatten } from "../../src/eda/netlist/flat.ts";
import { analyseTiming } from "../../src/eda/timing/timing.ts";
import { yosysVersion, type YosysEngine } from "../../src/eda/yosys/index.ts";
import { add, ModuleBuilder, type Module, type Ports } from "../../src/hdl/index.ts";
import { markdownTable, significant } from "../validation/markdown.ts";

const { fp16, bf16, fp32, fp8e4m3, fp8e5m2 } = FLOAT_FORMATS;

const FORMATS: readonly FloatFormat[] = [fp8e4m3, fp8e5m2, fp16, bf16, fp32];
const TECHNOLOGIES = ["asap7", "sky130hd"];
const SHAPES = ([0, 1, 2] as const).flatMap((stages) =>
  (["single", "dual"] as const).flatMap((path) =>
    (["ripple", "prefix"] as const).map((adder) => ({ path, adder, stages }) as const),
  ),
);
const HEADER = ["format", "path", "carries", "stages", "µm²", "GE", "ps"];

interface Measured {
  readonly areaUm2: number;
  readonly delayPs: number;
}

/**
 * Area, fan-out buffers included, and longest path (pin capacitances, no wires) of floating-point adders of one format,
 * subnormals kept, synthesised by themselves for area; a 16-bit integer adder first, as a measure.
 */
export async function benchFloatArea(yosys: YosysEngine = "native"): Promise<string> {
  process.stderr.write("float-area: synthesising 61 adders in two technologies, some minutes ...\n");
  const tables: string[] = [];
  for (const name of TECHNOLOGIES) tables.push(await table(loadTechnology(name), yosys));
  return [`float adders, ${yosysVersion(yosys)}`, ...tables].join("\n\n");
}

async function table(technology: Technology, yosys: YosysEngine): Promise<string> {
  const mapper = new ModuleMapper(technology, yosys);
  const figures = async (module: Module): Promise<readonly string[]> => {
    const { areaUm2, delayPs } = await measure(mapper, module, technology);
    return [significant(areaUm2), (areaUm2 / technology.nand2AreaUm2).toFixed(0), delayPs.toFixed(0)];
  };
  const rows = [["int16", "–", "ripple", "0", ...(await figures(integerAdder()))]];
  for (const format of FORMATS)
    for (const { path, adder, stages } of SHAPES) {
      const shape: FloatAdderShape = { from: format, to: format, path, adder, stages, subnormals: "kept" };
      rows.push([format.name, path, adder, String(stages), ...(await figures(floatAdder(shape)))]);
    }
  return [`${technology.name}, corner ${technology.corner}`, markdownTable(HEADER, rows)].join("\n\n");
}

async function measure(mapper: ModuleMapper, module: Module, technology: Technology): Promise<Measured> {
  const flat = flatten(await mapper.mapAlone(module), module.name, technology);
  const areaUm2 = flat.cells.reduce((sum, { cell }) => sum + cell.areaUm2, 0);
  return { areaUm2, delayPs: analyseTiming(flat, technology).criticalPathPs };
}

function integerAdder(): Module {
  const m = new ModuleBuilder<Ports>("integer_adder");
  m.output("sum", add(m.input("a", 16), m.input("b", 16)));
  return m.build();
}
