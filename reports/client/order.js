// @ts-check
// Whether the order of two designs can be trusted, for the renderer and the page's script alike. Types for the renderer:
// order.d.ts.

/**
 * Whether two values are nearer to each other than their errors together: larger ÷ smaller − 1 < √(errorA² + errorB²).
 * The errors count as independent. Exact values (both errors 0), and values that are not positive, always have an order.
 * @param {number} a
 * @param {number} b
 * @param {number} errorA relative, e.g. 0.03
 * @param {number} errorB
 * @returns {boolean}
 */
export function isOrderUncertain(a, b, errorA, errorB) {
  if (!(a > 0 && b > 0)) return false;
  return Math.max(a, b) / Math.min(a, b) - 1 < Math.hypot(errorA, errorB);
}

/**
 * For each value, how many others have an uncertain order with it.
 * @param {readonly (number | null | undefined)[]} values
 * @param {readonly number[]} errors relative, one a value
 * @returns {number[]}
 */
export function uncertainPeers(values, errors) {
  const peers = values.map(() => 0);
  const widest = Math.SQRT2 * errors.reduce((a, b) => Math.max(a, b), 0);
  const order = values
    .flatMap((value, i) => (typeof value === "number" && value > 0 ? [{ value, i }] : []))
    .sort((a, b) => a.value - b.value);
  order.forEach((low, place) => {
    for (let next = place + 1; next < order.length; next++) {
      const high = order[next];
      if (high.value / low.value - 1 >= widest) break;
      if (!isOrderUncertain(low.value, high.value, errors[low.i], errors[high.i])) continue;
      peers[low.i]++;
      peers[high.i]++;
    }
  });
  return peers;
}
