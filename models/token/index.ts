/**
 * A whole token of a language model on a design: the ternary products on the cores, and the traffic and the operations of all
 * else. A pass reads the weights once (`pass.ts`); `pass-traffic.ts`, `pass-macs.ts`, `core-pass.ts` and `pass-memories.ts` say what
 * it takes, `token-cost.ts` sums passes, `token-point.ts` is what is told. To add something that a token reads: a key of
 * `DramBytes`, its bytes in `dramBytes`, its name in `src/cli/token-text.ts`.
 */
export { tokenNotes } from "./notes.ts";
export { totalOf } from "./parts.ts";
export { KEPT_BITS, type DramBytes, type KeptFormat } from "./pass-traffic.ts";
export { WEIGHT_PLACES, type WeightPlace } from "./pass-memories.ts";
export { contextsUpTo, PHASES, tokenPoint, type Phase, type TokenPoint } from "./token-point.ts";
export { completeRequest } from "./request-faults.ts";
export { tokenSystem } from "./token-system.ts";
export { wholeModel } from "./whole-model.ts";
