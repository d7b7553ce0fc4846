import { findGenerator } from "../../generators/registry.ts";
import { calibrationDesigns } from "../../models/cost/calibration/calibration-set.ts";
import type { Module } from "../../src/hdl/index.ts";

/** All distinct modules with logic of their own. */
export function calibrationModules(): readonly Module[] {
  const byKey = new Map<string, Module>();
  for (const { generator: name, parameters, roles } of calibrationDesigns()) {
    const generator = findGenerator(name);
    for (const component of generator?.components(parameters) ?? []) {
      if (roles !== undefined && !roles.includes(component.role)) continue;
      if (!byKey.has(component.key)) byKey.set(component.key, component.build());
    }
  }
  return [...byKey.values()];
}
