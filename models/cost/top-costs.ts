import type { DataStatistics, ModuleActivity, TopInstance } from "../../generators/contract/index.ts";
import { keptValue, toList, toNumbers, toText, toTuple, type KnownTexts } from "../../src/core/known-texts.ts";
import type { Technology } from "../technology/technology.ts";
import { bufferCost, type BufferCost } from "./buffer-cost.ts";
import { wholeGrains } from "../../src/core/grains.ts";
import type { BufferEnergy, TopCost, TopPieces } from "./cost-model.ts";
import type { TopModel } from "./delay/critical-path.ts";
import { portTransitions, withTrace, type PortTransitions } from "./transitions.ts";

/** A port that a trace leaves out does not move. */
const STILL: PortTransitions = { load: 0, hold: 0 };

/** What the wires at the top of designs cost: fan-out buffers, and the path through all instances. */
export class TopCosts implements TopPieces {
  readonly timing: TopModel;
  readonly buffer: BufferCost;
  readonly known: KnownTexts | undefined;
  readonly #statistics: DataStatistics;
  readonly #transitions = new Map<string, ReadonlyMap<string, PortTransitions>>();

  /** @param known what was worked out before from the same technology, timing and statistics */
  constructor(technology: Technology, statistics: DataStatistics, timing: TopModel, known?: KnownTexts) {
    this.#statistics = statistics;
    this.known = known;
    this.timing = timing;
    this.buffer = bufferCost(technology);
  }

  cost(instances: readonly TopInstance[]): TopCost {
    const { criticalPathPs, nets } = this.timing.analyse(instances);
    const { areaUm2, leakageNw } = this.buffer;
    const [load, hold] = [
      { switching: 0, internal: 0, clock: 0 },
      { switching: 0, internal: 0, clock: 0 },
    ];
    let buffers = 0;
    for (const { buffers: count, reader, port } of nets) {
      if (count === 0) continue;
      const each = this.#transitionsOf(reader.moduleName, reader.activity, port);
      buffers += count;
      this.#add(load, count, each.load);
      this.#add(hold, count, each.hold);
    }
    return {
      buffers,
      areaUm2: buffers * areaUm2,
      leakageNw: buffers * leakageNw,
      energy: { load, hold },
      criticalPathPs,
    };
  }

  bufferEnergy(moduleName: string, activity: ModuleActivity, port: string): BufferEnergy {
    const { load, hold } = this.#transitionsOf(moduleName, activity, port);
    const energy = (transitions: number): number =>
      wholeGrains(transitions * this.buffer.switchingFj) + wholeGrains(transitions * this.buffer.internalFj);
    return { loadFj: energy(load), holdFj: energy(hold) };
  }

  /** Adds what so many buffers of one net take. */
  #add(sum: { switching: number; internal: number }, buffers: number, transitions: number): void {
    sum.switching += buffers * wholeGrains(transitions * this.buffer.switchingFj);
    sum.internal += buffers * wholeGrains(transitions * this.buffer.internalFj);
  }

  /** Mean transitions per bit and cycle of a port; those of all ports are counted in one trace, once. */
  #transitionsOf(moduleName: string, activity: ModuleActivity, port: string): PortTransitions {
    const seen = activity.ofPort?.(port);
    const key = seen?.key ?? `${moduleName} ${activity.key}`;
    let found = this.#transitions.get(key);
    if (found === undefined) {
      const make = (): ReadonlyMap<string, PortTransitions> =>
        withTrace((seen ?? activity).trace(this.#statistics), portTransitions);
      found = keptValue(this.known, `ports ${key}`, { make, read: transitionsFrom, write: writtenTransitions });
      this.#transitions.set(key, found);
    }
    return found.get(port) ?? STILL;
  }
}

function writtenTransitions(ports: ReadonlyMap<string, PortTransitions>): unknown {
  return [...ports].map(([port, { load, hold }]) => [port, [load, hold]]);
}

/** What `writtenTransitions` wrote. */
function transitionsFrom(json: unknown): ReadonlyMap<string, PortTransitions> {
  const ports = toList(json, (item): readonly [string, PortTransitions] => {
    const [port, numbers] = toTuple(item, 2);
    const [load, hold] = toNumbers(numbers, 2);
    return [toText(port), { load: load!, hold: hold! }];
  });
  return new Map(ports);
}
