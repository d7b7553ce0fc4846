import { SingleBar } from "cli-progress";

/** Draws the progress of measuring modules on stderr. */
export function moduleProgress(): (progress: {
  readonly done: number;
  readonly total: number;
  readonly cached: number;
}) => void {
  const bar = new SingleBar({
    format: "characterising {bar} {percentage} %  {value}/{total} modules ({cached} known), {eta} s left",
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 5000,
    hideCursor: true,
  });
  let isStarted = false;
  return ({ done, total, cached }) => {
    if (!isStarted) bar.start(total, done, { cached });
    isStarted = true;
    bar.update(done, { cached });
    if (done === total) bar.stop();
  };
}

/** Draws the progress of estimating cores on stderr. */
export function coreProgress(): (progress: { readonly done: number; readonly total: number }) => void {
  const bar = new SingleBar({
    format: "estimating {bar} {percentage} %  {value}/{total} cores, {eta} s left",
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 5000,
    hideCursor: true,
  });
  let isStarted = false;
  return ({ done, total }) => {
    if (!isStarted) bar.start(total, 0);
    isStarted = true;
    bar.update(done);
    if (done === total) bar.stop();
  };
}
