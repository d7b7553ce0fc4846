import { parentPort } from "node:worker_threads";
import { KINDS } from "./kinds/index.ts";
import { CaseRunner } from "./run-case.ts";
import type { FuzzQuestion, FuzzReply } from "./messages.ts";

/** A thread that judges cases one after the other; `worker.mjs` loads this file. */
const port = parentPort;
if (port === null) throw new Error("test/fuzz/worker.ts runs in a worker thread");

const runners = new Map<string, Promise<CaseRunner>>();

async function startRunner(name: string): Promise<CaseRunner> {
  const kind = KINDS.find((each) => each.name === name);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return CaseRunner.start(kind, await kind.seeds());
}

const reply = (message: FuzzReply): void => port.postMessage(message);

port.on("message", (question: FuzzQuestion) => {
  void (async () => {
    const runner = runners.get(question.kind) ?? startRunner(question.kind);
    runners.set(question.kind, runner);
    reply({ kind: "judged", judgement: await (await runner).run(question.case) });
  })();
});
reply({ kind: "ready" });
