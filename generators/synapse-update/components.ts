import type { Instance } from "../../src/hdl/index.ts";
import type { Component, DataStatistics, ModuleActivity, TopInstance, UnitShape } from "../contract/index.ts";
import { hasLongTicks, recordUnit, type UnitRecord } from "./activity/record.ts";
import { shapeText } from "../update-unit/shape.ts";
import { buildUnit, unitName } from "./rtl/unit.ts";

/** Instance → the word for it in breakdowns. */
const ROLES: Readonly<Record<string, string>> = {
  registers: "registers",
  pulse_timer: "timer",
  event_counters: "counters",
  delta_store: "operands",
  x_register: "operands",
  lane: "lane",
  row_encoder: "encoder",
  column_encoder: "encoder",
  row_words: "random",
  lane_words: "random",
  row_lines_of: "lines",
  column_lines_of: "lines",
};

/** The modules of a unit: its own logic, which is the controller, and its children. */
export function unitComponents(shape: UnitShape): readonly Component[] {
  const unit = buildUnit(shape);
  return [
    {
      key: unitKey(shape),
      moduleName: () => unit.name,
      role: "control",
      count: 1,
      build: () => buildUnit(shape),
      activity: activityOf(shape, undefined),
    },
    ...unit.instances.map((instance): Component => ({
      key: instance.module.name,
      moduleName: () => instance.module.name,
      role: roleOf(instance),
      count: instance.count,
      build: () => instance.module,
      activity: activityOf(shape, instance.name),
    })),
  ];
}

function roleOf({ name }: Instance): string {
  const role = ROLES[name];
  if (role === undefined) throw new Error(`internal: no role for ${name}`);
  return role;
}

/** A unit stands for itself at the top: its children are its own. */
export function unitTop(shape: UnitShape): readonly TopInstance[] {
  return [
    {
      name: unitName(shape),
      moduleName: unitKey(shape),
      key: unitKey(shape),
      activity: wholeActivity(shape),
      build: () => buildUnit(shape),
      copies: 1,
      inputs: {},
    },
  ];
}

function unitKey(shape: UnitShape): string {
  return `synapse_update ${shapeText(shape)}`;
}

function activityOf(shape: UnitShape, instance: string | undefined): ModuleActivity {
  return {
    key: `${unitKey(shape)} ${instance ?? "own"}`,
    trace: (statistics) => {
      const { top, children } = recordOf(shape, statistics);
      const trace = instance === undefined ? top : children.get(instance);
      if (trace === undefined) throw new Error(`internal: no trace of ${instance}`);
      return trace;
    },
  };
}

/** What the ports of the whole unit see: its own timer comes round. */
function wholeActivity(shape: UnitShape): ModuleActivity {
  if (!hasLongTicks(shape)) return activityOf(shape, undefined);
  return { key: `${unitKey(shape)} whole`, trace: (statistics) => recordUnit(shape, statistics, "stated").top };
}

let last: { readonly key: string; readonly record: UnitRecord } | undefined;

/** All components of a unit ask one after the other: the last record is kept. */
function recordOf(shape: UnitShape, statistics: DataStatistics): UnitRecord {
  const key = `${unitKey(shape)} ${statistics.seed}`;
  if (last?.key !== key) last = { key, record: recordUnit(shape, statistics) };
  return last.record;
}
