import { file, pass, runYosys } from "../../src/eda/yosys/index.ts";
import { countModule } from "../../src/hdl/ledger.ts";
import { addressBits, modulesOf, type Module } from "../../src/hdl/index.ts";
import { visitNodes } from "../../src/hdl/walk.ts";

/** Word-level cells of one module: kind → bits (or instances, for modules). */
export type WordCells = Readonly<Record<string, number>>;

interface YosysCell {
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * What Yosys finds in Verilog: module → its cells before any optimisation. A register is a `$dff`; its enable and its
 * reset are one multiplexer each.
 */
export async function wordCells(files: Readonly<Record<string, string>>): Promise<Record<string, WordCells>> {
  const script = [
    pass("read_verilog", "-noopt", ...Object.keys(files).map(file)),
    pass("proc", "-norom", "-noopt"),
    pass("write_json", file("cells.json")),
  ];
  const { files: written } = await runYosys("embedded", script, files);
  const { modules }: { modules: Record<string, { cells: Record<string, YosysCell> }> } = JSON.parse(
    written["cells.json"] ?? "{}",
  );
  return Object.fromEntries(
    Object.entries(modules).map(([name, { cells }]) => [name, countCells(Object.values(cells))]),
  );
}

function countCells(cells: readonly YosysCell[]): WordCells {
  const counts: Record<string, number> = {};
  for (const { type, parameters } of cells) {
    const bits = type.startsWith("$") ? Number.parseInt(parameters["A_WIDTH"] ?? parameters["WIDTH"] ?? "", 2) : 1;
    counts[type] = (counts[type] ?? 0) + bits;
  }
  return counts;
}

/** What Yosys must find if the printed Verilog is the tree: the ledger, with choices, enables and resets spelled out. */
export function expectedCells(module: Module): WordCells {
  const ledger = countModule(module);
  let chosenBits = 0;
  const byOperator = { add: 0, sub: 0 };
  const reads = { $memrd: 0 };
  visitNodes(module, (signal) => {
    if (signal.kind === "choose") chosenBits += signal.width;
    if (signal.kind === "memoryRead") reads.$memrd += signal.width;
    if (signal.kind === "binary" && (signal.operator === "add" || signal.operator === "sub"))
      byOperator[signal.operator] += signal.width;
  });
  if (byOperator.add + byOperator.sub !== ledger.adderBits) throw new Error("the ledger miscounts adders");
  const { enableFlipFlops, resetFlipFlops, enableResetFlipFlops, plainFlipFlops } = ledger;
  // Yosys reads a conditional write as three variables of the process: address, data and bit enables.
  const writeBits = module.memories.reduce((sum, { width, depth }) => sum + addressBits(depth) + 2 * width, 0);
  const cells: Record<string, number> = {
    $add: byOperator.add,
    $sub: byOperator.sub,
    $lt: ledger.compareBits,
    $eq: ledger.equalBits,
    $and: ledger.andBits + ledger.chooseBits,
    $or: ledger.orBits + ledger.chooseBits - chosenBits,
    $xor: ledger.xorBits,
    $not: ledger.notBits,
    $mux: ledger.muxBits + enableFlipFlops + resetFlipFlops + 2 * enableResetFlipFlops + writeBits,
    $dff: plainFlipFlops + enableFlipFlops + resetFlipFlops + enableResetFlipFlops + writeBits,
    $memrd: reads.$memrd,
    $memwr_v2: module.memories.reduce((sum, memory) => sum + memory.width, 0),
    full_adder: ledger.fullAdders,
    half_adder: ledger.halfAdders,
    clock_gate: ledger.clockGates,
  };
  for (const { module: child, count } of module.instances) cells[child.name] = (cells[child.name] ?? 0) + count;
  return Object.fromEntries(Object.entries(cells).filter(([, count]) => count > 0));
}

/** Every module below `tops`, expected cells by name. */
export function expectedCellsOf(tops: readonly Module[]): Record<string, WordCells> {
  const modules = new Set(tops.flatMap((top) => modulesOf(top)));
  return Object.fromEntries([...modules].map((module) => [module.name, expectedCells(module)]));
}
