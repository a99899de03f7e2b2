/** Days until the end of a day (`2027-02-28`), a day that has begun counted as a whole one: 0 on that day itself, negative afterwards. */
export function daysUntil(day: string, today: Date): number {
  return Math.ceil((Date.parse(day) - today.getTime()) / 86_400_000);
}
