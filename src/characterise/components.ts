import type { Component, Generator } from "../../generators/contract/index.ts";
import { findGenerator } from "../../generators/registry.ts";
import type { Design } from "../core/result.ts";

/** A component to be measured: in which design it is found, and at which activities. */
export interface ComponentTask extends Design {
  /** Component key. */
  readonly key: string;
  /** Activity keys, each with a design in which the component has it; generators share components. */
  readonly activities: readonly (Design & { readonly key: string })[];
}

/** Collects the distinct components of many designs, in the order in which they are first met. */
export class ComponentCollector {
  readonly #tasks = new Map<string, Design & { readonly key: string; readonly activities: Map<string, Design> }>();

  /** Adds the components of a design; with `roles`, those of these roles only. */
  add(generator: Generator, parameters: Design["parameters"], roles?: readonly string[]): void {
    for (const { key, role, activity } of generator.components(parameters)) {
      if (roles !== undefined && !roles.includes(role)) continue;
      let task = this.#tasks.get(key);
      if (task === undefined) {
        task = { generator: generator.name, parameters, key, activities: new Map() };
        this.#tasks.set(key, task);
      }
      if (!task.activities.has(activity.key))
        task.activities.set(activity.key, { generator: generator.name, parameters });
    }
  }

  tasks(): ComponentTask[] {
    return [...this.#tasks.values()].map(({ activities, ...task }) => ({
      ...task,
      activities: [...activities].map(([key, design]) => ({ key, ...design })),
    }));
  }
}

/** The component of a design that has this key, and this activity if it is stated. */
export function componentOf({ generator: name, parameters }: Design, key: string, activity?: string): Component {
  const component = findGenerator(name)
    ?.components(parameters)
    .find((each) => each.key === key && (activity === undefined || each.activity.key === activity));
  if (component === undefined) throw new Error(`internal: ${name} has no component ${key}`);
  return component;
}
