/**
 * Runs something without the stack traces that CDKTF formats for each of its tokens, and never shows: a quarter of the memory of a large synth. Errors keep
 * theirs: tokens capture their trace on a plain object. https://nodejs.org/api/errors.html#errorcapturestacktracetargetobject-constructoropt
 */
export function withoutTokenTraces<T>(run: () => T): T {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (target, frames) =>
    target instanceof Error ? [String(target), ...frames.map((frame) => `    at ${frame}`)].join("\n") : "";
  try {
    return run();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
