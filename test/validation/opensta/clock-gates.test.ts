import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { importLibertyText } from "../../../src/eda/liberty/index.ts";
import { flatten } from "../../../src/eda/netlist/flat.ts";
import { printNetlist } from "../../../src/eda/netlist/verilog.ts";
import { NetlistSimulator, ToggleCounts } from "../../../src/eda/power/netlist-simulator.ts";
import { analysePower } from "../../../src/eda/power/power.ts";
import { analyseTiming } from "../../../src/eda/timing/timing.ts";
import { LIBRARY_WITH_GATE } from "../../eda/liberty/clock-gate-library.ts";
import { moduleOf, netlistOf } from "../../eda/netlist/samples.ts";
import { openStaVersion } from "./engine.ts";
import { referencePower } from "./power.ts";
import { referenceTiming } from "./timing.ts";

const CONDITIONS = `operating_conditions (typical) { process : 1; temperature : 25; voltage : 1.1; }
   default_operating_conditions : typical;`;
const LIBRARY = LIBRARY_WITH_GATE.replace("nom_voltage", `${CONDITIONS} nom_voltage`);
const technology = importLibertyText(LIBRARY, "gate.lib");

/** A flip-flop that loads an inverted `d` while two inputs are high. */
const netlist = netlistOf({
  top: moduleOf(
    { clk: 2, a: 3, b: 4, d: 5 },
    { y: 6 },
    {
      u: ["NAND2", { A: 3, B: 4, Y: 7 }],
      v: ["INV", { A: 7, Y: 8 }],
      i: ["INV", { A: 5, Y: 10 }],
      g: ["ICG", { CK: 2, E: 8, G: 9 }],
      r: ["DFF", { CK: 9, D: 10, Y: 6 }],
    },
  ),
});
const flat = flatten(netlist, "top", technology);
const timing = analyseTiming(flat, technology);
const verilog = printNetlist(netlist, "top");

const folder = mkdtempSync(join(tmpdir(), "tritforge-test-"));
const libertyFile = join(folder, "gate.lib");
writeFileSync(libertyFile, LIBRARY);
afterAll(() => rmSync(folder, { recursive: true }));

/** Every fourth cycle the gate is open; nothing but its enable moves. */
function activity() {
  const counts = new ToggleCounts(flat.nets);
  const simulator = new NetlistSimulator(flat, timing.order);
  simulator.set("b", [-1]);
  for (let cycle = 0; cycle < 401; cycle++) {
    simulator.set("a", [cycle % 4 === 0 ? -1 : 0]);
    simulator.evaluate();
    simulator.count(cycle === 0 ? undefined : counts);
    simulator.clock();
  }
  return { togglesPerCycle: counts.perCycle(), duty: counts.duty(), ticks: counts.ticks() };
}

describe("analyseTiming(netlist, technology), of a clock gate", () => {
  it("ends the longest path at its enable: NAND2, inverter and 50 ps of setup", () => {
    expect(timing.end).toMatchObject({ at: "g.E", setupPs: 50, delayPs: 10 + 10 + 50 });
  });

  it.runIf(openStaVersion() !== undefined)("agrees with OpenSTA", () => {
    const { fo4 } = technology.tables;
    expect(referenceTiming({ verilog, top: "top", libertyFile, fo4, clock: "clk" })).toBeCloseTo(70, 3);
  });
});

describe("analysePower(netlist, technology, …), of a clock gate", () => {
  const nets = activity();
  const power = analysePower(flat, technology, timing, nets.togglesPerCycle, nets.duty, nets.ticks);

  it("counts the clock of a flip-flop in a quarter of the cycles, and the gate's by state", () => {
    const [total] = power.instances;
    const charge = 0.5 * 2 * 1.1 ** 2; // 2 fF at each clock pin, a transition
    const open = 0.25;
    const gate = 2 * (charge + open * 6 + (1 - open) * 2) + open * 2 * 8;
    // The tiny flip-flop's clock pin has no energy of its own.
    expect(total?.clock).toBeCloseTo(gate + open * 2 * charge, 9);
    expect(power.clockChargeFj).toBeCloseTo(2 * charge, 9);
  });

  it.runIf(openStaVersion() !== undefined)("agrees with OpenSTA", () => {
    const { fo4 } = technology.tables;
    const request = { verilog, top: "top", libertyFile, fo4, clock: "clk", clockMhz: 500, netlist: flat, ...nets };
    const { internal, switching } = referencePower(request);
    const referenceFj = ((internal + switching) / 500) * 1e9 + power.portSwitchingFj + power.clockChargeFj;
    const ownFj = power.instances.reduce((sum, { switching: s, internal: i, clock }) => sum + s + i + clock, 0);
    expect(ownFj / referenceFj).toBeCloseTo(1, 2);
  });
});
