import type { ChunkPlan, ChunkRange, Chunks } from "./chunks.ts";

/** What a worker has before it: the chunks `next` … `end` − 1 of a share. */
interface Span {
  readonly chunks: Chunks;
  next: number;
  end: number;
}

/**
 * Who does which chunks of a space. Each worker goes through a share of its own (`ChunkPlan.shareOf`), so that few modules are
 * priced by two; one that is through takes over the second half of what the worker with most left has before it.
 *
 *     worker 0   ▓▓▓▓▓▓▓▓▓▓▓▓          through
 *     worker 1   ▓▓▓▓······┊······     before it ┊ taken over
 */
export class Shares {
  readonly #spans: Span[];

  constructor(plan: Pick<ChunkPlan, "shareOf">, workers: number) {
    this.#spans = Array.from({ length: workers }, (_, worker) => {
      const chunks = plan.shareOf(worker, workers);
      return { chunks, next: 0, end: chunks.count };
    });
  }

  /** The next chunk of a worker, by its position; undefined if none is left for anyone. Each chunk is given out once. */
  take(worker: number): ChunkRange | undefined {
    if (leftOf(this.#spans[worker]!) === 0) this.#spans[worker] = this.#takeOver();
    const span = this.#spans[worker]!;
    return leftOf(span) === 0 ? undefined : span.chunks.at(span.next++);
  }

  #takeOver(): Span {
    const longest = this.#spans.reduce((most, span) => (leftOf(span) > leftOf(most) ? span : most));
    const { chunks, end } = longest;
    const middle = longest.next + Math.floor(leftOf(longest) / 2);
    longest.end = middle;
    return { chunks, next: middle, end };
  }
}

function leftOf({ next, end }: Span): number {
  return end - next;
}
