import type { Slot, UnitRegisters, UnitShape } from "../../../generators/contract/index.ts";
import { batchesOf, columnsOf, isPair, readsBack, resetRegisters } from "../../../generators/update-unit/index.ts";
import { Random } from "../../core/random.ts";
import type { Simulator } from "../../hdl/simulate.ts";
import { checksAfter, noEvents, sumEvents, writesFor, type Access } from "./bus.ts";
import type { ExpectedOperation } from "./expected.ts";
import type { LineSampler } from "./line-sampler.ts";
import { packNumbers, PORTS } from "./ports.ts";
import { describeSlot, sameSlot, SlotMonitor } from "./slot-monitor.ts";

/** Cycles in which a unit that does not run neither takes an access nor gets ready, after which it counts as dead. */
const PATIENCE = 100_000;

/** A stream of beats: which comes next, and whether it is offered now. */
interface Stream {
  beat: number;
  isOffered: boolean;
}

/** What one lane is given to do. */
interface LaneTask {
  readonly lane: number;
  readonly lines: LineSampler;
  readonly operations: Iterator<ExpectedOperation>;
  readonly seed: number;
  /** Which stalls it has; number 0 has none. */
  readonly stalls: number;
  /** What stands where nothing has a meaning. */
  readonly garbage: Random;
}

/**
 * Drives and checks one lane of the simulator as a user of the unit would, operation after operation without a reset:
 * programs registers, starts, offers beats and answers with stalls, looks at pulses, reads registers and counters.
 */
export class UnitLane {
  readonly #simulator: Simulator;
  readonly #shape: UnitShape;
  readonly #task: LaneTask;
  readonly #random: Random;
  readonly #stallChance: number;
  readonly #monitor = new SlotMonitor((slot) => this.#check(slot));
  readonly #x: Stream = { beat: 0, isOffered: false };
  readonly #delta: Stream = { beat: 0, isOffered: false };
  readonly #read: Stream = { beat: 0, isOffered: false };
  readonly #counted = noEvents();
  #settings: UnitRegisters;
  #operation: ExpectedOperation | undefined;
  #accesses: Access[] = [];
  /** Whether the last cycle showed that the next one finds the unit idle. */
  #isIdle = false;
  #isRunning = false;
  #starts = false;
  #slot = 0;
  #cycles = 0;
  #waits = 0;
  #still = 0;
  operations = 0;
  slots = 0;
  failure: string | undefined;

  constructor(simulator: Simulator, shape: UnitShape, task: LaneTask) {
    this.#simulator = simulator;
    this.#shape = shape;
    this.#task = task;
    this.#random = new Random(task.seed * 31 + task.stalls);
    this.#stallChance = task.stalls === 0 ? 0 : this.#random.next() * 0.7;
    this.#settings = resetRegisters(shape);
    this.#next();
  }

  get isDone(): boolean {
    return this.#operation === undefined && this.#accesses.length === 0;
  }

  #next(): void {
    const { value, done } = this.#task.operations.next();
    this.#operation = done === true ? undefined : value;
    if (this.#operation === undefined) return;
    const { registers } = this.#operation.input;
    this.#accesses.push(...writesFor(this.#shape, this.#settings, registers, this.#random));
    this.#settings = registers;
    for (const stream of [this.#x, this.#delta, this.#read]) stream.beat = 0;
    this.#slot = 0;
  }

  #fail(what: string): void {
    const where = this.#operation === undefined ? "" : `operation ${this.#operation.index}, `;
    this.failure ??= `lane ${this.#task.lane}, ${where}cycle ${this.#cycles}: ${what}`;
  }

  #stalls(): boolean {
    return this.#random.next() < this.#stallChance;
  }

