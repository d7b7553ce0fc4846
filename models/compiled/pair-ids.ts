/**
 * Numbers pairs of numbers: 0, 1, 2, … in the order in which they are first asked for. Both are whole numbers from 0. A
 * hash table of plain numbers, since the loop over a space asks for millions of pairs.
 */
export class PairIds {
  #mask = 63;
  /** Of place p: first, second, id + 1; an id of 0 is a free place. */
  #places = new Int32Array(3 * 64);
  #size = 0;

  /** How many pairs have a number: the number that the next new pair gets. */
  get size(): number {
    return this.#size;
  }

  of(first: number, second: number): number {
    const places = this.#places;
    const mask = this.#mask;
    let place = hashOf(first, second) & mask;
    for (;;) {
      const at = 3 * place;
      const id = places[at + 2]!;
      if (id === 0) return this.#add(at, first, second);
      if (places[at] === first && places[at + 1] === second) return id - 1;
      place = (place + 1) & mask;
    }
  }

  #add(at: number, first: number, second: number): number {
    const id = this.#size++;
    this.#places[at] = first;
    this.#places[at + 1] = second;
    this.#places[at + 2] = id + 1;
    if (2 * this.#size > this.#mask) this.#grow();
    return id;
  }

  #grow(): void {
    const old = this.#places;
    const mask = 2 * this.#mask + 1;
    const places = new Int32Array(3 * (mask + 1));
    for (let from = 0; from < old.length; from += 3) {
      if (old[from + 2] === 0) continue;
      let place = hashOf(old[from]!, old[from + 1]!) & mask;
      while (places[3 * place + 2] !== 0) place = (place + 1) & mask;
      places.set(old.subarray(from, from + 3), 3 * place);
    }
    this.#mask = mask;
    this.#places = places;
  }
}

function hashOf(first: number, second: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
