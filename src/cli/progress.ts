import { SingleBar } from "cli-progress";
import { significant } from "../core/number-text.js";
import { note } from "./output.ts";
import { durationText, Pace } from "./pace.ts";

/** The progress bars of all commands, on stderr: drawn over and over on a terminal, lines in a log file. */

/** What a bar is told: how many are done, of these how many were known before. */
interface Progress {
  readonly done: number;
  readonly total: number;
  readonly cached?: number;
}

/** Draws the progress of measuring modules, and says from the start that it is under way: first they are collected. */
export function moduleProgress(): (progress: Progress) => void {
  announce("characterising 0 %  getting ready: modules, and which of them were measured before");
  return drawing("characterising", "modules");
}

/** Draws the progress of trainings. */
export function trainingProgress(): (progress: Progress) => void {
  return drawing("training", "networks");
}

/** Draws the progress of estimating cores. */
export function coreProgress(): (progress: Progress) => void {
  return drawing("estimating", "cores");
}

type SweepDraw = (progress: Progress & { readonly feasible: number; readonly front: number }) => void;

/**
 * Draws the progress of exploring a space, and says from the start that it is under way: it takes a while until its points are
 * counted. Of a run that will take a month or more it says so, once that is known, and that it may be stopped.
 */
export function sweepProgress(): SweepDraw {
  announce("exploring 0 %  getting ready: prices, workload, points");
  const warn = longRunNotice("designs");
  const draw = drawing("exploring", "designs");
  return ({ feasible, front, ...progress }) => {
    warn(progress, performance.now());
    draw(progress, `, ${feasible} feasible, ${front} on the front`);
  };
}

/** Draws the progress of looking for the design nearest to a bound. */
export function missProgress(bound: string): SweepDraw {
  const draw = drawing(`nearest to ${bound}`, "designs");
  return ({ done, total, cached = 0, feasible }) => draw({ done, total, cached }, `, ${feasible} feasible without it`);
}

/** Draws the progress of looking for the design that is best for one workload alone. */
export function ownBestProgress(workload: string): SweepDraw {
  const draw = drawing(`best for ${workload} alone`, "designs");
  return ({ done, total, cached = 0, feasible }) => draw({ done, total, cached }, `, ${feasible} feasible`);
}

/** Draws the progress of the stages before exploring, one bar after the other. */
export function stageProgress(): (progress: Progress & { readonly stage: "pricing" | "training" }) => void {
  const bars = { pricing: drawing("pricing", "circuits"), training: trainingProgress() };
  return ({ stage, ...progress }) => bars[stage](progress);
}

/** Lines of a log file are so far apart [ms], but for the first and the last. */
const LINE_MS = 10_000;

type Draw = (progress: Progress, facts?: string) => void;

function drawing(title: string, unit: string): Draw {
  const show = process.stderr.isTTY ? onTerminal(title) : inLog(title);
  const line = progressLine(unit);
  return (progress, facts = "") => {
    if (progress.total > 0) show(progress, line(progress, performance.now()) + facts);
  };
}

/**
 * Makes the words for what is done at a time: `4/16 designs (2 known), 1.5/s, 8 s left`. Time left is never endless and, while
 * anything is left, never nothing.
 */
export function progressLine(unit: string): (progress: Progress, atMs: number) => string {
  const pace = new Pace();
  let begin: number | undefined;
  return ({ done, total, cached = 0 }, atMs) => {
    begin ??= atMs;
    pace.add(atMs, done - cached);
    const perSecond = pace.perSecond;
    const rate = perSecond === undefined ? "0/s" : `${significant(perSecond)}/s`;
    const left = perSecond === undefined ? "time left unknown" : `${durationText((total - done) / perSecond)} left`;
    const known = cached > 0 ? ` (${cached} known)` : "";
    const time = done < total ? `${rate}, ${left}` : `in ${durationText((atMs - begin) / 1000)}`;
    return `${done}/${total} ${unit}${known}, ${time}`;
  };
}

/** A pace is believed after so long [ms]: the first designs price what the others share. */
const SETTLED_MS = 30_000;

/** A run of a month [s] is hardly what was meant. */
const LONG_S = 30 * 86_400;

/** Says once of a run that will take a month or more how long it takes. */
function longRunNotice(unit: string): (progress: Progress, atMs: number) => void {
  const pace = new Pace();
  let begin: number | undefined;
  let isSaid = false;
  return ({ done, total, cached = 0 }, atMs) => {
    pace.add(atMs, done - cached);
    if (done > cached) begin ??= atMs;
    const { perSecond } = pace;
    if (isSaid || perSecond === undefined || atMs - (begin ?? atMs) < SETTLED_MS) return;
    const seconds = (total - done) / perSecond;
    if (seconds < LONG_S) return;
    isSaid = true;
    endProgress();
    note(
      `${total} ${unit} take ${durationText(seconds)} at this pace; Ctrl-C keeps what is done, and the same command goes on from there`,
    );
  };
}

/** What a terminal shows until something is drawn. */
let isAnnounced = false;

/** Says what is under way, until a bar is drawn. */
function announce(text: string): void {
  isAnnounced = process.stderr.isTTY;
  process.stderr.write(isAnnounced ? text : `${text}\n`);
}

/** Takes it away. */
function clearAnnounced(): void {
  if (isAnnounced) process.stderr.write("\r\u001B[K");
  isAnnounced = false;
}

type Show = (progress: Progress, text: string) => void;

function onTerminal(title: string): Show {
  const format = `${title} {bar} {percentage} %  {text}`;
  const bar = new SingleBar({ format, barsize: 20, stream: process.stderr, hideCursor: true });
  return ({ done, total }, text) => {
    clearAnnounced();
    if (!bar.isActive) bar.start(total, done, { text });
    drawn = bar;
    bar.update(done, { text });
    if (done === total) endProgress();
  };
}

/** The bar that a terminal shows and goes on drawing. */
let drawn: SingleBar | undefined;

/** Leaves a bar as it is, e.g. because its command failed. */
export function endProgress(): void {
  clearAnnounced();
  drawn?.stop();
  drawn = undefined;
}

/** A line at once, then every ten seconds and at the end, and none that says the same as the one before. */
function inLog(title: string): Show {
  let [shownMs, shown] = [-Infinity, ""];
  return ({ done, total }, text) => {
    const line = `${title} ${Math.floor((100 * done) / Math.max(1, total))} %  ${text}\n`;
    const now = performance.now();
    if (line === shown || (now - shownMs < LINE_MS && done < total)) return;
    process.stderr.write(line);
    [shownMs, shown] = [now, line];
  };
}
