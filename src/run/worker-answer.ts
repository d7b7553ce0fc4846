import { CheckError, InputError, ToolError, type Fault } from "../core/errors.ts";

/** What a worker answers: classes of errors do not survive the way between threads, what is in them does. */
export type WorkerAnswer<Answer> =
  | { readonly kind: "done"; readonly answer: Answer }
  | { readonly kind: "input"; readonly faults: readonly Fault[] }
  | { readonly kind: "check"; readonly message: string }
  | { readonly kind: "tool"; readonly message: string; readonly log: string };

/** Makes what a worker thread runs for each task; an error that is a bug is thrown as it is. */
export function answering<Task, Answer>(
  run: (task: Task) => Answer | Promise<Answer>,
): (task: Task) => Promise<WorkerAnswer<Answer>> {
  return async (task) => {
    try {
      return { kind: "done", answer: await run(task) };
    } catch (error) {
      if (error instanceof InputError) return { kind: "input", faults: error.faults };
      if (error instanceof CheckError) return { kind: "check", message: error.message };
      if (error instanceof ToolError) return { kind: "tool", message: error.message, log: error.log };
      throw error;
    }
  };
}

/** The answer in the thread that asked. @throws what the worker threw */
export function answerOf<Answer>(answer: WorkerAnswer<Answer>): Answer {
  switch (answer.kind) {
    case "done":
      return answer.answer;
    case "input":
      throw new InputError(answer.faults);
    case "check":
      throw new CheckError(answer.message);
    case "tool":
      throw new ToolError(answer.message, answer.log);
  }
}
