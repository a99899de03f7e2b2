import { describe, expect, it } from "vitest";
import { commandOf } from "./container-command";

const container = {
  name: "manager",
  command: ["/bin/manager", "--cluster=shop"],
  args: ["run", "--listen=:8080", "--namespace=$(NAMESPACE)", "--unknown=$(OTHER)", "--verbose"],
  env: [
    { name: "NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
    { name: "AWS_REGION", value: "eu-west-1" },
  ],
};
const fields = { "metadata.namespace": "kube-system" };

describe("commandOf", () => {
  it("takes the arguments as they stand, with the variables that the container has", () => {
    expect(commandOf(container, fields)).toEqual({
      args: ["--cluster=shop", "run", "--listen=:8080", "--namespace=kube-system", "--unknown=$(OTHER)", "--verbose"],
      variables: { NAMESPACE: "kube-system", AWS_REGION: "eu-west-1" },
    });
  });

  it("replaces a flag, adds one that is not there, and takes one away", () => {
    const { args } = commandOf(container, fields, { listen: "127.0.0.1:1", kubeconfig: "file", verbose: null });
    expect(args).toEqual([
      "--cluster=shop",
      "run",
      "--namespace=kube-system",
      "--unknown=$(OTHER)",
      "--listen=127.0.0.1:1",
      "--kubeconfig=file",
    ]);
  });

  it("does not guess a value that stands in another object", () => {
    const valueFrom = { secretKeyRef: { name: "database", key: "password" } } as object;
    const env = [{ name: "PASSWORD", valueFrom }];
    expect(() => commandOf({ name: "manager", env }, fields)).toThrow("nobody says the value of PASSWORD");
  });
});
