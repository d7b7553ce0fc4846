import { opensInReset } from "./clock-gates.ts";
import { modulesOf } from "./module.ts";
import type { Instance, Module, AdderLeaf, RegisterSignal, Signal } from "./netlist.ts";
import { NetNames } from "./net-names.ts";
import { ExpressionPrinter, range } from "./verilog-expressions.ts";
import { printPorts } from "./verilog-ports.ts";
import { verilogComment } from "./verilog-text.ts";
import { connectionOf, visitNodes } from "./walk.ts";

/**
 * Module tree → Verilog-2005. Text depends on nothing but the tree: the same tree gives the same bytes. One file per
 * module, named after it; adder leaves are instances of `full_adder` and `half_adder`, clock gates of `clock_gate`.
 */

/** File name → text, children first, adder leaves before all. `header` lines stand on top of the top module's file. */
export function printVerilog(top: Module, header: readonly string[] = []): Record<string, string> {
  const files: Record<string, string> = {};
  const modules = modulesOf(top);
  const leaves = modules.flatMap((module) => [...adderLeaves(module)]);
  if (leaves.some((leaf) => leaf.c !== undefined)) files["full_adder.v"] = FULL_ADDER;
  if (leaves.some((leaf) => leaf.c === undefined)) files["half_adder.v"] = HALF_ADDER;
  if (modules.some(({ clockGates }) => clockGates.length > 0)) files["clock_gate.v"] = CLOCK_GATE;
  for (const module of modules) {
    files[`${module.name}.v`] = printModule(module, module === top ? { header, isTop: true } : {});
  }
  return files;
}

const FULL_ADDER = `// 3:2 counter: a + b + c = sum + 2 carry
module full_adder (
  input  a,
  input  b,
  input  c,
  output sum,
  output carry
);
  assign sum = a ^ b ^ c;
  assign carry = (a & b) | (c & (a ^ b));
endmodule
`;

const HALF_ADDER = `// 2:2 counter: a + b = sum + 2 carry
module half_adder (
  input  a,
  input  b,
  output sum,
  output carry
);
  assign sum = a ^ b;
  assign carry = a & b;
endmodule
`;

/** Verilator and Icarus run it as it is, synthesis puts a cell of the library in its place. */
const CLOCK_GATE = `// integrated clock gate: gated_clk ticks with clk in cycles that end with enable high; a latch keeps it free of glitches
module clock_gate (
  input  clk,
  input  enable,
  output gated_clk
);
  reg is_open;
  /* verilator lint_off LATCH */
  always @* if (~clk) is_open = enable;
  /* verilator lint_on LATCH */
  assign gated_clk = clk & is_open;
endmodule
`;

function adderLeaves(module: Module): Set<AdderLeaf> {
  const leaves = new Set<AdderLeaf>();
  visitNodes(module, (signal) => {
    if (signal.kind === "adderOutput") leaves.add(signal.leaf);
  });
  return leaves;
}

/** How a module is printed. */
interface ModuleOptions {
  /** Lines on top of the file. */
  readonly header?: readonly string[];
  /** Whether an interface may ask for bits that nothing reads: linters are then told so. */
  readonly isTop?: boolean;
}

/** The text of one module without its children. */
export function printModule(module: Module, { header = [], isTop = false }: ModuleOptions = {}): string {
  const nets = new NetNames(module);
  const print = new ExpressionPrinter(nets);
  const hasLoop = module.instances.some((instance) => instance.count > 1);
  const body = [
    ...(hasLoop ? ["  genvar i;"] : []),
    ...declareState(module),
    ...printNets(module, nets, print),
    ...printClockGates(module, nets, print),
    ...module.instances.flatMap((instance) => printInstance(instance, nets, print)),
    ...printOutputs(module, nets, print),
    ...printRegisters(module, print),
    ...printMemories(module, print),
  ];
  const comments = [...header, ...module.comment].map(verilogComment);
  const text = [
    ...comments,
    `module ${module.name} (`,
    `${printPorts(module, isTop)}`,
    ");",
    ...body,
    "endmodule",
    "",
  ].join("\n");
  return text.replaceAll(/ +$/gm, "");
}

function declareState(module: Module): string[] {
  const registers = module.registers.map(({ name, width }) => `  reg ${spaced(range(width))}${name};`);
  const memories = module.memories.map(
    ({ name, width, depth }) => `  reg ${spaced(range(width))}${name} [0:${depth - 1}];`,
  );
  return [...registers, ...memories];
}

function spaced(text: string): string {
  return text === "" ? "" : `${text} `;
}

/** Wires in evaluation order; an adder leaf is printed where its first output is needed. */
function printNets(module: Module, nets: NetNames, print: ExpressionPrinter): string[] {
  const lines: string[] = [];
  const printed = new Set<AdderLeaf>();
  visitNodes(module, (signal) => {
    const name = nets.ownName(signal);
    if (signal.kind === "adderOutput" && !printed.has(signal.leaf)) {
      printed.add(signal.leaf);
      lines.push(...printLeaf(signal.leaf, nets, print));
    }
    if (name === undefined || signal.kind === "adderOutput") return;
    const isPort = nets.isPort(name);
    if (signal.kind === "instanceOutput") {
      if (!isPort) lines.push(`  wire ${spaced(range(signal.width))}${name};`);
    } else if (isPort) {
      lines.push(`  assign ${name} = ${print.definition(signal)};`);
    } else {
      lines.push(`  wire ${spaced(range(signal.width))}${name} = ${print.definition(signal)};`);
    }
  });
  return lines;
}

