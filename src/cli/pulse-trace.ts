import { writeFileSync } from "node:fs";
import {
  slotCycles,
  traceHeader,
  traceLayer,
  traceLine,
  type SlotCycles,
  type TraceClock,
  type TrainingRun,
} from "../../models/training/index.ts";
import { InputError } from "../core/errors.ts";

/** Collects the pulses of the first examples of a training and writes them as CSV. */
export class TraceFile {
  readonly file: string;
  /** Lines so far. */
  pulses = 0;
  readonly #run: TrainingRun;
  readonly #clockMhz: number;
  readonly #examples: number;
  readonly #cycles: SlotCycles;
  readonly #lines: string[] = [];
  readonly #clock: TraceClock = { cycle: 0 };

  /** @throws {InputError} if the pulses do not fit the unit's width counter, or the unit verifies */
  constructor(file: string, run: TrainingRun, options: { readonly clock: number; readonly "trace-examples": number }) {
    this.file = file;
    this.#run = run;
    this.#clockMhz = options.clock;
    this.#examples = options["trace-examples"];
    this.#cycles = slotCycles(run.unit, run.device, options.clock);
  }

  /** What the training is given, see `TrainingRun`. */
  readonly listener: NonNullable<TrainingRun["listener"]> = (layer, shape) => {
    const heard = traceLayer({ layer, shape, cycles: this.#cycles, clock: this.#clock }, (pulse) => {
      this.pulses++;
      this.#lines.push(traceLine(pulse, this.#clockMhz));
    });
    let left = this.#examples;
    return {
      start: (...operation) => left > 0 && heard.start(...operation),
      rewrite: (...rewriting) => left > 0 && heard.rewrite(...rewriting),
      end: (...totals) => left-- > 0 && heard.end(...totals),
    };
  };

  write(): void {
    const { device, unit, task, seed } = this.#run;
    const { electrical } = device;
    const header = traceHeader({
      device: device.name,
      scheme: unit.scheme,
      encoding: unit.encoding,
      layers: task.layers,
      seed,
      examples: this.#examples,
      clockMhz: this.#clockMhz,
      cycles: this.#cycles,
      voltagesV: electrical && { ltp: electrical.ltp.voltageV, ltd: electrical.ltd.voltageV },
    });
    try {
      writeFileSync(this.file, header + this.#lines.join(""));
    } catch (error) {
      throw InputError.at(
        "--trace",
        `cannot write ${this.file}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
