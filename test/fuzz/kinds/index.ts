/** The kinds of input that are fuzzed. To add one: a file here that says its seeds and hands them in, and a line below. */
import type { FuzzKind } from "../kind.ts";
import { checkpointKind } from "./checkpoint.ts";
import { configKind } from "./config.ts";
import { csvKind } from "./csv.ts";
import { designKind } from "./design.ts";
import { deviceKind } from "./device.ts";
import { idxKind } from "./idx.ts";
import { libertyKind } from "./liberty.ts";
import { manifestKind } from "./manifest.ts";
import { spaceKind } from "./space.ts";
import { tableKind } from "./table.ts";
import { technologyKind } from "./technology.ts";
import { workloadKind } from "./workload.ts";

export const KINDS: readonly FuzzKind[] = [
  designKind,
  spaceKind,
  deviceKind,
  technologyKind,
  workloadKind,
  configKind,
  tableKind,
  manifestKind,
  csvKind,
  idxKind,
  libertyKind,
  checkpointKind,
];
