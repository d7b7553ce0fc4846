// @ts-check
// The one model of what is kept and what is looked at; charts and table follow it.

/** @typedef {{x: string, y: string, generators: string[], axes: any[], front: {index: number[], series: number[], columns: Record<string, (number | null)[]>, errors: Record<string, (number | null)[]>}, cloud: {series: number[], columns: Record<string, (number | null)[]>}, picks: {position: number, label: string}[], whiskers: "all" | "picks", frame: {left: number, top: number, width: number, height: number}}} Scatter */
/** @typedef {{scatter: Scatter, parallel: {axes: {name: string, positions: (number | null)[]}[], top: number, height: number}, parameters: Record<string, (string | number | null)[]>, colours: Record<string, [string | number, string][]>, metrics: {metric: string, label: string, base: string}[], picks: {position: number, title: string}[], commands: string[][], commandsAt?: number[], devices?: Record<string, string>, settings?: string[], file: string}} PageData */

/**
 * @param {number} designs number of front designs
 */
export function createSelection(designs) {
  /** Name → test of a design; a design is kept if it passes all. @type {Map<string, (design: number) => boolean>} */
  const tests = new Map();
  /** @type {((event: "kept" | "hover" | "open") => void)[]} */
  const listeners = [];
  const selection = {
    /** @type {boolean[]} */
    kept: Array.from({ length: designs }, () => true),
    hovered: -1,
    opened: -1,
    /** @param {(event: "kept" | "hover" | "open") => void} listener */
    listen(listener) {
      listeners.push(listener);
    },
    /**
     * @param {string} name
     * @param {((design: number) => boolean) | null} test null removes it
     */
    restrict(name, test) {
      if (test === null) tests.delete(name);
      else tests.set(name, test);
      const all = [...tests.values()];
      selection.kept = selection.kept.map((_, design) => all.every((each) => each(design)));
      for (const listener of listeners) listener("kept");
    },
    /** @param {number} design -1 for none */
    hover(design) {
      if (design === selection.hovered) return;
      selection.hovered = design;
      for (const listener of listeners) listener("hover");
    },
    /** @param {number} design -1 closes */
    open(design) {
      selection.opened = design;
      for (const listener of listeners) listener("open");
    },
  };
  return selection;
}

/**
 * The design that an element of a chart or the table stands for, or -1.
 * @param {EventTarget | null} target
 */
export function designOf(target) {
  const element = target instanceof Element ? target.closest("[data-i]") : null;
  return element === null ? -1 : Number(element.getAttribute("data-i"));
}
