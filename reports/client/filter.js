// @ts-check
// The language of the filter box: words joined by "and"; `name<value`, `name<=value`, `name=value`, `name!=value`, …
// compare a parameter or a metric (in its base unit); any other word must occur in the generator's name or in a value.

/** @type {Record<string, (a: number, b: number) => boolean>} */
const COMPARE = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/**
 * @param {string} text
 * @param {(design: number, name: string) => string | number | null | undefined} valueOf undefined: no such name
 * @param {(design: number) => string} textOf
 * @returns {((design: number) => boolean) | null} null if the box is empty
 */
export function parseFilter(text, valueOf, textOf) {
  const words = text.trim().toLowerCase().split(/\s+/).filter((word) => word !== ""); // prettier-ignore
  if (words.length === 0) return null;
  const tests = words.map((word) => {
    const [, name, operator, wanted] = /^([\w-]+)(<=|>=|!=|=|<|>)(.+)$/.exec(word) ?? [];
    if (name === undefined) return (/** @type {number} */ design) => textOf(design).includes(word);
    return (/** @type {number} */ design) => {
      const value = valueOf(design, name);
      if (value === null || value === undefined) return false;
      const equal = typeof value === "number" ? value === Number(wanted) : value.toLowerCase() === wanted;
      if (operator === "=") return equal;
      if (operator === "!=") return !equal;
      return typeof value === "number" && COMPARE[operator](value, Number(wanted));
    };
  });
  return (design) => tests.every((test) => test(design));
}
