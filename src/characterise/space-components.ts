import type { Generator } from "../../generators/contract/index.ts";
import type { Space } from "../config/space.ts";
import { pointsOf } from "../config/points.ts";
import { ComponentCollector, type ComponentTask } from "./components.ts";

/** The distinct components of all designs of a space that can be built; some seconds for a million designs. */
export function componentsOfSpace(space: Space, generators: readonly Generator[]): readonly ComponentTask[] {
  const collector = new ComponentCollector();
  const points = pointsOf(space, generators);
  const designs = points.count / points.settings.length; // the same in each setting
  points.visit(0, designs, (_index, generator, values, illegal) => {
    if (illegal === undefined && generator.conflicts(values).length === 0) collector.add(generator, values);
  });
  return collector.tasks();
}
