import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { add, concat, constant, ModuleBuilder, type Module, type Ports } from "../../src/hdl/index.ts";
import { countModule } from "../../src/hdl/ledger.ts";
import { Simulator } from "../../src/hdl/simulate.ts";
import { timingGraph } from "../../src/hdl/timing-graph.ts";
import { countToggles } from "../../src/hdl/toggles.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";
import { hasVerilator } from "../support/tools.ts";

/** A counter of 4 bits, reset to 3, that counts while `run` is high; with a clock gate for its enable, or a multiplexer. */
function counter(style: "gate" | "enable", reset?: number): Module {
  const m = new ModuleBuilder<Ports>(`counter_${style}${reset ?? ""}`);
  const count = m.register("count_q", 4, reset);
  m.drive(count, add(count, constant(4, 1)), m.input("run", 1));
  if (style === "gate") m.gateHeldRegisters(4);
  return m.build({ count });
}

/** A counter that always counts, in a parent that gives it a tick while `run` is high. */
function behindGate(): Module {
  const child = new ModuleBuilder<Ports>("free_counter");
  const count = child.register("count_q", 4, 0);
  child.drive(count, add(count, constant(4, 1)));
  const built = child.build({ count });
  const m = new ModuleBuilder<Ports>("behind_gate");
  const clock = m.clockGate("run_clk", m.input("run", 1));
  return m.build({ count: m.instance("counter", built, {}, clock)["count"] ?? constant(4, 0) });
}

function countsOf(module: Module, runs: readonly number[]): readonly number[] {
  const simulator = new Simulator(module);
  simulator.set("run", 0n);
  simulator.reset();
  return runs.map((run) => {
    simulator.set("run", BigInt(run));
    simulator.evaluate();
    simulator.clock();
    simulator.evaluate();
    return Number(simulator.get("count"));
  });
}

/** Two counters, one in a child, behind one gate; a third child is free. */
function twoBehindOne(): Module {
  const child = new ModuleBuilder<Ports>("always_counter");
  const count = child.register("count_q", 4, 0);
  child.drive(count, add(count, constant(4, 1)));
  const built = child.build({ count });
  const m = new ModuleBuilder<Ports>("two_behind_one");
  const own = m.register("own_q", 4, 0);
  m.drive(own, add(own, constant(4, 1)));
  const gated = m.instance("gated", built, {})["count"] ?? constant(4, 0);
  const free = m.instance("free", built, {})["count"] ?? constant(4, 0);
  m.gateAllBut(["free"], "run_clk", m.input("run", 1));
  return m.build({ count: concat(own, gated, free) });
}

describe("m.gateAllBut(free, name, enable)", () => {
  it("stops registers and children that are there, but for those named", () => {
    const digits = countsOf(twoBehindOne(), [1, 0, 0, 1]).map((word) => [word % 16, (word >> 4) % 16, word >> 8]);
    expect(digits).toEqual([
      [1, 1, 1],
      [1, 1, 2],
      [1, 1, 3],
      [2, 2, 4],
    ]);
  });
});

describe("m.clockGate(name, enable)", () => {
  it("stops a child that knows nothing of it, and lets it be reset", () => {
    expect(countsOf(behindGate(), [1, 0, 0, 1, 1])).toEqual([1, 1, 1, 2, 3]);
  });

  it.each<[string, (m: ModuleBuilder<Ports>) => unknown, RegExp]>([
    ["clockGate('gated', …)", (m) => m.clockGate("gated", m.input("a", 1)), /expected a name that ends in _clk/],
    ["an enable of 2 bits", (m) => m.clockGate("a_clk", m.input("a", 2)), /enable of a_clk: got .* 2 bits, expected 1/],
    [
      "a gate that clocks nothing",
      (m) => [m.clockGate("a_clk", m.input("a", 1)), m.build({ y: m.input("b", 1) })],
      /a_clk clocks nothing/,
    ],
    [
      "a gate of another module",
      (m) => m.registered("r_q", m.input("a", 1), { clock: { name: "other_clk", enable: constant(1, 1) } }),
      /clock of r_q: got other_clk of another module/,
    ],
    [
      "a child without a clock",
      (m) => {
        const child = new ModuleBuilder<Ports>("through");
        const built = child.build({ y: child.input("a", 1) });
        m.instance("u", built, { a: m.input("a", 1) }, m.clockGate("a_clk", m.input("b", 1)));
      },
      /u: got a gated clock, through has none/,
    ],
  ])("refuses %s", (_, use, message) => {
    expect(() => use(new ModuleBuilder<Ports>("top"))).toThrow(message);
  });
});

