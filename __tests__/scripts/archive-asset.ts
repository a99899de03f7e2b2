import { App, AssetType, TerraformAsset, TerraformStack } from "cdktf";

// A program of its own: what it writes, an archive of this directory, is looked at by typescript.test.ts.
const app = new App({ outdir: process.env["CDKTF_OUTDIR"] ?? "" });
new TerraformAsset(new TerraformStack(app, "stack"), "tests", { path: __dirname, type: AssetType.ARCHIVE });
app.synth();
