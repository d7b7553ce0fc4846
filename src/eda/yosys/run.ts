/** File name → text. */
export type YosysFiles = Readonly<Record<string, string>>;

/** What a run of Yosys left behind. */
export interface YosysRun {
  /** The log. */
  readonly stdout: string;
  /** Every file in the working folder afterwards, those given included. */
  readonly files: YosysFiles;
}
