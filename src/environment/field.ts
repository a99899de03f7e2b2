import { z } from "zod";

/** A refinement whose message is the expectation and which also says what to do about it, at a field of the value where `path` names one. */
export const must = <T>(
  holds: (value: T) => boolean,
  expected: string,
  fix: string,
  path: string[] = [],
): z.core.$ZodCheck<T> => z.refine<T>(holds, { error: expected, params: { fix }, path });

/** What is wrong with a value. */
export interface Flaw {
  readonly expected: string;
  readonly fix: string;
}

/** A refinement whose words depend on the value. */
export const noFlaw = <T>(find: (value: T) => Flaw | undefined, path: string[] = []): z.core.$ZodCheck<T> =>
  z.superRefine<T>((value, context) => {
    const flaw = find(value);
    if (flaw !== undefined)
      context.addIssue({ code: "custom", message: flaw.expected, params: { fix: flaw.fix }, path: [...path] });
  });

export const notEmpty = must((text: string) => text.trim() !== "", "a text that is not empty", "write something");

/** A text that says something. */
export const filledText = z.string().check(notEmpty);

// Checks of their own in place of min and max, which count the elements of whatever has a length, a text in place of a list too.
export const atLeastOne = must((list: readonly unknown[]) => list.length > 0, "at least 1 value", "add one");

export const atMost = (count: number, fix: string) =>
  must((list: readonly unknown[]) => list.length <= count, `at most ${count} values`, fix);

export const matching = (pattern: RegExp, expected: string, fix: string) =>
  z.string().check(must((text: string) => pattern.test(text), expected, fix));

/** What to do about a number outside of its bounds, where it is not the same for both. */
interface BoundFixes {
  readonly tooLow: string;
  readonly tooHigh: string;
}

export const wholeNumber = (min: number, max: number, fix: string | BoundFixes) =>
  z.number().check(
    noFlaw((n: number) => {
      if (Number.isInteger(n) && n >= min && n <= max) return undefined;
      const fixes = typeof fix === "string" ? { tooLow: fix, tooHigh: fix } : fix;
      return { expected: `a whole number from ${min} to ${max}`, fix: n > max ? fixes.tooHigh : fixes.tooLow };
    }),
  );
