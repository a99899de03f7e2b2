// node -r ./scripts/typescript.cjs FILE.ts
//
// Runs TypeScript without a build step: each file that is required becomes one bundle with the project files that it imports, and the packages
// of the first one become another. Both are kept for the next run (docs/adr/0003-fast-synth.md).
const { createRequire, isBuiltin } = require("node:module");
const { dirname, join, relative, resolve } = require("node:path");
const { compile, keepBundle, project } = require("./kept-bundle.cjs");

const folder = join(project, "node_modules", ".cache", "tandem");

// CDKTF calls what Node 22 and newer deprecate. Nobody will change it there, and who synthesizes cannot.
process.noDeprecation ||= !process.traceDeprecation;

/** Packages by what the program requires them as. One table for all of its files, so that each package is there once. */
let packages;

require.extensions[".ts"] = (module, file) => {
  const path = relative(project, file);
  // Node maps only what it compiles itself; and what stands elsewhere is not ours to keep.
  if (process.sourceMapsEnabled || path.startsWith("..")) {
    module._compile(bundleProgram(file).outputFiles[0].text, file);
    return;
  }
  const program = keepBundle(join(folder, `${path}.cjs`), "", () => bundleProgram(file));
  packages ??= loadPackages(join(folder, `${path}.packages.cjs`), program.externals);
  const own = createRequire(file);
  const require = Object.assign((id) => (Object.hasOwn(packages, id) ? packages[id]() : own(id)), own);
  compile(program, file)(module.exports, require, module, file, dirname(file));
};

function bundleProgram(file) {
  const sourcemap = process.sourceMapsEnabled ? "inline" : false;
  return bundle({ entryPoints: [file], packages: "external", sourcemap });
}

/** One bundle instead of hundreds of files: to find, read and compile those is half of a run. */
function loadPackages(outfile, externals) {
  const names = externals.filter((name) => !isBuiltin(name));
  const request = names.map((name) => `exports[${JSON.stringify(name)}] = () => require(${JSON.stringify(name)});\n`);
  const kept = keepBundle(outfile, request.join(""), () => bundlePackages(outfile, request.join("")));
  const own = createRequire(outfile);
  const require = (id) => (resolve(dirname(outfile), id) === assets ? deferred(() => own(id)) : own(id));
  const table = {};
  compile(kept, outfile)(table, require, { exports: table }, outfile, dirname(outfile));
  return table;
}

/**
 * How CDKTF copies and zips assets. It runs itself as a program by its own file name, so it stays a file of its own; and it requires as many
 * modules as the rest of CDKTF, so only an asset loads it.
 */
const assets = join(project, "node_modules", "cdktf", "lib", "private", "fs.js");

const whereItStands = "__whereItStands";

/** Asked by code: comments and texts may speak of it. */
const asked = { __filename: whereItStands, __dirname: whereItStands, "require.main": whereItStands };

function bundlePackages(outfile, contents) {
  const nothing = () => bundle({ stdin: { contents: "" }, outfile });
  try {
    const result = bundle({ stdin: { contents, resolveDir: project }, external: [assets], define: asked, outfile });
    // A package that asks where it stands has to stand there: none is bundled then, and Node finds them all.
    return result.outputFiles[0].text.includes(whereItStands) ? nothing() : result;
  } catch {
    // Nor is a package that esbuild cannot bundle.
    return nothing();
  }
}

/** A module that is loaded when something of it is used. */
function deferred(load) {
  return new Proxy({}, { get: (_, name) => load()[name] });
}

function bundle(options) {
  // One esbuild for all files instead of a process for each: half the time for many environments.
  process.env.ESBUILD_WORKER_THREADS = "1";
  return require("esbuild").buildSync({
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20.9",
    absWorkingDir: project,
    logLevel: "silent",
    write: false,
    metafile: true,
    ...options,
  });
}
