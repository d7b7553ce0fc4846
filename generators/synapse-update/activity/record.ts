import { LANES, Simulator } from "../../../src/hdl/simulate.ts";
import type { Instance, Module, Signal } from "../../../src/hdl/index.ts";
import { type DataStatistics, type ModuleTrace, PHASES, type UnitShape } from "../../contract/index.ts";
import { buildUnit } from "../rtl/unit.ts";
import { LARGE_CODES, OperandSource, TRAINING_CODES, type CodeStatistics } from "./drive.ts";
import { STATE, UnitDriver } from "./unit-driver.ts";

/**
 * What the ports of all modules of a unit see while it works, recorded from a simulation of the whole: update after update,
 * streams that never stall. A cycle in which a pulse or a gap only goes on is a `hold`; all others are work, and so is a cycle of a
 * pulse in which a gated clock ticks, and the one behind it.
 */
export interface UnitRecord {
  /** The unit's own logic. */
  readonly top: ModuleTrace;
  /** Instance → what one of its copies sees; the 32 streams look at different copies. */
  readonly children: ReadonlyMap<string, ModuleTrace>;
}

/** Recorded cycles: whole updates until as many are reached, or cut off at the most. */
const CYCLES = { least: 400, most: 1200 };

/**
 * Cycles of a tick, at most, while activity is recorded. A longer tick only makes waiting longer: every module sees the same in
 * a cycle of it, and the timer, which is then a module of its own, counts on by itself.
 */
const RECORDED_TICK = 3;
/** Ticks that are recorded, at most, where they are as long as they are. */
const MOST_TICKS = 40;

/** Whether ticks of the unit are longer than those that are recorded for its modules. */
export function hasLongTicks({ prescale }: UnitShape): boolean {
  return prescale > RECORDED_TICK;
}

/**
 * Simulates a unit on random operands and records all ports: those of training, or where none of them is given a pulse, e.g. as a
 * threshold is above all of them, large ones.
 * @param ticks - `short`: for modules, each by itself; `stated`: for the whole unit, whose timer must come round. Price: 40 ticks
 */
export function recordUnit(
  stated: UnitShape,
  { seed }: DataStatistics,
  ticks: "short" | "stated" = "short",
): UnitRecord {
  const shape = ticks === "stated" ? stated : { ...stated, prescale: Math.min(stated.prescale, RECORDED_TICK) };
  const usual = recordOn(TRAINING_CODES, shape, seed);
  return usual.top.phases.includes(PHASES.hold) ? usual : recordOn(LARGE_CODES, shape, seed);
}

function recordOn(codes: CodeStatistics, shape: UnitShape, seed: number): UnitRecord {
  const most = Math.max(CYCLES.most, MOST_TICKS * shape.prescale);
  const unit = buildUnit(shape);
  const probes = probesOf(unit);
  const simulator = new Simulator(withProbes(unit, probes));
  const driver = new UnitDriver(simulator, unit, shape, new OperandSource(shape, codes, seed));
  const taps = new Taps(probes);
  const record = (phase: number): void => {
    taps.take(simulator, phase, driver.isReset);
    simulator.clock();
  };
  driver.configure(() => record(PHASES.warmUp));
  let rested = false;
  for (let cycles = 0; cycles < most; cycles++) {
    if (driver.isIdle && cycles >= CYCLES.least) break;
    driver.drive();
    // What a cycle costs is what changes when it begins: the first of a pulse is work.
    const { rests } = driver;
    record(rests && rested ? PHASES.hold : PHASES.first);
    rested = rests;
  }
  return taps.traces(unit);
}

/** A signal that is recorded: an input of a child, or what it gives to the unit's own logic. */
interface Probe {
  /** Name of the output that shows it. */
  readonly output: string;
  readonly port: string;
  readonly instance: Instance | undefined;
  readonly isInput: boolean;
  readonly width: number;
  readonly signal: Signal;
}

