/** The schemes of a synapse: which devices it has and which of them a pulse goes to. */
export const SCHEMES = ["single", "pair-bidirectional", "pair-unidirectional", "pair-fixed"] as const;
export type Scheme = (typeof SCHEMES)[number];

/** What is known of a scheme. */
export interface SchemeFacts {
  /** Conductances that a weight is read from; with one, the other is a reference that all share. */
  readonly devices: 1 | 2;
  /**
   * Which devices a count pulses. `one`: always the same, up or down; `either`: the one of two that raises the weight, or the
   * one that lowers it, both up only; `both`: one up and the other down.
   */
  readonly pulses: "one" | "either" | "both";
  /** For columns: `bidirectional`. */
  readonly short: string;
  /** In a sentence, after `the`: `bidirectional pair`. */
  readonly noun: string;
  /** For legends: `pair, bidirectional`. */
  readonly label: string;
}

/** Scheme → what is known of it; the order is that of SCHEMES. */
export const SCHEME_FACTS: Readonly<Record<Scheme, SchemeFacts>> = {
  single: {
    devices: 1,
    pulses: "one",
    short: "one device",
    noun: "single device",
    label: "one device, fixed reference",
  },
  "pair-bidirectional": {
    devices: 2,
    pulses: "both",
    short: "bidirectional",
    noun: "bidirectional pair",
    label: "pair, bidirectional",
  },
  "pair-unidirectional": {
    devices: 2,
    pulses: "either",
    short: "unidirectional",
    noun: "unidirectional pair",
    label: "pair, unidirectional with refresh",
  },
  "pair-fixed": {
    devices: 2,
    pulses: "one",
    short: "one fixed",
    noun: "pair with one fixed",
    label: "pair, one fixed",
  },
};
