/**
 * Pins behind the bits of a port as a table keeps them: the shortest run that, again and again, gives all of them. A port that
 * reads many words alike is as short as one word; of bits that are all alike, one stands for all.
 */
export function repeatedPins(pins: readonly number[]): readonly number[] {
  for (let length = 1; length <= pins.length / 2; length++)
    if (pins.length % length === 0 && repeats(pins, length)) return pins.slice(0, length);
  return pins;
}

/** The other way: pins behind `width` bits, again from the first where those that are kept end. */
export function allPins(repeated: readonly number[], width: number): readonly number[] {
  return Array.from({ length: width }, (_, bit) => repeated[bit % repeated.length] as number);
}

function repeats(pins: readonly number[], length: number): boolean {
  for (let bit = length; bit < pins.length; bit++) if (pins[bit] !== pins[bit - length]) return false;
  return true;
}
