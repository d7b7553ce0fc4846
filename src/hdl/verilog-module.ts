import { opensInReset } from "./clock-gates.ts";
import type { AdderLeaf, Instance, Module, RegisterSignal, Signal } from "./netlist.ts";
import { constantsOf, NetNames } from "./net-names.ts";
import { constantText, ExpressionPrinter, isGathered, range } from "./verilog-expressions.ts";
import { verilogFile, type FileOptions } from "./verilog-file.ts";
import { printPorts } from "./verilog-ports.ts";
import { connectionOf, textOrder, unwrap } from "./walk.ts";

/** The text of one module without its children; `top`: its interface may ask for bits that nothing reads. */
export function printModule(module: Module, options: FileOptions = {}): string {
  const nets = new NetNames(module);
  const print = new ExpressionPrinter(nets);
  const order = textOrder(module);
  const hasLoop = module.instances.some((instance) => instance.count > 1);
  const body = [
    ...declareConstants(module, order),
    ...(hasLoop ? ["  genvar i;"] : []),
    ...declareState(module),
    ...printNets(order, nets, print),
    ...printClockGates(module, nets, print),
    ...module.instances.flatMap((instance) => printInstance(instance, nets, print)),
    ...printOutputs(module, nets, print),
    ...printRegisters(module, print),
    ...printMemories(module, print),
  ];
  const ports = printPorts(module, { isTop: module.name === options.top, variables: gatheredPorts(module, nets) });
  return verilogFile(module.name, module.comment, moduleText(module.name, ports, body), options);
}

/** A module with its ports and nothing inside but constants: Yosys would take an empty one for a cell of the library. */
export function printShell(module: Module): string {
  const zeros = module.outputs.map(({ name, width }) => `  assign ${name} = ${constantText(width, 0n)};`);
  return verilogFile(module.name, [], moduleText(module.name, printPorts(module), zeros), {});
}

/** `module … endmodule`. */
export function moduleText(name: string, ports: string, body: readonly string[]): string {
  return [`module ${name} (`, ports, ");", ...body, "endmodule"].join("\n");
}

function declareConstants(module: Module, order: readonly Signal[]): string[] {
  return [...constantsOf(module, order).values()].map(
    ({ name, width, value }) => `  localparam ${spaced(range(width))}${name} = ${constantText(width, value)};`,
  );
}

/** Output ports that are driven by a process. */
function gatheredPorts(module: Module, nets: NetNames): ReadonlySet<string> {
  return new Set(
    module.outputs.filter((port) => nets.drivesPort(port) && isGathered(unwrap(port.driver))).map(({ name }) => name),
  );
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
function printNets(order: readonly Signal[], nets: NetNames, print: ExpressionPrinter): string[] {
  const lines: string[] = [];
  const printed = new Set<AdderLeaf>();
  for (const signal of order) {
    const name = nets.ownName(signal);
    if (signal.kind === "adderOutput" && !printed.has(signal.leaf)) {
      printed.add(signal.leaf);
      lines.push(...printLeaf(signal.leaf, nets, print));
    }
    if (name === undefined || signal.kind === "adderOutput") continue;
    const isPort = nets.isPort(name);
    if (signal.kind === "instanceOutput") {
      if (!isPort) lines.push(`  wire ${spaced(range(signal.width))}${name};`);
    } else if (isGathered(signal)) {
      if (!isPort) lines.push(`  reg ${spaced(range(signal.width))}${name};`);
      lines.push(`  always @* ${name} = ${print.definition(signal)};`);
    } else if (isPort) {
      lines.push(`  assign ${name} = ${print.definition(signal)};`);
    } else {
      lines.push(`  wire ${spaced(range(signal.width))}${name} = ${print.definition(signal)};`);
    }
  }
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
  const resets = registers.map(
    ({ name, width, reset, resetName }) => `${name} <= ${resetName ?? constantText(width, reset ?? 0n)};`,
  );
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
