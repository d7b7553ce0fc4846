import type { DesignRecord, SettingLabels } from "../../src/core/result.ts";
import type { EqualThroughputRow, MemorySummary, ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import { kneeOf } from "./designs.ts";

/** What the designs of a sweep were judged in: one setting, or several. */

type Technology = NonNullable<SweepManifest["technology"]>;
type Workload = NonNullable<SweepManifest["workload"]>;

/** What one design was judged in. */
export interface JudgedIn {
  readonly technology: Technology | undefined;
  readonly workload: Workload | undefined;
  readonly memory: MemorySummary | undefined;
  readonly clockMhz: number | undefined;
  /** The memory as a space file states it; undefined if it states none. */
  readonly statedMemory: unknown;
  /** Cores that share each token; undefined if not stated. */
  readonly cores: number | undefined;
}

/** What a design was judged in, by what tells its setting from others. */
export function judgedIn(manifest: SweepManifest, label: SettingLabels | undefined): JudgedIn {
  const { settings, technology, workload, memory, clockMhz, cores } = manifest;
  const own = settings?.list.find((setting) => areSame(setting.label, label));
  if (settings === undefined || own === undefined)
    return { technology, workload, memory, clockMhz, statedMemory: statedMemoryOf(manifest.space), cores };
  return {
    technology: settings.technologies[own.technology],
    workload: settings.workloads[own.workload ?? -1],
    memory: settings.memories[own.memory ?? -1],
    clockMhz: own.clockMhz,
    statedMemory: own.statedMemory,
    cores: own.cores,
  };
}

function statedMemoryOf(space: unknown): unknown {
  return typeof space === "object" && space !== null && "memory" in space ? space.memory : undefined;
}

/** All technologies of a sweep. */
export function technologiesOf({ technology, settings }: SweepManifest): readonly Technology[] {
  return settings?.technologies ?? present(technology);
}

/** All workloads of a sweep; none if its designs are update units. */
export function workloadsOf({ workload, settings }: SweepManifest): readonly Workload[] {
  return settings?.workloads ?? present(workload);
}

/** All memories of a sweep; none if memory is not modelled. */
export function memoriesOf({ memory, settings }: SweepManifest): readonly MemorySummary[] {
  return settings?.memories ?? present(memory);
}

/** All clocks of a sweep [MHz]. */
export function clocksOf({ clockMhz, settings }: SweepManifest): readonly number[] {
  return settings === undefined ? present(clockMhz) : [...new Set(settings.list.map((setting) => setting.clockMhz))];
}

/** The setting of a sweep that charts show which can show one only: that of the knee, else of the first front design. */
export function focusSetting(pareto: ParetoFile): SettingLabels | undefined {
  return (kneeOf(pareto)?.record ?? pareto.front[0])?.setting;
}

/** The comparison at equal throughput in that setting: designs of two technologies or clocks have no equal throughput. */
export function comparedRows(pareto: ParetoFile): readonly EqualThroughputRow[] {
  const focus = focusSetting(pareto);
  return pareto.equalThroughput.filter(({ setting }) => areSame(setting, focus));
}

/** Whether two designs were judged in one setting. */
export function areSame(a: SettingLabels = {}, b: SettingLabels = {}): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** What tells a setting from others, in words; empty if there are none. */
export function settingInWords(label: SettingLabels | undefined): string {
  return Object.entries(label ?? {})
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}

/** Different settings of some designs, in order of appearance. */
export function settingsOfRecords(records: readonly DesignRecord[]): readonly (SettingLabels | undefined)[] {
  return [...new Map(records.map(({ setting }) => [settingInWords(setting), setting])).values()];
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
