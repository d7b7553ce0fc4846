import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { importLibertyText } from "../../../src/eda/liberty/index.ts";
import { flatten } from "../../../src/eda/netlist/flat.ts";
import { printNetlist } from "../../../src/eda/netlist/verilog.ts";
import { openStaVersion } from "./engine.ts";
import { referencePower } from "./power.ts";
import { analysePower } from "../../../src/eda/power/power.ts";
import { analyseTiming } from "../../../src/eda/timing/timing.ts";
import { energy, input, output, scalar, setup, timing, tinyLibrary } from "../../eda/liberty/tiny-library.ts";
import { moduleOf, netlistOf } from "../../eda/netlist/samples.ts";

const CLOCK_MHZ = 500;
/** A NAND2 of 4 fJ by A and 10 fJ by B, and a flip-flop of 6 fJ for its clock while D = Y and 3 fJ else. */
const LIBRARY = tinyLibrary(
  `operating_conditions (typical) { process : 1; temperature : 25; voltage : 1.1; }
   default_operating_conditions : typical;
   cell (ND) { area : 1.8; leakage_power () { value : 0.002; } ${input("A")} ${input("B", energy(undefined, 'when : "A";', scalar(0.001)))}
     ${output("Y", "!(A*B)", timing("A") + timing("B") + energy("A", "", scalar(0.004)) + energy("B", "", scalar(0.01)))} }
   cell (FF) { area : 5; leakage_power () { value : 0.003; } ff (IQ, IQN) { clocked_on : "CK"; next_state : "D"; }
     ${input("CK", `clock : true; ${energy(undefined, 'when : "D*Y";', scalar(0.006))} ${energy(undefined, "", scalar(0.003))}`)}
     ${input("D", setup("CK"))} ${output("Y", "IQ", timing("CK", { type: "rising_edge" }) + energy("CK", "", scalar(0.008)))} }`,
);

const folder = mkdtempSync(join(tmpdir(), "tritforge-test-"));
const libertyFile = join(folder, "tiny.lib");
writeFileSync(libertyFile, LIBRARY);
afterAll(() => rmSync(folder, { recursive: true }));

const technology = importLibertyText(LIBRARY, "tiny.lib");
const netlist = netlistOf({
  top: moduleOf(
    { clk: 2, a: 3, b: 4 },
    { y: 6 },
    { u: ["ND", { A: 3, B: 4, Y: 5 }], r: ["FF", { CK: 2, D: 5, Y: 6 }] },
  ),
});
const flat = flatten(netlist, "top", technology);
const netOf = (port: string): number => flat.ports.find(({ name }) => name === port)?.nets[0] ?? -1;
const inner = flat.cells.find(({ name }) => name === "u")?.nets[2] ?? -1;

function activity() {
  const togglesPerCycle = new Float64Array(flat.nets);
  const duty = new Float64Array(flat.nets).fill(0.5);
  [netOf("a"), netOf("b"), inner, netOf("y")].forEach(
    (net, i) => (togglesPerCycle[net] = [0.6, 0.1, 0.3, 0.2][i] ?? 0),
  );
  duty[netOf("b")] = 0.25;
  return { togglesPerCycle, duty, ticks: new Float64Array(flat.nets).fill(1) };
}

const cases = openStaVersion() === undefined ? [] : [activity()];
describe.runIf(cases.length > 0)("referencePower(request)", () => {
  it.each(cases)("gives the power that the activity of each net makes, worked out by hand", (nets) => {
    const fo4 = technology.tables.fo4;
    const verilog = printNetlist(netlist, "top");
    const request = {
      verilog,
      top: "top",
      libertyFile,
      fo4,
      clock: "clk",
      clockMhz: CLOCK_MHZ,
      netlist: flat,
      ...nets,
    };
    const { internal, clock, switching, leakage } = referencePower(request);
    const fj = (watts: number): number => (watts / CLOCK_MHZ) * 1e9;
    // u.Y: A causes 0.6 · 0.25, B causes 0.1 · 0.5 of it; u.B costs 1 fJ while A = 1; r.Y 8 fJ
    const uFj = (0.3 * (0.15 * 4 + 0.05 * 10)) / 0.2 + 0.1 * 0.5 * 1;
    // The clock rises and falls: 6 fJ each while D = Y = 1 (half · half of the time), 3 fJ in the other states
    const clockFj = 2 * (0.25 * 6 + 0.75 * 3);
    expect(fj(clock)).toBeCloseTo(clockFj, 3);
    expect(fj(internal)).toBeCloseTo(uFj + 0.2 * 8 + clockFj, 3);
    expect(fj(switching)).toBeCloseTo(0.5 * 2 * 1.1 ** 2 * 0.3, 3); // 2 fF of r.D; nets of input ports do not count
    expect(leakage).toBeCloseTo(5e-9, 12);
  });

  it.each(cases)("agrees with analysePower where no condition depends on the data", (nets) => {
    const fo4 = technology.tables.fo4;
    const request = { top: "top", libertyFile, fo4, clock: "clk", clockMhz: CLOCK_MHZ, netlist: flat, ...nets };
    const reference = referencePower({ ...request, verilog: printNetlist(netlist, "top") });
    const timing = analyseTiming(flat, technology);
    const own = analysePower(flat, technology, timing, nets.togglesPerCycle, nets.duty);
    const sum = own.instances.reduce((total, { internal, clock }) => total + internal + clock, -own.clockChargeFj);
    expect(sum / ((reference.internal / CLOCK_MHZ) * 1e9)).toBeCloseTo(1, 2);
  });
});
