import type { SynthesisedModule } from "../../core/synthesis.ts";
import { CheckError } from "../../core/errors.ts";
import { isBlackbox, type Netlist, type NetlistModule } from "../netlist/netlist.ts";

/** Area and cells of a mapped netlist. */
export interface Measurement {
  readonly areaUm2: number;
  readonly modules: readonly SynthesisedModule[];
  readonly cells: Readonly<Record<string, number>>;
}

/**
 * Adds up a mapped netlist: every cell must be a library cell with an area, or a module of the design.
 * @param areas library cell → area [µm²]
 * @throws CheckError naming each cell type that is neither, with the module it is in
 */
export function measure(netlist: Netlist, top: string, areas: ReadonlyMap<string, number>): Measurement {
  const designs = new Map(Object.entries(netlist.modules).filter(([, module]) => !isBlackbox(module)));
  const counts = new Map([...designs].map(([name, module]) => [name, countTypes(module)] as const));
  refuseUnmapped(counts, designs, areas);
  const instances = multiplicities(top, counts, designs);
  const modules: SynthesisedModule[] = [];
  const total: Record<string, number> = {};
  for (const [name, times] of instances) {
    const cells: Record<string, number> = {};
    let areaUm2Each = 0;
    for (const [type, count] of [...(counts.get(name) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const area = areas.get(type);
      if (area === undefined || designs.has(type)) continue;
      cells[type] = count;
      areaUm2Each += area * count;
      total[type] = (total[type] ?? 0) + count * times;
    }
    modules.push({ name, instances: times, areaUm2Each: tidy(areaUm2Each), cells });
  }
  const areaUm2 = tidy(modules.reduce((sum, module) => sum + module.instances * module.areaUm2Each, 0));
  const cells = Object.fromEntries(Object.entries(total).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { areaUm2, modules: modules.toReversed(), cells };
}

type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;

function countTypes(module: NetlistModule): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of Object.values(module.cells)) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

function refuseUnmapped(
  counts: Counts,
  designs: ReadonlyMap<string, NetlistModule>,
  areas: ReadonlyMap<string, number>,
): void {
  const faults: string[] = [];
  for (const [module, types] of counts) {
    for (const [type, count] of types) {
      if (designs.has(type) || areas.has(type)) continue;
      const what = /LATCH/i.test(type) ? "latch" : type.startsWith("$") ? "unmapped cell" : "cell without area";
      faults.push(`module ${module}: ${count} × ${type} (${what})`);
    }
  }
  if (faults.length > 0) throw new CheckError(`synthesis left cells that have no area:\n${faults.join("\n")}`);
}

/** Module → instances in the whole design, every parent before its children. */
function multiplicities(
  top: string,
  counts: Counts,
  designs: ReadonlyMap<string, NetlistModule>,
): ReadonlyMap<string, number> {
  if (!designs.has(top)) throw new CheckError(`synthesis left no module ${top}`);
  const order: string[] = [];
  const visit = (name: string): void => {
    if (order.includes(name)) return;
    for (const type of counts.get(name)?.keys() ?? []) if (designs.has(type)) visit(type);
    order.push(name);
  };
  visit(top);
  const instances = new Map<string, number>([[top, 1]]);
  for (const name of order.toReversed()) {
    for (const [type, count] of counts.get(name) ?? []) {
      if (designs.has(type)) instances.set(type, (instances.get(type) ?? 0) + count * (instances.get(name) ?? 0));
    }
  }
  return new Map(order.toReversed().map((name) => [name, instances.get(name) ?? 0]));
}

/** Without the last digits, which are float noise. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
