import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Module } from "../../src/hdl/index.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";

/** What one cycle sets: input port → value, and whether `rst` is high. */
export interface Cycle {
  readonly isReset: boolean;
  readonly inputs: Readonly<Record<string, bigint>>;
}

/** Runs modules in one Icarus process, all state zero at first: the outputs of each module in each cycle. */
export function runIcarus(runs: readonly { readonly module: Module; readonly cycles: readonly Cycle[] }[]) {
  const folder = mkdtempSync(join(tmpdir(), "tritforge-icarus-"));
  try {
    const rtl: Record<string, string> = Object.assign({}, ...runs.map(({ module }) => printVerilog(module)));
    const benches = runs.map(({ module, cycles }, i) => bench(module, cycles, i));
    writeFileSync(join(folder, "all.v"), [...Object.values(rtl), ...benches].join("\n"));
    const tops = runs.flatMap((_, i) => ["-s", `bench${i}`]);
    execFileSync("iverilog", ["-g2005", "-o", "all.vvp", ...tops, "all.v"], { cwd: folder });
    const lines = execFileSync("vvp", ["-n", "all.vvp"], { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 });
    return readOutputs(lines, runs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One initial block: zero all state, then for each cycle set the inputs, print the outputs, raise the clock. */
function bench(module: Module, cycles: readonly Cycle[], index: number): string {
  const declare = (kind: string, { name, width }: { name: string; width: number }): string =>
    `  ${kind} [${width - 1}:0] ${name};`;
  const implicit = [...(module.isClocked ? ["clk"] : []), ...(module.isReset ? ["rst"] : [])];
  const ports = [...implicit, ...[...module.inputs, ...module.outputs].map(({ name }) => name)];
  const steps = cycles.flatMap(({ isReset, inputs }) => [
    `    rst = ${isReset ? 1 : 0};`,
    ...module.inputs.map(({ name, width }) => `    ${name} = ${width}'h${(inputs[name] ?? 0n).toString(16)};`),
    `    #1 $display("${index}${" %h".repeat(module.outputs.length)}"${module.outputs.map(({ name }) => `, ${name}`).join("")});`,
    "    clk = 1; #1 clk = 0;",
  ]);
  return [
    `module bench${index};`,
    "  reg clk = 0, rst = 0;",
    ...module.inputs.map((port) => declare("reg", port)),
    ...module.outputs.map((port) => declare("wire", port)),
    `  ${module.name} dut (${ports.map((port) => `.${port}(${port})`).join(", ")});`,
    "  initial begin",
    ...statePaths(module, "dut").map((path) => `    ${path} = 0;`),
    ...steps,
    "  end",
    "endmodule",
  ].join("\n");
}

/** Hierarchical names of all registers and memory words. */
function statePaths(module: Module, path: string): string[] {
  const registers = module.registers.map(({ name }) => `${path}.${name}`);
  const words = module.memories.flatMap(({ name, depth }) =>
    Array.from({ length: depth }, (_, word) => `${path}.${name}[${word}]`),
  );
  const below = module.instances.flatMap(({ name, module: child, count }) =>
    count === 1
      ? statePaths(child, `${path}.${name}`)
      : Array.from({ length: count }, (_, copy) => statePaths(child, `${path}.${name}[${copy}].u`)).flat(),
  );
  return [...registers, ...words, ...below];
}

function readOutputs(text: string, runs: readonly { readonly module: Module }[]): Record<string, string>[][] {
  const outputs: Record<string, string>[][] = runs.map(() => []);
  for (const line of text.trim().split("\n")) {
    const [index, ...values] = line.split(" ");
    const ports = runs[Number(index)]?.module.outputs ?? [];
    outputs[Number(index)]?.push(
      Object.fromEntries(ports.map(({ name }, i) => [name, (values[i] ?? "").replace(/^0+(?=.)/, "")])),
    );
  }
  return outputs;
}
