/** What any synthesis of a design answers, whichever Yosys did it. */
export interface SynthesisResult {
  readonly top: string;
  /** Standard-cell area of the whole design [µm²]. */
  readonly areaUm2: number;
  /** Every module that is left after synthesis (one if flattened), top last. */
  readonly modules: readonly SynthesisedModule[];
  /** Library cell → number of instances in the whole design. */
  readonly cells: Readonly<Record<string, number>>;
  readonly hierarchy: "keep" | "flatten";
  /** e.g. `Yosys 0.55 (embedded, @yowasp/yosys 0.55.944)`. */
  readonly tool: string;
  /** Library name, corner and content hash. */
  readonly library: string;
  /** The exact Yosys script. */
  readonly script: string;
}

/** One distinct module of a synthesised design. */
export interface SynthesisedModule {
  readonly name: string;
  /** Instances in the whole design, multiplicities of parents included. */
  readonly instances: number;
  /** Area of one instance, without its children [µm²]. */
  readonly areaUm2Each: number;
  /** Library cell → number in one instance, without its children. */
  readonly cells: Readonly<Record<string, number>>;
}