function printLeaf(leaf: AdderLeaf, nets: NetNames, print: ExpressionPrinter): string[] {
  const { sum, carry } = nets.leafOutputs(leaf);
  const wires = [sum, carry].filter((name): name is string => name !== undefined && !nets.isPort(name));
  const inputs = [`.a(${print.operand(leaf.a)})`, `.b(${print.operand(leaf.b)})`];
  if (leaf.c !== undefined) inputs.push(`.c(${print.operand(leaf.c)})`);
  const outputs = [`.sum(${sum ?? ""})`, `.carry(${carry ?? ""})`];
  const kind = leaf.c === undefined ? "half_adder" : "full_adder";
  const declaration = wires.length === 0 ? [] : [`  wire ${wires.join(", ")};`];
  return [...declaration, `  ${kind} ${nets.leafName(leaf)} (${[...inputs, ...outputs].join(", ")});`];
}

function printInstance(instance: Instance, nets: NetNames, print: ExpressionPrinter): string[] {
  const { module, name, count } = instance;
  const connections: string[] = [];
  if (module.isClocked) connections.push(`.clk(${instance.clock?.name ?? "clk"})`);
  if (module.isReset) connections.push(".rst(rst)");
  const extraWires: string[] = [];
  for (const port of module.inputs) {
    const signal = connectionOf(instance, port.name);
    const isDealt = count > 1 && signal.width !== port.width;
    let text = print.operand(signal);
    // In a loop an operator would be there once for each copy, and only nets can be dealt out.
    if (isDealt ? !/^\w+$/.test(text) : count > 1 && /[~&|^+<=?-]/.test(text)) {
      const wire = nets.claim(`${name}_${port.name}`);
      extraWires.push(`  wire ${spaced(range(signal.width))}${wire} = ${text};`);
      text = wire;
    }
    connections.push(`.${port.name}(${isDealt ? dealt(text, port.width) : text})`);
  }
  for (const port of module.outputs) {
    const net = nets.instanceOutput(instance, port.name);
    connections.push(`.${port.name}(${net === undefined ? "" : count > 1 ? dealt(net, port.width) : net})`);
  }
  return [...extraWires, ...wrapInstance(instance, connections)];
}

/** Ticks in reset, too, where something behind a gate is reset. */
function printClockGates(module: Module, nets: NetNames, print: ExpressionPrinter): string[] {
  return module.clockGates.flatMap((gate) => {
    const { name, enable } = gate;
    const condition = opensInReset(module, gate) ? `${print.operand(enable)} | rst` : print.bare(enable);
    const instance = nets.claim(`${name}_gate`);
    return [`  wire ${name};`, `  clock_gate ${instance} (.clk(clk), .enable(${condition}), .gated_clk(${name}));`];
  });
}

/** Copy i of a repeated instance takes bits i·width …; `i` is the genvar of every loop. */
function dealt(net: string, width: number): string {
  return width === 1 ? `${net}[i]` : `${net}[i*${width} +: ${width}]`;
}

function wrapInstance(instance: Instance, connections: readonly string[]): string[] {
  const { module, name, count } = instance;
  if (count === 1)
    return ["", `  ${module.name} ${name} (`, connections.map((line) => `    ${line}`).join(",\n"), "  );"];
  return [
    "",
    "  generate",
    `    for (i = 0; i < ${count}; i = i + 1) begin : ${name}`,
    `      ${module.name} u (`,
    connections.map((line) => `        ${line}`).join(",\n"),
    "      );",
    "    end",
    "  endgenerate",
  ];
}

function printOutputs(module: Module, nets: NetNames, print: ExpressionPrinter): string[] {
  return module.outputs
    .filter((port) => !nets.drivesPort(port))
    .map((port) => `  assign ${port.name} = ${print.operand(port.driver)};`);
}

/** One always block for all registers that share clock, enable and reset. */
function printRegisters(module: Module, print: ExpressionPrinter): string[] {
  const groups = new Map<string, { readonly enable: Signal | undefined; readonly registers: RegisterSignal[] }>();
  for (const register of module.registers) {
    const enable = register.drive?.enable;
    const clock = register.drive?.clock?.name ?? "clk";
    const key = `${clock}:${register.reset !== undefined}:${enable === undefined ? "" : print.operand(enable)}`;
    const group = groups.get(key) ?? { enable, registers: [] };
    group.registers.push(register);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ enable, registers }) => printAlways(enable, registers, print));
}

function printAlways(
  enable: Signal | undefined,
  registers: readonly RegisterSignal[],
  print: ExpressionPrinter,
): string[] {
  const loads = registers.map(({ name, drive }) => `${name} <= ${print.bare((drive as { next: Signal }).next)};`);
  const isReset = registers[0]?.reset !== undefined;
  const condition = enable === undefined ? "" : `if (${print.bare(enable)}) `;
  const edge = `  always @(posedge ${registers[0]?.drive?.clock?.name ?? "clk"})`;
  if (!isReset) return ["", ...block(`${edge} ${condition}`, loads)];
  const resets = registers.map(({ name, width, reset }) => `${name} <= ${width}'d${reset};`);
  return ["", edge, ...block("    if (rst) ", resets), ...block(`    else ${condition}`, loads)];
}

function block(opening: string, lines: readonly string[]): string[] {
  const indent = " ".repeat(opening.length - opening.trimStart().length);
  return [`${opening}begin`, ...lines.map((line) => `${indent}  ${line}`), `${indent}end`];
}

function printMemories(module: Module, print: ExpressionPrinter): string[] {
  return module.memories.flatMap(({ name, write }) =>
    write === undefined
      ? []
      : [
          "",
          "  always @(posedge clk)",
          `    if (${print.bare(write.enable)}) ${name}[${print.bare(write.address)}] <= ${print.bare(write.data)};`,
        ],
  );
}
