import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { floatAdder } from "../../generators/arithmetic/float/adder.ts";
import type { FloatAdderShape } from "../../generators/arithmetic/float/adder-shape.ts";
import { FLOAT_FORMATS, formatBits, type FloatFormat } from "../../generators/numeric/float-format.ts";
import { loadTechnology, type Technology } from "../../models/technology/index.ts";
import { flatten } from "../../src/eda/netlist/flat.ts";
import { analyseTiming } from "../../src/eda/timing/timing.ts";
import { runSynthesis } from "../../src/eda/yosys/synthesise.ts";
import { yosysVersion } from "../../src/eda/yosys/index.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";
import { markdownTable, significant } from "../validation/markdown.ts";

const { fp16, fp32 } = FLOAT_FORMATS;
const TECHNOLOGIES = ["asap7", "sky130hd"];
const STRUCTURES = [
  { path: "single", adder: "ripple" },
  { path: "single", adder: "prefix" },
  { path: "dual", adder: "ripple" },
  { path: "dual", adder: "prefix" },
] as const;
const HEADER = ["format", "adder", "µm²", "GE", "ps", "area, HardFloat = 1"];

type Verilog = Readonly<Record<string, string>>;

/**
 * Our adders against Berkeley HardFloat's (J. R. Hauser, release 1, BSD licence; not part of this repository), both without
 * registers, flattened, one recipe, nearest even and no flags. HardFloat works on recoded numbers of one bit more, so its
 * adder stands there twice: with standard operands and sum, and alone.
 * @param folder its Verilog: all `.v` and `.vi` files are read, one specialisation among them
 */
export async function benchFloatPeer(folder: string | undefined): Promise<string> {
  if (folder === undefined) return "float-peer: set HARDFLOAT to a folder with the Verilog of Berkeley HardFloat";
  const library = readVerilog(folder);
  const rows: string[][] = [];
  for (const name of TECHNOLOGIES)
    for (const format of [fp16, fp32]) rows.push(...(await compare(loadTechnology(name), format, library)));
  return [
    `float adders and HardFloat, flattened, ${yosysVersion("native")}`,
    markdownTable(["technology", ...HEADER], rows),
  ].join("\n\n");
}

function readVerilog(folder: string): Verilog {
  const names = readdirSync(folder).filter((name) => /\.vi?$/.test(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

async function compare(technology: Technology, format: FloatFormat, library: Verilog): Promise<string[][]> {
  const peer = { ...library, "peer.v": wrappers(format) };
  const standard = await measure(peer, "peer_standard", technology);
  const measured = [
    { name: "HardFloat", ...standard },
    { name: "HardFloat, recoded operands", ...(await measure(peer, "peer_recoded", technology)) },
  ];
  for (const structure of STRUCTURES) {
    const shape: FloatAdderShape = { from: format, to: format, ...structure, stages: 0, subnormals: "kept" };
    const module = floatAdder(shape);
    const name = `${structure.path}, ${structure.adder}`;
    measured.push({ name, ...(await measure(printVerilog(module), module.name, technology)) });
  }
  return measured.map(({ name, areaUm2, delayPs }) => [
    technology.name,
    format.name,
    name,
    significant(areaUm2),
    (areaUm2 / technology.nand2AreaUm2).toFixed(0),
    delayPs.toFixed(0),
    (areaUm2 / standard.areaUm2).toFixed(2),
  ]);
}

async function measure(verilog: Verilog, top: string, technology: Technology) {
  const { netlist } = await runSynthesis({ verilog, top, technology, hierarchy: "flatten", yosys: "native" });
  const flat = flatten(netlist, top, technology);
  const areaUm2 = flat.cells.reduce((sum, { cell }) => sum + cell.areaUm2, 0);
  return { areaUm2, delayPs: analyseTiming(flat, technology).criticalPathPs };
}

/** HardFloat's adder rounding to nearest even, flags unused: with recoded operands, and with standard ones around that. */
function wrappers(format: FloatFormat): string {
  const width = formatBits(format);
  const shape = `#(${format.exponentBits}, ${format.mantissaBits + 1})`;
  const ports = (bits: number): string =>
    `(input [${bits - 1}:0] a, input [${bits - 1}:0] b, output [${bits - 1}:0] sum);`;
  return [
    `module peer_recoded ${ports(width + 1)}`,
    "  wire [4:0] flags;",
    `  addRecFN ${shape} adder (.control(1'b1), .subOp(1'b0), .a(a), .b(b), .roundingMode(3'b000), .out(sum), .exceptionFlags(flags));`,
    "endmodule",
    `module peer_standard ${ports(width)}`,
    `  wire [${width}:0] x, y, z;`,
    `  fNToRecFN ${shape} recode_a (a, x);`,
    `  fNToRecFN ${shape} recode_b (b, y);`,
    "  peer_recoded adder (x, y, z);",
    `  recFNToFN ${shape} decode (z, sum);`,
    "endmodule",
    "",
  ].join("\n");
}
