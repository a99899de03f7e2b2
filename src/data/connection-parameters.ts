import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { type ConnectionFacts, parameterNames } from "./connection-facts";

export interface ConnectionParametersProps {
  /** `<path>/writer-host` and so on; the same path in both regions. */
  readonly path: string;
  readonly facts: ConnectionFacts;
}

/** The connection facts as parameters of the region, under names that never change. */
export class ConnectionParameters extends Construct {
  constructor(scope: Construct, id: string, { path, facts }: ConnectionParametersProps) {
    super(scope, id);
    for (const [fact, name] of Object.entries(parameterNames) as [keyof ConnectionFacts, string][]) {
      // Not `insecureValue`, although a plan would show it: once imported, a parameter with that never changes its value again.
      // https://github.com/hashicorp/terraform-provider-aws/issues/37733
      new SsmParameter(this, name, { name: `${path}/${name}`, type: "String", value: facts[fact] });
    }
  }
}
