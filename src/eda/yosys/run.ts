/** File name → text. */
export type YosysFiles = Readonly<Record<string, string>>;

/** What Yosys prints: everything, or only warnings and errors, which takes a tenth less time. */
export type Loudness = "loud" | "quiet";

/** The same as an option of Yosys. */
export function loudnessOption(loudness: Loudness): readonly string[] {
  switch (loudness) {
    case "loud":
      return [];
    case "quiet":
      return ["-q"];
  }
}

/** What a run of Yosys left behind. */
export interface YosysRun {
  /** The log. */
  readonly stdout: string;
  /** Every file in the working folder afterwards, those given included. */
  readonly files: YosysFiles;
}
