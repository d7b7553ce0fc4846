import { isDeepStrictEqual } from "node:util";
import { labelsOf, settingsOf } from "../config/settings.ts";
import type { Space } from "../config/space.ts";
import type { Fault } from "../core/errors.ts";
import type { SettingLabels } from "../core/result.ts";
import type { SettingsSummary, SweepManifest } from "../core/sweep-result.ts";
import { jsonPath, show } from "../json/json-schema.ts";
import { unless } from "./found-faults.ts";

/** The settings of a manifest are those of its space, and the positions in them stand for something. */
export function faultsOfSettings(manifest: SweepManifest, space: Space, file: string): readonly Fault[] {
  const stated = settingsOf(space);
  const [only, ...others] = stated;
  const clocks = [...new Set(stated.map(({ clockMhz }) => clockMhz))];
  const clock = clocks.length === 1 ? clocks[0] : undefined;
  const faults = unless(
    manifest.clockMhz === clock,
    jsonPath(file, "clockMhz"),
    manifest.clockMhz,
    `${show(clock)} as /space/clockMhz says`,
  );
  const { settings } = manifest;
  const at = jsonPath(file, "settings");
  if (settings === undefined || only === undefined || others.length === 0)
    return [
      ...faults,
      ...unless(
        (settings === undefined) === (others.length === 0),
        at,
        settings,
        "the settings of /space, if there are several",
      ),
    ];
  const { list, technologies, workloads, memories } = settings;
  const labels = labelsOf(stated);
  return [
    ...faults,
    ...unless(list.length === stated.length, `${at}/list`, list.length, `${stated.length} settings, those of /space`),
    ...list.flatMap(({ label, clockMhz, cores, technology, workload = 0, memory = 0 }, i) => [
      ...unless(isDeepStrictEqual(label, labels[i]), `${at}/list/${i}/label`, label, show(labels[i])),
      ...unless(cores === stated[i]?.cores, `${at}/list/${i}/cores`, cores, show(stated[i]?.cores)),
      ...unless(clockMhz === stated[i]?.clockMhz, `${at}/list/${i}/clockMhz`, clockMhz, show(stated[i]?.clockMhz)),
      ...unless(
        technology < technologies.length,
        `${at}/list/${i}/technology`,
        technology,
        "a position in technologies",
      ),
      ...unless(
        workload < Math.max(1, workloads.length),
        `${at}/list/${i}/workload`,
        workload,
        "a position in workloads",
      ),
      ...unless(memory < Math.max(1, memories.length), `${at}/list/${i}/memory`, memory, "a position in memories"),
    ]),
  ];
}

/** Points of one setting follow each other; there are as many in each. */
export function labelAt(
  index: number,
  total: number,
  settings: SettingsSummary | undefined,
): SettingLabels | undefined {
  return settings?.list[Math.floor(index / (total / settings.list.length))]?.label;
}
