/**
 * Points of the front, ordered in space so that a new point meets few of them: a k-d tree whose nodes know the bounds
 * of their points. A node whose best corner is worse than the new point somewhere holds nothing that dominates it; a
 * node whose worst corner is better somewhere holds nothing that it dominates. All objectives are to be minimised.
 */
export class DominanceTree {
  readonly #width: number;
  /** Objectives of the point with slot s: `width` numbers from s·width. */
  #keys: Float64Array;
  readonly #root: Node;
  /** The slot that dominated a point most recently, likely to dominate the next one. */
  #lastDominator = -1;

  constructor(objectives: number) {
    this.#width = objectives;
    this.#keys = new Float64Array(64 * objectives);
    this.#root = leaf(objectives, []);
  }

  /** Whether a point of the tree is nowhere worse than `point` and somewhere better. */
  dominates(point: Float64Array): boolean {
    return (
      (this.#lastDominator >= 0 && this.#slotDominates(this.#lastDominator, point)) ||
      this.#dominates(this.#root, point)
    );
  }

  /** Whether the point in `slot` dominates `point`. */
  #slotDominates(slot: number, point: Float64Array): boolean {
    const keys = this.#keys;
    let isBetter = false;
    for (let k = 0, at = slot * this.#width; k < this.#width; k++, at++) {
      const difference = keys[at]! - point[k]!;
      if (difference > 0) return false;
      if (difference < 0) isBetter = true;
    }
    if (isBetter) this.#lastDominator = slot;
    return isBetter;
  }

  /** Takes out the points that `point` dominates and names their slots. */
  removeDominated(point: Float64Array, removed: (slot: number) => void): void {
    this.#removeDominated(this.#root, point, removed);
  }

  insert(slot: number, point: Float64Array): void {
    if ((slot + 1) * this.#width > this.#keys.length) {
      const keys = new Float64Array(2 * this.#keys.length);
      keys.set(this.#keys);
      this.#keys = keys;
    }
    this.#keys.set(point, slot * this.#width);
    let node = this.#root;
    widen(node, point);
    while (node.low !== undefined && node.high !== undefined) {
      node = point[node.axis]! < node.cut ? node.low : node.high;
      widen(node, point);
    }
    node.slots.push(slot);
    if (node.slots.length > node.limit) this.#split(node);
  }

  #dominates(node: Node, point: Float64Array): boolean {
    for (let k = 0; k < point.length; k++) if (node.best[k]! > point[k]!) return false;
    if (node.low !== undefined && node.high !== undefined)
      return this.#dominates(node.low, point) || this.#dominates(node.high, point);
    for (const slot of node.slots) if (this.#slotDominates(slot, point)) return true;
    return false;
  }

  #removeDominated(node: Node, point: Float64Array, removed: (slot: number) => void): void {
    for (let k = 0; k < point.length; k++) if (node.worst[k]! < point[k]!) return;
    if (node.low !== undefined && node.high !== undefined) {
      this.#removeDominated(node.low, point, removed);
      this.#removeDominated(node.high, point, removed);
      return;
    }
    for (let place = node.slots.length - 1; place >= 0; place--) {
      const slot = node.slots[place]!;
      if (!this.#isDominatedBy(slot, point)) continue;
      node.slots[place] = node.slots.at(-1)!;
      node.slots.pop();
      removed(slot);
    }
  }

  #isDominatedBy(slot: number, point: Float64Array): boolean {
    const keys = this.#keys;
    let isWorse = false;
    for (let k = 0, at = slot * this.#width; k < this.#width; k++, at++) {
      const difference = keys[at]! - point[k]!;
      if (difference < 0) return false;
      if (difference > 0) isWorse = true;
    }
    return isWorse;
  }

  /** Cuts a full leaf at the median of its relatively widest objective; one whose points are all equal grows instead. */
  #split(node: Node): void {
    const axis = this.#widestAxis(node);
    const values = node.slots.map((slot) => this.#key(slot, axis)).toSorted((a, b) => a - b);
    const median = values[values.length >> 1]!;
    const cut = median > values[0]! ? median : values.find((value) => value > median);
    if (cut === undefined) {
      node.limit *= 2;
      return;
    }
    node.axis = axis;
    node.cut = cut;
    node.low = this.#leafOf(node.slots.filter((slot) => this.#key(slot, axis) < cut));
    node.high = this.#leafOf(node.slots.filter((slot) => this.#key(slot, axis) >= cut));
    node.slots = [];
  }

  #leafOf(slots: number[]): Node {
    const node = leaf(this.#width, slots);
    for (const slot of slots) widen(node, this.#keys.subarray(slot * this.#width, (slot + 1) * this.#width));
    return node;
  }

  #widestAxis(node: Node): number {
    let widest = 0;
    let most = -1;
    for (let k = 0; k < this.#width; k++) {
      const values = node.slots.map((slot) => this.#key(slot, k));
      const whole = this.#root.worst[k]! - this.#root.best[k]!;
      const spread = whole > 0 ? (Math.max(...values) - Math.min(...values)) / whole : 0;
      if (spread > most) {
        most = spread;
        widest = k;
      }
    }
    return widest;
  }

  #key(slot: number, axis: number): number {
    return this.#keys[slot * this.#width + axis]!;
  }
}

/** Most points of a leaf before it is cut. */
const LEAF_SIZE = 24;

interface Node {
  /** No point of the node is better than `best` or worse than `worst` in any objective. */
  readonly best: Float64Array;
  readonly worst: Float64Array;
  /** Of a leaf: its points. */
  slots: number[];
  limit: number;
  /** Of an inner node: points below `cut` on `axis` are in `low`. */
  axis: number;
  cut: number;
  low: Node | undefined;
  high: Node | undefined;
}

function leaf(width: number, slots: number[]): Node {
  const best = new Float64Array(width).fill(Infinity);
  const worst = new Float64Array(width).fill(-Infinity);
  return {
    best,
    worst,
    slots,
    limit: Math.max(LEAF_SIZE, 2 * slots.length),
    axis: 0,
    cut: 0,
    low: undefined,
    high: undefined,
  };
}

function widen(node: Node, point: Float64Array): void {
  for (let k = 0; k < point.length; k++) {
    const value = point[k]!;
    if (value < node.best[k]!) node.best[k] = value;
    if (value > node.worst[k]!) node.worst[k] = value;
  }
}
