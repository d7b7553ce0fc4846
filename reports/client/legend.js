// @ts-check
// Legend entries of generators switch that generator's designs off and on.

/**
 * @param {import("./selection.js").PageData} data
 * @param {{restrict(name: string, test: ((design: number) => boolean) | null): void}} selection
 */
export function bindLegends(data, selection) {
  /** @type {Set<number>} */
  const hidden = new Set();
  const items = [
    ...document.querySelectorAll("#pareto-front .legend [data-series], #parallel-coordinates .legend [data-series]"),
  ];
  const toggle = (/** @type {number} */ series) => {
    if (!hidden.delete(series)) hidden.add(series);
    for (const item of items)
      item.setAttribute("aria-pressed", String(!hidden.has(Number(item.getAttribute("data-series")))));
    for (const path of document.querySelectorAll(".cloud [data-series]"))
      path.toggleAttribute("data-off", hidden.has(Number(path.getAttribute("data-series"))));
    selection.restrict(
      "generator",
      hidden.size === 0 ? null : (design) => !hidden.has(data.scatter.front.series[design]),
    );
  };
  for (const item of items) {
    item.setAttribute("role", "button");
    item.setAttribute("tabindex", "0");
    item.setAttribute("aria-pressed", "true");
    item.addEventListener("click", () => toggle(Number(item.getAttribute("data-series"))));
    item.addEventListener("keydown", (event) => {
      const { key } = /** @type {KeyboardEvent} */ (event);
      if (key !== "Enter" && key !== " ") return;
      event.preventDefault();
      toggle(Number(item.getAttribute("data-series")));
    });
  }
}
