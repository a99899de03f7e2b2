import { homedir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Where heavy things live that are neither the project nor its dependencies: emulators, and on machines without internet Terraform's
 * plugins and modules. `TANDEM_LAB` moves it.
 *
 *     venv/      the emulators, installed by us
 *     checkov/   the scanner of plans, installed by us
 *     bin/       programs that stand before those on PATH: tofu, helm, kubectl; the control plane of Kubernetes and controllers
 *     plugins/   a Terraform filesystem mirror; plugins-opentofu/ one of OpenTofu
 *     charts/    public Helm charts, each under its name
 *     crds/      what controllers of GitOps define
 *     swagger/   the API of each minor of Kubernetes: 1.36.json
 *     modules/   terraform-aws-modules/<name>/aws/<version>
 *     runs/      one folder per run of the lab
 */
export function labFolder(variables: NodeJS.ProcessEnv): string {
  return resolve(variables["TANDEM_LAB"] ?? join(homedir(), ".cache", "tandem-lab"));
}
