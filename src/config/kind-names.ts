import type { DesignKind } from "../core/metric.ts";

/** What designs of a kind are called. */
export const KIND_NAMES: Readonly<Record<DesignKind, string>> = { core: "cores", "update-unit": "update units" };
