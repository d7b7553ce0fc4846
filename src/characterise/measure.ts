import type { DataStatistics, ModuleTrace } from "../../generators/contract/index.ts";
import { mergePhases } from "../../models/cost/transitions.ts";
import type { CharacterisedEnergy, CharacterisedModule } from "../../models/cost/characterised.ts";
import type { Technology } from "../../models/technology/technology.ts";
import { flatten, type FlatNetlist } from "../eda/netlist/flat.ts";
import { analysePower } from "../eda/power/power.ts";
import { analyseTiming, type TimingAnalysis } from "../eda/timing/timing.ts";
import type { YosysEngine } from "../eda/yosys/index.ts";
import { componentOf, type ComponentTask } from "./components.ts";
import { keptPins, ModuleMapper, type KeptPins } from "./map-alone.ts";
import { simulateTrace } from "./simulate-trace.ts";

/** What synthesis, timing analysis and simulation say of one component; energies by activity key. */
export interface MeasuredComponent extends CharacterisedModule {
  readonly pins: KeptPins;
  readonly energies: Readonly<Record<string, CharacterisedEnergy>>;
}

/** A component to be measured, and what is known of its children. */
export interface MeasureTask extends ComponentTask {
  /** Name of a child → pins behind its inputs; a child that is not named is mapped once more for them. */
  readonly children?: Readonly<Record<string, KeptPins>>;
}

/** Maps components and measures their netlists. */
export class ComponentMeter {
  readonly #technology: Technology;
  readonly #statistics: DataStatistics;
  readonly #mapper: ModuleMapper;

  constructor(technology: Technology, yosys: YosysEngine, statistics: DataStatistics) {
    this.#technology = technology;
    this.#statistics = statistics;
    this.#mapper = new ModuleMapper(technology, yosys);
  }

  /** @throws as `mapModule`, `analyseTiming` and `analysePower` */
  async measure({ children = {}, ...task }: MeasureTask): Promise<MeasuredComponent> {
    for (const [name, pins] of Object.entries(children)) this.#mapper.know(name, pins);
    const component = componentOf(task, task.key);
    const module = component.build();
    const netlist = await this.#mapper.mapAlone(module);
    const { loads } = await this.#mapper.map(module);
    const flat = flatten(netlist, module.name, this.#technology);
    const timing = analyseTiming(flat, this.#technology);
    const idle = analysePower(flat, this.#technology, timing, new Float64Array(flat.nets));
    const energies = task.activities.map(({ key, ...design }) => {
      const { activity } = componentOf(design, task.key, key);
      return [key, this.#energy(flat, timing, activity.trace(this.#statistics))] as const;
    });
    return {
      areaUm2: round(flat.cells.reduce((sum, { cell }) => sum + cell.areaUm2, 0)),
      leakageNw: round(idle.leakageNw.reduce((sum, each) => sum + each, 0)),
      delayPs: round(timing.criticalPathPs),
      flipFlops: idle.flipFlops.reduce((sum, each) => sum + each, 0),
      pins: keptPins(loads),
      energies: Object.fromEntries(energies),
    };
  }

  #energy(flat: FlatNetlist, timing: TimingAnalysis, trace: ModuleTrace): CharacterisedEnergy {
    const counts = simulateTrace(flat, timing, trace);
    const energies = new Map(
      [...counts].map(([phase, toggles]) => {
        const { instances } = analysePower(
          flat,
          this.#technology,
          timing,
          toggles.perCycle(),
          toggles.duty(),
          toggles.ticks(),
        );
        const [own] = instances;
        if (own === undefined) throw new Error("internal: a netlist without an instance");
        return [phase, [own.switching, own.internal, own.clock]] as const;
      }),
    );
    const { load, hold } = mergePhases<readonly number[]>(energies, (parts) =>
      [0, 1, 2].map((kind) => parts.reduce((sum, { of, weight }) => sum + weight * (of[kind] ?? 0), 0)),
    );
    return { load: triple(load), hold: triple(hold) };
  }
}

/**
 * Energies by cause [fJ]. Libraries state internal energies below zero for edges whose charge they count elsewhere; of a
 * module that hardly switches, as much may be left over (sky130hd: −0.0005 fJ beside 186 fJ of clock). That is none. So is
 * what a new tile switches less than holding one does, where the sample saw a module that moves rarely in holding steps only.
 */
function triple([switching = 0, internal = 0, clock = 0]: readonly number[]): [number, number, number] {
  return [round(Math.max(0, switching)), round(Math.max(0, internal)), round(clock)];
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}
