/** Whether some text matches both patterns, in which `*` stands for any characters. */
export function globsMeet(a: string, b: string): boolean {
  /** Whether the rests of both from here on meet, for the places that were asked for before. */
  const known = new Map<number, boolean>();
  const meetFrom = (i: number, j: number): boolean => {
    const place = i * (b.length + 1) + j;
    const found = known.get(place) ?? tryFrom(i, j);
    known.set(place, found);
    return found;
  };
  const tryFrom = (i: number, j: number): boolean => {
    if (a[i] === "*") return meetFrom(i + 1, j) || (j < b.length && meetFrom(i, j + 1));
    if (b[j] === "*") return meetFrom(i, j + 1) || (i < a.length && meetFrom(i + 1, j));
    if (i === a.length || j === b.length) return i === a.length && j === b.length;
    return a[i] === b[j] && meetFrom(i + 1, j + 1);
  };
  return meetFrom(0, 0);
}
