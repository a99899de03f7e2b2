/** What the name of an image says whose pods start and are never ready. */
export const neverReady = "never-ready";

/**
 * The stages of fake pods, with one more condition for becoming ready: a release can be bad here, too.
 * @throws Error where there is no such stage
 */
export function withBadImages(stages: string): string {
  const stage = stages.indexOf("name: pod-ready");
  const place = stages.indexOf("matchExpressions:\n", stage);
  if (stage < 0 || place < 0) throw new Error("the stages of kwok have none named pod-ready with expressions");
  const end = place + "matchExpressions:\n".length;
  const indent = " ".repeat(place - stages.lastIndexOf("\n", place) - 1);
  const condition =
    `${indent}- key: '.spec.containers.[] | select( .image | test("${neverReady}") ) | .name'\n` +
    `${indent}  operator: 'DoesNotExist'\n`;
  return stages.slice(0, end) + condition + stages.slice(end);
}
