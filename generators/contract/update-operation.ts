/** What happened in a unit, counted by its event counters. */
export type EventCounter = "updates" | "ltp_slots" | "ltd_slots" | "skipped" | "refreshed" | "reads" | "unverified";

/** Kinds of column lines: pulses that a device of a synapse can get. */
export type LineKind = "ltp" | "ltd" | "plus_ltp" | "plus_ltd" | "minus_ltp" | "minus_ltd" | "pair_reset";

/** The values of the configuration registers. */
export interface UnitRegisters {
  /** Width of a potentiation pulse [ticks of `prescale` cycles]; 0 counts as 1. */
  readonly ltpWidth: number;
  /** Width of a depression pulse [ticks]; 0 counts as 1. */
  readonly ltdWidth: number;
  /** Low ticks between two pulses, beside the cycle in which the next is decided. */
  readonly gap: number;
  /** Most pulses, or slots of a train. */
  readonly pulses: number;
  /** Binary point of what is rounded to pulses. */
  readonly shift: number;
  /** Least product (rounding threshold) or least magnitude of x and of delta (encoding sign) that gives a pulse. */
  readonly threshold: number;
  /** Updates from one refresh to the next; 0: never. */
  readonly refreshPeriod: number;
  /** Codes that the larger and the smaller conductance of a pair must exceed to be refreshed. */
  readonly refreshUpper: number;
  readonly refreshLower: number;
  /** Pulses for one code of difference when a pair is rewritten [quarters]. */
  readonly rewriteGain: number;
  /** Width of a reset pulse [ticks]; 0 counts as 1. */
  readonly resetWidth: number;
  /** Largest distance from the target that is good enough [codes]. */
  readonly verifyWindow: number;
  /** Most rounds of pulse and read. */
  readonly verifyAttempts: number;
}

/** A configuration register. */
export type RegisterName = keyof UnitRegisters;

/** One register of the map. */
export interface RegisterField {
  readonly name: RegisterName;
  readonly address: number;
  readonly bits: number;
  /** Value after reset. */
  readonly reset: number;
  readonly meaning: string;
}

/** One update operation, as the user of a unit sees it. */
export interface UpdateInput {
  /** `rows` numbers of xBits. */
  readonly x: ArrayLike<number>;
  /** `columns` numbers of deltaBits, −2^(b−1) … 2^(b−1) − 1; one-bit numbers are 0 (+1) and −1. */
  readonly delta: ArrayLike<number>;
  /** With an accumulator: whether sums are turned into pulses; else ignored. */
  readonly apply: boolean;
  readonly registers: UnitRegisters;
  /** Answers a read of the lanes' synapses: called once for each read, in order. */
  readonly read: (row: number, batch: number) => ConductanceCodes;
}

/** Codes of one conductance per lane, 0 … 2^adcBits − 1; `minus` only counts for pairs. */
export interface ConductanceCodes {
  readonly plus: ArrayLike<number>;
  readonly minus: ArrayLike<number>;
}

/**
 * Pulses at one time: a device gets one where its row line and its column line are on. Lines that are left out stay low.
 */
export interface Slot {
  /** Rows whose line is on. */
  readonly rows: readonly number[];
  /** Kind → columns whose line is on, never empty. */
  readonly lines: Partial<Record<LineKind, readonly number[]>>;
  /** Kind → cycles that its lines are on. */
  readonly widths: Partial<Record<LineKind, number>>;
}

/** Hears of a slot and of the first cycle of its pulses, counted from the start of the operation. */
export type SlotListener = (slot: Slot, cycle: number) => void;

/** What must come of one update operation. */
export interface UpdateOperation {
  readonly slots: readonly Slot[];
  /** Cycles from the one after `start` to that of `done`, if streams and reads never wait. */
  readonly cycles: number;
  readonly events: Readonly<Record<EventCounter, number>>;
}
