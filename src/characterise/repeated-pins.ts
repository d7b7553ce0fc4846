/**
 * Pins behind the bits of a port as a table keeps them: the shortest run that, again and again, gives all of them. A port that
 * reads many words alike is as short as one word; of bits that are all alike, one stands for all.
 */
export function repeatedPins(pins: readonly number[]): readonly number[] {
  for (let length = 1; length <= pins.length / 2; length++)
    if (pins.length % length === 0 && repeats(pins, length)) return pins.slice(0, length);
  return pins;
}

function repeats(pins: readonly number[], length: number): boolean {
  for (let bit = length; bit < pins.length; bit++) if (pins[bit] !== pins[bit - length]) return false;
  return true;
}
