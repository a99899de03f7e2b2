import { describe, expect, it } from "vitest";
import type { NodeGroup } from "../../src/cluster/node-group-plan";
import { userDataInputs } from "../../src/cluster/user-data";

const inputsOf = (userData: NodeGroup["userData"]) => userDataInputs({ userData } as NodeGroup);
const parts = (userData: NodeGroup["userData"]) => inputsOf(userData).cloudinit_pre_nodeadm ?? [];
const contents = (userData: NodeGroup["userData"]) => parts(userData).map(({ content }) => content);

describe("user data", () => {
  it("is none where the file has none", () => {
    expect(inputsOf(undefined)).toEqual({});
  });

  it("of a script is a part of cloud-init, as it stands", () => {
    const script = "#!/bin/sh\necho $HOME 100%\n";
    expect(inputsOf({ script })).toEqual({
      cloudinit_pre_nodeadm: [{ content_type: 'text/x-shellscript; charset="us-ascii"', content: script }],
    });
  });

  it("of the kubelet is a NodeConfig, which nodeadm merges with its own", () => {
    const kubelet = { imageGCHighThresholdPercent: 70, featureGates: { InPlacePodVerticalScaling: true } };
    expect(parts({ kubelet })).toHaveLength(1);
    const [part] = parts({ kubelet });
    expect(part?.content_type).toBe("application/node.eks.aws");
    expect(JSON.parse(part?.content ?? "")).toEqual({
      apiVersion: "node.eks.aws/v1alpha1",
      kind: "NodeConfig",
      spec: { kubelet: { config: kubelet } },
    });
  });

  it("of both is both, the NodeConfig first", () => {
    const both = { script: "#!/bin/sh\n", kubelet: { maxPods: 58 } };
    expect(parts(both).map(({ content_type }) => content_type)).toEqual([
      "application/node.eks.aws",
      'text/x-shellscript; charset="us-ascii"',
    ]);
    expect(contents(both)).toEqual([...contents({ kubelet: both.kubelet }), ...contents({ script: both.script })]);
  });

  it.each(['log-level = "3"', 'log-level = "3"\n', 'log-level = "3"\n\n'])(
    "of Bottlerocket %j ends in one line end",
    (settings) => {
      expect(inputsOf({ settings })).toEqual({ bootstrap_extra_args: 'log-level = "3"\n' });
    },
  );
});

// Terraform reads every string of its JSON as a template.
// https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1
describe("what Terraform would take for a template", () => {
  const shell = `$\{HOME} $$\{1}`;
  const escaped = `$$\{HOME} $$$\{1}`;

  it("is no reference in a script", () => {
    expect(contents({ script: `#!/bin/sh\necho ${shell}\n` })).toEqual([`#!/bin/sh\necho ${escaped}\n`]);
  });

  it("is no reference in the configuration of the kubelet", () => {
    expect(contents({ kubelet: { providerID: shell } })[0]).toContain(JSON.stringify(escaped));
  });

  it("is no reference in settings of Bottlerocket", () => {
    expect(inputsOf({ settings: `motd = "${shell}"` })).toEqual({ bootstrap_extra_args: `motd = "${escaped}"\n` });
  });

  it("is no directive either", () => {
    expect(contents({ script: "#!/bin/sh\ndate +%{x} %{y}\n" })).toEqual(["#!/bin/sh\ndate +%%{x} %%{y}\n"]);
    expect(inputsOf({ settings: 'motd = "%{x}"' })).toEqual({ bootstrap_extra_args: 'motd = "%%{x}"\n' });
  });
});
