import { GoldenWords } from "./words.ts";
import type { SlotListener, UnitShape, UpdateInput, UpdateOperation } from "../../contract/index.ts";
import { batchesOf, drawsWords, isRowSerial, laneGroup, rowGroup, wordSource } from "../shape.ts";
import { inCycles } from "./lines.ts";
import { OperationLog } from "./operation.ts";
import { refreshArray } from "./refresh.ts";
import { updateRows, type RowSerialState } from "./row-serial.ts";
import { updateByTrains, type TrainWords } from "./trains.ts";

/**
 * What an update unit must do, from its definition alone: it shares no code with the circuit but the tables of taps and
 * seeds. A golden unit keeps what outlives an operation: random words, accumulated sums, updates since the last refresh.
 */
export class GoldenUnit {
  readonly #shape: UnitShape;
  readonly #serial: RowSerialState;
  readonly #trainWords: TrainWords | undefined;
  #sinceRefresh = 0;

  constructor(shape: UnitShape) {
    this.#shape = shape;
    const source = wordSource(shape);
    const hasWords = drawsWords(shape);
    const serial = isRowSerial(shape);
    this.#serial = {
      sums: new Float64Array(shape.accumulator === "cell" ? shape.rows * shape.columns : 0),
      words: hasWords && serial ? new GoldenWords(source, laneGroup(shape)) : undefined,
    };
    if (hasWords && !serial)
      this.#trainWords = {
        rows: new GoldenWords(source, rowGroup(shape)),
        lanes: new GoldenWords(source, laneGroup(shape)),
      };
  }

  /** Accumulated sums, `rows × columns`, row by row; empty without an accumulator. */
  get sums(): Float64Array {
    return this.#serial.sums;
  }

  /** One update operation, and the refresh that follows it if one is due. */
  operate(given: UpdateInput, hear?: SlotListener): UpdateOperation {
    const input = { ...given, registers: inCycles(this.#shape, given.registers) };
    const log = new OperationLog(hear);
    log.events.updates = 1;
    log.cycles = batchesOf(this.#shape);
    if (isRowSerial(this.#shape)) updateRows(this.#shape, this.#serial, input, log);
    else updateByTrains(this.#shape, this.#trainWords, input, log);
    const { refreshPeriod } = input.registers;
    if (this.#shape.refresh !== "none") {
      this.#sinceRefresh++;
      if (refreshPeriod > 0 && this.#sinceRefresh >= refreshPeriod) {
        this.#sinceRefresh = 0;
        refreshArray(this.#shape, input, log);
      }
    }
    log.cycles++;
    return { slots: log.slots, cycles: log.cycles, events: log.events };
  }
}