  #set(port: string, value: number | boolean): void {
    this.#simulator.set(port, BigInt(value), this.#task.lane);
  }

  #isHigh(port: string): boolean {
    return ((this.#simulator.getWord(port) >>> this.#task.lane) & 1) === 1;
  }

  /** Sets the inputs of this cycle. */
  drive(): void {
    if (this.isDone) return;
    this.#driveBus();
    this.#starts = this.#isIdle && this.#accesses.length === 0 && this.#operation !== undefined && !this.#stalls();
    // A start that finds the unit at work must not matter, nor what `apply` says later.
    this.#set(PORTS.start, this.#starts || (this.#isRunning && this.#stalls()));
    if (this.#shape.accumulator === "cell")
      this.#set(PORTS.apply, this.#starts ? this.#operation?.input.apply === true : this.#task.garbage.bit());
    this.#driveStreams();
  }

  #driveBus(): void {
    const { write, address, writeData } = PORTS.bus;
    const access = this.#isIdle ? this.#accesses[0] : undefined;
    // Writes to a unit at work must not matter.
    const intrudes = this.#isRunning && this.#stalls();
    this.#set(write, access?.write !== undefined || intrudes);
    this.#set(address, access?.address ?? this.#task.garbage.integer(0, 31));
    this.#set(writeData, access?.write ?? this.#task.garbage.integer(0, 255));
  }

  #driveStreams(): void {
    const operation = this.#operation;
    if (operation === undefined) return;
    const { x, delta } = operation.input;
    const { lanes, xBits, deltaBits, adcBits } = this.#shape;
    const padding = (): number => this.#task.garbage.bit();
    this.#offer(this.#x, PORTS.x.valid, x.length, (beat) => {
      this.#simulator.setBits(PORTS.x.data, packNumbers([x[beat] ?? 0], xBits, 1), this.#task.lane);
    });
    this.#offer(this.#delta, PORTS.delta.valid, batchesOf(this.#shape), (beat) => {
      const columns = Array.from(delta).slice(beat * lanes, (beat + 1) * lanes);
      this.#simulator.setBits(PORTS.delta.data, packNumbers(columns, deltaBits, lanes, padding), this.#task.lane);
    });
    if (!readsBack(this.#shape)) return;
    this.#offer(this.#read, PORTS.read.valid, operation.reads.length, (beat) => {
      const { plus = [], minus = [], batch = 0 } = operation.reads[beat] ?? {};
      const pack = (codes: ArrayLike<number>) =>
        packNumbers(Array.from(codes).slice(0, columnsOf(this.#shape, batch)), adcBits, lanes, padding);
      this.#simulator.setBits(PORTS.read.plus, pack(plus), this.#task.lane);
      if (isPair(this.#shape)) this.#simulator.setBits(PORTS.read.minus, pack(minus), this.#task.lane);
    });
  }

  #offer(stream: Stream, valid: string, beats: number, data: (beat: number) => void): void {
    if (!stream.isOffered && stream.beat < beats && !this.#stalls()) {
      stream.isOffered = true;
      data(stream.beat);
    }
    this.#set(valid, stream.isOffered);
  }

  /** Looks at the settled outputs of this cycle. */
  sample(): void {
    if (this.isDone) return;
    this.#cycles++;
    this.#monitor.sample(this.#task.lines.levels(this.#task.lane));
    if (this.#monitor.fault !== undefined) this.#fail(this.#monitor.fault);
    const accessed = this.#sampleBus();
    const taken = this.#sampleStreams();
    const isDone = this.#isHigh(PORTS.done);
    const isBusy = this.#isHigh(PORTS.busy);
    if (isDone && !this.#isRunning) this.#fail("done without a start");
    if (isDone && !isBusy) this.#fail("done while not busy");
    if (this.#isRunning && !isBusy) this.#fail("not busy between start and done");
    if (this.#isRunning && isDone) this.#finish();
    else if (this.#starts) [this.#isRunning, this.#cycles, this.#waits] = [true, 0, 0];
    this.#isIdle = !this.#isRunning && (isDone || !isBusy);
    this.#watchTime(accessed || taken || isDone);
  }

  #watchTime(moved: boolean): void {
    const expected = this.#operation?.result.cycles ?? 0;
    if (this.#isRunning && this.#cycles - this.#waits > expected)
      this.#fail(`still busy, expected done after ${expected} cycles`);
    this.#still = moved || this.#isRunning ? 0 : this.#still + 1;
    if (this.#still > PATIENCE) this.#fail(`nothing moved for ${PATIENCE} cycles`);
  }

  #sampleBus(): boolean {
    const access = this.#isIdle ? this.#accesses.shift() : undefined;
    if (access?.expect === undefined) return access !== undefined;
    const got = this.#simulator.get(PORTS.bus.readData, this.#task.lane);
    if (got !== BigInt(access.expect)) this.#fail(`${access.name} reads as ${got}, expected ${access.expect}`);
    return true;
  }

  #sampleStreams(): boolean {
    const taken = [this.#take(this.#x, PORTS.x.ready), this.#take(this.#delta, PORTS.delta.ready)];
    const isRead = readsBack(this.#shape) && this.#take(this.#read, PORTS.read.request);
    if (isRead) this.#checkRead();
    return isRead || taken.includes(true);
  }

  #take(stream: Stream, ready: string): boolean {
    if (!this.#isHigh(ready)) return false;
    if (!this.#isRunning) this.#fail(`${ready} is high while no operation runs`);
    if (!stream.isOffered) {
      this.#waits++;
      return false;
    }
    stream.isOffered = false;
    stream.beat++;
    return true;
  }

  /** Holds the place of the read that was just taken against the expected one. */
  #checkRead(): void {
    const read = this.#operation?.reads[this.#read.beat - 1];
    const row = this.#shape.rows === 1 ? 0 : Number(this.#simulator.get(PORTS.read.row, this.#task.lane));
    const batch = batchesOf(this.#shape) === 1 ? 0 : Number(this.#simulator.get(PORTS.read.batch, this.#task.lane));
    if (read?.row !== row || read.batch !== batch)
      this.#fail(`reads row ${row}, batch ${batch}, expected ${read?.row}, ${read?.batch}`);
  }

  #check(slot: Slot): void {
    const expected = this.#operation?.result.slots[this.#slot];
    const where = `slot ${this.#slot}`;
    if (!this.#isRunning || expected === undefined) this.#fail(`${where} is one too many: ${describeSlot(slot)}`);
    else if (!sameSlot(slot, expected))
      this.#fail(`${where} is ${describeSlot(slot)}, expected ${describeSlot(expected)}`);
    this.#slot++;
    this.slots++;
  }

  #finish(): void {
    if (this.#operation === undefined) return;
    const { reads, result } = this.#operation;
    if (this.#slot !== result.slots.length) this.#fail(`${this.#slot} slots, expected ${result.slots.length}`);
    if (this.#cycles !== result.cycles + this.#waits)
      this.#fail(`took ${this.#cycles} cycles, ${this.#waits} of them waiting, expected ${result.cycles} and those`);
    const streams = [
      ["x", this.#x.beat, this.#shape.rows],
      ["delta", this.#delta.beat, batchesOf(this.#shape)],
      ["reads", this.#read.beat, reads.length],
    ] as const;
    for (const [name, taken, expected] of streams)
      if (taken !== expected) this.#fail(`took ${taken} beats of ${name}, expected ${expected}`);
    sumEvents(this.#counted, result.events);
    this.operations++;
    this.#isRunning = false;
    if (this.#random.next() < 0.3) this.#accesses = checksAfter(this.#shape, this.#settings, this.#counted);
    this.#next();
    if (this.#operation === undefined) this.#accesses = checksAfter(this.#shape, this.#settings, this.#counted);
  }
}
