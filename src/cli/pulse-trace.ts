import {
  slotCycles,
  traceHeader,
  traceLayer,
  traceLine,
  type SlotCycles,
  type TraceClock,
  type TrainingRun,
} from "../../models/training/index.ts";

/** What is traced. */
export interface TraceOptions {
  /** [MHz] */
  readonly clock: number;
  /** Examples of which pulses are collected. */
  readonly examples: number;
}

/** Collects the pulses of the first examples of a training as CSV. */
export class PulseTrace {
  /** Lines so far. */
  pulses = 0;
  readonly #run: TrainingRun;
  readonly #clockMhz: number;
  readonly #examples: number;
  readonly #cycles: SlotCycles;
  readonly #lines: string[] = [];
  readonly #clock: TraceClock = { cycle: 0 };

  /** @throws {InputError} if the pulses do not fit the unit's width counter, or the unit verifies */
  constructor(run: TrainingRun, { clock, examples }: TraceOptions) {
    this.#run = run;
    this.#clockMhz = clock;
    this.#examples = examples;
    this.#cycles = slotCycles(run.unit, run.device, clock);
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

  /** The whole file. */
  csv(): string {
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
    return header + this.#lines.join("");
  }
}
