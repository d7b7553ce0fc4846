import { loadTechnology } from "../../models/technology/index.ts";
import { findGenerator } from "../../generators/registry.ts";
import { yosysVersion, type YosysEngine } from "../../src/eda/yosys/index.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";
import { startSynthesisPool, type SynthesisPool } from "./synthesis-pool.ts";
import { peerVerilog } from "./peer.ts";

/** One comparison: our core and a datapath of the published peer for the same tile and product, int8. */
interface AreaCase {
  readonly groupSize: number;
  readonly tables: number;
  /** K = M. */
  readonly fetchers: number;
  readonly inputs: number;
  /** The largest ratio of areas, ours to the peer's, that passes. */
  readonly bound: number;
}

const CASES: readonly AreaCase[] = [
  { groupSize: 2, tables: 4, fetchers: 32, inputs: 1024, bound: 0.62 },
  { groupSize: 3, tables: 8, fetchers: 16, inputs: 1024, bound: 0.68 },
];

const TECHNOLOGIES = ["asap7", "sky130hd"];

interface AreaRow {
  readonly technology: string;
  readonly areaCase: AreaCase;
  readonly registerUm2: number;
  readonly combinationalUm2: number;
  readonly peerUm2: number;
  readonly ratio: number;
  /** The same with the fan-out buffers of both sides. */
  readonly bufferedRatio: number;
}

interface Area {
  readonly areaUm2: number;
  /** Without fan-out buffers. */
  readonly logicUm2: number;
}

/**
 * Area of the ternary-LUT core against a datapath built the way of the published peer: flattened, native Yosys, one recipe
 * for both sides. Ours is the whole core, with controller, stream handshakes and masks, in the smaller of its two table
 * storages; the peer's is the datapath alone. So the ratios are on the safe side. Areas are those of the logic; the ratio
 * with the fan-out buffers of both sides stands beside.
 */
export async function benchArea(
  yosys: YosysEngine = "native",
): Promise<{ readonly text: string; readonly isWithinBounds: boolean }> {
  process.stderr.write("area: synthesising the cores and the peer-style datapaths, some minutes ...\n");
  const pool = startSynthesisPool();
  const begin = performance.now();
  try {
    const cases = TECHNOLOGIES.flatMap((technology) =>
      CASES.map((areaCase) => compare(pool, technology, areaCase, yosys)),
    );
    const rows = await Promise.all(cases);
    const seconds = ((performance.now() - begin) / 1000).toFixed(0);
    return {
      text: [`area, flattened, ${yosysVersion(yosys)}, ${seconds} s`, HEADER, ...rows.map(line)].join("\n"),
      isWithinBounds: rows.every(({ ratio, areaCase }) => ratio <= areaCase.bound),
    };
  } finally {
    await pool.destroy();
  }
}

async function compare(
  pool: SynthesisPool,
  technology: string,
  areaCase: AreaCase,
  yosys: YosysEngine,
): Promise<AreaRow> {
  const area = async (verilog: Readonly<Record<string, string>>, top: string): Promise<Area> => {
    const { areaUm2, cells } = await pool.run({ verilog, top, technology, hierarchy: "flatten", yosys });
    return { areaUm2, logicUm2: areaUm2 - bufferArea(technology, cells) };
  };
  const { groupSize, tables, fetchers } = areaCase;
  const datapath = peerVerilog({ groupSize, tables, fetchers, activationBits: 8 });
  const [peer, registers, combinational] = await Promise.all([
    area({ "peer.v": datapath }, "peer"),
    ...["register", "combinational"].map((tableStorage) => {
      const top = core(areaCase, tableStorage);
      return area(printVerilog(top), top.name);
    }),
  ] as [Promise<Area>, Promise<Area>, Promise<Area>]);
  const ratioOf = (what: keyof Area): number => Math.min(registers[what], combinational[what]) / peer[what];
  return {
    technology,
    areaCase,
    registerUm2: registers.logicUm2,
    combinationalUm2: combinational.logicUm2,
    peerUm2: peer.logicUm2,
    ratio: ratioOf("logicUm2"),
    bufferedRatio: ratioOf("areaUm2"),
  };
}

/** Area of the fan-out buffers among the cells [µm²]. */
function bufferArea(name: string, cells: Readonly<Record<string, number>>): number {
  const { fanOutBuffer, cells: library } = loadTechnology(name);
  return (cells[fanOutBuffer] ?? 0) * (library.find((cell) => cell.name === fanOutBuffer)?.areaUm2 ?? Number.NaN);
}

function core({ groupSize, tables, fetchers, inputs }: AreaCase, tableStorage: string) {
  const generator = findGenerator("ternary-lut");
  if (generator === undefined) throw new Error("there is no generator ternary-lut");
  const defaults = Object.fromEntries(generator.schema.map((parameter) => [parameter.name, parameter.default]));
  return generator.elaborate({ ...defaults, groupSize, tables, fetchers, inputs, outputs: fetchers, tableStorage });
}

const HEADER =
  "technology  design                     register [µm²]  combinational  peer-style   ratio  bound  with buffers";

function line({ technology, areaCase, registerUm2, combinationalUm2, peerUm2, ratio, bufferedRatio }: AreaRow): string {
  const { groupSize, tables, fetchers, inputs, bound } = areaCase;
  return [
    technology.padEnd(11),
    `µ=${groupSize} L=${tables} K=M=${fetchers} N=${inputs}`.padEnd(26),
    registerUm2.toFixed(0).padStart(14),
    combinationalUm2.toFixed(0).padStart(14),
    peerUm2.toFixed(0).padStart(11),
    ratio.toFixed(3).padStart(7),
    `${bound.toFixed(2).padStart(6)} ${bufferedRatio.toFixed(3).padStart(13)}${ratio <= bound ? "" : "  BROKEN"}`,
  ].join(" ");
}
