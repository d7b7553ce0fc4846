import { readFileSync } from "node:fs";

/** A number of each net, in the memory that the kernel works on. */
export interface NetList {
  readonly numbers: Int32Array;
  /** The byte at which they begin. */
  readonly at: number;
}

interface Kernel {
  count(values: number, before: number, transitions: number, bytes: number): void;
}

const PAGE_BYTES = 65_536;

/** Address space that is set aside; pages are taken as they are needed. */
const MOST_PAGES = 16_384;

/** Lists of numbers of the nets of one module, and the loop of toggles.wat over them. */
export class ToggleMemory {
  readonly #memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
  readonly #kernel: Kernel;
  #bytes = 0;
  #nets = 0;
  #used = 0;

  constructor() {
    const module = new WebAssembly.Module(readFileSync(new URL("./toggles.wasm", import.meta.url)));
    const { exports } = new WebAssembly.Instance(module, { toggles: { memory: this.#memory } });
    this.#kernel = exports as unknown as Kernel;
  }

  /** Begins with a module of so many nets; the lists of the one before are gone. */
  begin(nets: number): void {
    this.#nets = nets;
    this.#bytes = 16 * Math.ceil(nets / 4);
    this.#used = 0;
  }

  /** A list of zeros. @throws RangeError if there is no room */
  list(): NetList {
    const at = this.#used;
    this.#used += this.#bytes;
    const missing = this.#used - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE_BYTES));
    const whole = new Int32Array(this.#memory.buffer, at, this.#bytes / 4).fill(0);
    return { numbers: whole.subarray(0, this.#nets), at };
  }

  /** Adds what changed from `before` to `values` to the transitions of each net, in 32 streams; `before` becomes `values`. */
  count(values: NetList, before: NetList, transitions: NetList): void {
    this.#kernel.count(values.at, before.at, transitions.at, this.#bytes);
  }
}
