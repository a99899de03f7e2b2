import { type LockFile, packageNameOf } from "./lock-file";

/** The text of THIRD-PARTY-NOTICES.md: every package that synth needs, in exactly which versions, under which license. */
export function thirdPartyNotices({ packages }: LockFile): string {
  const rows = Object.entries(packages)
    .filter(([path, { dev = false }]) => path !== "" && !dev)
    .map(([path, { version = "", license = "not stated" }]) => {
      const name = packageNameOf(path);
      return `| [${name}](https://www.npmjs.com/package/${name}/v/${version}) | ${version} | ${license} |`;
    });
  return [
    "# Third-party notices",
    "",
    "Tandem runs with these packages. `npm ci` installs them, each with its license text; none of them is part of this repository.",
    "Generated from package-lock.json by `npm run notices`; do not edit.",
    "",
    "| package | version | license |",
    "| --- | --- | --- |",
    ...[...new Set(rows)].toSorted(),
    "",
  ].join("\n");
}
