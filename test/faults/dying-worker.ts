/** What a worker does: `answer` gives its double; `exit` ends its thread; `memory` takes all memory; `throw` is a bug. */
export interface DyingTask {
  readonly kind: "answer" | "exit" | "memory" | "throw";
  readonly value: number;
}

/** A module for WorkerPool whose threads die. @param first task kind that a thread dies of before it takes any task */
export default function dyingWorker(): (task: DyingTask) => number {
  return ({ kind, value }) => {
    switch (kind) {
      case "answer":
        return 2 * value;
      case "exit":
        return process.exit(7);
      case "memory": {
        const hoard: number[][] = [];
        for (;;) hoard.push(Array.from({ length: 1_000_000 }, (_, i) => i + Math.random()));
      }
      case "throw":
        throw new TypeError("a bug");
    }
  };
}
