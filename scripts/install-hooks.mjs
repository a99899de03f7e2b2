import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

// `npm install` in a clone points git at .githooks; in an unpacked archive there is nothing to point.
if (existsSync(".git")) execFileSync("git", ["config", "core.hooksPath", ".githooks"]);