function probesOf(unit: Module): readonly Probe[] {
  const probes: Probe[] = unit.inputs.map((input) => ({
    output: `port ${input.name}`,
    port: input.name,
    instance: undefined,
    isInput: true,
    width: input.width,
    signal: input,
  }));
  for (const instance of unit.instances) {
    if (instance.clock !== undefined)
      probes.push({
        output: `in ${instance.name}.clk`,
        port: CLOCK,
        instance,
        isInput: true,
        width: 1,
        signal: instance.clock.enable,
      });
    for (const [port, signal] of Object.entries(instance.inputs))
      probes.push({
        output: `in ${instance.name}.${port}`,
        port,
        instance,
        isInput: true,
        width: signal.width,
        signal,
      });
    for (const { name: port, width: each } of instance.module.outputs) {
      const width = each * instance.count;
      const signal: Signal = { kind: "instanceOutput", width, instance, port };
      probes.push({ output: `out ${instance.name}.${port}`, port, instance, isInput: false, width, signal });
    }
  }
  return probes;
}

function withProbes(unit: Module, probes: readonly Probe[]): Module {
  const outputs = probes.map(({ output, width, signal }) => ({ name: output, width, driver: signal }));
  const state = unit.registers.find(({ name }) => name === "state_q");
  if (state === undefined) throw new Error("internal: a unit without a state");
  return { ...unit, outputs: [...unit.outputs, ...outputs, { name: STATE, width: state.width, driver: state }] };
}

/** The name under which a trace says when a gated clock ticks. */
const CLOCK = "clk";

/** What the probes saw, cycle by cycle. */
class Taps {
  readonly #probes: readonly Probe[];
  readonly #seen: readonly Int32Array[][];
  readonly #resets: number[] = [];
  readonly #phases: number[] = [];

  constructor(probes: readonly Probe[]) {
    this.#probes = probes;
    this.#seen = probes.map(() => []);
  }

  take(simulator: Simulator, phase: number, isReset: boolean): void {
    this.#probes.forEach(({ output, width }, i) => {
      const planes = new Int32Array(width);
      simulator.getPlanes(output, planes);
      this.#seen[i]?.push(planes);
    });
    this.#resets.push(isReset ? -1 : 0);
    this.#phases.push(phase);
  }

  traces(unit: Module): UnitRecord {
    const phases = Uint8Array.from(this.#phases);
    const cycles = phases.length;
    const rst = Int32Array.from(this.#resets);
    const words = this.#probes.map(({ width, port }, i) => {
      const all = new Int32Array(cycles * width);
      this.#seen[i]?.forEach((planes, cycle) => all.set(planes, cycle * width));
      // In reset every clock ticks.
      return port === CLOCK ? all.map((ticks, cycle) => ticks | rst[cycle]!) : all;
    });
    const own: Record<string, Int32Array> = { rst };
    const inputs = new Map(unit.instances.map(({ name }) => [name, { rst } as Record<string, Int32Array>]));
    this.#probes.forEach(({ instance, port, isInput, width }, i) => {
      const seen = words[i] as Int32Array;
      if (instance === undefined) own[port] = seen;
      else if (!isInput) own[`${instance.name}.${port}`] = seen;
      else (inputs.get(instance.name) ?? {})[port] = ofOneCopy(seen, cycles, { port, width }, instance);
    });
    const children = [...inputs].map(([name, each]) => [name, { cycles, inputs: each, phases }] as const);
    return { top: { cycles, inputs: own, phases }, children: new Map(children) };
  }
}

/** Stream s sees what copy ⌊s·count/32⌋ (or s mod count) sees; of a shared input, all see the same. */
function ofOneCopy(
  words: Int32Array,
  cycles: number,
  { port, width }: Pick<Probe, "port" | "width">,
  { module, count }: Instance,
): Int32Array {
  const each = module.inputs.find(({ name }) => name === port)?.width ?? width;
  if (each === width) return words.slice(0, cycles * width);
  const copies = Array.from({ length: LANES }, (_, s) =>
    count >= LANES ? Math.floor((s * count) / LANES) : s % count,
  );
  const dealt = new Int32Array(cycles * each);
  for (let cycle = 0; cycle < cycles; cycle++)
    for (let bit = 0; bit < each; bit++) {
      let word = 0;
      for (let s = 0; s < LANES; s++) word |= (words[cycle * width + copies[s]! * each + bit]! & 1) << s;
      dealt[cycle * each + bit] = word;
    }
  return dealt;
}
