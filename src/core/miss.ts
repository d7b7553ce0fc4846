import Type from "typebox";
import { metricName } from "./formula-metric.ts";
import { count, identifier, list, positive, real, record, scalar, table, type Described } from "./record-schema.ts";
import { designSchema, settingLabelsSchema } from "./result.ts";

const remedySchema = record({
  /** Parameter, or `clockMhz` → the value it would have to take; one or more together. */
  changes: table(identifier, scalar),
  /** Of the bound's metric, after them. */
  value: real,
  /** Whether the bound is kept then. */
  keepsBound: Type.Boolean({ expected: "true or false" }),
  /** Whether all other bounds, the clock among them, are. */
  keepsOthers: Type.Boolean({ expected: "true or false" }),
});

/** What would have to change in a design, found by trying it. */
export type Remedy = Described<typeof remedySchema>;

/** See `Miss`. */
export const missSchema = record({
  /** What is asked. Of a clock that no design closes timing at: `fMaxMhz` at least that clock. */
  bound: record({ metric: metricName, minimum: Type.Optional(real), maximum: Type.Optional(real) }),
  /** The design nearest to it; absent: none is feasible without any bound either. */
  nearest: Type.Optional(
    record({
      index: count,
      design: designSchema,
      setting: Type.Optional(settingLabelsSchema),
      /** Clock of its setting. */
      clockMhz: positive,
      value: real,
      /** Whether it keeps all other bounds. */
      keepsOthers: Type.Boolean({ expected: "true or false" }),
    }),
  ),
  remedies: list(remedySchema),
});

/** A bound that leaves no design, how near one comes to it, and what it would take. */
export type Miss = Described<typeof missSchema>;
