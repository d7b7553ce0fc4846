import { readdirSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { TOOL_VERSION } from "../core/version.ts";
import { withFileFaults } from "../run/file-fault.ts";
import type { OutputFolder } from "../run/output-folder.ts";
import { RecordLog } from "../run/record-log.ts";
import type { ChunkResult, ChunkTask } from "./chunk.ts";
import { chunkText, readChunkText } from "./chunk-record.ts";

const PREFIX = ".tritforge.chunks-";

/**
 * The chunks of a sweep that are done, in a hidden file of its output folder whose name holds the version and a hash of all
 * that they depend on (see `sweepKey`). A sweep that was stopped finds it again; one that has come to its result removes it.
 * With points.csv, points are kept too: a chunk's record is then half as long as its part of points.csv, and a sweep that had to work
 * them out again would start from nothing.
 */
export class ChunkLog {
  readonly #records: RecordLog;
  /** Numbers of a row. */
  readonly #width: number;

  private constructor(records: RecordLog, width: number) {
    this.#records = records;
    this.#width = width;
  }

  /**
   * The log of the sweep `key` in a folder that this process holds; logs of others are left alone and named.
   * @param width numbers of a row
   * @param isFresh whether to leave out what is there @throws {InputError} if it cannot be read, or with `isFresh` removed
   */
  static open(folder: OutputFolder, key: string, width: number, isFresh: boolean): ChunkLog {
    const file = folder.workingFile(`chunks-${TOOL_VERSION}-${key}`);
    const others = readdirSync(folder.directory).filter((name) => name.startsWith(PREFIX) && name !== basename(file));
    if (others.length > 0)
      process.stderr.write(
        `${folder.directory}: finished chunks of other sweeps (space, options or version) are left alone: ${others.join(", ")}\n`,
      );
    if (isFresh)
      withFileFaults(file, { expected: "a file that can be removed" }, () =>
        rmSync(file, { recursive: true, force: true }),
      );
    return new ChunkLog(new RecordLog(file, key), width);
  }

  /** What a chunk came to; undefined if it is not known, or its points are wanted and are not. */
  get(task: ChunkTask): ChunkResult | undefined {
    const { start, end, wantsLog } = task;
    const text = this.#records.get(`${start}-${end}`);
    const known = text === undefined ? undefined : readChunkText(text, task, this.#width);
    return known === undefined || (wantsLog && known.log === undefined) ? undefined : known;
  }

  add({ start, end }: ChunkTask, result: ChunkResult): void {
    this.#records.add(`${start}-${end}`, chunkText(result));
  }
}
