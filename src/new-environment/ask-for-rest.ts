import { type Answers, type Question, questions } from "./answers";

/** Asks a person until the answer is valid: `validate` gives what was expected of a wrong one. */
export type Ask = (question: Question, validate: (answer: string) => string | undefined) => Promise<string>;

/** All answers: those that are given, and the others as a person gives them, each checked with what was said before. */
export async function askForRest(
  given: Partial<Answers>,
  ask: Ask,
  expectationOf: (answers: Partial<Answers>, key: keyof Answers) => string | undefined,
): Promise<Partial<Answers>> {
  let answers = given;
  for (const question of questions) {
    const { key } = question;
    if (answers[key] !== undefined) continue;
    const answer = await ask(question, (text) => expectationOf({ ...answers, [key]: text.trim() }, key));
    answers = { ...answers, [key]: answer.trim() };
  }
  return answers;
}
