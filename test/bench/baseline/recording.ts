import { writeFileSync } from "node:fs";
import type { RowTerms } from "../../../models/compiled/row-terms.ts";
import { RowJudge } from "../../../src/explore/row-judge.ts";

/** A list as it was, and the byte at which it begins behind the memory. */
interface Copy {
  readonly copy: Float64Array;
  readonly at: number;
}

/** What a judge is given to select from. */
type Selected = Parameters<RowJudge["select"]>;

/** A kernel, which is given nothing but numbers. */
type Kernel = (...given: number[]) => number | undefined;

/**
 * Writes down what a walk over rows computes, for test/bench/baseline/baseline.cpp: which kernel worked on which lists of the
 * rows' memory, and whose metrics were asked for. It stands between the product and its kernels; the product knows nothing of it.
 */
export class Recording {
  #isOn = false;
  readonly #steps: number[] = [];
  #memory: WebAssembly.Memory | undefined;
  /** Copies of lists outside of the memory, to be written behind it, and the last one of each list. */
  readonly #others: Copy[] = [];
  readonly #last = new Map<Float64Array, Copy>();
  #otherBytes = 0;
  /** Steps that name such lists. */
  readonly #otherPlaces: number[] = [];
  readonly #real = {
    Instance: WebAssembly.Instance,
    select: Reflect.get(RowJudge.prototype, "select") as (this: RowJudge, ...given: Selected) => number,
  };

  /** Watches kernels that are made, and judges, from now on. */
  begin(): void {
    const watch = (name: string, kernel: Kernel): Kernel => {
      return (...given) => {
        if (this.#isOn) this.#note(name, given);
        return kernel(...given);
      };
    };
    const isOfRows = (memory: WebAssembly.Memory | undefined): boolean => {
      if (memory === undefined) return false; // other code in WebAssembly
      if (this.#memory !== undefined) throw new Error("a recording is of one part of a space");
      this.#memory = memory;
      return true;
    };
    const { Instance, select } = this.#real;
    WebAssembly.Instance = class {
      readonly exports: Readonly<Record<string, unknown>>;
      constructor(module: WebAssembly.Module, imports: { readonly rows?: { readonly memory?: WebAssembly.Memory } }) {
        const { exports } = new Instance(module, imports as never);
        this.exports = isOfRows(imports.rows?.memory)
          ? Object.fromEntries(Object.entries(exports).map(([name, kernel]) => [name, watch(name, kernel as Kernel)]))
          : exports;
      }
    } as unknown as typeof Instance;
    const noteRows = (rows: RowTerms): void => this.#noteSelect(rows);
    RowJudge.prototype.select = function (rows, places, count) {
      noteRows(rows);
      return select.call(this, rows, places, count);
    };
  }

  /** Notes what is computed from now on, or no more. */
  set isOn(isOn: boolean) {
    this.#isOn = isOn;
  }

  end(): void {
    WebAssembly.Instance = this.#real.Instance;
    RowJudge.prototype.select = this.#real.select;
  }

  /** Writes the memory with the other lists behind it, and the steps. */
  write(image: string, steps: string): void {
    const memory = new Uint8Array(this.#memory?.buffer ?? new SharedArrayBuffer(0));
    const bytes = new Uint8Array(memory.length + this.#otherBytes);
    bytes.set(memory);
    for (const { copy, at } of this.#others) bytes.set(new Uint8Array(copy.buffer), memory.length + at);
    for (const place of this.#otherPlaces) this.#steps[place] = this.#steps[place]! + memory.length;
    writeFileSync(image, bytes);
    writeFileSync(steps, Float64Array.from(this.#steps));
  }

  #note(name: string, given: readonly number[]): void {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = given;
    if (name === "sum") this.#steps.push(1, b, c, d, e, a, f, ...this.#terms(g, h));
    else if (name === "longest") this.#steps.push(2, b, c, d, 0, a, ...this.#terms(e, f));
    else if (name === "keep") this.#steps.push(3, c, d, e, f, a, b);
  }

  #terms(at: number, count: number): readonly number[] {
    const { buffer } = this.#memory!;
    const lists = new Int32Array(buffer, at, 4 * count);
    const numbers = new Float64Array(buffer, at, 2 * count);
    const terms = Array.from({ length: count }, (_, i) => [lists[4 * i]!, lists[4 * i + 1]!, numbers[2 * i + 1]!]);
    return [count, ...terms.flat()];
  }

  #noteSelect({ costs, tokens, terms }: RowTerms): void {
    if (!this.#isOn) return;
    const { areaUm2, loadFj, holdFj, idleFj, leakageNw } = costs;
    const { loadsPerStep, steps, cycles } = tokens.rows;
    this.#steps.push(4, terms.clockMhz);
    for (const list of [areaUm2, loadFj, holdFj, idleFj, leakageNw]) this.#steps.push(list.byteOffset);
    for (const list of [loadsPerStep, steps, cycles]) {
      this.#otherPlaces.push(this.#steps.length);
      this.#steps.push(this.#placeOf(list));
    }
  }

  /** Some lists are overwritten by the next row: a copy is kept of each content. */
  #placeOf(list: Float64Array): number {
    const last = this.#last.get(list);
    if (last?.copy.every((each, i) => Object.is(each, list[i])) === true) return last.at;
    const kept = { copy: list.slice(), at: this.#otherBytes };
    this.#others.push(kept);
    this.#last.set(list, kept);
    this.#otherBytes += list.byteLength;
    return kept.at;
  }
}
