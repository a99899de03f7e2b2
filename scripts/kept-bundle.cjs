// Bundles that outlive the process: the source of each, and V8's code of what a run used of it.
//
// A kept bundle is used only where nothing of it changed: its files, the packages, esbuild, the options, V8 itself. What is missing, cut off,
// corrupt or cannot be written costs time and never a run. Files are renamed into place, so that processes may write at once.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { dirname, join, relative, resolve, sep } = require("node:path");
const { cachedDataVersionTag } = require("node:v8");
const { Script } = require("node:vm");

const project = dirname(__dirname);

/** npm writes it with every change of a package, esbuild included. */
const packageLock = join(project, "node_modules", ".package-lock.json");

/** What every bundle depends on beside the files in it: how it is made, and the packages. */
const foundations = [__filename, join(__dirname, "typescript.cjs"), join(project, "tsconfig.json"), packageLock];

/** A bundle is kept as the function that Node makes of a module, so what is read is what is compiled: one copy in memory. */
const opening = "(function (exports, require, module, __filename, __dirname) { // ";
const closing = "\n})";

/**
 * The bundle that is kept in a file, or one made now and kept there.
 * @param file {string}
 * @param request {string} what it is made for, beside the files in it
 * @param build {() => import("esbuild").BuildResult} with a metafile
 */
function keepBundle(file, request, build) {
  const kept = tryRead(file, request);
  if (kept !== undefined) return kept;
  const { outputFiles, metafile } = build();
  const body = outputFiles[0].text + closing;
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const header = {
    request,
    digest: digestOf(body),
    externals: [...new Set(imports.filter(({ external }) => external).map(({ path }) => path))],
    inputs: tryFingerprint(Object.keys(metafile.inputs).filter((path) => path !== "<stdin>")),
  };
  const source = `${opening}${JSON.stringify(header)}\n${body}`;
  if (header.inputs !== undefined) tryWrite(file, source);
  return { file, source, ...header };
}

/** Functions whose code is written when the process ends, with the file of each. */
const uncompiled = new Map();

/** A kept bundle as a function. What a run that succeeds compiles of it is kept for the next one: most of it is never called. */
function compile({ file, source, digest }, filename) {
  const codeFile = `${file}.${cachedDataVersionTag().toString(16)}`;
  const cachedData = tryReadCode(codeFile, digest);
  const script = new Script(source, { filename, cachedData, importModuleDynamically: (name) => import(name) });
  if (cachedData === undefined || script.cachedDataRejected) {
    if (uncompiled.size === 0) process.once("exit", (exitCode) => exitCode === 0 && keepCode());
    uncompiled.set(codeFile, { script, digest });
  }
  return script.runInThisContext();
}

function keepCode() {
  for (const [file, { script, digest }] of uncompiled) {
    const code = script.createCachedData();
    tryWrite(file, Buffer.concat([Buffer.from(digestOf(digest, code), "hex"), code]));
  }
}

function tryRead(file, request) {
  try {
    const source = readFileSync(file, "utf8");
    const end = source.indexOf("\n");
    const header = JSON.parse(source.slice(opening.length, end));
    const isWhole = header.request === request && header.digest === digestOf(source.slice(end + 1));
    return isWhole && isUnchanged(header.inputs) ? { file, source, ...header } : undefined;
  } catch {
    return undefined;
  }
}

/** V8 does not look whether code is whole; it runs it. */
function tryReadCode(file, digest) {
  try {
    const content = readFileSync(file);
    const code = content.subarray(32);
    return content.toString("hex", 0, 32) === digestOf(digest, code) ? code : undefined;
  } catch {
    return undefined;
  }
}

function tryWrite(file, content) {
  const draft = `${file}.${process.pid}.draft`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, content);
    renameSync(draft, file);
  } catch {
    tryRemove(draft);
  }
}

function tryRemove(file) {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where nothing can be written, nothing can be removed.
  }
}

/** Undefined where one of them is missing: without npm's lock nothing says when a package changes. */
function tryFingerprint(inputs) {
  try {
    const files = [...foundations, ...inputs.map((path) => resolve(project, path))];
    return Object.fromEntries(files.map((file) => [relative(project, file), fingerprintOf(file)]));
  } catch {
    return undefined;
  }
}

function isUnchanged(inputs) {
  return Object.entries(inputs).every(([path, fingerprint]) => fingerprintOf(join(project, path)) === fingerprint);
}

/** Of files in packages size and time, for who changes them by hand: to read hundreds takes as long as a bundle saves. */
function fingerprintOf(file) {
  if (file === packageLock || !file.includes(`${sep}node_modules${sep}`)) return digestOf(readFileSync(file));
  const { size, mtimeMs } = statSync(file);
  return `${size} ${mtimeMs}`;
}

function digestOf(...contents) {
  const hash = createHash("sha256");
  for (const content of contents) hash.update(content);
  return hash.digest("hex");
}

module.exports = { compile, keepBundle, project };
