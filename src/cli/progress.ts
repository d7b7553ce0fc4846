import { SingleBar } from "cli-progress";

/** What a bar is told: how many are done, of these how many were known before. */
type Progress = (progress: { readonly done: number; readonly total: number; readonly cached: number }) => void;

/** Draws the progress of measuring modules on stderr. */
export function moduleProgress(): Progress {
  return barOf("characterising {bar} {percentage} %  {value}/{total} modules ({cached} known), {eta} s left");
}

/** Draws the progress of trainings on stderr. */
export function trainingProgress(): Progress {
  return barOf("training {bar} {percentage} %  {value}/{total} networks ({cached} known), {eta} s left");
}

/** Draws the progress of estimating cores on stderr. */
export function coreProgress(): (progress: { readonly done: number; readonly total: number }) => void {
  const draw = barOf("estimating {bar} {percentage} %  {value}/{total} cores, {eta} s left");
  return ({ done, total }) => draw({ done, total, cached: 0 });
}

function barOf(format: string): Progress {
  const bar = new SingleBar({
    format,
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