describe("m.gateHeldRegisters(leastBits)", () => {
  it.each([undefined, 3])("keeps what a register with reset value %s holds, and when", (reset) => {
    const runs = [1, 0, 1, 1, 0, 0, 1];
    expect(countsOf(counter("gate", reset), runs)).toEqual(countsOf(counter("enable", reset), runs));
  });

  it("makes plain flip-flops and one gate of flip-flops with enable", () => {
    expect(countModule(counter("enable"))).toMatchObject({ enableFlipFlops: 4, plainFlipFlops: 0, clockGates: 0 });
    expect(countModule(counter("gate"))).toMatchObject({ enableFlipFlops: 0, plainFlipFlops: 4, clockGates: 1 });
  });

  it("opens in reset what has a reset value: one OR gate", () => {
    expect(countModule(counter("gate", 3))).toMatchObject({ resetFlipFlops: 4, clockGates: 1, orBits: 1 });
  });

  it("leaves groups below leastBits alone", () => {
    const m = new ModuleBuilder<Ports>("narrow");
    const y = m.registered("y_q", m.input("a", 3), { enable: m.input("run", 1) });
    m.gateHeldRegisters(4);
    expect(countModule(m.build({ y }))).toMatchObject({ enableFlipFlops: 3, clockGates: 0 });
  });

  it("lets paths end at the gate: its enable is timed once, not a multiplexer for each bit", () => {
    expect([...timingGraph(counter("enable")).ends].length).toBe(4);
    expect([...timingGraph(counter("gate")).ends].length).toBe(5);
  });
});

describe("countToggles(module, stimulus, classes), of clock gates", () => {
  const cycles = 101;
  const everyFourth = Int32Array.from({ length: cycles }, (_, cycle) => (cycle % 4 === 0 ? -1 : 0));

  it("counts a tick of 4 flip-flops in the cycles in which their gate is open", () => {
    const { classes, flipFlops } = countToggles(
      counter("gate"),
      { cycles, inputs: { run: everyFourth } },
      new Uint8Array(cycles),
    );
    expect(flipFlops).toBe(4);
    expect(classes.get(0)?.ticks).toBeCloseTo(1, 12);
    expect(classes.get(0)?.gates).toEqual({ open: 0.25, shut: 0.75 });
  });

  it("counts no tick where the module's own clock has none, and keeps its state", () => {
    const inputs = { run: new Int32Array(cycles).fill(-1), clk: everyFourth };
    const { ticks, gates, toggles } = countToggles(
      counter("gate"),
      { cycles, inputs },
      new Uint8Array(cycles),
    ).classes.get(0) as never as {
      ticks: number;
      gates: { open: number; shut: number };
      toggles: { register: number };
    };
    expect([ticks, gates.open, gates.shut]).toEqual([1, 0.25, 0]);
    // Four bits of a counter move 15/8 bits a tick on average; 25 ticks begin at 0.
    expect(toggles.register).toBeCloseTo((25 * 15) / 8 / 100, 1);
  });

  it("counts a tick a cycle of every flip-flop without gates", () => {
    const { classes } = countToggles(
      counter("enable"),
      { cycles, inputs: { run: everyFourth } },
      new Uint8Array(cycles),
    );
    expect(classes.get(0)).toMatchObject({ ticks: 4, gates: { open: 0, shut: 0 } });
  });
});

describe("printVerilog(module), with clock gates", () => {
  it("prints one leaf and the gated clock at registers and children", () => {
    const files = printVerilog(behindGate());
    expect(Object.keys(files)).toEqual(["clock_gate.v", "free_counter.v", "behind_gate.v"]);
    expect(files["behind_gate.v"]).toContain(
      "clock_gate run_clk_gate (.clk(clk), .enable(run | rst), .gated_clk(run_clk));",
    );
    expect(files["behind_gate.v"]).toContain(".clk(run_clk)");
    expect(printVerilog(counter("gate"))["counter_gate.v"]).toContain("always @(posedge count_clk) begin");
  });

  if (hasVerilator)
    it.each([behindGate(), counter("gate"), counter("gate", 3)])(
      "passes verilator --lint-only -Wall: $name",
      (module) => {
        const folder = mkdtempSync(join(tmpdir(), "tritforge-gates-"));
        try {
          const files = printVerilog(module);
          for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
          const args = ["--lint-only", "-Wall", "--top-module", module.name, ...Object.keys(files)];
          const { status, stderr } = spawnSync("verilator", args, { cwd: folder, encoding: "utf8" });
          expect([status, stderr]).toEqual([0, ""]);
        } finally {
          rmSync(folder, { recursive: true });
        }
      },
    );
});
