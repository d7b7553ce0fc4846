import { join } from "node:path";
import { costKey, type EstimateContext } from "../../models/evaluate/estimate-context.ts";
import { onceFor } from "../core/once-for.ts";
import { SharedTexts } from "../core/shared-texts.ts";
import { TOOL_VERSION } from "../core/version.ts";
import { contentKey } from "../run/content-cache.ts";
import { readKept, writeKept } from "../run/kept-file.ts";
import { contextsOf, type SettingContexts } from "./setting-options.ts";
import { codeHash } from "./sweep-key.ts";

/**
 * Prices and timing of modules that earlier sweeps worked out, in a file of a folder whose name is a hash of all that they
 * follow from besides the module: technology, measured modules, statistics, the code and the machine's arithmetic. The
 * threads of a sweep read and add to one memory; what is new is written when the sweep ends.
 */
export class KeptPrices {
  /** What the threads share. */
  readonly shared: SharedArrayBuffer;
  readonly #file: string;
  readonly #key: string;
  readonly #texts: SharedTexts;
  readonly #before: number;

  private constructor(file: string, key: string, records: Uint8Array) {
    this.#file = file;
    this.#key = key;
    this.#texts = SharedTexts.of(records);
    this.#before = this.#texts.size;
    this.shared = this.#texts.shared;
  }

  /** Those of each setting: one for all clocks and memories of a technology, and for all workloads whose data are the same. @param isFresh as `open` has it */
  static ofSettings(folder: string, contexts: SettingContexts, isFresh: boolean): readonly KeptPrices[] {
    const shared = onceFor(costKey, (context: EstimateContext) => KeptPrices.open(folder, context, isFresh));
    return contextsOf(contexts).map(shared);
  }

  /** @param isFresh whether to leave out what is there */
  static open(folder: string, context: EstimateContext, isFresh: boolean): KeptPrices {
    const key = keyOf(context);
    const file = join(folder, key);
    return new KeptPrices(file, key, isFresh ? new Uint8Array(0) : readKept(file, key));
  }

  /** Writes the file if anything is new; says so if it cannot. */
  save(): void {
    if (this.#texts.size > this.#before) writeKept(this.#file, this.#key, this.#texts.records());
  }
}

function keyOf({ technology, statistics, fidelity, characterised }: EstimateContext): string {
  const { version, arch } = process;
  const content = JSON.stringify({ technology, statistics, fidelity, characterised });
  return contentKey(content, TOOL_VERSION, codeHash(), version, arch);
}
